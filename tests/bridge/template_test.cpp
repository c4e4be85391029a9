// What is wrong with a template is said when it is loaded, in a sentence that a designer understands.
#include "tests/bridge/sample_cards.h"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

using namespace porchlight;
using namespace porchlight::bridge;
using namespace porchlight::bridge::testing;

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// A copy of the demo's template, to be spoilt.
class Workshop {
public:
    Workshop()
        : m_folder(std::filesystem::temp_directory_path() / ("porchlight-template-" + std::to_string(getpid()))) {
        std::filesystem::remove_all(m_folder);
        std::filesystem::copy("assets/card", m_folder);
    }
    ~Workshop() { std::filesystem::remove_all(m_folder); }
    Workshop(const Workshop&) = delete;
    Workshop& operator=(const Workshop&) = delete;

    void replace(const std::string& file, const std::string& what, const std::string& with) const {
        auto text = read(m_folder / file);
        const auto at = text.find(what);
        REQUIRE(at != text.npos);
        std::ofstream(m_folder / file) << text.replace(at, what.size(), with);
    }
    void write(const std::string& file, const std::string& text) const { std::ofstream(m_folder / file) << text; }
    // The sentence, or nothing when the template is good.
    std::string fault(const std::string& name = "lakehaven") const {
        const auto card = load_template(m_folder, name);
        return card ? "" : card.error();
    }
    const std::filesystem::path& folder() const { return m_folder; }

private:
    std::filesystem::path m_folder;
};

std::string spoilt(const std::string& file, const std::string& what, const std::string& with) {
    const Workshop workshop;
    workshop.replace(file, what, with);
    return workshop.fault();
}

protocol::CardRules rules() {
    const auto manifest = protocol::parse_manifest(City().manifest_payload(1));
    return manifest->card;
}

std::string place_fault(const protocol::CardRules& wanted) {
    const auto card = load_template("assets/card", "lakehaven");
    REQUIRE(card);
    const auto checked = check_places(*card, wanted);
    return checked ? "" : checked.error();
}

}  // namespace

TEST_CASE("the templates of all classes of the demo programme are good, and have a place for all that it prints") {
    REQUIRE(start_crypto());
    CHECK(Workshop().fault().empty());
    const auto manifest = protocol::parse_manifest(City().manifest_payload(1));
    CairoRenderer checked("assets/card");
    const auto good = checked.check(*manifest);
    CHECK((good ? "" : good.error()).empty());
    for (const auto* name : {"lakehaven-child", "lakehaven-teen", "lakehaven-senior"})
        CHECK(manifest->card.template_for(std::string(name).substr(10)) == name);
}

TEST_CASE("a box that is missing is named, with its file") {
    CHECK(spoilt("lakehaven-front.svg", R"(id="name")", R"(id="nam")") == "lakehaven-front.svg has no box `name`");
    CHECK(spoilt("lakehaven-front.svg", R"(id="photo")", "") == "lakehaven-front.svg has no box `photo`");
    CHECK(spoilt("lakehaven-back.svg", R"(id="code")", "") == "lakehaven-back.svg has no box `code`");
    CHECK(spoilt("lakehaven-back-plain.svg", R"(id="found")", "") == "lakehaven-back-plain.svg has no box `found`");
}

TEST_CASE("a box that is too small is named, with what it needs") {
    CHECK(spoilt("lakehaven-front.svg", R"(id="photo" x="4.6" y="16.2" width="25" height="32")",
                 R"(id="photo" x="4.6" y="16.2" width="15" height="20")") ==
          "the box `photo` of lakehaven-front.svg is 15.0 mm wide and 20.0 mm high: it needs 18.0 mm and 23.0 mm");
    CHECK(spoilt("lakehaven-back.svg", R"(id="code" x="5.2" y="10.8" width="25.2")",
                 R"(id="code" x="5.2" y="10.8" width="20")") ==
          "the box `code` of lakehaven-back.svg is 20.0 mm wide and 25.2 mm high: it needs 24.2 mm and 24.2 mm");
    CHECK(spoilt("lakehaven-front.svg", R"(id="dob" x="33.4" y="35.5" width="22.5" height="4.4")",
                 R"(id="dob" x="33.4" y="35.5" width="22.5" height="2")") ==
          "the box `dob` of lakehaven-front.svg is 22.5 mm wide and 2.0 mm high: it needs 4.0 mm and 2.4 mm");
    CHECK(spoilt("lakehaven-front.svg", R"(id="name" x="33.4" y="18.3" width="48" height="13.6")",
                 R"(id="name" x="33.4" y="18.3" width="48" height="6")") ==
          "the box `name` of the front is 48.0 mm wide and 6.0 mm high: it needs 30.0 mm and 7.2 mm");
}

