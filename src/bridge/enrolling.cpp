#include "bridge/enrolling.h"

#include "bridge/enrolment.h"
#include "bridge/world/files.h"

namespace porchlight::bridge {
namespace {

using Sentence = std::unexpected<std::string>;

constexpr int kMaxStaleChallenges = 3;

Sentence refused(std::string_view what, std::string_view code) {
    return Sentence(std::string(what) + " (" + std::string(code) + ")");
}

// Why the server did not take the code.
Sentence refused_by_server(const EnrolmentOrder& order, const std::string& error) {
    if (error.empty())
        return Sentence("The server " + order.server + " does not answer: see whether it runs and the network is up.");
    if (error == "code_unknown")
        return refused("This server has no such code: it may be another server's, or another was made after it.",
                       error);
    if (error == "code_used")
        return refused("The code was used already: have the administrator make a new one.", error);
    if (error == "code_expired")
        return refused("The code has expired: have the administrator make a new one.", error);
    if (error == "kiosk_exists")
        return refused("The site has another kiosk of this name by now: have it removed, or a code for another name.",
                       error);
    if (error == "too_many")
        return refused("Too many wrong codes were tried: wait a minute.", error);
    return refused("The server did not take the enrolment: see whether it is of this version.", error);
}

asio::awaitable<std::expected<std::string, std::string>> take_trust(const EnrolmentOrder& order, ServerLink& link) {
    if (!order.trust.empty()) {
        const auto carried = read_file(order.trust, protocol::kMaxDocumentBytes);
        if (!carried)
            co_return Sentence("The trust file " + order.trust.string() + " cannot be read.");
        co_return std::string(as_text(*carried));
    }
    const auto fetched = co_await link.fetch("/v1/trust", protocol::kMaxDocumentBytes);
    if (fetched)
        co_return std::string(as_text(*fetched));
    if (fetched.error() == LinkError::kNotThere)
        co_return Sentence("The server " + order.server +
                           " has no trust file to give: carry trust.json of the custodian here, and name it with "
                           "--trust.");
    co_return refused_by_server(order, fetched.error() == LinkError::kGone ? "" : "refused");
}

// Nothing is made before this holds.
std::expected<protocol::Trust, std::string> check_trust(const std::string& text, const protocol::EnrolmentCode& code) {
    const auto fingerprint = protocol::fingerprint_of(text);
    if (!fingerprint)
        return Sentence("There is not enough memory to check the trust file: 64 MiB are needed.");
    if (*fingerprint != code.fingerprint)
        return refused("The trust file is not the one that the code is for: its fingerprint is " +
                           protocol::grouped_symbols(*fingerprint) + ". Nothing was made.",
                       "trust");
    auto trust = protocol::parse_trust(text);
    if (!trust)
        return Sentence("What the code is for is not a trust file.");
    return std::move(*trust);
}

asio::awaitable<std::expected<protocol::Enrolled, std::string>> register_kiosk(const EnrolmentOrder& order,
                                                                               const signing_key& code,
                                                                               const signing_key& kiosk,
                                                                               ServerLink& link,
                                                                               EnrolmentLink& enrolment) {
    std::string error;
    for (int i = 0; i < kMaxStaleChallenges; ++i) {
        const auto challenge = co_await link.challenge();
        if (!challenge)
            co_return refused_by_server(order, challenge.error() == LinkError::kGone ? "" : "refused");
        auto enrolled = co_await enrolment.enroll(protocol::write_enrolment(*challenge, code, kiosk));
        if (enrolled)
            co_return std::move(*enrolled);
        error = enrolled.error();
        if (error != "stale_challenge")
            break;
    }
    co_return refused_by_server(order, error);
}

}  // namespace

asio::awaitable<std::expected<EnrolledKiosk, std::string>> enroll_by_code(EnrolmentOrder order, ServerLink& link,
                                                                          EnrolmentLink& enrolment) {
    const auto code = protocol::parse_code(order.code);
    if (!code)
        co_return refused("This is not a code: a symbol is missing or mistyped.", "code");
    const auto text = co_await take_trust(order, link);
    if (!text)
        co_return Sentence(text.error());
    const auto trust = check_trust(*text, *code);
    if (!trust)
        co_return Sentence(trust.error());
    const auto code_key = protocol::key_of(*code);
    if (!code_key)
        co_return Sentence("There is not enough memory to use the code: 64 MiB are needed.");
    const auto kiosk = pin(order.data, as_bytes(*text), order.authority_pem);
    if (!kiosk)
        co_return Sentence(kiosk.error());
    auto place = co_await register_kiosk(order, *code_key, *kiosk, link, enrolment);
    if (!place)
        co_return Sentence(place.error());
    if (const auto set = set_server(order.data, order.server); !set)
        co_return Sentence(set.error());
    co_return EnrolledKiosk{kiosk->public_half, trust->city, std::move(*place)};
}

}  // namespace porchlight::bridge
