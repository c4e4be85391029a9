#include "bridge/http/router.h"

#include "base/json.h"
#include "bridge/http/bye.h"
#include "bridge/http/files.h"
#include "bridge/http/headers.h"
#include "bridge/memory/stack.h"
#include "protocol/card_request.h"

namespace porchlight::bridge {
namespace {

constexpr std::string_view kIssuancePath = "/api/issuance";
constexpr std::string_view kPreviewPath = "/api/preview";
constexpr std::string_view kTrayPath = "/api/tray";
constexpr std::string_view kApprovePath = "/api/approve";
constexpr std::string_view kCodeQuery = "code=";
constexpr std::string_view kAgainQuery = "again=";

bool is_code_request(const RequestHead& head) {
    return head.method == Method::kGet && head.path() == "/" && head.query().starts_with(kCodeQuery);
}

bool is_post_path(std::string_view path) {
    return path == kIssuancePath || path == kPreviewPath || path == kTrayPath || path == kApprovePath ||
           path == "/api/cancel" || path == "/api/leave" || path == "/api/turned";
}

// Why a card is printed again; nothing for a reason that there is not.
std::optional<protocol::Again> again_in(std::string_view query) {
    if (query.empty())
        return protocol::Again::kNo;
    if (!query.starts_with(kAgainQuery) || query == kAgainQuery)
        return std::nullopt;
    return protocol::again_of(query.substr(kAgainQuery.size()));
}

Response with(Response response, const HeaderList& headers) {
    response.headers.insert(response.headers.end(), headers.begin(), headers.end());
    return response;
}

Response submit_error(SubmitError error) { return error_response(status(error), code(error)); }

Response json_response(const json& value) {
    Response out;
    out.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    out.set_text(value.dump());
    return out;
}

// The answer's memory is wiped with the last who holds it.
Response preview_response(std::shared_ptr<const secret_bytes> faces) {
    Response out;
    out.headers = {{"Content-Type", "application/octet-stream"}, {"Cache-Control", "no-store"}};
    out.body = faces->view();
    out.owner = std::move(faces);
    return out;
}

bool takes_card_request(std::string_view path) { return path == kIssuancePath || path == kPreviewPath; }

Response words_response(const protocol::Words& words) { return json_response({{"words", words}}); }

Response event_stream() {
    Response out;
    out.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
    out.is_event_stream = true;
    return out;
}

}  // namespace

std::optional<Response> Router::refuse(const RequestHead& head) const {
    const auto site = m_gate.site(head);
    if (site == Site::kOther ||
        (site == Site::kBye && (head.method != Method::kGet || (head.path() != "/bye" && head.path() != "/bye.css"))))
        return with(error_response(421, "host"), app_headers());
    if (head.method == Method::kOther || (head.method == Method::kGet && is_post_path(head.path())))
        return with(error_response(405, "method"), app_headers());
    if (site == Site::kBye)
        return std::nullopt;
    if (m_gate.is_for_another(head) || (head.method == Method::kPost && !m_gate.origin_is_own(head)))
        return with(error_response(403, "origin"), app_headers());
    if (is_code_request(head))
        return std::nullopt;
    if (!m_gate.has_cookie(head))
        return with(error_response(403, "cookie"), app_headers());
    if (head.method == Method::kGet)
        return std::nullopt;
    if (!is_post_path(head.path()))
        return with(error_response(404, "not_found"), app_headers());
    if (takes_card_request(head.path()) && head.content_type != "application/octet-stream")
        return with(error_response(415, "content_type"), app_headers());
    if (head.path() == kIssuancePath && !again_in(head.query()))
        return with(error_response(400, "malformed"), app_headers());
    return std::nullopt;
}

std::size_t Router::max_body(const RequestHead& head) const {
    return takes_card_request(head.path()) ? protocol::kCardRequestBytes : kMaxSmallBody;
}

asio::awaitable<Response> Router::answer(RequestHead head, std::shared_ptr<bytes> body) {
    if (m_gate.site(head) == Site::kBye)
        co_return with(serve_bye(head.path(), m_gate.port()), bye_headers());
    if (head.method == Method::kGet)
        co_return with(answer_get(head), app_headers());
    auto response = co_await answer_post(head, std::move(body));
    co_return with(std::move(response), app_headers());
}

asio::awaitable<Response> Router::answer_post(const RequestHead& head, std::shared_ptr<bytes> body) {
    if (head.path() == "/api/leave") {
        m_issuance.leave();
        co_return empty_response(204);
    }
    if (head.path() == "/api/turned") {
        m_issuance.turned();
        co_return empty_response(204);
    }
    if (head.path() == "/api/cancel") {
        const auto cancelled = co_await m_issuance.cancel();
        co_return cancelled ? empty_response(204) : submit_error(cancelled.error());
    }
    if (head.path() == kTrayPath)
        co_return answer_tray(as_text(*body));
    if (head.path() == kApprovePath)
        co_return co_await answer_approve(std::move(body));
    if (head.path() == kPreviewPath) {
        auto faces = co_await m_issuance.preview(std::move(body));
        co_return faces ? preview_response(std::move(*faces)) : submit_error(faces.error());
    }
    const auto words = co_await m_issuance.submit(std::move(body), *again_in(head.query()));
    co_return words ? words_response(*words) : submit_error(words.error());
}

asio::awaitable<Response> Router::answer_approve(std::shared_ptr<bytes> body) {
    const auto typed = read_typed_code(as_text(*body));
    wipe(*body);
    wipe_stack();
    if (!typed)
        co_return error_response(400, "malformed");
    const auto approved = co_await m_issuance.approve(typed);
    if (!approved)
        co_return error_response(status(approved.error()), code(approved.error()));
    co_return json_response({{"result", *approved == CodeApproved::kWhole ? "approved" : "first"}});
}

Response Router::answer_tray(std::string_view body) {
    const auto found = read_found(body);
    if (!found)
        return error_response(400, "malformed");
    const auto answered = m_issuance.answer_tray(*found);
    return answered ? empty_response(204) : submit_error(answered.error());
}

Response Router::answer_code(std::string_view code) {
    const auto cookie = m_gate.redeem(code);
    if (!cookie)
        return error_response(403, "code");
    m_events.wake();
    auto out = empty_response(303);
    out.headers.emplace_back("Location", "/");
    out.headers.emplace_back("Set-Cookie", *cookie);
    return out;
}

Response Router::serve_manifest() const {
    const auto manifest = m_keeper.manifest(m_clock.now());
    if (!manifest)
        return error_response(503, "no_manifest");
    Response out;
    out.headers = {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}};
    out.body = as_bytes(manifest->payload);
    out.owner = manifest;
    return out;
}

Response Router::answer_get(const RequestHead& head) {
    if (is_code_request(head))
        return answer_code(head.query().substr(kCodeQuery.size()));
    if (head.path() == "/api/events")
        return event_stream();
    if (head.path() == "/api/manifest")
        return serve_manifest();
    if (head.path().starts_with("/api/"))
        return error_response(404, "not_found");
    const auto release = m_keeper.release();
    if (!release)
        return error_response(503, "no_manifest");
    return serve_file(*release, head.path() == "/" ? "index.html" : head.path().substr(1), head,
                      [this](const protocol::FileBody& body) { return m_keeper.file(body); });
}

}  // namespace porchlight::bridge
