#include "bridge/options.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace porchlight::bridge;

namespace {

std::expected<Options, std::string> parse(std::vector<std::string> words) {
    words.insert(words.begin(), "porchlight-bridge");
    std::vector<char*> arguments;
    for (auto& word : words)
        arguments.push_back(word.data());
    return parse_options(arguments);
}

std::expected<Options, std::string> serve(const std::string& name, const std::string& value) {
    return parse({"serve", "--data", "kiosk", "--printer", "none", name, value});
}

}  // namespace

TEST_CASE("the bridge asks the server every minute, or as often as it is told") {
    CHECK(parse({"serve", "--data", "kiosk", "--printer", "none"})->check_every == std::chrono::seconds(60));
    CHECK(serve("--check-seconds", "1")->check_every == std::chrono::seconds(1));
    CHECK(serve("--check-seconds", "86400")->check_every == std::chrono::hours(24));
    CHECK(serve("--port", "8471")->port == 8471);
    CHECK(serve("--port", "8471")->printer_patience == std::chrono::minutes(1));
    CHECK(serve("--printer-patience", "3600")->printer_patience == std::chrono::hours(1));
}

TEST_CASE("a number that is none, or out of its range, is said in a sentence") {
    for (const auto* value : {"", "0", "-1", "1.5", "86401", "4294967297", "soon"}) {
        const auto refused = serve("--check-seconds", value);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().starts_with("'" + std::string(value) + "' is not a number of seconds from 1 to 86400."));
    }
    for (const auto* value : {"0", "3601", "long"})
        CHECK_FALSE(serve("--printer-patience", value));
    for (const auto* value : {"65536", "http", "80 "})
        CHECK_FALSE(serve("--port", value));
    CHECK_FALSE(parse({"address", "--data", "kiosk", "--check-seconds", "1"}));
}

TEST_CASE("what was read off a calibration card is two whole numbers of tenths, kept as hundredths") {
    const auto calibrate = [](const std::string& front) {
        return parse({"calibrate", "--data", "kiosk", "--front", front});
    };
    CHECK(calibrate("-3,2")->front == Offset{-30, 20});
    CHECK(calibrate("50,-50")->front == Offset{kMaxOffset, -kMaxOffset});
    CHECK_FALSE(calibrate("0,0")->back.has_value());
    for (const auto* value : {"", ",", "3", "3,", ",3", "51,0", "0,-51", "1.5,0", "1,2,3", "+1,2", " 1,2", "1, 2"})
        CHECK(calibrate(value).error().starts_with("'" + std::string(value) + "' is not X,Y"));
}

TEST_CASE("a flag takes no value, and only where it belongs") {
    CHECK(parse({"counters", "--cleaned", "--data", "kiosk"})->cleaned);
    CHECK(parse({"counters", "--data", "kiosk", "--cleaned"})->cleaned);
    CHECK_FALSE(parse({"counters", "--data", "kiosk"})->cleaned);
    CHECK_FALSE(parse({"counters", "--data", "kiosk", "--cleaned", "yes"}));
    CHECK_FALSE(parse({"doctor", "--data", "kiosk", "--cleaned"}));
    CHECK_FALSE(parse({"preview", "--data", "kiosk"}));
    CHECK(parse({"preview", "--data", "kiosk", "--out", "here"})->out == "here");
    CHECK(parse({"doctor", "--data", "kiosk"})->cups == "/etc/cups");
    CHECK(parse({"doctor", "--data", "kiosk", "--cups", "there"})->cups == "there");
}

TEST_CASE("a kiosk is enrolled by address and code, or by hand; with nothing of the other way") {
    const auto by_code = parse({"enroll", "http://127.0.0.1:8460", "7K3M-Q9TX", "--data", "kiosk"});
    REQUIRE(by_code);
    CHECK(by_code->server == "http://127.0.0.1:8460");
    CHECK(by_code->code == "7K3M-Q9TX");
    CHECK(by_code->trust.empty());
    const auto carried = parse({"enroll", "--data", "kiosk", "--trust", "t.json", "http://127.0.0.1:8460", "7K3M"});
    REQUIRE(carried);
    CHECK(carried->trust == "t.json");
    CHECK(carried->code == "7K3M");
    const auto by_hand = parse({"enroll", "--data", "kiosk", "--server", "http://127.0.0.1:8460", "--trust", "t.json"});
    REQUIRE(by_hand);
    CHECK(by_hand->code.empty());
    CHECK(by_hand->server == "http://127.0.0.1:8460");
    CHECK_FALSE(parse({"enroll", "--data", "kiosk"}));
    CHECK_FALSE(parse({"enroll", "--data", "kiosk", "--server", "http://127.0.0.1:8460"}));
    CHECK(parse({"enroll", "--data", "kiosk", "http://127.0.0.1:8460"}).error().starts_with("CODE is missing"));
    CHECK(parse({"enroll", "--data", "kiosk", "http://127.0.0.1:8460", "7K3M", "Q9TX"}).error().find("'Q9TX'") !=
          std::string::npos);
    CHECK_FALSE(parse({"enroll", "http://127.0.0.1:1", "7K3M", "--data", "kiosk", "--server", "http://127.0.0.1:2"}));
    CHECK(parse({"move", "http://127.0.0.1:9000", "--data", "kiosk"})->server == "http://127.0.0.1:9000");
    CHECK(parse({"move", "--data", "kiosk"}).error().starts_with("ADDRESS is missing"));
    CHECK_FALSE(parse({"address", "kiosk"}));
}
