// For those who run the server: /readyz for a load balancer, on the server's own port; /metrics (Prometheus text
// format 0.0.4) on a port of this machine alone. Nothing is finer than a day: a number that moved with each issuance
// would tell, to whoever reads it every minute, when each was made.
// The I/O thread only.
#pragma once

#include "server/health.h"
#include "server/http/router.h"

namespace porchlight::server {

class OperatorRoutes {
public:
    // certificate_end: in seconds since 1970; nothing where the server speaks no TLS.
    using CertificateEnd = std::function<std::optional<std::int64_t>()>;
    OperatorRoutes(const Health& health, CertificateEnd certificate_end)
        : m_health(health), m_certificate_end(std::move(certificate_end)) {}

    // This must outlive the routers.
    void add_ready_to(Router& router);
    void add_metrics_to(Router& router);

private:
    awaitable<Response> ready(const Request& request);
    awaitable<Response> metrics(const Request& request);

    const Health& m_health;
    CertificateEnd m_certificate_end;
};

}  // namespace porchlight::server
