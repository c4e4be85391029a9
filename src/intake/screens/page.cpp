#include "intake/screens/page.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace porchlight::intake {
namespace {

// A frame is built again when glyphs moved in the atlas or a height was not known; more often would not end.
constexpr int kMostBuilds = 4;
constexpr float kBarHeight = 104, kFootPad = 20, kHeadSpace = 32;

struct StepName {
    std::string_view screen;
    int number;  // 0: not one of the counted steps
    Message name;
    Message question;
};

constexpr int kCountedSteps = 7;

StepName step_name(const State& state) {
    switch (state.step) {
        case Step::kWelcome: return {"welcome", 0, Message::step_name, Message::welcome_question};
        case Step::kName: return {"name", 1, Message::step_name, Message::name_question};
        case Step::kBirthDate: return {"birth-date", 2, Message::step_date, Message::date_question};
        case Step::kGender: return {"gender", 3, Message::step_gender, Message::gender_question};
        case Step::kPhoto: return {"photo", 4, Message::step_photo, Message::photo_question};
        case Step::kReview: return {"review", 5, Message::step_review, Message::review_question};
        case Step::kApproval:
            return {"approval", 6, Message::step_approval,
                    state.issuance.takes_codes ? Message::code_question : Message::approval_question};
        case Step::kIssuing: return {"issuing", 7, Message::step_card, Message::issuing_question};
        case Step::kTray: return {"tray", state.tray.is_own ? 7 : 0, Message::step_card, Message::tray_question};
        case Step::kDone: return {"done", 7, Message::step_card, Message::done_question};
        case Step::kTrouble: return {"trouble", 6, Message::step_approval, Message::trouble_question};
        case Step::kGone: return {"gone", 0, Message::step_name, Message::done_question};
    }
    return {};
}

std::string_view scheme_name(Scheme scheme) {
    constexpr std::array<std::string_view, 4> kNames{"day", "night", "black-on-white", "yellow-on-black"};
    return kNames[static_cast<std::size_t>(scheme)];
}

ImVec4 to_vector(ImU32 color) { return ImGui::ColorConvertU32ToFloat4(color); }

Bounds css(const Area& area, float ratio) {
    return {area.x / ratio, area.y / ratio, area.width / ratio, area.height / ratio};
}

}  // namespace

Page::Page(const Flow& flow, Screen& screen)
    : m_flow(flow), m_screen(screen), m_imgui(ImGui::CreateContext()), m_painter(m_fonts) {
    auto& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags = ImGuiConfigFlags_NoMouseCursorChange;
    ImGui::GetStyle().AntiAliasedLinesUseTex = false;  // its lines are not in our texture
    io.Fonts->AddFontDefault();
    io.Fonts->Build();  // ImGui asks for a font, though all text here is src/text's
}

Page::~Page() { ImGui::DestroyContext(m_imgui); }

void Page::resize(int width_px, int height_px, float ratio) {
    m_ratio = ratio;
    ImGui::GetIO().DisplaySize = {static_cast<float>(width_px), static_cast<float>(height_px)};
    m_screen.resize(width_px, height_px);
}

void Page::frame() {
    Tree tree;
    for (int builds = 0; builds < kMostBuilds; ++builds) {
        const auto generation = m_painter.atlas().generation();
        const auto heights = std::array{m_main_height, m_dialog_height, m_foot_height, m_keyboard_height};
        tree.clear();
        build(tree);
        if (generation == m_painter.atlas().generation() &&
            heights == std::array{m_main_height, m_dialog_height, m_foot_height, m_keyboard_height})
            break;
    }
    upload();
    m_screen.draw(ImGui::GetDrawData(), to_vector(theme_of(m_flow.state().scheme).paper));
    for (const auto& path : m_painter.needed_fonts())
        if (m_asked_fonts.insert(path).second && on_font_needed)
            on_font_needed(path);
    if (tree == m_tree)
        return;
    m_tree = std::move(tree);
    if (on_change)
        on_change(m_tree);
}

