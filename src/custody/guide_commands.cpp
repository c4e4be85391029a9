// guide create, guide reshare, …: people are led through a ceremony; its steps are the other commands.
#include "custody/commands.h"
#include "custody/disk_folder.h"
#include "custody/guide/console_terminal.h"
#include "custody/guide/guide.h"
#include "custody/guide/machine.h"

#include <array>

namespace porchlight::custody {
namespace {

constexpr std::string_view kGuide = "guide ";

Reasons reasons_of(const Arguments& arguments) {
    Reasons out;
    for (const auto option : kReasonOptions)
        out[std::string(option)] = arguments.option(option);
    return out;
}

int status_of(GuideEnd end) {
    switch (end) {
        case GuideEnd::kDone: return kAllDone;
        case GuideEnd::kLeft: return kSomeFailed;
        case GuideEnd::kRefused: break;
    }
    return kNothingDone;
}

int run_for_guide(const Arguments& arguments) { return run_command(arguments, Caller::kGuide); }

int lead(const Arguments& arguments) {
    const auto* const script = script_of(std::string_view(arguments.command).substr(kGuide.size()));
    if (script == nullptr)
        return complain("There is no such ceremony.");
    const auto dir = arguments.option("dir");
    const auto carried = arguments.option("table");
    DiskFolder own(dir);
    DiskFolder table(carried);
    for (const auto* folder : {&own, &table})
        if (const auto made = folder->make(); !made)
            return refuse(made.error());
    ConsoleTerminal terminal;
    Guide guide(*script, {own, table, dir, carried}, {terminal, &now, &run_for_guide, &surroundings_of_machine},
                !arguments.option("rehearse").empty(), reasons_of(arguments));
    return status_of(guide.run());
}

constexpr std::array<std::string_view, 2> kNeeds{"dir", "table"};
constexpr std::array<std::string_view, 4> kTakes{"rehearse", "allow-swap", "allow-core-dumps", "allow-network"};

constexpr Command ceremony(std::string_view name, std::string_view help = {}) {
    return {name, kNeeds, kTakes, &lead, help};
}

constexpr std::array<Command, 9> kCommands{
    ceremony(
        "guide create",
        "  guide create|reshare|check|open|hold|destroy|audit|witness|status --dir DIR --table TABLE [--rehearse]\n"
        "      [--allow-swap REASON] [--allow-core-dumps REASON] [--allow-network REASON]\n"
        "      leads people through a ceremony, step by step; DIR is the custodian's own, TABLE is carried around\n"),
    ceremony("guide reshare"),
    ceremony("guide check"),
    ceremony("guide open"),
    ceremony("guide hold"),
    ceremony("guide destroy"),
    ceremony("guide audit"),
    ceremony("guide witness"),
    ceremony("guide status"),
};

}  // namespace

std::span<const Command> guide_commands() { return kCommands; }

}  // namespace porchlight::custody