TEST_CASE("a box that hangs over the card's edge is named") {
    CHECK(spoilt("lakehaven-front.svg", R"(id="expires" x="57.6")", R"(id="expires" x="70")") ==
          "the box `expires` of lakehaven-front.svg is not wholly on the card");
}

TEST_CASE("a style, a colour, a member or a file that is wrong is named") {
    CHECK(spoilt("lakehaven.json", R"("size_mm": 6.2)", R"("size_mm": 60)") ==
          "the style of `name` of lakehaven-front.svg cannot be read");
    CHECK(spoilt("lakehaven.json", R"("size_mm": 6.2)", R"("font": "x", "size_mm": 6.2)") ==
          "the style of `name` of lakehaven-front.svg cannot be read");
    CHECK(spoilt("lakehaven.json", R"("ground": "accent")", R"("ground": "acent")") ==
          "the style of `marker-veteran` of lakehaven-front.svg cannot be read");
    CHECK(spoilt("lakehaven.json", R"("v": 2)", R"("v": 3)") == "lakehaven.json is no template of version 2");
    CHECK(spoilt("lakehaven.json", R"("lift": 0.14)", R"("lift": 0.9)") ==
          "colours, families, texts or photo of lakehaven.json cannot be read");
    CHECK(spoilt("lakehaven.json", R"("art": "lakehaven")", R"("art": "../lakehaven")") ==
          "lakehaven.json has not the members of a template");
    const Workshop workshop;
    CHECK(workshop.fault("nowhere") == "nowhere.json cannot be read");
    workshop.write("lakehaven-back.svg", "not a picture");
    CHECK(workshop.fault() == "lakehaven-back.svg is no SVG file");
    std::filesystem::remove(workshop.folder() / "lakehaven-front.svg");
    CHECK(workshop.fault() == "lakehaven-front.svg cannot be read");
}

TEST_CASE("a template like another takes its boxes and its own colours, and nothing else") {
    const Workshop workshop;
    CHECK(workshop.fault("lakehaven-teen").empty());
    workshop.write("lakehaven-teen.json", R"({"v": 2, "like": "lakehaven", "colours": {}, "art": "x"})");
    CHECK(workshop.fault("lakehaven-teen") ==
          "lakehaven-teen.json names another template: it may have `v`, `like` and `colours`");
    workshop.write("lakehaven-teen.json", R"({"v": 2, "like": "nowhere", "colours": {}})");
    CHECK(workshop.fault("lakehaven-teen") == "nowhere.json cannot be read");
}

TEST_CASE("a service, field or marker of the programme without a place, or with too small a one, is named") {
    CHECK(place_fault(rules()).empty());
    auto more = rules();
    more.services.push_back({"museum", "Museum", protocol::Symbology::kQr, protocol::CheckRule::kNone, 10, false});
    CHECK(place_fault(more) == "the template has no box `service-4` for the service museum");
    auto longer = rules();
    longer.services[0].length = 20;
    CHECK(place_fault(longer) ==
          "the box `service-1` for the service library is 48.4 mm wide and 6.2 mm high: it needs 61.5 mm and 5.0 mm");
    auto other = rules();
    other.services[2].symbology = protocol::Symbology::kCodabar;
    CHECK(place_fault(other).starts_with("the box `service-3` for the service discount is 14.8 mm wide"));
    auto address = rules();
    address.fields.emplace_back("address");
    CHECK(place_fault(address) == "the template has no box `address`, which the programme may print");
    auto marked = rules();
    marked.markers.push_back({"scout", "Scout"});
    CHECK(place_fault(marked) == "the template has no box `marker-scout`");
}

TEST_CASE("an emergency contact or note that no size can hold is refused by name, as a name is") {
    REQUIRE(start_crypto());
    for (const auto* field : {"emergency", "note"}) {
        INFO(field);
        auto parts = sample_parts({"", "adult", "Anna Lee", "", {}, true, true});
        parts.text[field] = std::string(protocol::kMaxFieldCharacters, 'W');
        const auto wide = render(renderer(), parts, sample_code());
        REQUIRE_FALSE(wide);
        CHECK(wide.error() == RenderError::kField);
        parts.text[field] = "\U0010FFFD";
        const auto unknown = render(renderer(), parts, sample_code());
        REQUIRE_FALSE(unknown);
        CHECK(unknown.error() == RenderError::kField);
    }
    auto parts = sample_parts({"", "adult", "Anna Lee"});
    parts.template_name = "../card/lakehaven";
    CHECK(render(renderer(), parts, sample_code()).error() == RenderError::kTemplate);
}