void Page::upload() {
    auto& atlas = m_painter.atlas();
    const auto dirty = atlas.take_dirty();
    if (dirty.width > 0)
        m_screen.upload_glyphs(atlas.pixels(), atlas.width(), atlas.height(), dirty.x, dirty.y, dirty.width,
                               dirty.height);
    if (std::exchange(m_is_photo_new, false))
        m_screen.upload_photo(m_flow.draft().photo());
}

std::string Page::title() const {
    const auto& state = m_flow.state();
    if (state.step == Step::kGone)
        return " ";
    const auto question = say(state.language, step_name(state).question);
    const auto& programme = state.programme.empty() ? state.city : state.programme;
    if (programme.empty())
        return std::string(question);
    return say(state.language, Message::app_title, {{"question", question}, {"programme", programme}});
}

void Page::build(Tree& tree) {
    const auto& state = m_flow.state();
    const auto& language = kLanguages[state.language];
    const auto& theme = theme_of(state.scheme);
    const auto size = ImGui::GetIO().DisplaySize;
    m_metrics = Metrics(size.x, size.y, m_ratio, state.text_percent);
    auto* fonts = ImGui::GetIO().Fonts;
    const auto white = m_painter.atlas().white_uv();
    fonts->TexUvWhitePixel = {white.x, white.y};
    fonts->TexID = m_screen.glyph_texture();
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ImGui::NewFrame();
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoMove);
    m_painter.begin(ImGui::GetWindowDrawList(), language.right_to_left, language.tag);
    auto& frame = tree.frame();
    frame.screen = step_name(state).screen;
    frame.title = title();
    frame.language = language.tag;
    frame.right_to_left = language.right_to_left;
    frame.scheme = scheme_name(state.scheme);
    frame.focus = state.focus.id;
    frame.focus_serial = state.focus.serial;
    if (state.step != Step::kGone) {
        Ui ui(m_painter, tree, m_metrics, theme, m_attention, state.language);
        draw_head(ui);
        const float x = m_metrics.container_x(), width = m_metrics.container_width();
        const Area bar{0, 0, size.x, std::max(m_metrics.space(kBarHeight), m_metrics.type(72))};
        // Where little room is left between bar and foot, the foot goes with the content.
        const float bottom = size.y - m_keyboard_height;
        const bool foot_in_flow = bottom - bar.height - m_foot_height < m_metrics.type(380);
        const Area window{0, bar.height, size.x, bottom - bar.height - (foot_in_flow ? 0 : m_foot_height)};
        frame.main = css(window, m_ratio);
        // Scrolled content is drawn where it is seen; its nodes are told from the top of the content.
        const float scroll = m_main_scroll * m_ratio;
        m_painter.list().PushClipRect({0, window.y}, {size.x, window.bottom()}, true);
        Foot foot;
        ui.begin(Region::kMain, {x, window.y - scroll, m_metrics.column_width(), 0}, scroll - window.y);
        if (m_painter.right_to_left())
            ui.set_column({x + width - m_metrics.column_width(), window.y - scroll, m_metrics.column_width(), 0});
        draw_step_line(ui);
        draw_step(ui, foot);
        draw_keyboard_opener(ui, tree);
        ui.skip(40);
        if (foot_in_flow)
            draw_foot(ui, foot, true);
        m_main_height = ui.y() - window.y + scroll;
        m_painter.list().PopClipRect();
        frame.main_height = std::max(m_main_height, window.height) / m_ratio;
        draw_bar(ui, bar);
        if (!foot_in_flow) {
            ui.begin(Region::kFoot, {x, bottom - m_foot_height, width, 0}, 0);
            m_foot_height = draw_foot(ui, foot, false).height;
        }
        draw_keys(ui, tree);
        if (state.dialog != Dialog::kNone)
            draw_dialog_panel(ui, tree);
        else
            m_dialog_height = 0;
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::Render();
}

