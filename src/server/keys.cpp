#include "server/keys.h"

#include "base/json.h"
#include "base/wrapping.h"
#include "server/data_dir.h"

namespace porchlight::server {
namespace {

constexpr std::size_t kMaxKeyFileBytes = 4096;

}  // namespace

std::expected<signing_key, std::string> read_key(const std::filesystem::path& path, std::string_view kind) {
    auto text = read_file(path, kMaxKeyFileBytes);
    if (!text)
        return std::unexpected(text.error());
    auto object = parse_json(*text, kMaxKeyFileBytes);
    wipe(*text);
    if (!object || !has_exactly(*object, {"v", "kind", "seed", "public"}) || !integer_member(*object, "v", 1, 1) ||
        text_member(*object, "kind", 16) != kind)
        return std::unexpected("The file " + path.string() + " is not a key of the kind " + std::string(kind) + ".");
    auto seed = hex_member<32>(*object, "seed");
    const auto public_half = hex_member<32>(*object, "public");
    if ((*object)["seed"].is_string())
        wipe((*object)["seed"].get_ref<std::string&>());
    if (!seed || !public_half)
        return std::unexpected("The key in " + path.string() + " is damaged.");
    auto key = signing_key::from_seed(*seed);
    wipe(byte_span(*seed));
    if (key.public_half != *public_half)
        return std::unexpected("The two halves of the key in " + path.string() + " do not belong together.");
    return key;
}

std::expected<secret_bytes, std::string> read_or_make_staff_key(const std::filesystem::path& path) {
    if (!std::filesystem::exists(path)) {
        secret_bytes key(kWrappingKeyBytes);
        random_bytes(key.span());
        auto text = to_hex(key.view());
        const auto written = write_file(path, text);
        wipe(text);
        if (!written)
            return std::unexpected(written.error());
        return key;
    }
    auto text = read_file(path, kMaxKeyFileBytes);
    if (!text)
        return std::unexpected(text.error());
    auto decoded = from_hex(std::string_view(*text).substr(0, text->find('\n')));
    wipe(*text);
    if (!decoded || decoded->size() != kWrappingKeyBytes)
        return std::unexpected("The key in " + path.string() + " is damaged: put it back from a backup.");
    secret_bytes key{byte_view(*decoded)};
    wipe(*decoded);
    return key;
}

}  // namespace porchlight::server
