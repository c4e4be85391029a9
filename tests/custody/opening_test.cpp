#include "tests/custody/city.h"
#include "tests/support/vectors.h"

#include "custody/memory_stream.h"
#include "custody/opening.h"
#include "custody/output.h"

#include <catch2/catch_amalgamated.hpp>

using namespace porchlight;
using namespace porchlight::custody;
using namespace porchlight::tests;

namespace {

const record::Record kFatima{1, "فاطمة الزهراء", "1969-05-20"};

std::string code_of_opening(byte_view sealed, const KeyFile& share, std::uint32_t epoch = 1) {
    const auto opened = open_record(sealed, epoch, share);
    return opened ? std::string() : std::string(opened.error());
}

}  // namespace

TEST_CASE("A custodian opens exactly what was sealed") {
    REQUIRE(start_crypto());
    const auto share = generate_key(KeyKind::kEpoch);
    const auto opened = open_record(sealed_record(kFatima, share), 1, share);
    REQUIRE(opened);
    CHECK(opened->name == kFatima.name);
    CHECK(opened->dob == kFatima.dob);
}

TEST_CASE("Each way in which a record does not open has its own code") {
    const auto share = generate_key(KeyKind::kEpoch);
    const auto good = sealed_record(kFatima, share);
    CHECK(code_of_opening(good, generate_key(KeyKind::kEpoch)) == "envelope_other_key");
    CHECK(code_of_opening(good, share, 2) == "envelope_other_key");
    CHECK(code_of_opening(byte_view(good).first(1000), share) == "envelope_size");
    auto changed = good;
    changed[900] ^= 1;
    CHECK(code_of_opening(changed, share) == "envelope_corrupt");
    changed = good;
    std::fill_n(changed.begin() + 16, 32, std::uint8_t{0});
    CHECK(code_of_opening(changed, share) == "envelope_point");
    CHECK(code_of_opening(sealed_text("nonsense", share), share) == "record_malformed");
    CHECK(code_of_opening(sealed_text(R"({"v":1,"epoch":4,"name":"Ana","dob":"1990-01-01"})", share), share) ==
          "record_epoch");
    CHECK(code_of_opening(sealed_text(R"({"v":1,"epoch":1,"name":"7","dob":"1990-01-01"})", share), share) ==
          "name_no_letter");
}

TEST_CASE("A record that fails does not stop the others") {
    const auto share = generate_key(KeyKind::kEpoch);
    std::vector<envelope::Envelope> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(sealed_record({1, "Ana " + std::string(1, static_cast<char>('a' + i)), "1990-01-01"}, share));
    all.push_back(sealed_text("nonsense", share));
    const auto bad = hash(all.back());
    const auto content = export_of(all);
    MemorySource source(content);
    auto file = ExportReader::create(source).value();
    std::size_t good = 0;
    REQUIRE(open_each(file, share, [&](const Opened& opened) {
        CHECK(opened.record.has_value() == (opened.digest != bad));
        good += opened.record ? 1 : 0;
    }));
    CHECK(good == 20);
    CHECK(file.is_in_order());
    CHECK(file.hash_so_far() == hash(content));
}

TEST_CASE("Exports are opened, or refused, as the vectors say") {
    for (const auto& vector : vectors("export")) {
        INFO(vector.file);
        const auto content = vector.hex("input");
        MemorySource source(content);
        auto file = ExportReader::create(source);
        CHECK(code_of(file) == vector.error());
        if (!file)
            continue;
        const KeyFile share{KeyKind::kEpoch, secret_bytes(vector.hex("scalar")), to_array<32>(vector.hex("public"))};
        CHECK(open_each(*file, share, [](const Opened& opened) { CHECK(opened.record->name == "Zoë O’Neil"); }));
    }
}

TEST_CASE("An export is taken only whole") {
    const auto share = generate_key(KeyKind::kEpoch);
    const auto good = export_of({sealed_record(kFatima, share), sealed_record(kFatima, share)});
    const auto refusal = [](byte_view content) {
        MemorySource source(content);
        return code_of(ExportReader::create(source));
    };
    CHECK(refusal(good).empty());
    CHECK(refusal(export_of({})).empty());
    CHECK(refusal({}) == "export_magic");
    CHECK(refusal(byte_view(good).first(15)) == "export_magic");
    CHECK(refusal(byte_view(good).first(good.size() - 1)) == "export_size");
    CHECK(refusal(byte_view(good).first(16 + 1024)) == "export_size");
    CHECK(refusal(export_of({}, 0)) == "export_epoch");
    auto changed = good;
    changed[3] = '2';
    CHECK(refusal(changed) == "export_magic");
    changed = good;
    changed[8] = 0x80;  // A count that would overflow when multiplied.
    CHECK(refusal(changed) == "export_size");
    changed = good;
    std::rotate(changed.begin() + 16, changed.begin() + 16 + 1024, changed.end());
    MemorySource source(changed);
    auto file = ExportReader::create(source).value();
    CHECK(open_each(file, share, [](const Opened&) {}));
    CHECK_FALSE(file.is_in_order());
}

TEST_CASE("Opened records are written so that a name cannot break the line it is on") {
    const hash256 digest{0xab};
    const record::Record plain{1, "Ana Lee", "1990-01-01"};
    const record::Record quoted{1, "Ana \"Ani\", Lee", "1990-01-01"};
    const auto hex = to_hex(digest);
    CHECK(line_of(OutputFormat::kTable, digest, plain) == "Ana Lee" + std::string(35, ' ') + "1990-01-01\n");
    CHECK(line_of(OutputFormat::kCsv, digest, plain) == hex + ",Ana Lee,1990-01-01\r\n");
    CHECK(line_of(OutputFormat::kCsv, digest, quoted) == hex + ",\"Ana \"\"Ani\"\", Lee\",1990-01-01\r\n");
    CHECK(line_of(OutputFormat::kJsonLines, digest, quoted) ==
          R"({"digest":")" + hex + R"(","dob":"1990-01-01","name":"Ana \"Ani\", Lee"})" + "\n");
    CHECK(output_format("csv") == OutputFormat::kCsv);
    CHECK_FALSE(output_format("xml"));
}
