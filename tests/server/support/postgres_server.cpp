#include "tests/server/support/postgres_server.h"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace porchlight::server::test {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr auto kUser = "postgres";
constexpr auto kLongest = 60s;

constexpr auto kSettings = R"(
listen_addresses = ''
max_connections = 40
shared_buffers = 16MB
wal_recycle = off
min_wal_size = 2MB
max_wal_size = 64MB
dynamic_shared_memory_type = mmap
)";

std::string binary(const std::string& name) {
    const char* folder = std::getenv("PORCHLIGHT_POSTGRES");
    const auto path = fs::path(folder == nullptr ? "/usr/lib/postgresql/15/bin" : folder) / name;
    if (!fs::exists(path))
        throw std::runtime_error(path.string() + " is missing: run `shell/porchlight setup test`");
    return path.string();
}

const passwd* user() {
    const auto* entry = getpwnam(kUser);
    if (entry == nullptr)
        throw std::runtime_error("there is no user postgres");
    return entry;
}

pid_t spawn(const std::vector<std::string>& arguments, const fs::path& log) {
    const auto* entry = user();
    std::vector<char*> pointers;
    for (const auto& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    const pid_t pid = fork();
    if (pid != 0)
        return pid;
    const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
    dup2(out, 1);
    dup2(out, 2);
    if (getuid() == 0 && (setgid(entry->pw_gid) != 0 || initgroups(kUser, entry->pw_gid) != 0 ||
                          setuid(entry->pw_uid) != 0 || chdir("/") != 0))
        _exit(126);
    prctl(PR_SET_PDEATHSIG, SIGQUIT);
    execv(pointers.front(), pointers.data());
    _exit(127);
}

void run_tool(const std::vector<std::string>& arguments, const fs::path& log) {
    int status = 0;
    waitpid(spawn(arguments, log), &status, 0);
    if (status != 0)
        throw std::runtime_error(arguments.front() + " failed: " + text_of(log));
}

void give_to_postgres(const fs::path& folder) {
    if (getuid() == 0 && chown(folder.c_str(), user()->pw_uid, user()->pw_gid) != 0)
        throw std::runtime_error("the folder cannot be given to postgres");
    fs::permissions(folder, fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
}

std::vector<pid_t> children_of(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/task/" + std::to_string(pid) + "/children");
    std::vector<pid_t> out;
    for (pid_t child = 0; in >> child;)
        out.push_back(child);
    return out;
}

// Ended, though perhaps not yet asked about by its parent.
bool is_gone(pid_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string number, name, state;
    return !(in >> number >> name >> state) || state == "Z" || state == "X";
}

// The segment that a server which is killed leaves behind, unless it is started again: the last number of the
// seventh line of its lock file.
int shared_memory_of(const fs::path& data) {
    std::ifstream in(data / "postmaster.pid");
    std::string line;
    for (int i = 0; i < 7; ++i)
        std::getline(in, line);
    const auto space = line.rfind(' ');
    return space == std::string::npos ? -1 : std::stoi(line.substr(space));
}

}  // namespace

PostgresServer::PostgresServer(Empty) { give_to_postgres(m_folder.path()); }

PostgresServer::PostgresServer(const std::string& settings) : PostgresServer(Empty{}) {
    run_tool({binary("initdb"), "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C",
              "--wal-segsize=1", "--pgdata=" + data().string()},
             m_folder.path() / "log");
    std::ofstream(data() / "postgresql.conf", std::ios::app)
        << kSettings << "unix_socket_directories = '" << host() << "'\n"
        << settings << '\n';
    start();
}

PostgresServer::~PostgresServer() {
    if (m_pid > 0) {
        ::kill(m_pid, SIGQUIT);
        waitpid(m_pid, nullptr, 0);
    } else if (m_shared_memory >= 0) {
        shmctl(m_shared_memory, IPC_RMID, nullptr);
    }
}

void PostgresServer::start() {
    m_pid = spawn({binary("postgres"), "-D", data().string()}, m_folder.path() / "log");
    wait_until_ready();
}

void PostgresServer::wait_until_ready() const {
    const auto ends = std::chrono::steady_clock::now() + kLongest;
    while (PQping(url("postgres").c_str()) != PQPING_OK) {
        if (std::chrono::steady_clock::now() > ends || waitpid(m_pid, nullptr, WNOHANG) == m_pid)
            throw std::runtime_error("PostgreSQL is not ready: " + text_of(m_folder.path() / "log"));
        std::this_thread::sleep_for(20ms);
    }
}

void PostgresServer::kill_all() {
    const auto children = children_of(m_pid);
    m_shared_memory = shared_memory_of(data());
    ::kill(m_pid, SIGKILL);
    for (const auto child : children)
        ::kill(child, SIGKILL);
    waitpid(m_pid, nullptr, 0);
    m_pid = -1;
    for (const auto child : children)
        while (!is_gone(child))
            std::this_thread::sleep_for(5ms);
}

std::string PostgresServer::url(const std::string& database) const {
    return "postgresql:///" + database + "?user=postgres&connect_timeout=60&host=" + host();
}

std::string PostgresServer::new_database() {
    const auto name = "city_" + std::to_string(++m_databases);
    ask_postgres(url("postgres"), "CREATE DATABASE " + name);
    return url(name);
}

std::unique_ptr<PostgresServer> PostgresServer::make_standby(const std::string& name) const {
    std::unique_ptr<PostgresServer> out(new PostgresServer(Empty{}));
    const auto at = out->data().string();
    run_tool({binary("pg_basebackup"), "--no-sync", "--checkpoint=fast", "--wal-method=stream", "--write-recovery-conf",
              "--pgdata=" + at, "--dbname=" + url("postgres") + "&application_name=" + name},
             out->m_folder.path() / "log");
    std::ofstream(out->data() / "postgresql.conf", std::ios::app)
        << "unix_socket_directories = '" << out->host() << "'\nsynchronous_standby_names = ''\n";
    out->start();
    return out;
}

void PostgresServer::promote() { ask_postgres(url("postgres"), "SELECT pg_promote(true)"); }

PostgresServer& PostgresServer::shared() {
    static PostgresServer server("fsync = off\nfull_page_writes = off");
    return server;
}

std::string ask_postgres(const std::string& url, const std::string& sql) {
    PGconn* connection = PQconnectdb(url.c_str());
    PGresult* result = PQexec(connection, sql.c_str());
    const auto status = PQresultStatus(result);
    const std::string out = PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    const std::string error = PQerrorMessage(connection);
    PQclear(result);
    PQfinish(connection);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        throw std::runtime_error("PostgreSQL refused a test's statement: " + error);
    return out;
}

}  // namespace porchlight::server::test
