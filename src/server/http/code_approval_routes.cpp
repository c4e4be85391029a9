#include "server/http/code_approval_routes.h"

namespace porchlight::server {

void CodeApprovalRoutes::add_to(Router& router) {
    router.add({http::verb::post, "/v1/approve", Match::kExact, protocol::kKioskRequestBytes,
                std::bind_front(&CodeApprovalRoutes::approve, this)});
}

awaitable<Response> CodeApprovalRoutes::approve(const Request& request) {
    if (!has_content_type(request, "application/octet-stream"))
        co_return error_response(Error::kContentType);
    const auto approval = m_service.check(as_bytes(request.body()));
    if (!approval)
        co_return error_response(approval.error());
    Reply<std::expected<Approval, Error>> reply(co_await asio::this_coro::executor);
    m_service.approve(*approval, reply.setter());
    const auto decided = co_await reply.get();
    if (!decided)
        co_return error_response(decided.error());
    co_return json_response(*decided == Approval::kWhole ? R"({"result":"approved"})" : R"({"result":"first"})");
}

}  // namespace porchlight::server
