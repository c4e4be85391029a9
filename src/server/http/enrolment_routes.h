// GET /v1/trust and POST /v1/enroll (protocol/PROTOCOL.md, Enrolment): the transport of EnrolmentService.
// The I/O thread only.
#pragma once

#include "server/enrolment_service.h"
#include "server/http/router.h"

#include <filesystem>

namespace porchlight::server {

class EnrolmentRoutes {
public:
    // trust: the trust file; there may be none.
    EnrolmentRoutes(EnrolmentService& service, std::filesystem::path trust)
        : m_service(service), m_trust(std::move(trust)) {}
    // This must outlive the router.
    void add_to(Router& router);

private:
    awaitable<Response> trust(const Request& request);
    awaitable<Response> enroll(const Request& request);

    EnrolmentService& m_service;
    std::filesystem::path m_trust;
};

}  // namespace porchlight::server
