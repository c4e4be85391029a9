#include "bridge/enrolment.h"

#include "base/json.h"
#include "bridge/link/exchange.h"
#include "bridge/world/files.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

constexpr std::size_t kMaxSmallFile = 4096;
constexpr std::size_t kMaxAuthority = 64 * 1024;

std::filesystem::path key_path(const std::filesystem::path& data) { return data / "kiosk.key"; }
std::filesystem::path trust_path(const std::filesystem::path& data) { return data / "trust.json"; }
std::filesystem::path authority_path(const std::filesystem::path& data) { return data / "server-authority.pem"; }
std::filesystem::path server_path(const std::filesystem::path& data) { return data / "server"; }

std::optional<signing_key> read_key(const std::filesystem::path& path) {
    auto text = read_file(path, kMaxSmallFile);
    const auto object = text ? parse_json(as_text(*text), kMaxSmallFile) : std::nullopt;
    if (text)
        wipe(*text);
    if (!object || !has_exactly(*object, {"v", "kind", "seed", "public"}) ||
        text_member(*object, "kind", 16) != "kiosk")
        return std::nullopt;
    auto seed = hex_member<32>(*object, "seed");
    if (!seed)
        return std::nullopt;
    auto key = signing_key::from_seed(*seed);
    wipe(byte_span(*seed));
    return hex_member<32>(*object, "public") == key.public_half ? std::optional(std::move(key)) : std::nullopt;
}

bool write_key(const std::filesystem::path& path, const signing_key& key) {
    auto text =
        json{{"v", 1}, {"kind", "kiosk"}, {"seed", to_hex(key.seed())}, {"public", to_hex(key.public_half)}}.dump();
    const bool written = write_file(path, as_bytes(text));
    wipe(text);
    return written;
}

std::unexpected<std::string> cannot_write(const std::filesystem::path& data) {
    return std::unexpected("The folder " + data.string() + " cannot be written: check its owner and the disk.");
}

}  // namespace

std::expected<std::string, std::string> read_authority(const std::filesystem::path& file) {
    if (file.empty())
        return std::string();
    const auto pem = read_file(file, kMaxAuthority);
    if (!pem || !is_authority(as_text(*pem)))
        return std::unexpected("The file " + file.string() + " is no certificate in PEM that can be read.");
    return std::string(as_text(*pem));
}

std::expected<signing_key, std::string> pin(const std::filesystem::path& data, byte_view trust,
                                            std::string_view authority_pem) {
    if (!make_folder(data))
        return cannot_write(data);
    if (const auto pinned = read_file(trust_path(data), protocol::kMaxDocumentBytes);
        pinned && !std::ranges::equal(*pinned, trust))
        return std::unexpected("This kiosk already trusts other keys (" + trust_path(data).string() +
                               "): enroll it into a new folder.");
    if (!std::filesystem::exists(key_path(data)) && !write_key(key_path(data), signing_key::generate()))
        return cannot_write(data);
    auto key = read_key(key_path(data));
    if (!key)
        return std::unexpected("The key in " + key_path(data).string() + " is damaged: enroll into a new folder.");
    if (!write_file(authority_path(data), as_bytes(authority_pem)) || !write_file(trust_path(data), trust))
        return cannot_write(data);
    return std::move(*key);
}

std::expected<void, std::string> set_server(const std::filesystem::path& data, const std::string& server) {
    if (!write_file(server_path(data), as_bytes(server)))
        return cannot_write(data);
    return {};
}

std::expected<public_key, std::string> enroll(const std::filesystem::path& data, const std::string& server,
                                              const std::filesystem::path& trust_file,
                                              const std::filesystem::path& authority_file) {
    if (const auto url = parse_server_url(server); !url)
        return std::unexpected(url.error());
    const auto trust = read_file(trust_file, protocol::kMaxDocumentBytes);
    if (!trust)
        return std::unexpected("The trust file " + trust_file.string() + " cannot be read.");
    if (!protocol::parse_trust(as_text(*trust)))
        return std::unexpected("The file " + trust_file.string() +
                               " is not a trust file: take trust.json of the custodian.");
    const auto authority = read_authority(authority_file);
    if (!authority)
        return std::unexpected(authority.error());
    const auto key = pin(data, *trust, *authority);
    if (!key)
        return std::unexpected(key.error());
    if (const auto set = set_server(data, server); !set)
        return std::unexpected(set.error());
    return key->public_half;
}

std::expected<void, std::string> move_server(const std::filesystem::path& data, const std::string& server) {
    if (const auto url = parse_server_url(server); !url)
        return std::unexpected(url.error());
    if (const auto enrolled = load_enrolment(data); !enrolled)
        return std::unexpected(enrolled.error());
    return set_server(data, server);
}

std::expected<Enrolment, std::string> load_enrolment(const std::filesystem::path& data) {
    auto key = read_key(key_path(data));
    const auto trust = read_file(trust_path(data), protocol::kMaxDocumentBytes);
    const auto parsed = trust ? protocol::parse_trust(as_text(*trust)) : std::unexpected(protocol::Error::kMalformed);
    const auto server = read_file(server_path(data), kMaxSmallFile);
    auto url = server ? parse_server_url(as_text(*server)) : std::unexpected(std::string());
    if (!key || !parsed || !url)
        return std::unexpected("The folder " + data.string() +
                               " is not enrolled: run `porchlight-bridge enroll` with it first.");
    if (const auto authority = read_file(authority_path(data), kMaxAuthority))
        url->authority_pem = as_text(*authority);
    return Enrolment{std::move(*key), *parsed, *url};
}

}  // namespace porchlight::bridge
