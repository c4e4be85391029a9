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
    kAddKiosk,
    kAddStaff,
    kImportNumbers,
    kDealNumbers,
    kNumbers,
    kExport,
    kDisclose,
    kHelp
};

struct Command {
    CommandName name = CommandName::kHelp;
    std::filesystem::path data;
    std::filesystem::path desk;
    std::filesystem::path keys;
    std::filesystem::path root;
    std::filesystem::path out;
    std::filesystem::path file;  // what is not an option
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
};

// An error is one sentence.
std::expected<Command, std::string> read_command(std::span<const char* const> arguments);

std::string_view help_text();

}  // namespace porchlight::server
