#include "custody/commands.h"

#include "custody/documents.h"
#include "custody/files.h"
#include "custody/opening.h"

#include <charconv>
#include <ctime>
#include <filesystem>
#include <iostream>

namespace porchlight::custody {
namespace {

namespace fs = std::filesystem;

constexpr auto kOwnerOnly = fs::perms::owner_read | fs::perms::owner_write;
constexpr auto kPublic = kOwnerOnly | fs::perms::group_read | fs::perms::others_read;
constexpr std::int64_t kSecondsADay = 86'400;
constexpr std::size_t kMaxExportBytes = std::size_t{4} << 30;
constexpr int kEpochYears = 1;
constexpr int kDestroyYears = 8;

int fail(const std::string& sentence) {
    std::cerr << "porchlight-custody: " << sentence << '\n';
    return 1;
}

std::optional<std::uint32_t> number(const std::string& text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value == 0)
        return std::nullopt;
    return value;
}

std::expected<signing_key, std::string> load_key(const fs::path& dir, const std::string& kind) {
    auto content = read_key_file(dir / (kind + ".key"));
    if (!content)
        return Failure(content.error());
    auto key = parse_signing_key(as_text(*content), kind);
    wipe(*content);
    if (!key)
        return Failure((dir / (kind + ".key")).string() + ": " + std::string(code(key.error())));
    return std::move(*key);
}

std::expected<EpochShare, std::string> load_share(const fs::path& dir) {
    auto content = read_key_file(dir / "epoch.share");
    if (!content)
        return Failure(content.error());
    auto share = parse_epoch_share(as_text(*content));
    wipe(*content);
    if (!share)
        return Failure((dir / "epoch.share").string() + ": " + std::string(code(share.error())));
    return std::move(*share);
}

std::expected<void, std::string> write_secret(const fs::path& path, std::string text) {
    auto written = write_file(path, as_bytes(text), kOwnerOnly);
    wipe(text);
    return written;
}

std::expected<public_key, std::string> make_key(const fs::path& dir, const std::string& kind) {
    const auto key = signing_key::generate();
    if (auto written = write_secret(dir / (kind + ".key"), to_text(key, kind)); !written)
        return Failure(written.error());
    return key.public_half;
}

std::expected<void, std::string> make_keys(const fs::path& dir, const std::string& city) {
    const auto share = generate_epoch_share();
    if (auto written = write_secret(dir / "epoch.share", to_text(share)); !written)
        return written;
    const auto custodian = make_key(dir, "custodian");
    const auto release = make_key(dir, "release");
    const auto issuer = make_key(dir, "issuer");
    const auto receipt = make_key(dir, "receipt");
    for (const auto* key : {&custodian, &release, &issuer, &receipt})
        if (!*key)
            return Failure(key->error());
    const protocol::Trust trust{city, {1, {*custodian}}, {1, {*release}}};
    return write_file(dir / "trust.json", as_bytes(protocol::to_text(trust)), kPublic);
}

std::expected<json, std::string> load_programme(const fs::path& path) {
    const auto content = read_file(path, protocol::kMaxDocumentBytes);
    if (!content)
        return Failure(content.error());
    auto programme = parse_json(as_text(*content), protocol::kMaxDocumentBytes);
    if (!programme || !programme->is_object())
        return Failure(path.string() + " is not a programme: it must be one JSON object");
    return std::move(*programme);
}

std::expected<ManifestTerms, std::string> terms_for(const fs::path& dir, std::uint32_t serial, std::uint32_t days) {
    const auto trust_text = read_file(dir / "trust.json", protocol::kMaxDocumentBytes);
    if (!trust_text)
        return Failure(trust_text.error());
    const auto trust = protocol::parse_trust(as_text(*trust_text));
    const auto share = load_share(dir);
    const auto issuer = load_key(dir, "issuer");
    const auto receipt = load_key(dir, "receipt");
    if (!trust)
        return Failure("trust.json is malformed");
    if (!share || !issuer || !receipt)
        return Failure(!share ? share.error() : !issuer ? issuer.error() : receipt.error());
    const std::int64_t now = std::time(nullptr);
    const date today = date_of_unix_seconds(now);
    return ManifestTerms{trust->city,        serial,
                         now + days * kSecondsADay, 1,
                         share->public_half, today.plus_years(kEpochYears),
                         today.plus_years(kDestroyYears), issuer->public_half,
                         receipt->public_half};
}

std::string csv_field(std::string_view text) {
    std::string out = "\"";
    for (char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

void print_record(const record::Record& opened, const std::string& format) {
    if (format == "jsonl")
        std::cout << json{{"name", opened.name}, {"dob", opened.dob}}.dump() << '\n';
    else if (format == "csv")
        std::cout << csv_field(opened.name) << ',' << opened.dob << '\n';
    else
        std::cout << opened.dob << "  " << opened.name << '\n';
}

int print_all(const Export& whole, const EpochShare& share, const std::string& format) {
    std::size_t failures = 0;
    if (format == "csv")
        std::cout << "name,dob\n";
    for (std::size_t i = 0; i < whole.count(); ++i) {
        auto opened = open_record(whole.at(i), whole.epoch, share);
        if (opened) {
            print_record(*opened, format);
            wipe(opened->name);
            wipe(opened->dob);
        } else {
            ++failures;
            std::cerr << "porchlight-custody: " << to_hex(hash(whole.at(i))) << ": " << opened.error() << '\n';
        }
    }
    return failures == 0 ? 0 : 1;
}

}  // namespace

int create(const Options& options) {
    const fs::path dir = options.at("--dir");
    std::error_code error;
    fs::create_directories(dir, error);
    for (const char* name : {"epoch.share", "custodian.key", "release.key", "issuer.key", "receipt.key", "trust.json"})
        if (fs::exists(dir / name))
            return fail((dir / name).string() + " exists already: choose an empty folder with --dir");
    const auto made = make_keys(dir, options.at("--city"));
    if (!made)
        return fail(made.error());
    std::cout << "keys made in " << dir.string() << "; only trust.json may be shown to others\n";
    return 0;
}

int sign_manifest(const Options& options) {
    const auto serial = number(options.at("--serial"));
    const auto days = number(options.contains("--days") ? options.at("--days") : "90");
    if (!serial || !days)
        return fail("--serial and --days need whole numbers from 1");
    const fs::path dir = options.at("--dir");
    const auto programme = load_programme(options.at("--programme"));
    const auto custodian = load_key(dir, "custodian");
    const auto terms = terms_for(dir, *serial, *days);
    if (!programme || !custodian || !terms)
        return fail(!programme ? programme.error() : !custodian ? custodian.error() : terms.error());
    const auto text = signed_manifest(*programme, *terms, *custodian);
    if (!text)
        return fail("the programme makes no valid manifest: check its classes");
    const auto written = write_file(options.at("--out"), as_bytes(*text), kPublic);
    return written ? 0 : fail(written.error());
}

int sign_release(const Options& options) {
    const auto serial = number(options.at("--serial"));
    if (!serial)
        return fail("--serial needs a whole number from 1");
    const auto key = load_key(options.at("--dir"), "release");
    if (!key)
        return fail(key.error());
    const auto release = list_release(options.at("--root"), *serial);
    if (!release)
        return fail(release.error());
    const auto written = write_file(options.at("--out"), as_bytes(signed_release(*release, *key)), kPublic);
    return written ? 0 : fail(written.error());
}

int open_export(const Options& options) {
    const std::string format = options.contains("--format") ? options.at("--format") : "table";
    if (format != "table" && format != "csv" && format != "jsonl")
        return fail("--format takes table, csv or jsonl");
    const auto share = load_share(options.at("--dir"));
    if (!share)
        return fail(share.error());
    const auto content = read_file(options.at("--in"), kMaxExportBytes);
    if (!content)
        return fail(content.error());
    const auto whole = parse_export(*content);
    if (!whole)
        return fail(options.at("--in") + ": " + std::string(code(whole.error())));
    return print_all(*whole, *share, format);
}

}  // namespace porchlight::custody
