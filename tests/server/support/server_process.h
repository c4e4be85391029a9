// The real porchlight-server as a process of its own, with a data folder, a city, kiosks and a librarian.
#pragma once

#include "tests/server/support/city.h"
#include "tests/server/support/http_client.h"

#include <sys/types.h>

#include <optional>

struct sqlite3;

namespace porchlight::server::test {

struct CommandResult {
    int status = -1;
    std::string output;  // both streams
};
CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input = "");

// DATA with keys, manifest, one kiosk at North Branch and the librarian "demo" with the password "lighthouse".
struct ServerData {
    // store_url: of a PostgreSQL; "": the file in DATA.
    explicit ServerData(const City& city, const TestKiosk& kiosk, const std::string& store_url = "");

    // --data DATA, and --store where it has one.
    std::vector<std::string> where() const;

    std::string store;

    ScratchFolder folder;
    std::filesystem::path data() const { return folder.path() / "data"; }
    std::filesystem::path log() const { return folder.path() / "server.log"; }
    std::filesystem::path desk() const { return folder.path() / "desk"; }
};

class ServerProcess {
public:
    // time_zone: a POSIX one such as "X-14", which decides what day it is.
    explicit ServerProcess(const ServerData& data, const std::vector<std::string>& options = {},
                           const std::string& time_zone = "UTC0");
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    std::uint16_t port() const { return m_port; }
    pid_t pid() const { return m_pid; }
    // The exit status after a signal; 128 + signal if it died of it.
    int end_with(int signal);

private:
    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
};

// A librarian's browser, as far as the server sees it.
class DeskClient {
public:
    explicit DeskClient(std::uint16_t port, const std::string& name = "demo",
                        const std::string& password = "lighthouse");

    const std::string& cookie() const { return m_cookie; }
    HttpAnswer waiting(std::uint64_t after = 0) const;
    HttpAnswer approve(const protocol::KioskRequest& request) const;
    HttpAnswer approve(const protocol::KioskRequest& request, const protocol::Words& words) const;
    HttpAnswer deny(const protocol::KioskRequest& request, const std::string& reason) const;

private:
    std::uint16_t m_port;
    std::string m_cookie;
};

// A challenge from the server.
protocol::Challenge fetch_challenge(std::uint16_t port);
// Signs with a fresh challenge, posts, and reads the answer; nothing if it is not 200.
std::optional<protocol::Answer> ask(std::uint16_t port, const TestKiosk& kiosk, const protocol::KioskRequest& request,
                                    int wait_seconds = 0);

// Another writer at the database: as long as it lives, the server can store nothing.
class WriteLock {
public:
    explicit WriteLock(const ServerData& data);
    ~WriteLock();
    WriteLock(const WriteLock&) = delete;
    WriteLock& operator=(const WriteLock&) = delete;

private:
    sqlite3* m_db = nullptr;
};

// What the database holds, by SQL on a connection of the test's own.
std::int64_t query_number(const ServerData& data, const std::string& sql);

}  // namespace porchlight::server::test
