#include "tests/server/support/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace porchlight::server::test {
namespace {

namespace fs = std::filesystem;

std::string program() {
    const char* path = std::getenv("PORCHLIGHT_SERVER");
    if (path == nullptr)
        throw std::runtime_error("PORCHLIGHT_SERVER names no program");
    return path;
}

[[noreturn]] void execute(std::vector<std::string> arguments) {
    std::vector<char*> pointers;
    for (auto& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    execv(pointers.front(), pointers.data());
    _exit(127);
}

int exit_status(pid_t pid) {
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string read_all(int descriptor) {
    std::string out;
    char part[4096];
    for (ssize_t size = 0; (size = read(descriptor, part, sizeof part)) > 0;)
        out.append(part, static_cast<std::size_t>(size));
    return out;
}

std::string read_line(int descriptor) {
    std::string out;
    for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';)
        out.push_back(c);
    return out;
}

void must(const std::vector<std::string>& arguments, const std::string& input = "") {
    const auto result = run_command(arguments, input);
    if (result.status != 0)
        throw std::runtime_error(arguments.front() + ": " + result.output);
}

std::string json_words(const protocol::Words& words) { return json(words).dump(); }

}  // namespace

CommandResult run_command(const std::vector<std::string>& arguments, const std::string& input) {
    auto all = arguments;
    all.insert(all.begin(), program());
    int to_child[2];
    int from_child[2];
    if (pipe2(to_child, O_CLOEXEC) != 0 || pipe2(from_child, O_CLOEXEC) != 0)
        return {};
    const pid_t pid = fork();
    if (pid == 0) {
        dup2(to_child[0], 0);
        dup2(from_child[1], 1);
        dup2(from_child[1], 2);
        execute(std::move(all));
    }
    close(to_child[0]);
    close(from_child[1]);
    const auto written = write(to_child[1], input.data(), input.size());
    close(to_child[1]);
    CommandResult out{0, read_all(from_child[0])};
    close(from_child[0]);
    out.status = written < 0 ? -1 : exit_status(pid);
    return out;
}

ServerData::ServerData(const City& city, const TestKiosk& kiosk, const std::string& store_url) : store(store_url) {
    city.write_keys(folder.path() / "keys");
    fs::create_directories(desk());
    fs::create_directories(desk() / "admin");
    write_text(desk() / "index.html", "<!doctype html><title>Desk</title>");
    write_text(desk() / "admin" / "index.html", "<!doctype html><title>Administration</title>");
    write_text(folder.path() / "manifest.json", city.manifest());
    must({"init", "--data", data().string(), "--keys", (folder.path() / "keys").string()});
    const auto change = [&](std::vector<std::string> arguments, const std::string& input = "") {
        for (const auto& argument : where())
            arguments.push_back(argument);
        must(arguments, input);
    };
    change({"import-manifest", (folder.path() / "manifest.json").string()});
    change({"add-kiosk", "--name", kiosk.name, "--site", kiosk.site, "--key", to_hex(kiosk.key.public_half)});
    change({"add-staff", "--demo", "--name", "demo", "--site", kiosk.site}, "lighthouse\n");
}

std::vector<std::string> ServerData::where() const {
    std::vector<std::string> out = {"--data", data().string()};
    if (!store.empty())
        out.insert(out.end(), {"--store", store});
    return out;
}

ServerProcess::ServerProcess(const ServerData& data, const std::vector<std::string>& options,
                             const std::string& time_zone) {
    std::vector<std::string> all = {program(), "serve", "--desk", data.desk().string(), "--port", "0"};
    for (const auto& more : {data.where(), options})
        all.insert(all.end(), more.begin(), more.end());
    int from_child[2];
    if (pipe2(from_child, O_CLOEXEC) != 0)
        throw std::runtime_error("no pipe");
    m_pid = fork();
    if (m_pid == 0) {
        dup2(from_child[1], 1);
        dup2(open(data.log().c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), 2);
        setenv("TZ", time_zone.c_str(), 1);
        execute(std::move(all));
    }
    close(from_child[1]);
    const auto line = read_line(from_child[0]);
    close(from_child[0]);
    const auto colon = line.rfind(':');
    if (!line.starts_with("porchlight-server: listening on http://127.0.0.1:"))
        throw std::runtime_error("the server is not ready: " + line + text_of(data.log()));
    m_port = static_cast<std::uint16_t>(std::stoi(line.substr(colon + 1)));
}

ServerProcess::~ServerProcess() {
    if (m_pid > 0)
        end_with(SIGKILL);
}

int ServerProcess::end_with(int signal) {
    kill(m_pid, signal);
    const int status = exit_status(m_pid);
    m_pid = -1;
    return status;
}

DeskClient::DeskClient(std::uint16_t port, const std::string& name, const std::string& password) : m_port(port) {
    const auto answer = desk_post(port, "sign-in", json{{"name", name}, {"password", password}}.dump());
    if (answer.status == 204)
        m_cookie = answer.headers.at("set-cookie").substr(0, answer.headers.at("set-cookie").find(';'));
}

HttpAnswer DeskClient::waiting(std::uint64_t after) const {
    return http(m_port, "GET", "/desk/api/waiting?after=" + std::to_string(after), "", {{"Cookie", m_cookie}});
}

HttpAnswer DeskClient::approve(const protocol::KioskRequest& request) const {
    return approve(request, protocol::words_of(request));
}

HttpAnswer DeskClient::approve(const protocol::KioskRequest& request, const protocol::Words& words) const {
    return desk_post(m_port, "approve",
                     "{\"request\":\"" + to_hex(request.request) + "\",\"words\":" + json_words(words) + "}", m_cookie);
}

HttpAnswer DeskClient::deny(const protocol::KioskRequest& request, const std::string& reason) const {
    return desk_post(m_port, "deny", json{{"request", to_hex(request.request)}, {"reason", reason}}.dump(), m_cookie);
}

protocol::Challenge fetch_challenge(std::uint16_t port) {
    return to_array<protocol::kChallengeBytes>(as_bytes(http(port, "GET", "/v1/challenge").body));
}

std::optional<protocol::Answer> ask(std::uint16_t port, const TestKiosk& kiosk, const protocol::KioskRequest& request,
                                    int wait_seconds) {
    const auto answer = kiosk_post(port, kiosk.bytes_of(request, fetch_challenge(port)), wait_seconds);
    if (answer.status != 200)
        return std::nullopt;
    const auto read = protocol::read_answer(as_bytes(answer.body));
    if (!read)
        return std::nullopt;
    return *read;
}

WriteLock::WriteLock(const ServerData& data) {
    if (sqlite3_open((data.data() / "porchlight.db").c_str(), &m_db) != SQLITE_OK)
        throw std::runtime_error("no database");
    sqlite3_busy_timeout(m_db, 5000);
    if (sqlite3_exec(m_db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK)
        throw std::runtime_error("no lock");
}

// Closing ends the transaction.
WriteLock::~WriteLock() { sqlite3_close(m_db); }

std::int64_t query_number(const ServerData& data, const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::int64_t out = -1;
    if (sqlite3_open((data.data() / "porchlight.db").c_str(), &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return out;
}

}  // namespace porchlight::server::test
