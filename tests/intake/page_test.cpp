// The page drawn without a screen: what is in the semantic tree is what was drawn, and nothing lies over anything.
#include "intake/screens/page.h"
#include "intake/platform/native/blank_screen.h"
#include "tests/intake/memory_outside.h"

#include <imgui_internal.h>
#include <catch2/catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

namespace {

std::set<ImGuiID> items;

bytes file_of(const std::string& path) {
    std::ifstream in(std::string(PORCHLIGHT_FONTS_ROOT) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// A step, and whether a librarian approves on it.
struct View {
    constexpr View(Step of, bool codes = false) : step(of), takes_codes(codes) {}
    Step step;
    bool takes_codes;
};

struct Drawn {
    explicit Drawn(int width = 1080, int height = 1920, float ratio = 1) : page(kiosk.flow, screen) {
        REQUIRE(page.fonts().load_index(file_of(std::string(text::kFontIndexPath))));
        page.on_font_needed = [this](const std::string& path) { REQUIRE(page.fonts().add_font(path, file_of(path))); };
        page.on_change = [this](const Tree&) { ++changes; };
        page.resize(width, height, ratio);
        ImGui::GetCurrentContext()->TestEngineHookItems = true;
        draw();
    }

    // Fonts that the first frames ask for come at once.
    void draw() {
        for (int i = 0; i < 3; ++i) {
            items.clear();
            page.frame();
        }
    }

    // Answers each question on the way; a child's way where the step is of that alone.
    void walk_to(Step wanted) {
        const bool is_child = wanted == Step::kCaretaker || wanted == Step::kEmergency;
        kiosk.press("start");
        while (kiosk.step() != wanted && kiosk.step() != Step::kTakeAlong) {
            if (kiosk.step() == Step::kBirthDate)
                kiosk.type_date(is_child ? "2020" : "1990", "3", "12");
            if (kiosk.step() == Step::kName)
                kiosk.flow.type(Field::kName, "Ana Núñez");
            for (const auto* id : {"age-teen", "paper-birth-certificate", "caretaker-here"})
                kiosk.press(id);
            if (wanted == Step::kTakeAlong)
                kiosk.press("take-along");
            kiosk.press("continue");
        }
        for (const auto* id : {"marker-donor", "extra-note", "extra-emergency", "path-renewal", "photo-help"})
            kiosk.press(id);
        if (wanted == Step::kName)
            kiosk.flow.type(Field::kName, "Ana Núñez");
        if (wanted == Step::kBirthDate)
            kiosk.type_date("1990", "3", "12");
        if (wanted == Step::kPhoto) {
            kiosk.flow.camera_frame(tests::grey_photo());
            kiosk.press("photo-take");
        }
        draw();
    }

    void go_to(View view) {
        const auto step = view.step;
        if (step == Step::kWelcome)
            return;
        if (step < Step::kReview)
            return walk_to(step);
        kiosk.go_to_review("María Fernanda de los Ángeles Montenegro-Villavicencio");
        if (step > Step::kReview && view.takes_codes)
            kiosk.go_to_code();
        else if (step > Step::kReview)
            kiosk.go_to_words();
        if (step == Step::kIssuing || step == Step::kTray)
            kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","page":1,"pages":2}})");
        if (step == Step::kTray)
            kiosk.flow.bridge_said(R"({"issuance":{"state":"tray"}})");
        if (step == Step::kDone)
            kiosk.flow.bridge_said(R"({"issuance":{"state":"printed"}})");
        if (step == Step::kTrouble)
            kiosk.hears(R"({"state":"denied","reason":"papers","missing":["photo","residency"]})");
        draw();
    }

    Kiosk kiosk{tests::full_programme()};
    BlankScreen screen;
    Page page;
    int changes = 0;
};

// What ImGui itself makes of a page without a single widget.
std::set<ImGuiID> items_of_imgui() {
    Drawn drawn;
    drawn.kiosk.press("leave");
    drawn.kiosk.press("leave-confirm");
    drawn.draw();
    return items;
}

bool overlap(const Bounds& a, const Bounds& b) {
    constexpr float kSlack = 0.5F;
    return a.x + a.width > b.x + kSlack && b.x + b.width > a.x + kSlack && a.y + a.height > b.y + kSlack &&
           b.y + b.height > a.y + kSlack;
}

void check_no_overlap(const Tree& tree) {
    for (const auto& a : tree.nodes())
        for (const auto& b : tree.nodes())
            if (&a < &b && a.region == b.region && !is_group(a.role) && !is_group(b.role) && a.bounds.height > 0 &&
                b.bounds.height > 0) {
                INFO(tree.frame().screen << ": " << a.id << " and " << b.id);
                CHECK_FALSE(overlap(a.bounds, b.bounds));
            }
}

void check_inside(const Tree& tree, float width) {
    for (const auto& node : tree.nodes()) {
        INFO(tree.frame().screen << ": " << node.id);
        CHECK(node.bounds.x >= -0.5F);
        CHECK(node.bounds.x + node.bounds.width <= width + 0.5F);
    }
}

constexpr View kDrawn[] = {
    Step::kWelcome,   Step::kKept,     Step::kPath,      Step::kAge,       Step::kPapers,    Step::kChecklist,
    Step::kTakeAlong, Step::kName,     Step::kBirthDate, Step::kCaretaker, Step::kEmergency, Step::kGender,
    Step::kExtras,    Step::kServices, Step::kPhoto,     Step::kReview,    Step::kApproval,  {Step::kApproval, true},
    Step::kIssuing,   Step::kTray,     Step::kDone,      Step::kTrouble};

}  // namespace

void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
    items.insert(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

TEST_CASE("A card to turn has its button, and a printer that needs something its words, on any step") {
    const auto has = [](const Page& page, std::string_view id) {
        return std::ranges::any_of(page.tree().nodes(), [&](const Node& node) { return node.id == id; });
    };
    Drawn drawn;
    CHECK_FALSE(has(drawn.page, "printer-status"));
    drawn.kiosk.flow.bridge_said(R"({"printer":{"state":"needs","needs":"jam"}})");
    drawn.draw();
    CHECK(has(drawn.page, "printer-status"));
    drawn.go_to(Step::kIssuing);
    CHECK(has(drawn.page, "printer-status"));
    CHECK_FALSE(has(drawn.page, "card-turned"));
    drawn.kiosk.flow.bridge_said(R"({"issuance":{"state":"printing","page":1,"pages":2,"turn":true}})");
    drawn.draw();
    CHECK(has(drawn.page, "card-turned"));
    check_no_overlap(drawn.page.tree());
    drawn.kiosk.press("card-turned");
    drawn.draw();
    CHECK_FALSE(has(drawn.page, "card-turned"));
}

TEST_CASE(
    "promise_9: The question about the tray has three answers, and neither step nor answers of a session it is not of") {
    Drawn drawn;
    const bool is_own = GENERATE(true, false);
    if (is_own)
        drawn.go_to(Step::kTray);
    else
        drawn.kiosk.hears(R"({"state":"tray"})");
    drawn.draw();
    const auto& tree = drawn.page.tree();
    CHECK(tree.frame().screen == "tray");
    CHECK((tree.find("step") != nullptr) == is_own);
    CHECK(tree.find("start") == nullptr);
    const auto language = drawn.kiosk.flow.state().language;
    CHECK(tree.find("lead")->name == say(language, is_own ? Message::tray_lead : Message::tray_lead_other));
    check_no_overlap(tree);
    for (const auto* id : {"tray-card", "tray-nothing", "tray-spoiled"}) {
        REQUIRE(tree.find(id) != nullptr);
        CHECK_FALSE(tree.find(id)->disabled);
    }
    drawn.kiosk.press("tray-card");
    drawn.draw();
    for (const auto* id : {"tray-card", "tray-nothing", "tray-spoiled"})
        CHECK(drawn.page.tree().find(id)->disabled);
    CHECK(drawn.page.tree().find("waiting") != nullptr);
}

TEST_CASE("promise_9: Each interactive item that ImGui saw is in the semantic tree, with a name") {
    const auto step = GENERATE(from_range(kDrawn));
    const auto own = items_of_imgui();
    Drawn drawn;
    drawn.go_to(step);
    std::set<ImGuiID> told;
    const auto window = ImHashStr("page");
    for (const auto& node : drawn.page.tree().nodes()) {
        if (!is_interactive(node.role))
            continue;
        INFO(node.id);
        CHECK_FALSE(node.name.empty());
        told.insert(ImHashStr(node.id.c_str(), 0, window));
    }
    for (const auto id : items)
        CHECK((told.contains(id) || own.contains(id)));
    CHECK(told.size() >= 3);
    for (const auto id : told)
        CHECK(items.contains(id));
}

TEST_CASE("promise_9: No element lies over another or outside the page, at any size of page and text") {
    struct Size {
        int width, height;
        float ratio;
    };
    const auto step = GENERATE(from_range(kDrawn));
    const auto size = GENERATE(Size{1080, 1920, 1}, Size{1280, 800, 1}, Size{720, 1480, 2}, Size{3840, 2160, 2});
    const auto* percent = GENERATE("size-100", "size-200");
    const auto* language = GENERATE("language-en", "language-es");
    Drawn drawn(size.width, size.height, size.ratio);
    drawn.go_to(step);
    for (const auto* id : {"look", percent, "close", "language", language})
        drawn.kiosk.press(id);
    drawn.draw();
    INFO(size.width << " x " << size.height << " " << percent << " " << language);
    check_no_overlap(drawn.page.tree());
    check_inside(drawn.page.tree(), static_cast<float>(size.width) / size.ratio);
}

TEST_CASE("promise_9: At a site with one device the librarian's fields are described, and an error stands above them") {
    Drawn drawn;
    drawn.go_to({Step::kApproval, true});
    const auto& tree = drawn.page.tree();
    const auto language = drawn.kiosk.flow.state().language;
    CHECK(tree.frame().title.starts_with(say(language, Message::code_question)));
    CHECK(tree.find("shown")->name.find("Montenegro-Villavicencio") != std::string::npos);
    CHECK(tree.find("words") != nullptr);
    for (const auto& [id, description] : {std::pair{"librarian", "for-librarian"}, std::pair{"code", "hint"}}) {
        REQUIRE(tree.find(id) != nullptr);
        CHECK(tree.find(id)->role == Role::kTextBox);
        CHECK(tree.find(id)->description == description);
        CHECK(tree.find(description) != nullptr);
        CHECK_FALSE(tree.find(id)->invalid);
    }
    CHECK(tree.find("code")->numeric);
    drawn.kiosk.flow.type(Field::kLibrarian, "ana");
    drawn.kiosk.flow.type(Field::kCode, "012345");
    drawn.draw();
    CHECK(tree.find("code")->value == "012345");
    drawn.kiosk.press("approve");
    drawn.draw();
    CHECK(tree.find("code")->value.empty());
    CHECK(tree.find("approve")->disabled);
    drawn.kiosk.flow.code_answered(401, R"({"error":"code"})");
    drawn.draw();
    REQUIRE(tree.find("error") != nullptr);
    CHECK(tree.find("error")->bounds.y < tree.find("librarian")->bounds.y);
    CHECK(tree.find("code")->invalid);
    CHECK_FALSE(tree.find("approve")->disabled);
    check_no_overlap(tree);
    drawn.kiosk.press("approve");
    drawn.kiosk.flow.type(Field::kCode, "012345");
    drawn.kiosk.press("approve");
    drawn.kiosk.flow.code_answered(200, R"({"result":"approved"})");
    drawn.draw();
    for (const auto* id : {"librarian", "code", "approve", "error"})
        CHECK(tree.find(id) == nullptr);
    check_no_overlap(tree);
}

TEST_CASE("promise_9: What belongs together stands in a group, which has what describes it and whether it is amiss") {
    Drawn drawn;
    const auto& tree = drawn.page.tree();
    SECTION("the languages of the programme, on the first screen and in the dialog") {
        CHECK(std::ranges::count(tree.nodes(), "languages", &Node::group) == 2);
        CHECK(tree.find("start-es")->group == "languages");
        drawn.kiosk.press("language");
        drawn.draw();
        CHECK(tree.find("language-pl") == nullptr);
        CHECK((tree.find("language-en")->is_toggle && tree.find("language-en")->checked));
        CHECK((tree.find("language-es")->is_toggle && !tree.find("language-es")->checked));
    }
    SECTION("day, month and year, with their labels") {
        drawn.go_to(Step::kBirthDate);
        CHECK(tree.find("birth-date")->role == Role::kGroup);
        CHECK(std::ranges::count(tree.nodes(), "birth-date", &Node::group) == 6);
        const auto& group = tree.find("birth-date")->bounds;
        for (const auto& node : tree.nodes()) {
            if (node.group != "birth-date")
                continue;
            CHECK((node.bounds.y >= group.y && node.bounds.y + node.bounds.height <= group.y + group.height));
            CHECK((node.bounds.x >= group.x && node.bounds.x + node.bounds.width <= group.x + group.width));
        }
    }
    SECTION("ages, of which one has to be chosen") {
        drawn.go_to(Step::kAge);
        CHECK(tree.find("age")->description == "hint kept");
        CHECK_FALSE(tree.find("age")->invalid);
    }
    SECTION("the caretaker's answer, while it is missing") {
        drawn.go_to(Step::kCaretaker);
        drawn.kiosk.press("caretaker-not-yet");
        drawn.kiosk.press("continue");
        drawn.draw();
        CHECK(tree.find("error") != nullptr);
        CHECK(tree.find("caretaker")->invalid);
    }
    SECTION("the marks; what opens a field stands in none, so that the field can follow it") {
        drawn.go_to(Step::kExtras);
        CHECK(tree.find("marker-donor")->target == "extras");
        CHECK(tree.find("extra-note")->target.empty());
        CHECK(tree.find("note") > tree.find("extra-note"));
        CHECK(tree.find("note") < tree.find("extra-emergency"));
    }
    SECTION("the help with the photo says whether it is open") {
        drawn.go_to(Step::kPhoto);
        drawn.kiosk.press("photo-now");
        drawn.draw();
        CHECK(tree.find("photo-help")->is_toggle);
        CHECK(tree.find("photo-help")->checked == drawn.kiosk.flow.state().is_photo_help_open);
    }
}

TEST_CASE("The step line counts the steps of this way, the helper's screens as one") {
    const auto [step, line] = GENERATE(table<Step, std::string>({
        {Step::kPath, "Step 1 of 11 · Your request"},
        {Step::kPapers, "Step 2 of 11 · Papers"},
        {Step::kTakeAlong, "Step 2 of 11 · Papers"},
        {Step::kBirthDate, "Step 4 of 11 · Date of birth"},
        {Step::kEmergency, "Step 6 of 13 · Emergency contact"},
        {Step::kServices, "Step 7 of 11 · Services"},
        {Step::kDone, "Step 11 of 11 · Your card"},
    }));
    Drawn drawn;
    drawn.go_to(step);
    REQUIRE(drawn.page.tree().find("step") != nullptr);
    CHECK(drawn.page.tree().find("step")->name == line);
}

TEST_CASE("promise_9: What is ticked and what is missing are told in words, in the applicant's language") {
    Drawn drawn;
    drawn.go_to(Step::kChecklist);
    const auto& tree = drawn.page.tree();
    CHECK(tree.find("need-birth")->name == "You have it: A paper with your date of birth");
    CHECK(tree.find("need-photo")->name == "Missing: A paper with your photo");
    CHECK(tree.find("need-photo-any")->name == "Any one of these: Passport");
    CHECK(tree.find("need-residency-care-of")->name == "Or this: Care-of letter. Ask an agency.");
    drawn.kiosk.press("language");
    drawn.kiosk.press("language-es");
    drawn.draw();
    CHECK(tree.find("need-photo")->name == "Falta: Un papel con su foto");
    drawn.kiosk.press("back");
    drawn.draw();
    const auto* box = tree.find("paper-birth-certificate");
    REQUIRE(box != nullptr);
    CHECK(box->role == Role::kCheckbox);
    CHECK(box->checked);
    CHECK(tree.find(box->target)->role == Role::kGroup);
    CHECK(box->name == "Acta de nacimiento");
}

TEST_CASE("promise_9: A service that every card has is ticked and cannot be taken off; each says what it shares") {
    Drawn drawn;
    drawn.go_to(Step::kServices);
    const auto& tree = drawn.page.tree();
    CHECK(tree.find("service-library")->disabled);
    CHECK(tree.find("service-library")->checked);
    CHECK(tree.find("service-library-hint")->name == "On every card. Only a number.");
    CHECK(tree.find("service-transit")->description == "service-transit-hint");
    CHECK(tree.find("service-transit-hint")->name == "Only a number.");
    drawn.kiosk.press("service-transit");
    drawn.draw();
    CHECK_FALSE(tree.find("service-transit")->checked);
}

TEST_CASE("The review shows both faces, every answer with its change, and until when the card is valid") {
    Drawn drawn;
    drawn.go_to(Step::kReview);
    const auto& tree = drawn.page.tree();
    for (const auto* id : {"card-front", "card-back", "change-path", "change-name", "change-date", "change-gender",
                           "change-extras", "change-services", "change-photo"})
        CHECK(tree.find(id) != nullptr);
    CHECK(tree.find("review-card")->name == "Your card: A card for age 18 to 64, valid until November 22, 2031");
    CHECK(tree.find("card-status") == nullptr);
    drawn.kiosk.draws_at_once = false;
    drawn.kiosk.press("change-gender");
    drawn.kiosk.press("gender-x");
    drawn.kiosk.press("continue");
    drawn.draw();
    CHECK(tree.find("card-front") == nullptr);
    CHECK(tree.find("card-status")->name == say(0, Message::review_drawing));
    drawn.kiosk.flow.preview_answered(0, {});
    drawn.draw();
    CHECK(tree.find("card-status")->name == say(0, Message::review_no_picture));
}

TEST_CASE("A denial says what is missing and how to appeal") {
    Drawn drawn;
    drawn.go_to(Step::kTrouble);
    const auto& tree = drawn.page.tree();
    CHECK(tree.find("missing-photo")->name == "Missing: A paper with your photo");
    CHECK(tree.find("missing-birth") == nullptr);
    CHECK(tree.find("appeal")->name == "Write to City Hall.");
    CHECK(tree.frame().title.starts_with(say(0, Message::denied_question)));
}

TEST_CASE("What does not answer is said on every step") {
    const auto step = GENERATE(from_range(kDrawn));
    if (step.step == Step::kDone)
        return;
    Drawn drawn;
    drawn.go_to(step);
    drawn.kiosk.flow.bridge_lost();
    drawn.draw();
    INFO(drawn.page.tree().frame().screen);
    REQUIRE(drawn.page.tree().find("bridge-status") != nullptr);
    CHECK(drawn.page.tree().find("bridge-status")->role == Role::kStatus);
    check_no_overlap(drawn.page.tree());
}

TEST_CASE("Each screen has one question, and dialogs have theirs") {
    const auto step = GENERATE(from_range(kDrawn));
    Drawn drawn;
    drawn.go_to(step);
    const auto questions = [&] { return std::ranges::count(drawn.page.tree().nodes(), Role::kHeading, &Node::role); };
    CHECK(questions() == 1);
    drawn.kiosk.press("leave");
    drawn.draw();
    CHECK(questions() == 2);
    CHECK(drawn.page.tree().find("leave-confirm") != nullptr);
}

TEST_CASE("The same state gives the same tree, and a letter more gives another") {
    Drawn drawn;
    drawn.go_to(Step::kName);
    const int before = drawn.changes;
    drawn.draw();
    CHECK(drawn.changes == before);
    drawn.kiosk.flow.type(Field::kName, "Ana Núñeza");
    drawn.page.frame();
    CHECK(drawn.changes == before + 1);
    CHECK(drawn.page.tree().find("name")->value == "Ana Núñeza");
}

TEST_CASE("The pointer finds the caret nearest to it") {
    Drawn drawn;
    drawn.go_to(Step::kName);
    CHECK(drawn.page.offset_at("name", 0) == 0);
    CHECK(drawn.page.offset_at("name", 800) == std::string("Ana Núñez").size());
}

TEST_CASE("promise_5: After wiping, no node holds what was typed") {
    Drawn drawn;
    drawn.go_to(Step::kReview);
    drawn.kiosk.press("leave");
    drawn.kiosk.press("leave-confirm");
    drawn.page.wipe();
    drawn.page.frame();
    CHECK(drawn.page.tree().nodes().empty());
    CHECK(to_json(drawn.page.tree()).find("Ana") == std::string::npos);
}

TEST_CASE("The tree's JSON escapes what JSON must not hold") {
    Tree tree;
    Node node;
    node.id = "a";
    node.name = "say \"hi\"\\\n";
    node.bounds = {1.25F, 0, 2, 3};
    tree.add(node);
    const auto text = to_json(tree);
    const auto parsed = nlohmann::json::parse(text);
    CHECK(parsed["nodes"][0]["name"] == "say \"hi\"\\\n");
    CHECK(parsed["nodes"][0]["at"]["x"] == 13);
}
