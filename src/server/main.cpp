// porchlight-server: reads its command line, gives up what it does not need, wires the parts and runs them.
#include "server/admin.h"
#include "server/disclose/report.h"
#include "server/export.h"
#include "server/hardening.h"
#include "server/keys.h"
#include "server/number_admin.h"
#include "server/serving.h"
#include "server/store/sqlite_store.h"
#include "server/store/sqlite_tables.h"
#include "server/system_clock.h"

#include <boost/asio/ip/address.hpp>

#include <iostream>

namespace {

using namespace porchlight;
using namespace porchlight::server;

constexpr int kOk = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;

std::expected<std::unique_ptr<SqliteStore>, std::string> open_store(const DataDir& data) {
    if (!std::filesystem::is_directory(data.root()))
        return std::unexpected("There is no folder " + data.root().string() + ": run `porchlight-server init` first.");
    auto store = SqliteStore::open(data.database());
    if (!store)
        return std::unexpected("The database " + data.database().string() +
                               " cannot be opened: check its rights, the disk, and that it is this version's.");
    return std::move(*store);
}

std::expected<tcp::endpoint, std::string> read_endpoint(const Command& command) {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(command.listen == "localhost" ? "127.0.0.1" : command.listen, error);
    if (error)
        return std::unexpected("The address " + command.listen + " is not one to listen on.");
    if (!address.is_loopback())
        return std::unexpected("Listening on " + command.listen +
                               " needs TLS, which this version does not have: use 127.0.0.1.");
    return tcp::endpoint(address, command.port);
}

std::expected<ServerKeys, std::string> read_keys(const DataDir& data) {
    auto issuer = read_key(data.issuer_key(), "issuer");
    if (!issuer)
        return std::unexpected(issuer.error());
    auto receipt = read_key(data.receipt_key(), "receipt");
    if (!receipt)
        return std::unexpected(receipt.error());
    return ServerKeys{std::move(*issuer), std::move(*receipt)};
}

void say_ready(const Command& command, std::uint16_t port) {
    const bool is_v6 = command.listen.find(':') != std::string::npos;
    const auto host = is_v6 ? '[' + command.listen + ']' : command.listen;
    std::cout << "porchlight-server: listening on http://" << host << ':' << port << std::endl;
}

Report serve_with(const Command& command, ServingParts parts) {
    try {
        Serving serving(std::move(parts));
        serving.run([&](std::uint16_t port) { say_ready(command, port); });
    } catch (const std::exception&) {
        return std::unexpected("Port " + std::to_string(command.port) + " of " + command.listen +
                               " cannot be listened on: another program may have it.");
    }
    return std::string();
}

Report serve(const Command& command, const DataDir& data) {
    const auto endpoint = read_endpoint(command);
    if (!endpoint)
        return std::unexpected(endpoint.error());
    auto keys = read_keys(data);
    if (!keys)
        return std::unexpected(keys.error());
    auto desk = DeskFiles::read(command.desk);
    if (!desk)
        return std::unexpected(desk.error());
    if (!data.lock_for_serving())
        return std::unexpected("Another server serves " + data.root().string() + " already.");
    auto store = open_store(data);
    if (!store)
        return std::unexpected(store.error());
    const auto stored = (*store)->load_settings();
    if (!stored)
        return std::unexpected("The database " + data.database().string() + " cannot be read.");
    const SystemClock clock;
    Log log([](const std::string& line) { std::cerr << line << std::endl; });
    log.event(clock.today(), "start");
    auto served = serve_with(command, {clock, log, std::move(*store), read_settings(*stored), std::move(*keys),
                                       std::move(*desk), data.files(), command.batch, *endpoint});
    log.flush();
    return served;
}

Report export_records(const Command& command, SqliteStore& store) {
    const auto written = export_to(command.out, command.epoch, store);
    if (!written)
        return std::unexpected(written.error());
    return std::to_string(*written) + " sealed records of epoch " + std::to_string(command.epoch) + " are in " +
           command.out.string() + ".";
}

Report write_disclosure(const Command& command, const DataDir& data) {
    auto tables = SqliteTables::open(data.database());
    if (!tables)
        return std::unexpected("The database " + data.database().string() + " cannot be read.");
    const auto disclosed = disclose(*tables, data.root(), SystemClock().today());
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

Report read_password_and_add(const Command& command, SqliteStore& store) {
    std::string password;
    std::getline(std::cin, password);
    auto added = add_staff(command, password, store);
    wipe(password);
    return added;
}

Report run_with_store(const Command& command, const DataDir& data) {
    auto store = open_store(data);
    if (!store)
        return std::unexpected(store.error());
    switch (command.name) {
        case CommandName::kImportManifest: return import_manifest(command, data, **store);
        case CommandName::kImportRelease: return import_release(command, data, **store);
        case CommandName::kAddKiosk: return add_kiosk(command, **store);
        case CommandName::kAddStaff: return read_password_and_add(command, **store);
        case CommandName::kImportNumbers: return import_numbers(command, **store);
        case CommandName::kDealNumbers: return deal_numbers(command, **store);
        case CommandName::kNumbers: return count_numbers(**store);
        case CommandName::kDisclose: return write_disclosure(command, data);
        case CommandName::kExport: return export_records(command, **store);
        default: return std::string();
    }
}

Report run(const Command& command) {
    const DataDir data(command.data);
    switch (command.name) {
        case CommandName::kHelp: return std::string(help_text().substr(0, help_text().size() - 1));
        case CommandName::kInit: return init_data(command, data);
        case CommandName::kServe: return serve(command, data);
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
