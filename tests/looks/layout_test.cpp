// Nothing is cut, overlapped or off the screen: on every screen, in every language, at every size. What was drawn is in
// the semantic tree, and conversely.
#include "tests/looks/drawn.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>
#include <cstdlib>
#include <sstream>
#include <string>

using namespace porchlight::intake;
using porchlight::tests::Drawn;
using porchlight::tests::Look;
using porchlight::tests::Size;

namespace {

constexpr float kSlack = 0.6F;
constexpr Size kSizes[] = {{1080, 1920}, {1280, 800}, {360, 740}};

bool is_long() { return std::getenv("PORCHLIGHT_LONG") != nullptr; }

bool overlap(const Bounds& a, const Bounds& b) {
    return a.x + a.width > b.x + kSlack && b.x + b.width > a.x + kSlack && a.y + a.height > b.y + kSlack &&
           b.y + b.height > a.y + kSlack;
}

bool is_in(const Bounds& inner, float width, float height) {
    return inner.x >= -kSlack && inner.y >= -kSlack && inner.x + inner.width <= width + kSlack &&
           inner.y + inner.height <= height + kSlack;
}

// All complaints about one screen; empty is good.
std::vector<std::string> faults_of(const Tree& tree, float width, float height) {
    std::vector<std::string> faults;
    const auto& frame = tree.frame();
    const auto nodes = tree.nodes();
    for (const auto& a : nodes)
        for (const auto& b : nodes)
            if (&a < &b && a.region == b.region && !is_group(a.role) && !is_group(b.role) && a.bounds.height > 0 &&
                b.bounds.height > 0 && overlap(a.bounds, b.bounds))
                faults.push_back(a.id + " lies over " + b.id);
    for (const auto& node : nodes) {
        const float bottom = node.region == Region::kMain       ? frame.main_height
                             : node.region == Region::kDialog   ? frame.dialog_height
                             : node.region == Region::kKeyboard ? frame.keyboard.height
                                                                : height;
        if (!is_in(node.bounds, width, bottom))
            faults.push_back(node.id + " is off the screen");
        if (node.region == Region::kFoot && overlap(node.bounds, frame.main))
            faults.push_back(node.id + " lies over the content");
        if (node.region == Region::kFoot && overlap(node.bounds, frame.keyboard))
            faults.push_back(node.id + " lies under the keyboard");
    }
    if (overlap(frame.main, frame.keyboard))
        faults.emplace_back("the keyboard lies over the content");
    if (frame.main.height < 60)
        faults.emplace_back("no room is left for the content");
    return faults;
}

// Of texts, as they were drawn: beside the window, or wider than what the region lets be seen.
std::vector<std::string> cut_texts(const Drawn& drawn) {
    std::vector<std::string> faults;
    const float ratio = drawn.look.size.ratio;
    for (const auto& run : drawn.runs) {
        const bool is_typed = std::ranges::any_of(drawn.tree().nodes(), [&](const Node& node) {
            return node.role == Role::kTextBox && node.value == run.text;
        });
        if (!is_typed && (run.area.x < -kSlack || run.area.right() > drawn.css_width() * ratio + kSlack ||
                          run.area.x < run.clip.x - kSlack || run.area.right() > run.clip.right() + kSlack))
            faults.push_back("'" + run.text + "' is cut");
    }
    return faults;
}

// Is this text in those words? A run of one letter is in every text: alone it must be all, or what a button's name
// begins with ("Aa: text and colors").
bool says(const Node& node, std::string_view words, const std::string& run) {
    if (words == run || (run.size() > 2 && words.find(run) != std::string_view::npos))
        return true;
    return node.role == Role::kButton && words.starts_with(run) && words.size() > run.size() &&
           std::string_view(" :\xC2\xE2\xEF").find(words[run.size()]) != std::string_view::npos;
}

// Lines that stand one below the other are told as a list.
bool says_lines(const Node& node, const std::string& run) {
    std::istringstream lines(run);
    for (std::string line; std::getline(lines, line);)
        if (!says(node, node.name, line) && !says(node, node.value, line))
            return false;
    return true;
}

// Where words do not fit, these are pictures.
bool may_be_picture(const Node& node) {
    constexpr std::string_view kPictures[] = {"language",  "leave",    "key-erase", "key-shift",
                                              "key-space", "key-done", "key-hide"};
    return std::ranges::find(kPictures, node.id) != std::end(kPictures);
}

// A text that no reader is told, or a name that is not to be seen.
std::vector<std::string> untold(const Drawn& drawn) {
    std::vector<std::string> faults;
    const auto nodes = drawn.tree().nodes();
    for (const auto& run : drawn.runs) {
        const bool is_told = std::ranges::any_of(
            nodes, [&](const Node& node) { return says(node, node.value, run.text) || says_lines(node, run.text); });
        if (!is_told)
            faults.push_back("'" + run.text + "' is drawn and not told");
    }
    for (const auto& node : nodes) {
        if (node.role == Role::kImage || node.role == Role::kProgress || node.role == Role::kRadioGroup ||
            node.role == Role::kTextBox || may_be_picture(node))
            continue;  // what is seen of these is no text, or another node's
        const bool is_drawn =
            std::ranges::any_of(drawn.runs, [&](const TextRun& run) { return says(node, node.name, run.text); });
        if (!is_drawn)
            faults.push_back(node.id + " is told and not drawn");
    }
    return faults;
}

void check(const std::string& name, const std::vector<std::string>& faults) {
    for (const auto& fault : faults)
        FAIL_CHECK(name << ": " << fault);
}

}  // namespace

