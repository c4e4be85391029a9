// A real server's city whose epoch's time is over: its custodian may destroy the share today.
#pragma once

#include "protocol/trust.h"
#include "tests/server/support/server_process.h"
#include "tests/server/support/soon.h"
#include "tests/server/support/statements.h"

#include <catch2/catch_test_macros.hpp>

#include <ctime>

namespace porchlight::server::test {

inline date today() { return date_of_unix_seconds(std::time(nullptr)); }

struct DueCity : City {
    DueCity() {
        epoch_end = "2026-01-01";
        epoch_destroy = "2026-01-02";
    }
};

struct DueEpoch {
    explicit DueEpoch(const std::string& store_url = "") : data(city, kiosk, store_url) {
        write_text(data.data() / "trust.json", protocol::to_text(trust_of(city)));
    }
    CommandResult command(std::vector<std::string> arguments) const {
        for (const auto& argument : data.where())
            arguments.push_back(argument);
        return run_command(arguments);
    }
    CommandResult say(const protocol::Statement& statement) const {
        write_text(data.folder.path() / "statement.json", signed_by_custodian(city, statement));
        return command({"import-statement", (data.folder.path() / "statement.json").string()});
    }
    // How many sealed records an export of the epoch has: behind its 16 bytes of header each has 1,024.
    std::uintmax_t exported() const {
        const auto out = data.folder.path() / "records.export";
        REQUIRE(command({"export", "--epoch", "1", "--out", out.string()}).status == 0);
        return std::filesystem::file_size(out) / envelope::kEnvelopeBytes;
    }
    HttpAnswer post(std::uint16_t port, const protocol::KioskRequest& request) const {
        return http(port, "POST", "/v1/kiosk", kiosk.bytes_of(request, fetch_challenge(port)),
                    {{"Content-Type", "application/octet-stream"}});
    }

    DueCity city;
    TestKiosk kiosk;
    ServerData data;
};

}  // namespace porchlight::server::test
