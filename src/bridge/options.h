// The command line, read and checked before anything is done. Reads nothing but where the program
// itself lies.
#pragma once

#include "bridge/models/offsets.h"

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace porchlight::bridge {

enum class Command {
    kEnroll,
    kMove,
    kServe,
    kAddress,
    kTestCard,
    kCalibrate,
    kPreview,
    kCounters,
    kCheckCard,
    kDoctor,
    kHelp
};

struct Options {
    Command command = Command::kHelp;
    std::filesystem::path data;
    std::string server;
    std::string code;                 // of an enrolment; empty where it is done by hand
    std::filesystem::path trust;      // empty: as the server gives it
    std::filesystem::path authority;  // of the server's certificate; empty: one that the system knows
    std::uint16_t port = 8470;
    std::string printer;
    std::filesystem::path assets;
    std::filesystem::path fonts;
    std::chrono::seconds check_every{60};       // how often the server is asked for a newer manifest and release
    std::chrono::seconds printer_patience{60};  // how long a printer that has a job may be silent
    std::filesystem::path out;                  // for preview
    std::optional<Offset> front;                // read off a calibration card
    std::optional<Offset> back;
    bool cleaned = false;
    std::filesystem::path cups = "/etc/cups";  // where the queue's daemon is told what to keep
};

// One sentence for whoever typed it.
std::expected<Options, std::string> parse_options(std::span<char* const> arguments);

extern const char* const kUsage;

}  // namespace porchlight::bridge
