#include "custody/commands.h"

#include "custody/disk_folder.h"

#include <array>
#include <ctime>
#include <iostream>

namespace porchlight::custody {
namespace {

using Room = std::span<const Command> (*)();
constexpr auto kRooms =
    std::to_array<Room>({&guide_commands, &creating_commands, &ceremony_commands, &share_commands, &paper_commands,
                         &signing_commands, &opening_commands, &request_commands, &answer_commands, &combine_commands,
                         &log_commands, &audit_commands, &statement_commands});

void print_help() {
    std::cout << "porchlight-custody keeps the keys of a city's programme, offline.\n\n";
    for (const auto* command : all_commands())
        std::cout << command->help;
    std::cout
        << "  help\n\n"
           "Where memory can be swapped to a disk, a crash leaves a core file, or the machine is in a network, commands "
           "that touch a share or an opened record refuse, unless --allow-swap, --allow-core-dumps or --allow-network "
           "gives a reason.\n";
}

// The options that give reasons are all such commands', and none of them looks at what they say.
Reasons take_reasons(Arguments& arguments) {
    Reasons out;
    for (const auto option : kReasonOptions)
        if (const auto given = arguments.options.find(option); given != arguments.options.end())
            out.insert(arguments.options.extract(given));
    return out;
}

// Says what is in the way, and what to do about it; false if something is.
bool may_touch_secrets(const Surroundings& surroundings, const Reasons& reasons) {
    const auto left = without_reason(objections(surroundings), reasons);
    for (const auto& objection : left)
        std::cerr << "porchlight-custody: " << advice_on(objection) << "\n";
    return left.empty();
}

int run(const Command& command, Arguments arguments, Caller caller, Surroundings (*surroundings)()) {
    const bool is_watched = command.touches == Touches::kSecrets;
    const auto reasons = is_watched ? take_reasons(arguments) : Reasons();
    if (const auto fit = check_options(arguments, command.needed, command.allowed); !fit)
        return complain(fit.error());
    if (is_watched && caller == Caller::kPerson && !may_touch_secrets(surroundings(), reasons))
        return kNothingDone;
    return command.run(arguments);
}

}  // namespace

int refuse(const Failure& failed) {
    const auto says = failed.says.empty() ? explanation(failed.error) : std::string_view(failed.says);
    std::cerr << "porchlight-custody: " << failed.about << " " << says << " (" << code(failed.error) << ").\n";
    return kNothingDone;
}

int refuse(const Refusal& refused) {
    std::cerr << "porchlight-custody: " << refused.about << " " << refused.says << " (" << refused.code << ").\n";
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

std::vector<const Command*> all_commands() {
    std::vector<const Command*> out;
    for (const auto room : kRooms)
        for (const auto& command : room())
            out.push_back(&command);
    return out;
}

int run_command(const Arguments& arguments, Caller caller, Surroundings (*surroundings)()) {
    if (arguments.command == "help" || arguments.command == "--help") {
        print_help();
        return kAllDone;
    }
    for (const auto* command : all_commands())
        if (command->name == arguments.command)
            return run(*command, arguments, caller, surroundings);
    return complain("There is no command \"" + arguments.command + "\".");
}

}  // namespace porchlight::custody
