#include "bridge/link/http_link.h"

#include "base/json.h"

#include <algorithm>

namespace porchlight::bridge {
namespace {

namespace http = boost::beast::http;
using std::chrono::seconds;

constexpr seconds kAnswer{10};
constexpr std::size_t kMaxErrorBytes = 16 * 1024;

std::string code_of(const Reply& reply) {
    const auto object = parse_json(as_text(reply.body), kMaxErrorBytes);
    return object ? text_member(*object, "error", 64).value_or("") : "";
}

LinkError error_of(const Reply& reply) {
    const auto code = code_of(reply);
    if (code == "stale_challenge")
        return LinkError::kStaleChallenge;
    if (code == "store_full")
        return LinkError::kStoreFull;
    if (code == "unknown_kiosk")
        return LinkError::kUnknownKiosk;
    if (code == "suspended")
        return LinkError::kSuspended;
    if (reply.status == 404)
        return LinkError::kNotThere;
    if (reply.status == 429)
        return LinkError::kBusy;
    // Stopping, or slow: what it is worth waiting for.
    return reply.status == 408 || reply.status == 503 ? LinkError::kGone : LinkError::kRefused;
}

asio::awaitable<std::expected<Reply, LinkError>> ask_for_reply(Way way, PlainRequest request, seconds patience,
                                                               std::size_t max_size) {
    auto reply = co_await exchange(std::move(way), std::move(request), patience, std::max(max_size, kMaxErrorBytes));
    if (!reply)
        co_return std::unexpected(reply.error() == ExchangeError::kGone ? LinkError::kGone : LinkError::kRefused);
    co_return std::move(*reply);
}

PlainRequest get(const std::string& path) { return PlainRequest(http::verb::get, path, 11); }

PlainRequest post(const std::string& path, byte_view request) {
    PlainRequest out(http::verb::post, path, 11);
    out.set(http::field::content_type, "application/octet-stream");
    out.body().assign(request.begin(), request.end());
    return out;
}

ApprovalError approval_error_of(const Reply& reply) {
    struct Entry {
        std::string_view code;
        ApprovalError error;
    };
    static constexpr Entry kEntries[] = {
        {"code", ApprovalError::kCode},
        {"locked", ApprovalError::kLocked},
        {"too_many", ApprovalError::kTooMany},
        {"role", ApprovalError::kRole},
        {"site", ApprovalError::kSite},
        {"same_person", ApprovalError::kSamePerson},
        {"gone", ApprovalError::kNotWaiting},
        {"stale_challenge", ApprovalError::kStaleChallenge},
        {"store_full", ApprovalError::kStoreFull},
        {"suspended", ApprovalError::kSuspended},
        {"unknown_kiosk", ApprovalError::kUnknownKiosk},
    };
    const auto* at = std::ranges::find(kEntries, code_of(reply), &Entry::code);
    if (at != std::end(kEntries))
        return at->error;
    return reply.status == 408 || reply.status == 503 ? ApprovalError::kServerGone : ApprovalError::kServerRefused;
}

}  // namespace

asio::awaitable<std::expected<bytes, LinkError>> HttpLink::fetch(std::string path, std::size_t max_size) {
    auto reply = co_await ask_for_reply(m_way, get(path), kAnswer, max_size);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    co_return std::move(reply->body);
}

asio::awaitable<std::expected<protocol::Challenge, LinkError>> HttpLink::challenge() {
    const auto body = co_await fetch("/v1/challenge", protocol::kChallengeBytes);
    if (!body)
        co_return std::unexpected(body.error());
    if (body->size() != protocol::kChallengeBytes)
        co_return std::unexpected(LinkError::kRefused);
    co_return to_array<protocol::kChallengeBytes>(*body);
}

asio::awaitable<std::expected<protocol::Answer, LinkError>> HttpLink::ask(protocol::KioskRequestBytes request,
                                                                          seconds wait) {
    auto message = post("/v1/kiosk", request);
    if (wait.count() > 0)
        message.set(http::field::prefer, "wait=" + std::to_string(wait.count()));
    auto reply = co_await ask_for_reply(m_way, std::move(message), wait + kAnswer, protocol::kAnswerBytes);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    const auto answer = protocol::read_answer(reply->body);
    if (!answer)
        co_return std::unexpected(LinkError::kRefused);
    co_return *answer;
}

asio::awaitable<std::expected<std::vector<protocol::NumberBlock>, LinkError>> HttpLink::fetch_numbers(
    protocol::KioskRequestBytes request) {
    auto reply = co_await ask_for_reply(m_way, post("/v1/numbers", request), kAnswer, protocol::kMaxNumbersAnswerBytes);
    if (!reply)
        co_return std::unexpected(reply.error());
    if (reply->status != 200)
        co_return std::unexpected(error_of(*reply));
    auto blocks = protocol::read_numbers(as_text(reply->body));
    if (!blocks)
        co_return std::unexpected(LinkError::kRefused);
    co_return std::move(*blocks);
}

asio::awaitable<std::expected<protocol::Enrolled, std::string>> HttpLink::enroll(protocol::EnrolmentBytes request) {
    auto reply = co_await ask_for_reply(m_way, post("/v1/enroll", request), kAnswer, protocol::kMaxEnrolledBytes);
    if (!reply)
        co_return std::unexpected(reply.error() == LinkError::kGone ? std::string() : std::string("refused"));
    if (reply->status != 200) {
        const auto code = code_of(*reply);
        co_return std::unexpected(code.empty() ? "refused" : code);
    }
    auto enrolled = protocol::parse_enrolled(as_text(reply->body));
    if (!enrolled)
        co_return std::unexpected(std::string(protocol::code(enrolled.error())));
    co_return std::move(*enrolled);
}

asio::awaitable<std::expected<CodeApproved, ApprovalError>> HttpLink::approve(std::shared_ptr<const bytes> approval) {
    auto reply = co_await ask_for_reply(m_way, post("/v1/approve", *approval), kAnswer, kMaxErrorBytes);
    if (!reply)
        co_return std::unexpected(reply.error() == LinkError::kGone ? ApprovalError::kServerGone
                                                                    : ApprovalError::kServerRefused);
    if (reply->status != 200)
        co_return std::unexpected(approval_error_of(*reply));
    const auto answer = parse_json(as_text(reply->body), kMaxErrorBytes);
    const auto result = answer ? text_member(*answer, "result", 16) : std::nullopt;
    if (result == "approved")
        co_return CodeApproved::kWhole;
    if (result == "first")
        co_return CodeApproved::kFirst;
    co_return std::unexpected(ApprovalError::kServerRefused);
}

}  // namespace porchlight::bridge
