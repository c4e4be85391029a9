// What the operator typed: one command with its options. Reads only; touches nothing.
// Any thread.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace porchlight::server {

enum class CommandName {
    kServe,
    kInit,
    kImportManifest,
    kImportRelease,
    kImportStatement,
    kEpochs,
    kAddSite,
    kSites,
    kAddKiosk,
    kEnrollCode,
    kKiosks,
    kSuspendKiosk,
    kResumeKiosk,
    kRemoveKiosk,
    kAddStaff,
    kResetStaff,
    kUnlockStaff,
    kRemoveStaff,
    kImportNumbers,
    kDealNumbers,
    kNumbers,
    kExport,
    kBatch,
    kCheck,
    kBackup,
    kRestore,
    kDisclose,
    kHelp
};

struct Command {
    CommandName name = CommandName::kHelp;
    std::filesystem::path data;
    std::string store;  // a PostgreSQL URL; empty: the file in `data`
    std::filesystem::path desk;
    std::filesystem::path verify;  // empty: the page that checks cards is elsewhere
    std::filesystem::path keys;
    std::filesystem::path root;
    std::filesystem::path out;
    std::filesystem::path proof;  // that a statement is in the public log; may be empty
    std::filesystem::path file;   // what is not an option
    std::string listen = "127.0.0.1";
    std::uint16_t port = 8460;  // 0: any that is free
    std::optional<std::size_t> batch;
    std::string display_name;
    std::string site;
    std::string key;
    std::uint32_t epoch = 0;
    std::string service;
    std::string kiosk;
    std::size_t count = 0;
    unsigned hours = 24;
    std::filesystem::path tls_certificate;
    std::filesystem::path tls_key;
    std::string host;          // by which it is reached over TLS
    std::string behind_proxy;  // the address of the proxy before it, https://…
    std::optional<std::uint16_t> metrics_port;
    std::optional<std::size_t> per_address;
    std::string user;
    std::string role = "librarian";
    bool demo = false;
    bool waiting = false;
};

// An error is one sentence.
std::expected<Command, std::string> read_command(std::span<const char* const> arguments);

std::string_view help_text();

}  // namespace porchlight::server