// The lamp at the head of the page: a little brighter at each step, and full at the end.
void Page::draw_head(Ui& ui) {
    const auto& theme = ui.theme();
    if (theme.glow <= 0)
        return;
    const auto step = step_name(m_flow.state());
    const float part = m_flow.state().step == Step::kDone ? 1.6F : 0.55F + 0.08F * static_cast<float>(step.number);
    const float x = m_painter.right_to_left() ? m_metrics.width() * 0.82F : m_metrics.width() * 0.18F;
    m_painter.glow(x, m_metrics.space(-60), m_metrics.width() * 0.75F, m_metrics.space(620), theme.lamp,
                   std::min(1.0F, theme.glow * part));
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
    const float mark = m_metrics.space(52);
    const float middle = bar.height / 2;
    m_painter.icon(Icon::lamp, ui.at_start(0, mark, mark).x, middle - mark / 2, mark, ui.theme().primary, 1.8F);
    float total = 0;
    for (const auto& spec : buttons)
        total += ui.button_width(spec) + m_metrics.space(narrow ? 4 : 16);
    const float room = width - total - mark - m_metrics.space(16);
    const auto words = ui.look(30, 700, ui.theme().ink);
    const auto& city = state.city;
    if (!city.empty() && m_painter.text_width(city, words) < room) {
        const float wide = m_painter.text_width(city, words) + 1;
        const float tall = m_painter.text_height(city, words, wide);
        const auto at = ui.at_start(mark + m_metrics.space(12), wide, tall);
        m_painter.text(at.x, middle - tall / 2, city, words, wide);
        Node told;
        told.id = "city";
        told.name = city;
        ui.node(std::move(told), {at.x, middle - tall / 2, wide, tall});
    }
    float offset = width - total + m_metrics.space(narrow ? 4 : 16);
    for (const auto& spec : buttons) {
        const float wide = ui.button_width(spec);
        auto area = ui.at_start(offset, wide, std::min(ui.button_height(spec, wide), bar.height));
        area.y = middle - area.height / 2;
        ui.button(spec, area);
        offset += wide + m_metrics.space(narrow ? 4 : 16);
    }
}

void Page::draw_step_line(Ui& ui) {
    const auto step = step_name(m_flow.state());
    ui.skip(kHeadSpace / 2);
    if (step.number > 0) {
        const auto words = ui.look(26, 600, ui.theme().ink_soft);
        const auto text =
            ui.say(Message::step_line, {{"step", say_number(ui.language(), static_cast<unsigned>(step.number))},
                                        {"total", say_number(ui.language(), kCountedSteps)},
                                        {"name", ui.say(step.name)}});
        const float height = m_painter.text(ui.column().x, ui.y(), text, words, ui.column().width);
        Node told;
        told.id = "step";
        told.name = text;
        ui.node(std::move(told), {ui.column().x, ui.y(), ui.column().width, height});
        ui.move_to(ui.y() + height + m_metrics.space(12));
        const float thick = m_metrics.space(8);
        const float part = static_cast<float>(step.number) / kCountedSteps;
        const auto all = ui.at_start(0, ui.column().width, thick);
        const auto done = ui.at_start(0, ui.column().width * part, thick);
        m_painter.fill(all, ui.theme().line, thick / 2);
        m_painter.fill(done, ui.theme().primary, thick / 2);
        ui.move_to(all.bottom());
    }
    ui.skip(step.number > 0 ? 40 : 64);
}

void Page::draw_step(Ui& ui, Foot& foot) {
    const auto photo = m_screen.photo_texture();
    switch (m_flow.state().step) {
        case Step::kWelcome: return draw_welcome(ui, m_flow, foot);
        case Step::kName: return draw_name(ui, m_flow, foot);
        case Step::kBirthDate: return draw_birth_date(ui, m_flow, foot);
        case Step::kGender: return draw_gender(ui, m_flow, foot);
        case Step::kPhoto: return draw_photo(ui, m_flow, foot, photo);
        case Step::kReview: return draw_review(ui, m_flow, foot, photo);
        case Step::kApproval: return draw_approval(ui, m_flow, foot);
        case Step::kIssuing: return draw_issuing(ui, m_flow, foot);
        case Step::kTray: return draw_tray(ui, m_flow);
        case Step::kDone: return draw_done(ui, m_flow, foot);
        case Step::kTrouble: return draw_trouble(ui, m_flow, foot);
        case Step::kGone: return;
    }
}

