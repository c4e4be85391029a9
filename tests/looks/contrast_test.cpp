// Contrast from what is drawn: each line of text against the very pixels under it, each control's edge and each ring
// of the focus against what is beside it. WCAG 2.2: 1.4.3, 1.4.6, 1.4.11, 2.4.13.
#include "tests/looks/drawn.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string>

using namespace porchlight::intake;
using porchlight::tests::Drawn;
using porchlight::tests::Look;

namespace {

constexpr double kEdge = 3, kText = 4.5, kHighText = 7;

double luminance(ImU32 color) {
    const auto linear = [&](unsigned shift) {
        const double c = static_cast<double>((color >> shift) & 255U) / 255;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(IM_COL32_R_SHIFT) + 0.7152 * linear(IM_COL32_G_SHIFT) + 0.0722 * linear(IM_COL32_B_SHIFT);
}

double contrast(ImU32 one, ImU32 other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

ImU32 over(ImU32 color, ImU32 ground) {
    const double alpha = static_cast<double>((color >> IM_COL32_A_SHIFT) & 255U) / 255;
    ImU32 out = 255U << IM_COL32_A_SHIFT;
    for (const unsigned shift : {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT}) {
        const double mixed = static_cast<double>((color >> shift) & 255U) * alpha +
                             static_cast<double>((ground >> shift) & 255U) * (1 - alpha);
        out |= static_cast<ImU32>(std::lround(mixed)) << shift;
    }
    return out;
}

// The worst contrast of a line of text with a pixel under it; grounds are few, so each is reckoned once.
double worst_contrast(const TextRun& run, const porchlight::tests::RasterScreen& ground) {
    const auto bound = [](float low, float high, int most) {
        return std::pair(std::clamp(static_cast<int>(low), 0, most), std::clamp(static_cast<int>(high), 0, most));
    };
    const auto [left, right] =
        bound(std::max(run.area.x, run.clip.x), std::min(run.area.right(), run.clip.right()), ground.width());
    const auto [top, bottom] =
        bound(std::max(run.area.y, run.clip.y), std::min(run.area.bottom(), run.clip.bottom()), ground.height());
    std::map<ImU32, double> known;
    double worst = 21;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const auto under = ground.at(x, y);
            const auto [at, is_new] = known.try_emplace(under, 0);
            if (is_new)
                at->second = contrast(over(run.color, under), under);
            worst = std::min(worst, at->second);
        }
    return worst;
}

bool is_disabled(const Drawn& drawn, const TextRun& run) {
    return std::ranges::any_of(drawn.tree().nodes(), [&](const Node& node) {
        return node.disabled && node.name.find(run.text) != std::string::npos;
    });
}

// Under a dialog the step is dimmed, and nobody reads it.
bool is_covered(const Drawn& drawn, const TextRun& run) {
    const auto& dialog = drawn.tree().frame().dialog;
    return dialog.width > 0 && run.clip.width > dialog.width * drawn.look.size.ratio + 1;
}

std::vector<std::string> faint_texts(const Drawn& drawn, double least) {
    std::vector<std::string> faults;
    for (const auto& run : drawn.runs)
        if (!is_disabled(drawn, run) && !is_covered(drawn, run))
            if (const double worst = worst_contrast(run, drawn.screen); worst < least)
                faults.push_back("'" + run.text + "' has " + std::to_string(worst));
    return faults;
}

struct Pixels {
    int left, top, right, bottom;
};

Pixels pixels_of(const Drawn& drawn, const Node& node) {
    const auto& frame = drawn.tree().frame();
    const auto& window = node.region == Region::kMain       ? frame.main
                         : node.region == Region::kDialog   ? frame.dialog
                         : node.region == Region::kKeyboard ? frame.keyboard
                                                            : Bounds{};
    const auto px = [&](float css) { return static_cast<int>(std::lround(css * drawn.look.size.ratio)); };
    return {px(node.bounds.x), px(node.bounds.y + window.y), px(node.bounds.x + node.bounds.width),
            px(node.bounds.y + window.y + node.bounds.height)};
}

// The best contrast along a line that goes from so far outside into a control.
double best_along(const Drawn& drawn, int outside, int x, int y, int dx, int dy) {
    constexpr int kInside = 6;
    const auto at = [&](int step) {
        return drawn.screen.at(std::clamp(x + dx * step, 0, drawn.screen.width() - 1),
                               std::clamp(y + dy * step, 0, drawn.screen.height() - 1));
    };
    double best = 1;
    for (int step = -outside + 1; step <= kInside; ++step)
        best = std::max(best, contrast(at(-outside), at(step)));
    return best;
}

// A control has an edge that is seen: a row to choose at least that of its circle or box. Only a button may be its
// words alone.
bool has_good_edge(const Drawn& drawn, const Node& node) {
    const auto [left, top, right, bottom] = pixels_of(drawn, node);
    // The ring of the focus is part of the edge.
    const int outside = node.id == drawn.tree().frame().keyboard_field ? 14 : 4;
    double worst = 21, best = 1;
    for (const int part : {1, 2, 3}) {
        const int x = left + (right - left) * part / 4, y = top + (bottom - top) * part / 4;
        for (const double found :
             {best_along(drawn, outside, left, y, 1, 0), best_along(drawn, outside, right - 1, y, -1, 0),
              best_along(drawn, outside, x, top, 0, 1), best_along(drawn, outside, x, bottom - 1, 0, -1)}) {
            worst = std::min(worst, found);
            best = std::max(best, found);
        }
    }
    if (worst >= kEdge || (best < 1.1 && node.role == Role::kButton))
        return true;
    if (node.role != Role::kRadio && node.role != Role::kCheckbox)
        return false;
    const int y = (top + bottom) / 2;
    const auto inside = drawn.screen.at((left + right) / 2, top + 8);
    for (int x = left + 8; x < right - 8; ++x)
        if (contrast(inside, drawn.screen.at(x, y)) >= kEdge)
            return true;
    return false;
}

bool is_whole(const Drawn& drawn, const Node& node) {
    const auto& frame = drawn.tree().frame();
    const auto [left, top, right, bottom] = pixels_of(drawn, node);
    const bool below_dialog = frame.dialog.width > 0 && node.region != Region::kDialog;
    const auto& window = node.region == Region::kDialog ? frame.dialog : frame.main;
    const bool scrolls = node.region == Region::kMain || node.region == Region::kDialog;
    return !below_dialog && (!scrolls || static_cast<float>(bottom) + 8 < window.y + window.height);
}

constexpr Scheme kSchemes[] = {Scheme::kDay, Scheme::kNight, Scheme::kBlackOnWhite, Scheme::kYellowOnBlack};

double least_of(Scheme scheme) { return scheme == Scheme::kDay || scheme == Scheme::kNight ? kText : kHighText; }

}  // namespace

TEST_CASE("promise_9: Each text stands out from the pixels under it, and each control's edge, in all four schemes") {
    for (const auto scheme : kSchemes) {
        Drawn drawn(Look{{720, 1280}, 0, 100, scheme});
        drawn.screen.is_textless = true;
        walk(drawn, [&](const std::string& name) {
            for (const auto& fault : faint_texts(drawn, least_of(scheme)))
                FAIL_CHECK("scheme " << static_cast<int>(scheme) << ", " << name << ": " << fault);
            for (const auto& node : drawn.tree().nodes())
                if (is_interactive(node.role) && !node.disabled && is_whole(drawn, node) && !has_good_edge(drawn, node))
                    FAIL_CHECK("scheme " << static_cast<int>(scheme) << ", " << name << ": the edge of " << node.id);
        });
    }
}

TEST_CASE("promise_9: The ring of the focus is seen around each control, in all four schemes") {
    for (const auto scheme : kSchemes) {
        Drawn drawn(Look{{720, 1280}, 0, 100, scheme});
        drawn.kiosk.go_to_name();
        drawn.draw();
        drawn.page.open_keyboard("name");
        drawn.draw();
        drawn.page.open_keyboard("name");
        drawn.draw();
        const auto before = drawn.screen.pixels();
        std::vector<Node> nodes;
        for (const auto& node : drawn.tree().nodes())
            if (is_interactive(node.role) &&
                (node.region != Region::kKeyboard || node.id == "key-a" || node.id == "key-done"))
                nodes.push_back(node);
        REQUIRE(nodes.size() >= 7);
        for (const auto& node : nodes) {
            drawn.page.attention().focus = node.id;
            drawn.page.attention().is_focus_visible = true;
            drawn.draw();
            std::size_t changed = 0;
            for (std::size_t i = 0; i < before.size(); ++i)
                if (before[i] != drawn.screen.pixels()[i] && contrast(before[i], drawn.screen.pixels()[i]) >= kEdge)
                    ++changed;
            const auto [left, top, right, bottom] = pixels_of(drawn, node);
            // WCAG 2.4.13: as large as a line of 2 CSS pixels around it; where the ring is inside, that of the inside.
            const int inset = node.region == Region::kKeyboard ? 20 : 0;
            const auto wanted = static_cast<std::size_t>(2 * 2 * (right - left + bottom - top - 2 * inset));
            INFO("scheme " << static_cast<int>(scheme) << ": " << node.id);
            CHECK(changed >= wanted);
        }
        drawn.page.attention() = {};
    }
}

TEST_CASE("control: A text that is too faint for the ground under it is found, and a faint edge") {
    Drawn drawn(Look{});
    drawn.screen.is_textless = true;
    drawn.draw();
    CHECK(faint_texts(drawn, kText).empty());
    const auto found = std::ranges::find(drawn.runs, std::string(say(0, Message::welcome_lead)), &TextRun::text);
    REQUIRE(found != drawn.runs.end());
    found->color = IM_COL32(0x8A, 0x8F, 0x98, 255);
    CHECK(faint_texts(drawn, kText).size() == 1);
    Node node;
    node.id = "nothing";
    node.role = Role::kTextBox;
    node.region = Region::kFoot;
    node.bounds = {0, 0, 400, 50};  // half of it is bar, where the lamp's mark is
    CHECK_FALSE(has_good_edge(drawn, node));
}
