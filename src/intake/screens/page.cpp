#include "intake/screens/page.h"

#include "intake/screens/step_names.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <utility>

namespace porchlight::intake {
namespace {

// A frame is built again when glyphs moved in the atlas or a height was not known; more often would not end.
constexpr int kMostBuilds = 4;
constexpr float kBarHeight = 104, kFootPad = 20;
// A standing screen is one so much higher than wide; its content begins lower by so much, where there is room, so that
// those who sit reach it.
constexpr float kStanding = 1.5F, kLowered = 240;

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
    // ImGui asks for a font, though all text here is src/text's: one letter of it.
    constexpr static std::array<ImWchar, 3> kLetters{'?', '?', 0};
    ImFontConfig font;
    font.GlyphRanges = kLetters.data();
    io.Fonts->AddFontDefault(&font);
    io.Fonts->Build();
}

Page::~Page() { ImGui::DestroyContext(m_imgui); }

void Page::resize(int width_px, int height_px, float ratio) {
    m_ratio = ratio;
    ImGui::GetIO().DisplaySize = {static_cast<float>(width_px), static_cast<float>(height_px)};
    m_screen.resize(width_px, height_px);
}

void Page::lay_out() {
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
    m_paper = theme_of(m_flow.state().scheme).paper;
    for (const auto& path : m_painter.needed_fonts())
        if (m_asked_fonts.insert(path).second && on_font_needed)
            on_font_needed(path);
    if (tree == m_tree)
        return;
    m_tree = std::move(tree);
    if (on_change)
        on_change(m_tree);
}

void Page::draw() {
    upload();
    m_screen.draw(ImGui::GetDrawData(), to_vector(m_paper));
}

void Page::upload() {
    auto& atlas = m_painter.atlas();
    const auto dirty = atlas.take_dirty();
    if (dirty.width > 0)
        m_screen.upload_glyphs(atlas.pixels(), atlas.width(), atlas.height(), dirty.x, dirty.y, dirty.width,
                               dirty.height);
    if (std::exchange(m_is_photo_new, false))
        m_screen.upload_photo(m_flow.draft().photo());
    if (std::exchange(m_is_card_new, false))
        m_screen.upload_card(m_flow.preview());
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
    begin_frame();
    describe(tree.frame());
    if (state.step != Step::kGone) {
        Ui ui(m_painter, tree, m_metrics, theme_of(state.scheme), m_attention, state.language);
        draw_page(ui, tree);
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::Render();
}

// One window of ImGui's, as large as the screen.
void Page::begin_frame() {
    const auto& state = m_flow.state();
    const auto& language = kLanguages[state.language];
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
}

void Page::describe(Frame& frame) const {
    const auto& state = m_flow.state();
    const auto& language = kLanguages[state.language];
    frame.screen = step_name(state).screen;
    frame.title = title();
    frame.language = language.tag;
    frame.right_to_left = language.right_to_left;
    frame.scheme = scheme_name(state.scheme);
    frame.focus = state.focus.id;
    frame.focus_serial = state.focus.serial;
}

void Page::draw_page(Ui& ui, Tree& tree) {
    draw_head(ui);
    const float wide = m_metrics.width(), tall = m_metrics.height();
    const Area bar{0, 0, wide, std::max(m_metrics.space(kBarHeight), m_metrics.type(72))};
    // Where little room is left between bar and foot, the foot goes with the content.
    const float bottom = tall - m_keyboard_height;
    const bool foot_in_flow = bottom - bar.height - m_foot_height < m_metrics.type(380);
    const Area window{0, bar.height, wide, bottom - bar.height - (foot_in_flow ? 0 : m_foot_height)};
    const auto foot = draw_main(ui, tree, window, foot_in_flow);
    draw_bar(ui, bar);
    if (!foot_in_flow) {
        ui.begin(Region::kFoot, {m_metrics.container_x(), bottom - m_foot_height, m_metrics.container_width(), 0}, 0);
        m_foot_height = draw_foot(ui, foot, false).height;
    }
    draw_keys(ui, tree);
    if (m_flow.state().dialog != Dialog::kNone)
        draw_dialog_panel(ui, tree);
    else
        m_dialog_height = 0;
}

// Scrolled content is drawn where it is seen; its nodes are told from the top of the content.
Foot Page::draw_main(Ui& ui, Tree& tree, const Area& window, bool foot_in_flow) {
    const auto step = m_flow.state().step;
    const float scroll = m_main_scroll * m_ratio, width = m_metrics.column_width();
    const float from_right = m_painter.right_to_left() ? m_metrics.container_width() - width : 0;
    m_painter.list().PushClipRect({0, window.y}, {window.width, window.bottom()}, true);
    ui.begin(Region::kMain, {m_metrics.container_x() + from_right, window.y - scroll, width, 0}, scroll - window.y);
    const float room = window.height - (m_main_height - m_head_space);
    const bool is_standing = m_metrics.height() > m_metrics.width() * kStanding;
    m_head_space = is_standing ? std::clamp(room, 0.0F, m_metrics.space(kLowered)) : 0;
    draw_step_line(ui);
    ui.move_to(ui.y() + m_head_space);
    Foot foot;
    draw_step(ui, foot);
    // What does not answer is said on every step; those that wait for it say it at their own place.
    if (step <= Step::kReview || step == Step::kTrouble) {
        ui.skip(32);
        draw_links(ui, m_flow);
    }
    draw_keyboard_opener(ui, tree);
    ui.skip(40);
    if (foot_in_flow)
        draw_foot(ui, foot, true);
    m_main_height = ui.y() - window.y + scroll;
    m_painter.list().PopClipRect();
    auto& frame = tree.frame();
    frame.main = css(window, m_ratio);
    frame.main_height = std::max(m_main_height, window.height) / m_ratio;
    return foot;
}

void Page::draw_step(Ui& ui, Foot& foot) {
    const Pictures pictures{m_screen.photo_texture(), m_screen.card_texture()};
    switch (m_flow.state().step) {
        case Step::kWelcome: return draw_welcome(ui, m_flow, foot);
        case Step::kKept: return draw_kept(ui, m_flow, foot);
        case Step::kPath: return draw_path(ui, m_flow, foot);
        case Step::kAge: return draw_age(ui, m_flow, foot);
        case Step::kPapers: return draw_papers(ui, m_flow, foot);
        case Step::kChecklist: return draw_checklist(ui, m_flow, foot);
        case Step::kTakeAlong: return draw_take_along(ui, m_flow, foot);
        case Step::kName: return draw_name(ui, m_flow, foot);
        case Step::kBirthDate: return draw_birth_date(ui, m_flow, foot);
        case Step::kCaretaker: return draw_caretaker(ui, m_flow, foot);
        case Step::kEmergency: return draw_emergency(ui, m_flow, foot);
        case Step::kGender: return draw_gender(ui, m_flow, foot);
        case Step::kExtras: return draw_extras(ui, m_flow, foot);
        case Step::kServices: return draw_services(ui, m_flow, foot);
        case Step::kPhoto: return draw_photo(ui, m_flow, foot, pictures.photo);
        case Step::kReview: return draw_review(ui, m_flow, foot, pictures);
        case Step::kApproval: return draw_approval(ui, m_flow, foot);
        case Step::kIssuing: return draw_issuing(ui, m_flow, foot);
        case Step::kTray: return draw_tray(ui, m_flow);
        case Step::kDone: return draw_done(ui, m_flow, foot);
        case Step::kTrouble: return draw_trouble(ui, m_flow, foot);
        case Step::kGone: return;
    }
}

// Back at the start, onward at the end, a lesser way between; where they do not fit, onward above the others.
Area Page::draw_foot(Ui& ui, const Foot& foot, bool in_flow) {
    const float top = ui.y(), pad = m_metrics.space(kFootPad), gap = m_metrics.space(16);
    const float width = ui.column().width;
    struct Place {
        const std::optional<ButtonSpec>& spec;
        float width = 0, height = 0;
    };
    std::array<Place, 3> all{Place{foot.onward}, Place{foot.other}, Place{foot.back}};
    float beside = 0, stacked = -gap, tallest = 0;
    for (auto& one : all) {
        if (!one.spec)
            continue;
        one.width = std::min(width, ui.button_width(*one.spec));
        one.height = ui.button_height(*one.spec, one.width);
        beside += one.width + (beside > 0 ? gap : 0);
        stacked += one.height + gap;
        tallest = std::max(tallest, one.height);
    }
    const bool is_stacked = beside > width;
    const float inner = is_stacked ? stacked : tallest;
    const float height = inner > 0 ? inner + 2 * pad : 0;
    if (!in_flow && inner > 0) {
        m_painter.fill({0, top, m_metrics.width(), height}, ui.theme().paper);
        m_painter.fill({0, top, m_metrics.width(), std::max(1.0F, m_metrics.space(2))}, ui.theme().line);
    }
    // Back is the first that a keyboard reaches, wherever it stands.
    const auto& [onward, other, back] = all;
    const auto put = [&](const Place& place, float x, float y) {
        ui.move_to(top + pad + y);
        if (place.spec)
            ui.button(*place.spec, ui.at_start(x, place.width, is_stacked ? place.height : inner));
    };
    const float below_onward = onward.height > 0 ? onward.height + gap : 0;
    const float below_other = below_onward + (other.height > 0 ? other.height + gap : 0);
    put(back, 0, is_stacked ? below_other : 0);
    put(other, is_stacked ? 0 : width - onward.width - (onward.width > 0 ? gap : 0) - other.width,
        is_stacked ? below_onward : 0);
    put(onward, is_stacked ? 0 : width - onward.width, 0);
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
    m_keyboard.close();
    m_screen.upload_photo({});
    m_screen.upload_card({});
}

}  // namespace porchlight::intake
