#include "custody/commands.h"

#include "custody/disk_folder.h"

#include <array>
#include <ctime>
#include <iostream>

namespace porchlight::custody {
namespace {

using Room = std::span<const Command> (*)();
constexpr std::array<Room, 6> kRooms{&creating_commands,  &signing_commands, &opening_commands,
                                     &statement_commands, &log_commands,     &audit_commands};

void print_help() {
    std::cout << "porchlight-custody keeps the keys of a city's programme, offline.\n\n";
    for (const auto room : kRooms)
        for (const auto& command : room())
            std::cout << command.help;
    std::cout << "  help\n";
}

}  // namespace

int refuse(const Failure& failed) {
    const auto says = failed.says.empty() ? explanation(failed.error) : std::string_view(failed.says);
    std::cerr << "porchlight-custody: " << failed.about << " " << says << " (" << code(failed.error) << ").\n";
    return kNothingDone;
}

std::int64_t now() { return static_cast<std::int64_t>(std::time(nullptr)); }

int write_document(const Result<std::string>& text, const std::string& path) {
    if (!text)
        return refuse(text.error());
    DiskFolder here("");
    if (const auto done = here.write(path, *text); !done)
        return refuse(done.error());
    return kAllDone;
}

int complain(std::string_view sentence) {
    std::cerr << "porchlight-custody: " << sentence << " See porchlight-custody help.\n";
    return kWrongUse;
}

int run_command(const Arguments& arguments) {
    if (arguments.command == "help" || arguments.command == "--help") {
        print_help();
        return kAllDone;
    }
    for (const auto room : kRooms)
        for (const auto& command : room()) {
            if (command.name != arguments.command)
                continue;
            if (const auto fit = check_options(arguments, command.needed, command.allowed); !fit)
                return complain(fit.error());
            return command.run(arguments);
        }
    return complain("There is no command \"" + arguments.command + "\".");
}

}  // namespace porchlight::custody
