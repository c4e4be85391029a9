// The programs that are measured, each as a process of its own with a fresh store: porchlight-server, and the peer.
// One thread.
#pragma once

#include "tests/bench/server/plan.h"

#include <sys/types.h>

#include <memory>

namespace porchlight::server::bench {

class Side {
public:
    virtual ~Side() = default;
    virtual std::uint16_t port() const = 0;
    virtual pid_t pid() const = 0;
    // Records in its spool.
    virtual std::int64_t stored() const = 0;
};

// postgres_url: of an empty database; "": SQLite, in a file of its own. Each throws where it does not start.
std::unique_ptr<Side> start_ours(const Plan& plan, const std::string& postgres_url);
std::unique_ptr<Side> start_peer(const Plan& plan, const std::string& postgres_url);

}  // namespace porchlight::server::bench
