#include "server/http/enrolment_routes.h"

#include "server/http/waiting.h"

namespace porchlight::server {

void EnrolmentRoutes::add_to(Router& router) {
    router.add({http::verb::get, "/v1/trust", Match::kExact, 0, std::bind_front(&EnrolmentRoutes::trust, this)});
    router.add({http::verb::post, "/v1/enroll", Match::kExact, protocol::kEnrolmentBytes,
                std::bind_front(&EnrolmentRoutes::enroll, this)});
}

awaitable<Response> EnrolmentRoutes::trust(const Request&) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(m_trust, error))
        co_return error_response(Error::kNotFound);
    auto out = json_response({});
    out.file = m_trust;
    co_return out;
}

awaitable<Response> EnrolmentRoutes::enroll(const Request& request) {
    if (!has_content_type(request, "application/octet-stream"))
        co_return error_response(Error::kContentType);
    Reply<std::expected<protocol::Enrolled, Error>> reply(co_await asio::this_coro::executor);
    m_service.enroll(as_bytes(request.body()), reply.setter());
    const auto enrolled = co_await reply.get();
    if (!enrolled)
        co_return error_response(enrolled.error());
    co_return json_response(protocol::to_text(*enrolled));
}

}  // namespace porchlight::server
