#include "protocol/card_request.h"
#include "protocol/manifest.h"

#include "tests/support/vectors.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::protocol;
using namespace porchlight::tests;

namespace {

Service library() { return {"library", "Library", Symbology::kCodabar, CheckRule::kLuhn, 14, false}; }

bool is_library_number(std::string_view number) { return is_number_of(library(), number); }

}  // namespace

TEST_CASE("Library numbers that libraries publish have the check digit that they should; a wrong one is found") {
    CHECK(is_library_number("30234000517861"));
    CHECK(is_library_number("33191000105864"));
    CHECK(is_library_number("58198000943996"));
    CHECK_FALSE(is_library_number("35555000012349"));
    CHECK(check_symbol(CheckRule::kLuhn, "3555500001234") == '6');
}

TEST_CASE("Every single wrong digit of a library number is found, and so is a digit more or less") {
    const std::string number = "30234000517861";
    for (std::size_t i = 0; i < number.size(); ++i)
        for (char c = '0'; c <= '9'; ++c) {
            auto wrong = number;
            wrong[i] = c;
            CHECK(is_library_number(wrong) == (wrong == number));
        }
    CHECK_FALSE(is_library_number(number.substr(1)));
    CHECK_FALSE(is_library_number(number + "0"));
    CHECK_FALSE(is_library_number("3023400051786A"));
    CHECK_FALSE(is_library_number(""));
}

TEST_CASE("A Codabar number's modulo 16 symbol counts start and stop") {
    // 16 + 17 for A and B, 1 to 6 make 21: 54; 10 more are 64, a multiple of 16.
    CHECK(check_symbol(CheckRule::kMod16, "123456") == '-');
    const Service service{"a", "A", Symbology::kCodabar, CheckRule::kMod16, 7, false};
    CHECK(is_number_of(service, "123456-"));
    CHECK_FALSE(is_number_of(service, "123457-"));
    CHECK(check_symbol(CheckRule::kMod16, "12345A") == std::nullopt);
}

TEST_CASE("A number is written in its symbology's own symbols") {
    const Service transit{"t", "T", Symbology::kCode128, CheckRule::kNone, 6, false};
    CHECK(is_number_of(transit, "LH-042"));
    CHECK_FALSE(is_number_of(transit, "lh-042"));
    CHECK_FALSE(is_number_of(transit, "LH 042"));
    CHECK_FALSE(is_number_of(transit, "L\u00c9042"));
    CHECK_FALSE(is_number_of({"c", "C", Symbology::kCodabar, CheckRule::kNone, 6, false}, "A12345"));
}

TEST_CASE("A number of zeros is by its service's rule") {
    CHECK(zero_number(library()) == "00000000000000");
    for (const auto check : {CheckRule::kNone, CheckRule::kLuhn, CheckRule::kMod16}) {
        const Service service{"a", "A", Symbology::kCodabar, check, 7, false};
        CHECK(is_number_of(service, zero_number(service)));
    }
}

TEST_CASE("A card has the services that were asked for, and those that every card has") {
    auto service = library();
    CHECK(is_wanted(service, std::nullopt));
    CHECK(is_wanted(service, std::vector<std::string>{"transit", "library"}));
    CHECK_FALSE(is_wanted(service, std::vector<std::string>{"transit"}));
    CHECK_FALSE(is_wanted(service, std::vector<std::string>()));
    service.required = true;
    CHECK(is_wanted(service, std::vector<std::string>()));
}

TEST_CASE("A manifest's card rules are read; what it does not say is as before") {
    for (const auto& vector : vectors("manifest")) {
        if (vector.file != "ok.json" && vector.file != "ok-card-rules.json")
            continue;
        const auto input = vector.hex("input");
        const auto rules = parse_manifest(parse_document(as_text(input)).value().payload).value().card;
        const bool has_rules = vector.file != "ok.json";
        CHECK(rules.services.size() == (has_rules ? 2 : 0));
        CHECK(rules.prints("gender"));
        CHECK(rules.prints("emergency") == has_rules);
        CHECK((rules.marker("veteran") != nullptr) == has_rules);
        CHECK(rules.marker("donor") == nullptr);
        CHECK(rules.template_for("senior") == (has_rules ? "lakehaven-senior" : ""));
        CHECK(rules.template_for("adult") == (has_rules ? "lakehaven" : ""));
    }
}

TEST_CASE("Every field of a card request comes back as it was written, in the one size, and is wiped") {
    CardRequest request;
    request.content = {std::string(768, 'n'),
                       "1990-03-12",
                       std::string(96, '"'),
                       "7K3MQ9TX2BVFR",
                       std::string(kMaxFieldBytes, '"'),
                       std::string(kMaxFieldBytes, '\\'),
                       std::string(kMaxFieldBytes, 'n'),
                       {"veteran", "donor"},
                       ApplicationPath::kRenewal,
                       std::vector<std::string>{"library", "transit"}};
    request.photo.assign(kPhotoBytes, 7);
    const auto written = write_card_request(request);
    REQUIRE(written);
    CHECK(written->size() == kCardRequestBytes);
    auto read = read_card_request(*written);
    REQUIRE(read);
    CHECK(read->content.address == request.content.address);
    CHECK(read->content.emergency == request.content.emergency);
    CHECK(read->content.note == request.content.note);
    CHECK(read->content.markers == request.content.markers);
    CHECK(read->content.path == request.content.path);
    CHECK(read->content.services == request.content.services);
    wipe_content(*read);
    CHECK((read->content.address.empty() && read->content.emergency.empty() && read->content.note.empty()));
    CHECK((read->content.markers.empty() && read->photo.empty()));
    CHECK((read->content.path == ApplicationPath::kNew && !read->content.services));
}
