#include "custody/opening/sought.h"

#include "base/date.h"
#include "base/encoding.h"
#include "base/json.h"
#include "record/name.h"

namespace porchlight::custody {
namespace {

std::string text_of(const byte_array<32>& salt, const std::string& name, const std::string& dob) {
    // The writer of JSON's strings is the library's: a name may hold quotes.
    auto quoted = json(name).dump();
    auto out =
        R"({"v":1,"kind":"sought","salt":")" + to_hex(salt) + R"(","name":)" + quoted + R"(,"dob":")" + dob + "\"}\n";
    wipe(quoted);
    return out;
}

}  // namespace

Sought::Sought(const byte_array<32>& salt, std::string name, std::string dob)
    : m_salt(salt), m_name(std::move(name)), m_dob(std::move(dob)), m_comparable(record::comparison_form(m_name)) {}

Sought::~Sought() {
    wipe(byte_span(m_salt));
    wipe(m_name);
    wipe(m_dob);
    wipe(m_comparable);
}

std::expected<Sought, OpeningError> Sought::create(std::string_view name, std::string_view dob) {
    auto canonical = record::canonical_name(name);
    if (!canonical || !date::parse(dob))
        return std::unexpected(OpeningError::kSoughtMalformed);
    Sought out(random_array<32>(), std::move(*canonical), std::string(dob));
    if (out.to_text().size() > kMaxSoughtBytes)
        return std::unexpected(OpeningError::kSoughtMalformed);
    return out;
}

std::expected<Sought, OpeningError> Sought::parse(byte_view text) {
    const auto bad = std::unexpected(OpeningError::kSoughtMalformed);
    const auto read = parse_json(as_text(text), kMaxSoughtBytes);
    if (!read || !has_exactly(*read, {"v", "kind", "salt", "name", "dob"}))
        return bad;
    const auto salt = hex_member<32>(*read, "salt");
    auto name = text_member(*read, "name", record::kMaxNameBytes);
    auto dob = text_member(*read, "dob", 10);
    if (!salt || !name || !dob || !record::is_canonical_name(*name) || !date::parse(*dob))
        return bad;
    Sought out(*salt, std::move(*name), std::move(*dob));
    if (!equal_secret(out.to_text().view(), text))
        return bad;
    return out;
}

secret_bytes Sought::to_text() const {
    auto text = text_of(m_salt, m_name, m_dob);
    secret_bytes out(as_bytes(text));
    wipe(text);
    return out;
}

hash256 Sought::commitment() const {
    byte_array<2> length{};
    put_u16(length, static_cast<std::uint16_t>(m_name.size()));
    return keyed_hash(m_salt, {length, as_bytes(m_name), as_bytes(m_dob)});
}

bool Sought::is_found_in(const record::Record& record) const {
    if (record.dob != m_dob)
        return false;
    auto comparable = record::comparison_form(record.name);
    const bool same = comparable == m_comparable;
    wipe(comparable);
    return same;
}

}  // namespace porchlight::custody