// Back at the start, onward at the end; where both do not fit, onward above back.
Area Page::draw_foot(Ui& ui, const Foot& foot, bool in_flow) {
    const float top = ui.y(), pad = m_metrics.space(kFootPad), gap = m_metrics.space(16);
    const float width = ui.column().width;
    const float back = foot.back ? std::min(width, ui.button_width(*foot.back)) : 0;
    const float onward = foot.onward ? std::min(width, ui.button_width(*foot.onward)) : 0;
    const bool stacked = back + onward + gap > width;
    const float back_height = foot.back ? ui.button_height(*foot.back, back) : 0;
    const float onward_height = foot.onward ? ui.button_height(*foot.onward, onward) : 0;
    const float inner = stacked ? back_height + onward_height + gap : std::max(back_height, onward_height);
    const float height = inner > 0 ? inner + 2 * pad : 0;
    if (!in_flow && inner > 0) {
        m_painter.fill({0, top, m_metrics.width(), height}, ui.theme().paper);
        m_painter.fill({0, top, m_metrics.width(), std::max(1.0F, m_metrics.space(2))}, ui.theme().line);
    }
    ui.move_to(top + pad + (stacked ? onward_height + gap : 0));
    if (foot.back)
        ui.button(*foot.back, ui.at_start(0, back, stacked ? back_height : inner));
    ui.move_to(top + pad);
    if (foot.onward)
        ui.button(*foot.onward, ui.at_start(stacked ? 0 : width - onward, onward, stacked ? onward_height : inner));
    ui.move_to(top + height);
    return {0, top, m_metrics.width(), height};
}

void Page::draw_dialog_panel(Ui& ui, Tree& tree) {
    const float wide = m_metrics.width(), tall = m_metrics.height();
    m_painter.fill({0, 0, wide, tall}, IM_COL32(10, 14, 20, 150));
    const float pad = m_metrics.space(wide < m_metrics.space(800) ? 28 : 48);
    const float width = std::min(wide - 2 * m_metrics.margin(), m_metrics.space(820));
    const float height = std::min(m_dialog_height > 0 ? m_dialog_height : tall, tall - 2 * m_metrics.space(24));
    const Area panel{(wide - width) / 2, (tall - height) / 2, width, height};
    const float corner = m_metrics.space(20);
    m_painter.fill(panel, ui.theme().paper, corner);
    m_painter.outline(panel, ui.theme().border, m_metrics.space(2), corner);
    const float scroll = m_dialog_scroll * m_ratio;
    m_painter.list().PushClipRect({panel.x, panel.y + m_metrics.space(4)},
                                  {panel.right(), panel.bottom() - m_metrics.space(4)}, true);
    ui.begin(Region::kDialog, {panel.x + pad, panel.y - scroll + pad, width - 2 * pad, 0}, scroll - panel.y);
    draw_dialog(ui, m_flow);
    m_painter.list().PopClipRect();
    m_dialog_height = ui.y() + pad - panel.y + scroll;
    tree.frame().dialog = css(panel, m_ratio);
    tree.frame().dialog_height = std::max(m_dialog_height, height) / m_ratio;
}

std::size_t Page::offset_at(std::string_view field, float x_css) {
    const auto* node = m_tree.find(field);
    if (node == nullptr)
        return 0;
    TextLook look;
    look.size_px = m_metrics.type(30);
    const auto& set = m_painter.layout(node->value, look, 0, true);
    const float inner = node->bounds.width * m_ratio - 2 * m_metrics.space(24);
    const bool focused = m_attention.focus == field;
    const float caret = set.caret(focused ? m_attention.selection_to : node->value.size()).x_px;
    float shift = 0;
    if (set.width_px > inner)
        shift = std::clamp(caret - inner * 0.8F, 0.0F, set.width_px - inner + m_metrics.space(4));
    else if (set.lines[0].right_to_left)
        shift = set.width_px - inner;
    return set.offset_at(x_css * m_ratio - m_metrics.space(24) + shift, 0);
}

void Page::wipe() {
    m_painter.wipe();
    m_tree.clear();
    m_attention = {};
    m_screen.upload_photo({});
}

}  // namespace porchlight::intake
