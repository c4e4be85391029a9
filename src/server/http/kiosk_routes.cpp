#include "server/http/kiosk_routes.h"

#include "server/http/limits.h"

#include <charconv>

namespace porchlight::server {
namespace {

// Counted for as long as it lives, even when the coroutine is thrown away in mid-wait.
class Held {
public:
    using Counts = std::map<protocol::KioskId, unsigned>;

    Held(std::shared_ptr<Counts> counts, const protocol::KioskId& kiosk) : m_counts(std::move(counts)), m_kiosk(kiosk) {
        ++(*m_counts)[m_kiosk];
    }
    ~Held() {
        if (--(*m_counts)[m_kiosk] == 0)
            m_counts->erase(m_kiosk);
    }
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;

    unsigned count() const { return m_counts->at(m_kiosk); }

private:
    std::shared_ptr<Counts> m_counts;
    protocol::KioskId m_kiosk;
};

}  // namespace

std::chrono::seconds preferred_wait(std::string_view prefer) {
    constexpr std::string_view kWait = "wait=";
    while (!prefer.empty()) {
        auto part = prefer.substr(0, prefer.find_first_of(",;"));
        prefer.remove_prefix(std::min(prefer.size(), part.size() + 1));
        part.remove_prefix(std::min(part.find_first_not_of(' '), part.size()));
        if (!part.starts_with(kWait))
            continue;
        part.remove_prefix(kWait.size());
        part = part.substr(0, part.find(' '));
        unsigned seconds = 0;
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), seconds);
        if (error != std::errc() || end != part.data() + part.size())
            return {};
        return std::min(std::chrono::seconds(seconds), kLongestKioskWait);
    }
    return {};
}

KioskRoutes::KioskRoutes(IssuanceService& service, PrinterBoard& printers, BlockFetcher& blocks,
                         ChangeSignal<protocol::KioskId>& changes, const bool& stopping)
    : m_service(service), m_printers(printers), m_blocks(blocks), m_changes(changes), m_stopping(stopping) {}

void KioskRoutes::add_to(Router& router) {
    router.add({http::verb::post, "/v1/kiosk", Match::kExact, protocol::kKioskRequestBytes,
                std::bind_front(&KioskRoutes::post, this)});
    router.add({http::verb::post, "/v1/numbers", Match::kExact, protocol::kKioskRequestBytes,
                std::bind_front(&KioskRoutes::post_numbers, this)});
}

awaitable<std::expected<protocol::KioskRequest, Error>> KioskRoutes::check(const Request& http_request) {
    if (!has_content_type(http_request, "application/octet-stream"))
        co_return std::unexpected(Error::kContentType);
    Reply<std::expected<protocol::KioskRequest, Error>> reply(co_await asio::this_coro::executor);
    m_service.check(as_bytes(http_request.body()), reply.setter());
    co_return co_await reply.get();
}

awaitable<std::expected<protocol::Answer, Error>> KioskRoutes::sign(const protocol::KioskRequest& request,
                                                                    const protocol::Answer& answer) {
    Reply<std::expected<protocol::Answer, Error>> reply(co_await asio::this_coro::executor);
    m_service.sign(request, answer, reply.setter());
    co_return co_await reply.get();
}

awaitable<Response> KioskRoutes::post_numbers(const Request& http_request) {
    const auto request = co_await check(http_request);
    if (!request)
        co_return error_response(request.error());
    if (request->kind != protocol::RequestKind::kNumbers)
        co_return error_response(Error::kMalformed);
    using Blocks = std::expected<std::vector<protocol::NumberBlock>, StoreError>;
    Reply<Blocks> reply(co_await asio::this_coro::executor);
    m_blocks.fetch_blocks(request->kiosk, protocol::confirmed_blocks(*request), reply.setter());
    const auto blocks = co_await reply.get();
    if (!blocks)
        co_return error_response(blocks.error() == StoreError::kFull ? Error::kStoreFull : Error::kInternal);
    co_return json_response(protocol::write_numbers(*blocks));
}

awaitable<Response> KioskRoutes::post(const Request& http_request) {
    const auto request = co_await check(http_request);
    if (!request)
        co_return error_response(request.error());
    if (request->kind == protocol::RequestKind::kNumbers)
        co_return error_response(Error::kMalformed);
    if (request->kind == protocol::RequestKind::kReport) {
        m_printers.take(*request);
        co_return bytes_response(as_text(protocol::write_answer({})));
    }
    const bool is_cancel = request->kind == protocol::RequestKind::kCancel;
    if (!is_cancel) {
        const auto admitted = co_await issue(*request);
        if (!admitted)
            co_return error_response(admitted.error());
    }
    const auto wait = is_cancel ? kLongestCancel : preferred_wait(header_of(http_request, http::field::prefer));
    const auto answer = co_await await_answer(*request, wait);
    if (!answer)
        co_return error_response(answer.error());
    const auto signed_answer = co_await sign(*request, *answer);
    if (!signed_answer)
        co_return error_response(signed_answer.error());
    co_return bytes_response(as_text(protocol::write_answer(*signed_answer)));
}

awaitable<std::expected<protocol::Answer, Error>> KioskRoutes::await_answer(const protocol::KioskRequest& request,
                                                                            std::chrono::seconds wait) {
    const auto deadline = std::chrono::steady_clock::now() + wait;
    auto answer = standing(request);
    if (is_final(answer) || wait.count() == 0)
        co_return answer;
    const Held held(m_held, request.kiosk);
    if (held.count() > kHeldOfKiosk)
        co_return std::unexpected(Error::kTooMany);
    while (!is_final(answer) && !m_stopping && std::chrono::steady_clock::now() < deadline) {
        co_await m_changes.wait_until(request.kiosk, deadline);
        // It may have been suspended or removed meanwhile.
        if (const auto may = m_service.may_ask(request.kiosk); !may)
            co_return std::unexpected(may.error());
        answer = standing(request);
    }
    co_return answer;
}

// A cancel has no effect on what is just being stored; where that fails, it takes effect after all.
protocol::Answer KioskRoutes::standing(const protocol::KioskRequest& request) {
    if (request.kind == protocol::RequestKind::kCancel)
        m_service.cancel(request);
    return m_service.answer(request);
}

awaitable<std::expected<void, Error>> KioskRoutes::issue(const protocol::KioskRequest& request) {
    Reply<std::expected<void, Error>> reply(co_await asio::this_coro::executor);
    m_service.issue(request, reply.setter());
    co_return co_await reply.get();
}

}  // namespace porchlight::server
