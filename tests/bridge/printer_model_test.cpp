// What is known of printers: the files as they are, and every way in which one can be faulty.
#include "base/json.h"
#include "bridge/printer/registry.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>

#include <unistd.h>

using namespace porchlight;
using namespace porchlight::bridge;
namespace fs = std::filesystem;

namespace {

fs::path printers() {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    return fs::path(root != nullptr ? root : ".") / "assets/printers";
}

json good() {
    std::ifstream in(printers() / "fargo-hdp5000.json");
    return json::parse(in);
}

std::string error_of(const json& model) {
    const auto parsed = parse_printer_model(model.dump());
    return parsed ? "" : parsed.error();
}

// A registry's folder of its own, gone with the value.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("porchlight-models-" + std::to_string(::getpid()));
    Folder() {
        fs::remove_all(path);
        fs::copy(printers(), path);
    }
    ~Folder() { fs::remove_all(path); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
};

}  // namespace

TEST_CASE("every printer file of the house is read, and its printers are known by their words") {
    const auto registry = PrinterRegistry::load(printers());
    REQUIRE(registry.has_value());
    const auto name = [&](std::string_view model, std::string_view device = "") {
        return registry->find(model, device).name;
    };
    CHECK(name("Porchlight Demo Card Printer") == "Porchlight Demo Card Printer");
    CHECK(name("HID FARGO HDP5000 - CUPS") == "Fargo HDP5000");
    CHECK(name("Fargo DTC4500e") == "Fargo, any model");
    CHECK(name("", "MFG:Evolis;MDL:Primacy;CMD:ESC;") == "Evolis Primacy");
    CHECK(name("", "MFG:Evolis;MDL:Zenius;CMD:ESC;") == "Evolis, any model");
    CHECK(name("Acme Laser 9") == "any card printer");
    const auto& fargo = registry->find("FARGO HDP 5000", "");
    REQUIRE(fargo.canvas.has_value());
    CHECK(fargo.canvas->width_dots == 661);
    CHECK(fargo.canvas->height_dots == 1035);
    CHECK(fargo.text_commands == "~");
    CHECK(fargo.ribbon == Ribbon::kNegative);
    CHECK(registry->find("Evolis Primacy", "").memory == Memory::kKept);
    CHECK(registry->find("Acme", "").ribbon == Ribbon::kUnknown);
    CHECK(registry->find("Evolis Primacy", "").cleaning_every == 1000);
    CHECK_FALSE(registry->find("Acme", "").cleaning_every.has_value());
}

