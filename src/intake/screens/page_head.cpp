// The head of the page: lamp, city and the buttons that are on every screen, and how far the applicant is.
#include "intake/screens/page.h"

#include "intake/screens/step_names.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace porchlight::intake {
namespace {

constexpr float kHeadSpace = 32;

}  // namespace

// The lamp at the head of the page: a little brighter at each step, and full at the end.
void Page::draw_head(Ui& ui) {
    const auto& theme = ui.theme();
    m_is_moving = false;
    if (theme.glow <= 0)
        return;
    const auto step = step_count(m_flow);
    const float done = step.total > 0 ? static_cast<float>(step.number) / static_cast<float>(step.total) : 0;
    brighten(m_flow.state().step == Step::kDone ? 1.6F : 0.55F + 0.56F * done);
    const float x = m_painter.right_to_left() ? m_metrics.width() * 0.82F : m_metrics.width() * 0.18F;
    m_painter.glow(x, m_metrics.space(-60), m_metrics.width() * 0.75F, m_metrics.space(620), theme.lamp,
                   std::min(1.0F, theme.glow * m_glow));
}

// Towards this, over about half a second.
void Page::brighten(float part) {
    constexpr float kSoftness_ms = 120, kNear = 0.01F;
    const double passed = std::min(m_now_ms - m_drawn_ms, 50.0);
    m_drawn_ms = m_now_ms;
    const bool is_soft = m_now_ms > 0 && m_glow > 0 && !m_flow.state().is_calm;
    m_glow += (part - m_glow) * (is_soft ? 1 - std::exp(-static_cast<float>(passed) / kSoftness_ms) : 1);
    m_is_moving = std::abs(part - m_glow) > kNear;
    if (!m_is_moving)
        m_glow = part;
}

void Page::draw_bar(Ui& ui, const Area& bar) {
    const auto& state = m_flow.state();
    const float x = m_metrics.container_x(), width = m_metrics.container_width();
    ui.begin(Region::kBar, {x, 0, width, 0}, 0);
    const bool narrow = m_metrics.is_narrow();
    const std::string_view own = kLanguages[state.language].own_name;
    const auto language_name = ui.say(Message::bar_language, {{"language", own}});
    const ButtonSpec buttons[] = {
        {.id = "language",
         .label = narrow ? std::string_view() : own,
         .look = ButtonLook::kQuiet,
         .icon = Icon::globe,
         .name = language_name},
        {.id = "look", .label = "Aa", .look = ButtonLook::kQuiet, .name = ui.say(Message::bar_look)},
        {.id = "leave",
         .label = narrow ? std::string_view() : ui.say(Message::bar_leave),
         .look = ButtonLook::kQuiet,
         .icon = Icon::leave,
         .name = ui.say(Message::bar_leave_name)},
    };
    float total = 0;
    for (const auto& spec : buttons)
        total += ui.button_width(spec) + m_metrics.space(narrow ? 4 : 16);
    draw_mark(ui, bar, width - total);
    float offset = width - total + m_metrics.space(narrow ? 4 : 16);
    for (const auto& spec : buttons) {
        const float wide = ui.button_width(spec);
        auto area = ui.at_start(offset, wide, std::min(ui.button_height(spec, wide), bar.height));
        area.y = (bar.height - area.height) / 2;
        ui.button(spec, area);
        offset += wide + m_metrics.space(narrow ? 4 : 16);
    }
}

// The lamp, and the city's name where there is room.
void Page::draw_mark(Ui& ui, const Area& bar, float room) {
    const float mark = m_metrics.space(52), middle = bar.height / 2;
    m_painter.icon(Icon::lamp, ui.at_start(0, mark, mark).x, middle - mark / 2, mark, ui.theme().primary, 1.8F);
    const auto words = ui.look(30, 700, ui.theme().ink);
    const auto& city = m_flow.state().city;
    if (city.empty() || m_painter.text_width(city, words) >= room - mark - m_metrics.space(16))
        return;
    const float wide = m_painter.text_width(city, words) + 1;
    const float tall = m_painter.text_height(city, words, wide);
    const auto at = ui.at_start(mark + m_metrics.space(12), wide, tall);
    m_painter.text(at.x, middle - tall / 2, city, words, wide);
    Node told;
    told.id = "city";
    told.name = city;
    ui.node(std::move(told), {at.x, middle - tall / 2, wide, tall});
}

void Page::draw_step_line(Ui& ui) {
    const auto step = step_count(m_flow);
    ui.skip(kHeadSpace / 2);
    if (step.number > 0) {
        const auto words = ui.look(26, 600, ui.theme().ink_soft);
        const auto text =
            ui.say(Message::step_line, {{"step", say_number(ui.language(), static_cast<unsigned>(step.number))},
                                        {"total", say_number(ui.language(), static_cast<unsigned>(step.total))},
                                        {"name", ui.say(step_name(m_flow.state()).name)}});
        const float height = m_painter.text(ui.column().x, ui.y(), text, words, ui.column().width);
        Node told;
        told.id = "step";
        told.name = text;
        ui.node(std::move(told), {ui.column().x, ui.y(), ui.column().width, height});
        ui.move_to(ui.y() + height + m_metrics.space(12));
        const float thick = m_metrics.space(8);
        const float part = static_cast<float>(step.number) / static_cast<float>(step.total);
        const auto all = ui.at_start(0, ui.column().width, thick);
        const auto done = ui.at_start(0, ui.column().width * part, thick);
        m_painter.fill(all, ui.theme().line, thick / 2);
        m_painter.fill(done, ui.theme().primary, thick / 2);
        ui.move_to(all.bottom());
    }
    ui.skip(step.number > 0 ? 40 : 64);
}

}  // namespace porchlight::intake
