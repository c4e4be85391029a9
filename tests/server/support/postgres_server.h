// A real PostgreSQL in a folder of its own, on a socket in it; gone with the object, and with this process. It takes
// no root: as root it runs as the user postgres.
#pragma once

#include "tests/server/support/city.h"

#include <sys/types.h>

#include <memory>

namespace porchlight::server::test {

class PostgresServer {
public:
    // settings: lines of its configuration file, after those that every one has.
    explicit PostgresServer(const std::string& settings = "");
    ~PostgresServer();
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    // A fresh database; its URL.
    std::string new_database();
    std::string url(const std::string& database) const;
    // The folder of its socket, as a URL's host.
    std::string host() const { return m_folder.path().string(); }
    std::filesystem::path data() const { return m_folder.path() / "data"; }

    void start();
    // SIGKILL, to all its processes at once; none lives when it returns.
    void kill_all();
    // Of a running one, by a base backup; it follows. name: as synchronous_standby_names calls it.
    std::unique_ptr<PostgresServer> make_standby(const std::string& name) const;
    // The standby becomes the primary.
    void promote();
    void wait_until_ready() const;

    // One for all tests of a program that only need a database.
    static PostgresServer& shared();

private:
    struct Empty {};
    explicit PostgresServer(Empty);

    ScratchFolder m_folder;
    pid_t m_pid = -1;
    int m_shared_memory = -1;
    int m_databases = 0;
};

// SQL as the superuser; the first column of the first row as text, "" where there is none.
std::string ask_postgres(const std::string& url, const std::string& sql);

}  // namespace porchlight::server::test