TEST_CASE("a pattern fits the whole text, with any run for a star") {
    CHECK(fits("*", ""));
    CHECK(fits("a*c", "abbc"));
    CHECK(fits("A*c*", "abcbc and more"));
    CHECK(fits("*HDP*5000*", "fargo hdp 500 hdp5000"));
    CHECK_FALSE(fits("", "a"));
    CHECK_FALSE(fits("a*c", "abcd"));
    CHECK_FALSE(fits("abc", "ab"));
    // Many stars against a text that never ends well: linear in the pattern, not exponential.
    CHECK_FALSE(fits("*a*a*a*a*a*a*a*a*a*a*b", std::string(100'000, 'a')));
}

TEST_CASE("a printer file with a member missing, unknown or wrong says which") {
    CHECK(error_of(good()).empty());
    const auto whole = good();
    for (const auto& [name, value] : whole.items()) {
        auto model = good();
        model.erase(name);
        CHECK(error_of(model) == "lacks the member \"" + name + "\"");
    }
    auto extra = good();
    extra["speed"] = 1;
    CHECK(error_of(extra) == "has the member \"speed\", which is unknown");

    const auto long_text = std::string(600, 'x');
    const std::vector<std::pair<std::string, json>> wrong{
        {"v", 2},
        {"name", ""},
        {"name", long_text},
        {"match", "*"},
        {"match", json::array({""})},
        {"match", json(std::vector<std::string>(9, "x"))},
        {"source", long_text},
        {"canvas", 661},
        {"canvas", {{"width_dots", 661}, {"height_dots", 1035}}},
        {"canvas", {{"width_dots", 1035}, {"height_dots", 661}, {"dpi", 300}}},
        {"canvas", {{"width_dots", 661}, {"height_dots", 1035}, {"dpi", 600}}},
        {"canvas", {{"width_dots", 661}, {"height_dots", 1035}, {"dpi", 0}}},
        {"bleed", -1},
        {"bleed", 501},
        {"bleed", 1.5},
        {"offsets", {{"front", {{"x", 0}, {"y", 0}}}}},
        {"offsets", {{"front", {{"x", 0}, {"y", 0}}}, {"back", {{"x", 0}, {"y", 501}}}}},
        {"text_commands", "~~~~~~~~~"},
        {"ribbon", "shiny"},
        {"memory", "forgets"},
        {"completed", true},
        {"backends", json::array({"USB"})},
        {"backends", json::array({"socket://"})},
        {"cleaning_every", 0},
        {"cleaning_every", 100'001},
        {"cleaning_every", 12.5},
        {"cleaning_every", "1000"},
    };
    for (const auto& [name, value] : wrong) {
        auto model = good();
        model[name] = value;
        INFO(model.dump());
        CHECK(error_of(model) == "has a wrong \"" + name + "\"");
    }
    for (const char* text : {"", "[]", "{", "{\"v\":1,\"v\":1}"})
        CHECK(parse_printer_model(text).error() == "is not JSON within limits");
    CHECK(parse_printer_model(std::string(kMaxModelBytes + 1, ' ')).error() == "is not JSON within limits");
}

TEST_CASE("a registry with a faulty file is refused by the file's name") {
    const Folder folder;
    CHECK(PrinterRegistry::load(folder.path).has_value());
    folder.write("acme.json", "{}");
    CHECK(PrinterRegistry::load(folder.path).error() ==
          (folder.path / "acme.json").string() + " lacks the member \"v\".");
    folder.write("acme.json", std::string(kMaxModelBytes + 1, ' '));
    CHECK(PrinterRegistry::load(folder.path).error().find("8 KiB") != std::string::npos);
    fs::remove(folder.path / "acme.json");
    fs::copy(folder.path / "generic.json", folder.path / "other.json");
    CHECK(PrinterRegistry::load(folder.path).error().find("is the second file without a pattern") != std::string::npos);
    fs::remove(folder.path / "other.json");
    fs::remove(folder.path / "generic.json");
    CHECK(PrinterRegistry::load(folder.path).error() == "generic.json is missing in " + folder.path.string() + ".");
    CHECK_FALSE(PrinterRegistry::load(folder.path / "nowhere").has_value());
}

TEST_CASE("a kiosk's own offsets are read strictly, and move the art of whatever printer stands there") {
    const Offsets own{{-30, 20}, {kMaxOffset, -kMaxOffset}};
    CHECK(parse_offsets(to_text(own)) == own);
    const auto text = [](const json& front) {
        return json{{"v", 1}, {"front", front}, {"back", {{"x", 0}, {"y", 0}}}}.dump();
    };
    CHECK(parse_offsets(text({{"x", 1}, {"y", 2}})).has_value());
    for (const json& front :
         {json{{"x", 501}, {"y", 0}}, json{{"x", 0}, {"y", -501}}, json{{"x", 0.5}, {"y", 0}},
          json{{"x", "1"}, {"y", 0}}, json{{"x", 0}}, json{{"x", 0}, {"y", 0}, {"z", 0}}, json(nullptr)}) {
        INFO(front.dump());
        CHECK(parse_offsets(text(front)).error() ==
              "has not the offsets of front and back, whole numbers from -500 to 500");
    }
    auto extra = json::parse(to_text(own));
    extra["middle"] = 0;
    CHECK_FALSE(parse_offsets(extra.dump()).has_value());
    extra["v"] = 2;
    CHECK(parse_offsets(extra.dump()).error() == "has a wrong \"v\"");
    for (const auto& bad : {std::string(), std::string("[]"), std::string("{\"v\":1,\"v\":1}"),
                            to_text(own) + std::string(kMaxOffsetsBytes, ' ')})
        CHECK(parse_offsets(bad).error() == "is not JSON within limits");

    auto registry = *PrinterRegistry::load(printers());
    const auto before = registry.find("Acme", "").offsets;
    registry.move_by(own);
    for (const auto* name : {"Acme", "Fargo HDP 5000", "Evolis Primacy"})
        CHECK(registry.find(name, "").offsets == own);
    CHECK(before == Offsets{});
}
