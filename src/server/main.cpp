// porchlight-server: reads its command line, gives up what it does not need, wires the parts and runs them.
#include "server/admin.h"
#include "server/backup.h"
#include "server/batch.h"
#include "server/check.h"
#include "server/disclose/report.h"
#include "server/epoch_admin.h"
#include "server/export.h"
#include "server/hardening.h"
#include "server/keys.h"
#include "server/kiosk_admin.h"
#include "server/number_admin.h"
#include "server/privileges.h"
#include "server/serving.h"
#include "server/staff_admin.h"
#include "server/store/postgres_store.h"
#include "server/store/postgres_tables.h"
#include "server/store/sqlite_store.h"
#include "server/store/sqlite_tables.h"
#include "server/system_clock.h"

#include <algorithm>
#include <iostream>

namespace {

using namespace porchlight;
using namespace porchlight::server;

constexpr int kOk = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;

using StorePtr = std::unique_ptr<Store>;

std::expected<StorePtr, std::string> open_postgres(const std::string& url) {
    auto store = PostgresStore::open(url);
    if (!store)
        return std::unexpected(store.error());
    return StorePtr(std::move(*store));
}

std::expected<StorePtr, std::string> open_store(const Command& command, const DataDir& data) {
    if (!std::filesystem::is_directory(data.root()))
        return std::unexpected("There is no folder " + data.root().string() + ": run `porchlight-server init` first.");
    if (!command.store.empty())
        return open_postgres(command.store);
    auto store = SqliteStore::open(data.database());
    if (!store)
        return std::unexpected(
            "The database " + data.database().string() +
            " cannot be opened: check its rights, the disk, that it is this version's, and that no other "
            "program is busy with it.");
    return StorePtr(std::move(*store));
}

std::expected<ServerKeys, std::string> read_keys(const DataDir& data) {
    auto issuer = read_key(secret_path("issuer.key", data.issuer_key()), "issuer");
    if (!issuer)
        return std::unexpected(issuer.error());
    auto receipt = read_key(secret_path("receipt.key", data.receipt_key()), "receipt");
    if (!receipt)
        return std::unexpected(receipt.error());
    return ServerKeys{std::move(*issuer), std::move(*receipt)};
}

using StaffKey = std::optional<secret_bytes>;

// Nothing where there is none yet.
std::expected<StaffKey, std::string> read_staff_key(const DataDir& data) {
    const auto path = secret_path("staff.key", data.staff_key());
    if (!std::filesystem::exists(path))
        return StaffKey();
    auto key = read_or_make_staff_key(path);
    if (!key)
        return std::unexpected(key.error());
    return StaffKey(std::move(*key));
}

// A new key would open nothing of what is stored, and nobody's app would fit any more.
std::expected<StaffSecrets, std::string> make_secrets(const DataDir& data, const StoredSettings& stored,
                                                      StaffKey held) {
    if (held)
        return StaffSecrets(std::move(*held));
    const auto path = secret_path("staff.key", data.staff_key());
    const bool is_used = std::ranges::any_of(stored.staff, [](const Staff& staff) { return !staff.app.empty(); });
    if (is_used)
        return std::unexpected("The key " + path.string() +
                               " is missing, under which the secrets of people's apps are stored: put it back from a "
                               "backup, or give those people new invitations with `reset-staff`.");
    auto key = read_or_make_staff_key(path);
    if (!key)
        return std::unexpected(key.error());
    return StaffSecrets(std::move(*key));
}

void say_ready(const Command& command, std::uint16_t port) {
    const bool is_v6 = command.listen.find(':') != std::string::npos;
    const auto host = is_v6 ? '[' + command.listen + ']' : command.listen;
    const auto* scheme = command.tls_certificate.empty() ? "http" : "https";
    std::cout << "porchlight-server: listening on " << scheme << "://" << host << ':' << port << std::endl;
}

// What needs the rights of whoever started it: ports, certificate, keys.
struct Taken {
    ListenerOptions listening;
    PublicAddress address;
    std::optional<int> metrics_socket;
    std::optional<TlsContext> tls;
};

std::expected<int, std::string> listen_or_say(const tcp::endpoint& endpoint) {
    if (const auto socket = listen_on(endpoint))
        return *socket;
    return std::unexpected("Port " + std::to_string(endpoint.port()) + " of " + endpoint.address().to_string() +
                           " cannot be listened on: another program may have it, or it needs root's rights.");
}

std::expected<Taken, std::string> take_from_start(const Command& command) {
    Taken out;
    const auto endpoint = read_endpoint(command);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    const auto socket = listen_or_say(*endpoint);
    if (!socket)
        return std::unexpected(socket.error());
    out.listening.socket = *socket;
    out.listening.most_of_address = command.per_address;
    if (!command.per_address && !endpoint->address().is_loopback())
        out.listening.most_of_address = kMaxConnectionsOfAddress;
    auto address = read_public_address(command, port_of(*socket));
    if (!address)
        return std::unexpected(address.error());
    out.address = std::move(*address);
    if (command.metrics_port) {
        const auto metrics = listen_or_say({asio::ip::address_v4::loopback(), *command.metrics_port});
        if (!metrics)
            return std::unexpected(metrics.error());
        out.metrics_socket = *metrics;
    }
    if (!command.tls_certificate.empty()) {
        auto tls = TlsContext::read({command.tls_certificate, command.tls_key});
        if (!tls)
            return std::unexpected(tls.error());
        out.tls = std::move(*tls);
    }
    return out;
}

Report serve(const Command& command, const DataDir& data) {
    auto taken = take_from_start(command);
    if (!taken)
        return std::unexpected(taken.error());
    auto keys = read_keys(data);
    if (!keys)
        return std::unexpected(keys.error());
    auto staff_key = read_staff_key(data);
    if (!staff_key)
        return std::unexpected(staff_key.error());
    if (!command.user.empty())
        if (const auto became = become_user(command.user); !became)
            return std::unexpected(became.error());
    auto pages = PageFiles::read(command.desk);
    if (!pages)
        return std::unexpected(pages.error());
    std::optional<VerifyFiles> verify;
    if (!command.verify.empty()) {
        auto files = VerifyFiles::read(command.verify, data.trust());
        if (!files)
            return std::unexpected(files.error());
        verify = std::move(*files);
    }
    if (!data.lock_for_serving())
        return std::unexpected("Another server serves " + data.root().string() + " already.");
    auto store = open_store(command, data);
    if (!store)
        return std::unexpected(store.error());
    auto finder = open_store(command, data);
    if (!finder)
        return std::unexpected(finder.error());
    const auto stored = (*store)->load_settings();
    if (!stored)
        return std::unexpected("The database cannot be read.");
    auto secrets = make_secrets(data, *stored, std::move(*staff_key));
    if (!secrets)
        return std::unexpected(secrets.error());
    const SystemClock clock;
    Log log([](const std::string& line) { std::cerr << line << std::endl; });
    log.event(clock.today(), "start");
    Serving serving({clock, log, std::move(*store), std::move(*finder), read_settings(*stored), std::move(*keys),
                     std::move(*secrets), std::move(*pages), std::move(verify), data.files(), data.trust(),
                     command.batch, taken->listening, std::move(taken->address), std::move(taken->tls),
                     taken->metrics_socket});
    serving.run([&](std::uint16_t port) { say_ready(command, port); });
    log.flush();
    return std::string();
}

Report export_records(const Command& command, Store& store) {
    const auto written = export_to(command.out, command.epoch, store);
    if (!written)
        return std::unexpected(written.error());
    return std::to_string(*written) + " sealed records of epoch " + std::to_string(command.epoch) + " are in " +
           command.out.string() + ".";
}

Report back_up_database(const Command& command, const DataDir& data) {
    const auto done =
        back_up(data.database(), command.out, command.waiting ? WaitingRecords::kCopied : WaitingRecords::kLeftOut);
    if (done) {
        auto copied = "A copy of the database is in " + command.out.string() + ".";
        if (*done == 0)
            return copied;
        return copied + " Of records that wait for their batch it has " +
               (command.waiting ? "all " + std::to_string(*done) +
                                      ": remove every earlier such copy, because two tell "
                                      "which records came between."
                                : "none, and " + std::to_string(*done) + " wait.");
    }
    if (done.error() == StoreError::kConflict)
        return std::unexpected("There is a file " + command.out.string() + " already: name another.");
    return std::unexpected("The backup cannot be written to " + command.out.string() +
                           ": check the disk, and the rights of it and of the database.");
}

Report restore_database(const Command& command, const DataDir& data) {
    const auto done = restore(command.file, data.database());
    if (done)
        return "The database is as it was in " + command.file.string() + ".";
    if (done.error() == StoreError::kConflict)
        return std::unexpected("There is a database in " + data.root().string() + " already: move it away first.");
    return std::unexpected("The file " + command.file.string() +
                           " cannot be put into place: check that it is a whole backup of this version, and the disk.");
}

std::expected<std::unique_ptr<TableReader>, std::string> open_tables(const Command& command, const DataDir& data) {
    if (!command.store.empty()) {
        auto tables = PostgresTables::open(command.store);
        if (!tables)
            return std::unexpected(tables.error());
        return std::make_unique<PostgresTables>(std::move(*tables));
    }
    auto tables = SqliteTables::open(data.database());
    if (!tables)
        return std::unexpected("The database " + data.database().string() + " cannot be read.");
    return std::make_unique<SqliteTables>(std::move(*tables));
}

Report write_disclosure(const Command& command, const DataDir& data) {
    const auto tables = open_tables(command, data);
    if (!tables)
        return std::unexpected(tables.error());
    const auto disclosed = disclose(**tables, data.root(), SystemClock().today());
    if (!disclosed)
        return std::unexpected(disclosed.error());
    if (const auto written = write_file(command.out, disclosed->text); !written)
        return std::unexpected(written.error());
    if (disclosed->unknown.empty())
        return "What is held about applicants is written in " + command.out.string() + ".";
    std::string things;
    for (const auto& thing : disclosed->unknown)
        things += (things.empty() ? "" : ", ") + thing;
    return std::unexpected("It is written in " + command.out.string() + ", but nobody has described this: " + things +
                           ".");
}

Report read_password_and_add(const Command& command, Store& store) {
    std::string password;
    std::getline(std::cin, password);
    auto added = add_demo_staff(command, password, store);
    wipe(password);
    return added;
}

Report run_with_store(const Command& command, const DataDir& data) {
    auto store = open_store(command, data);
    if (!store)
        return std::unexpected(store.error());
    const SystemClock clock;
    switch (command.name) {
        case CommandName::kImportManifest: return import_manifest(command, data, **store);
        case CommandName::kImportRelease: return import_release(command, data, **store);
        case CommandName::kImportStatement: return import_statement(command, data, clock, **store);
        case CommandName::kEpochs: return list_epochs(clock, **store);
        case CommandName::kAddSite: return add_site(command, **store);
        case CommandName::kSites: return list_sites(**store);
        case CommandName::kEnrollCode: return make_enrolment_code(command, data, **store, clock.unix_seconds());
        case CommandName::kKiosks: return list_kiosks(**store);
        case CommandName::kSuspendKiosk: return suspend_kiosk(command, **store, true);
        case CommandName::kResumeKiosk: return suspend_kiosk(command, **store, false);
        case CommandName::kRemoveKiosk: return remove_kiosk(command, **store);
        case CommandName::kAddKiosk: return add_kiosk(command, **store);
        case CommandName::kAddStaff:
            return command.demo ? read_password_and_add(command, **store) : add_staff(command, clock, **store);
        case CommandName::kResetStaff: return reset_staff(command, clock, **store);
        case CommandName::kUnlockStaff: return unlock_staff(command, **store);
        case CommandName::kRemoveStaff: return remove_staff(command, **store);
        case CommandName::kImportNumbers: return import_numbers(command, **store);
        case CommandName::kDealNumbers: return deal_numbers(command, **store);
        case CommandName::kNumbers: return count_numbers(**store);
        case CommandName::kDisclose: return write_disclosure(command, data);
        case CommandName::kExport: return export_records(command, **store);
        case CommandName::kBatch: return write_batch(command, **store);
        default: return std::string();
    }
}

Report run(const Command& command) {
    const DataDir data(command.data);
    switch (command.name) {
        case CommandName::kHelp: return std::string(help_text().substr(0, help_text().size() - 1));
        case CommandName::kInit: return init_data(command, data);
        case CommandName::kServe: return serve(command, data);
        case CommandName::kBackup: return back_up_database(command, data);
        case CommandName::kRestore: return restore_database(command, data);
        case CommandName::kCheck: return check_server(command, data, SystemClock());
        default: return run_with_store(command, data);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const auto command = read_command(std::span<const char* const>(argv + 1, static_cast<std::size_t>(argc - 1)));
    if (!command) {
        std::cerr << "porchlight-server: " << command.error() << '\n';
        return kUsage;
    }
    if (!harden_process() || !start_crypto()) {
        std::cerr << "porchlight-server: This system does not let the process protect itself.\n";
        return kFailed;
    }
    const auto outcome = run(*command);
    if (!outcome) {
        std::cerr << "porchlight-server: " << outcome.error() << '\n';
        return kFailed;
    }
    if (!outcome->empty())
        std::cout << *outcome << '\n';
    return kOk;
}