TEST_CASE("promise_9: Nothing is cut, overlapped or off the screen, and all that is drawn is told") {
    int seen = 0;
    for (const auto& size : kSizes)
        for (const int percent : {100, 200})
            for (std::size_t language = 0; language < kLanguageCount; ++language) {
                // Without --long each language is seen in one of the six.
                const auto turn = static_cast<std::size_t>(&size - kSizes) * 2 + (percent == 200 ? 1 : 0);
                if (!is_long() && (language + 5) % 6 != turn && (language + 2) % 6 != turn)
                    continue;
                Drawn drawn(Look{size, language, percent, Scheme::kDay});
                drawn.screen.is_idle = true;
                const auto where = std::to_string(size.width) + " x " + std::to_string(size.height) + ", " +
                                   std::to_string(percent) + " %, " + std::string(kLanguages[language].tag) + ", ";
                walk(drawn, [&](const std::string& name) {
                    ++seen;
                    check(where + name, faults_of(drawn.tree(), drawn.css_width(), drawn.css_height()));
                    check(where + name, cut_texts(drawn));
                    check(where + name, untold(drawn));
                });
            }
    CHECK(seen > 60);
}

TEST_CASE("promise_9: On a standing screen the way on is in the lower half, and each target is 60 pixels at least") {
    Drawn drawn(Look{});
    drawn.screen.is_idle = true;
    walk(drawn, [&](const std::string& name) {
        for (const auto& node : drawn.tree().nodes()) {
            if (!is_interactive(node.role))
                continue;
            INFO(name << ": " << node.id << " is " << node.bounds.width << " x " << node.bounds.height);
            CHECK(std::min(node.bounds.width, node.bounds.height) >= 60);
            if (node.region == Region::kFoot)
                CHECK(node.bounds.y > drawn.css_height() / 2 - drawn.tree().frame().keyboard.height);
        }
    });
}

TEST_CASE("control: An element that lies over another, or beside the screen, is found") {
    Drawn drawn(Look{});
    porchlight::intake::Tree tree;
    tree.frame() = drawn.tree().frame();
    for (auto node : drawn.tree().nodes()) {
        if (node.id == "lead")
            node.bounds.y -= 40;
        if (node.id == "start")
            node.bounds.x += 600;
        tree.add(std::move(node));
    }
    const auto faults = faults_of(tree, drawn.css_width(), drawn.css_height());
    CHECK(std::ranges::count(faults, "question lies over lead") == 1);
    CHECK(std::ranges::count(faults, "start is off the screen") == 1);
}
