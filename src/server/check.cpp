#include "server/check.h"

#include "server/health.h"
#include "server/http/page_files.h"
#include "server/http/tls_context.h"
#include "server/http/verify_files.h"
#include "server/keys.h"
#include "server/public_address.h"
#include "server/store/postgres_check.h"
#include "server/store/postgres_store.h"
#include "server/store/sqlite_store.h"

#include <sys/stat.h>
#include <unistd.h>

namespace porchlight::server {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kManifestSoon = 14 * kDay;
constexpr std::int64_t kCertificateSoon = 21 * kDay;
constexpr std::int64_t kWritten = 1'790'000'000;  // this was written in September 2026

struct Findings {
    std::vector<std::string> wrong;
    std::vector<std::string> soon;
};

std::string day_of(std::int64_t unix_seconds) { return date_of_unix_seconds(unix_seconds).text(); }

// what: begins a sentence.
void check_end(const std::string& what, std::int64_t end, std::int64_t now, std::int64_t ahead, Findings& out) {
    if (end <= now)
        out.wrong.push_back(what + " has ended on " + day_of(end) + ": bring a new one.");
    else if (end <= now + ahead)
        out.soon.push_back(what + " ends on " + day_of(end) + ": bring a new one before.");
}

void check_rights(const DataDir& data, Findings& out) {
    for (const auto& path : {data.root(), data.root() / "keys", data.files(), data.database(), data.issuer_key(),
                             data.receipt_key(), data.staff_key()}) {
        struct stat status{};
        if (stat(path.c_str(), &status) != 0)
            continue;  // It is missed elsewhere.
        if ((status.st_mode & 077U) != 0)
            out.wrong.push_back("Others than the server's user may look into " + path.string() +
                                ": take their rights away (`chmod go=`).");
        if (geteuid() != 0 && status.st_uid != geteuid())
            out.wrong.push_back("The owner of " + path.string() +
                                " is another user: give it to the server's (`chown`).");
    }
}

void check_clock(const DataDir& data, std::int64_t now, Findings& out) {
    struct stat status{};
    const bool has_database = stat(data.database().c_str(), &status) == 0;
    if (now < kWritten || (has_database && status.st_mtime > now + kDay))
        out.wrong.push_back("The clock of this machine shows " + day_of(now) +
                            ", which is past: set it, or let it be set by NTP.");
}

std::optional<KeyHalves> check_keys(const DataDir& data, Findings& out) {
    const auto issuer = read_key(secret_path("issuer.key", data.issuer_key()), "issuer");
    const auto receipt = read_key(secret_path("receipt.key", data.receipt_key()), "receipt");
    for (const auto* key : {&issuer, &receipt})
        if (!*key)
            out.wrong.push_back(key->error());
    if (!issuer || !receipt)
        return std::nullopt;
    return KeyHalves{issuer->public_half, receipt->public_half};
}

void check_manifest(const Settings& settings, const std::optional<KeyHalves>& keys, std::int64_t now, Findings& out) {
    if (!settings.manifest) {
        out.wrong.emplace_back("There is no manifest: take one with `import-manifest`.");
        return;
    }
    check_end("Manifest " + std::to_string(settings.manifest->serial), settings.manifest->expires, now, kManifestSoon,
              out);
    if (keys && !names_keys(*settings.manifest, *keys))
        out.wrong.emplace_back("The manifest names other keys than the server has: bridges will refuse every card.");
}

void check_body(const DataDir& data, const protocol::FileBody& body, Findings& out) {
    const auto path = data.files() / to_hex(body.digest);
    const auto content = read_file(path, protocol::kMaxFileBytes);
    if (!content || content->size() != body.size || hash(as_bytes(*content)) != body.digest)
        out.wrong.push_back("The release's file " + path.string() + " is missing or damaged: take the release again.");
}

// Nothing goes by itself: what is due is done by people.
void check_epochs(const Settings& settings, std::int64_t now, Findings& out) {
    for (const auto& view : settings.epochs.views(date_of_unix_seconds(now))) {
        const auto epoch = "Epoch " + std::to_string(view.epoch.id);
        if (view.standing.state == protocol::EpochState::kDue)
            out.soon.push_back(epoch + " was to be destroyed by " + view.epoch.destroy.text() +
                               ": ask its custodians, and take what they sign with `import-statement`.");
        if (view.standing.state == protocol::EpochState::kDestroyed && !view.is_deleted())
            out.wrong.push_back(epoch + " is destroyed and its records are still here: let the server run.");
    }
}

void check_release(const DataDir& data, const Settings& settings, Findings& out) {
    if (!settings.release)
        out.soon.emplace_back(
            "There is no release of the kiosk's app: kiosks have nothing to show until one is taken.");
    else
        for (const auto& file : settings.release->files) {
            check_body(data, file.plain, out);
            if (file.brotli)
                check_body(data, *file.brotli, out);
        }
}

void check_settings(const DataDir& data, const Settings& settings, const std::optional<KeyHalves>& keys,
                    std::int64_t now, Findings& out) {
    check_manifest(settings, keys, now, out);
    check_epochs(settings, now, out);
    check_release(data, settings, out);
    if (settings.kiosks.empty())
        out.soon.emplace_back("No kiosk is known: make a code for one with `enroll-code`.");
    if (settings.staff.empty())
        out.soon.emplace_back("Nobody may sign in: take somebody with `add-staff`.");
}

void check_room(const DataDir& data, Findings& out) {
    std::error_code error;
    const auto space = fs::space(data.root(), error);
    if (error || space.available < kLeastFreeBytes)
        out.wrong.push_back("The disk of " + data.root().string() + " has less than " +
                            std::to_string(kLeastFreeBytes >> 20) + " MiB left: make room.");
}

// Nothing if it cannot be read: that is said.
SettingsPtr read_sqlite(const DataDir& data, Findings& out) {
    std::error_code error;
    if (!fs::is_regular_file(data.database(), error)) {
        out.wrong.push_back("There is no database in " + data.root().string() +
                            ": take a manifest with `import-manifest`.");
        return nullptr;
    }
    const auto store = SqliteStore::open(data.database());
    const auto stored = store ? (*store)->load_settings() : std::unexpected(StoreError::kFailed);
    if (!stored) {
        out.wrong.push_back("The database " + data.database().string() +
                            " cannot be read: check its rights, the disk, and that it is this version's.");
        return nullptr;
    }
    return read_settings(*stored);
}

SettingsPtr read_postgres(const std::string& url, Findings& out) {
    const auto store = PostgresStore::open(url);
    if (!store) {
        out.wrong.push_back(store.error());
        return nullptr;
    }
    const auto unfit = check_postgres(url);
    if (!unfit)
        out.wrong.push_back(unfit.error());
    else
        out.wrong.insert(out.wrong.end(), unfit->begin(), unfit->end());
    const auto stored = (*store)->load_settings();
    if (!stored) {
        out.wrong.emplace_back("The PostgreSQL database cannot be read: look into that server's log.");
        return nullptr;
    }
    return read_settings(*stored);
}

void check_transport(const Command& command, std::int64_t now, Findings& out) {
    const auto endpoint = read_endpoint(command);
    if (!endpoint)
        out.wrong.push_back(endpoint.error());
    else if (const auto address = read_public_address(command, command.port); !address)
        out.wrong.push_back(address.error());
    if (command.tls_certificate.empty() || command.tls_key.empty())
        return;
    const auto tls = TlsContext::read({command.tls_certificate, command.tls_key});
    if (!tls)
        out.wrong.push_back(tls.error());
    else
        check_end("The certificate in " + command.tls_certificate.string(), tls->end(), now, kCertificateSoon, out);
}

std::string listed(const std::string& title, const std::vector<std::string>& sentences) {
    auto out = title;
    for (const auto& sentence : sentences)
        out += "\n  " + sentence;
    return out;
}

}  // namespace

Report check_server(const Command& command, const DataDir& data, const Clock& clock) {
    Findings found;
    const auto now = clock.unix_seconds();
    check_transport(command, now, found);
    if (const auto pages = PageFiles::read(command.desk); !pages)
        found.wrong.push_back(pages.error());
    if (!command.verify.empty())
        if (const auto verify = VerifyFiles::read(command.verify, data.trust()); !verify)
            found.wrong.push_back(verify.error());
    if (!fs::is_directory(data.root())) {
        found.wrong.push_back("There is no folder " + data.root().string() + ": run `porchlight-server init` first.");
    } else {
        check_rights(data, found);
        check_clock(data, now, found);
        check_room(data, found);
        const auto keys = check_keys(data, found);
        const auto settings = command.store.empty() ? read_sqlite(data, found) : read_postgres(command.store, found);
        if (settings)
            check_settings(data, *settings, keys, now, found);
    }
    const auto soon = found.soon.empty() ? std::string() : listed("To be seen to:", found.soon);
    if (!found.wrong.empty())
        return std::unexpected(listed("This server would not work:", found.wrong) + (soon.empty() ? "" : '\n' + soon));
    return soon.empty() ? "Nothing is wrong." : soon;
}

}  // namespace porchlight::server
