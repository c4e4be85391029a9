// POST /v1/approve: the transport of CodeApprovalService (protocol/PROTOCOL.md, Approval by code).
// The I/O thread only.
#pragma once

#include "server/code_approval_service.h"
#include "server/http/router.h"
#include "server/http/waiting.h"

namespace porchlight::server {

class CodeApprovalRoutes {
public:
    explicit CodeApprovalRoutes(CodeApprovalService& service) : m_service(service) {}
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> approve(const Request& request);

    CodeApprovalService& m_service;
};

}  // namespace porchlight::server
