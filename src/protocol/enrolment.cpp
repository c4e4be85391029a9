#include "protocol/enrolment.h"

#include "base/json.h"
#include "base/slow_hash.h"
#include "base/symbols.h"

#include <algorithm>

namespace porchlight::protocol {
namespace {

constexpr byte_array<4> kMagic{'P', 'L', 'N', '1'};
constexpr std::size_t kReservedAt = 4;
constexpr std::size_t kCodeAt = 8;
constexpr std::size_t kKioskAt = 40;
constexpr std::size_t kChallengeAt = 72;
constexpr std::size_t kKioskSignatureAt = 96;
constexpr std::size_t kCodeSignatureAt = 160;

constexpr std::size_t kGroup = 4;
constexpr unsigned kSymbolBits = 5;
constexpr std::size_t kMaxNameBytes = 128;

byte_array<16> salt(std::string_view text) { return to_array<16>(as_bytes(text)); }

template <class Array>
void place(EnrolmentBytes& out, std::size_t at, const Array& value) {
    std::copy(value.begin(), value.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
}

using Values = std::array<unsigned, kCodeSymbols>;

// The check stands between the two parts, so that the last groups are the city's own.
constexpr std::size_t kCheckAt = kSecretSymbols;

Values values_of(std::string_view symbols) {
    Values out{};
    for (std::size_t i = 0; i < out.size() && i < symbols.size(); ++i)
        out[i] = symbol_value(symbols[i]).value_or(0);
    return out;
}

}  // namespace

std::optional<std::string> fingerprint_of(std::string_view trust_file) {
    const auto slow = slow_hash(hash(as_bytes(trust_file)), salt("porchlight trust"));
    if (!slow)
        return std::nullopt;
    std::string out;
    auto bits = get_u64(*slow);
    for (std::size_t i = 0; i < kFingerprintSymbols; ++i, bits <<= kSymbolBits)
        out += kSymbolAlphabet[bits >> (64 - kSymbolBits)];
    return out;
}

std::optional<signing_key> key_of(const EnrolmentCode& code) {
    auto seed = slow_hash(as_bytes(code.secret), salt("porchlight enrol"));
    if (!seed)
        return std::nullopt;
    auto key = signing_key::from_seed(*seed);
    wipe(byte_span(*seed));
    return key;
}

EnrolmentCode new_code(std::string fingerprint) {
    EnrolmentCode out{{}, std::move(fingerprint)};
    for (std::size_t i = 0; i < kSecretSymbols; ++i)
        out.secret += kSymbolAlphabet[random_below(static_cast<std::uint32_t>(kSymbolAlphabet.size()))];
    return out;
}

std::string grouped_symbols(std::string_view symbols) {
    std::string out;
    for (std::size_t i = 0; i < symbols.size(); ++i)
        out += (i > 0 && i % kGroup == 0 ? "-" : "") + std::string(1, symbols[i]);
    return out;
}

std::string to_text(const EnrolmentCode& code) {
    auto symbols = code.secret + '0' + code.fingerprint;
    symbols[kCheckAt] = kSymbolAlphabet[check_symbol(values_of(symbols), kCheckAt)];
    auto out = grouped_symbols(symbols);
    wipe(symbols);
    return out;
}

std::optional<EnrolmentCode> parse_code(std::string_view typed) {
    std::string symbols;
    for (const char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        const auto value = symbol_value(c);
        if (!value || symbols.size() == kCodeSymbols)
            return std::nullopt;
        symbols += kSymbolAlphabet[*value];
    }
    if (symbols.size() != kCodeSymbols || symbol_sum(values_of(symbols)) != 0)
        return std::nullopt;
    EnrolmentCode out{symbols.substr(0, kSecretSymbols), symbols.substr(kCheckAt + 1)};
    wipe(symbols);
    return out;
}

EnrolmentBytes write_enrolment(const Challenge& challenge, const signing_key& code, const signing_key& kiosk) {
    EnrolmentBytes out{};
    place(out, 0, kMagic);
    place(out, kCodeAt, code.public_half);
    place(out, kKioskAt, kiosk.public_half);
    place(out, kChallengeAt, challenge);
    place(out, kKioskSignatureAt, sign(kiosk, kEnrolmentContext, byte_view(out).first(kKioskSignatureAt)));
    place(out, kCodeSignatureAt, sign(code, kEnrolmentCodeContext, byte_view(out).first(kCodeSignatureAt)));
    return out;
}

std::expected<EnrolmentRequest, Error> read_enrolment(byte_view in) {
    if (in.size() != kEnrolmentBytes || !std::equal(kMagic.begin(), kMagic.end(), in.begin()) ||
        !all_zero(in.subspan(kReservedAt, kCodeAt - kReservedAt)))
        return std::unexpected(Error::kMalformed);
    EnrolmentRequest out{to_array<32>(in.subspan(kCodeAt)), to_array<32>(in.subspan(kKioskAt)),
                         to_array<kChallengeBytes>(in.subspan(kChallengeAt))};
    if (!verify(out.kiosk, kEnrolmentContext, in.first(kKioskSignatureAt), in.subspan(kKioskSignatureAt, 64)) ||
        !verify(out.code, kEnrolmentCodeContext, in.first(kCodeSignatureAt), in.subspan(kCodeSignatureAt)))
        return std::unexpected(Error::kSignature);
    return out;
}

std::string to_text(const Enrolled& enrolled) {
    return json{{"v", 1}, {"site", enrolled.site}, {"name", enrolled.name}}.dump();
}

std::expected<Enrolled, Error> parse_enrolled(std::string_view text) {
    const auto object = parse_json(text, kMaxEnrolledBytes);
    if (!object || !has_exactly(*object, {"v", "site", "name"}) || !integer_member(*object, "v", 1, 1))
        return std::unexpected(Error::kMalformed);
    auto site = text_member(*object, "site", kMaxNameBytes);
    auto name = text_member(*object, "name", kMaxNameBytes);
    if (!site || !name || site->empty() || name->empty())
        return std::unexpected(Error::kMalformed);
    return Enrolled{std::move(*site), std::move(*name)};
}

}  // namespace porchlight::protocol
