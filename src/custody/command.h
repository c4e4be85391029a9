// One command of porchlight-custody, and what all of them share: exit statuses, refusals, the clock.
#pragma once

#include "custody/arguments.h"
#include "custody/error.h"
#include "custody/refusal.h"

#include <span>
#include <string>
#include <string_view>

namespace porchlight::custody {

constexpr int kAllDone = 0;
constexpr int kSomeFailed = 1;
constexpr int kWrongUse = 2;
constexpr int kNothingDone = 3;

// Whether a command has a share, what a share is made of, or an opened record in its memory.
enum class Touches { kNoSecret, kSecrets };

struct Command {
    std::string_view name;
    std::span<const std::string_view> needed;   // options without dashes
    std::span<const std::string_view> allowed;  // besides
    int (*run)(const Arguments&);               // answers with an exit status
    std::string_view help;                      // its lines of the help text
    Touches touches = Touches::kNoSecret;
};

// Commands of one room, in the order of the help text.
std::span<const Command> creating_commands();
std::span<const Command> signing_commands();
std::span<const Command> opening_commands();
std::span<const Command> ceremony_commands();
std::span<const Command> share_commands();
std::span<const Command> paper_commands();
std::span<const Command> guide_commands();
std::span<const Command> request_commands();
std::span<const Command> answer_commands();
std::span<const Command> combine_commands();
std::span<const Command> log_commands();
std::span<const Command> audit_commands();
std::span<const Command> statement_commands();

// Says what is wrong with the command line.
int complain(std::string_view sentence);
// Says what was refused and why; kNothingDone.
int refuse(const Failure& failed);
int refuse(const Refusal& refused);
// Unix seconds.
std::int64_t now();
// Writes the text, or says why not.
int write_document(const Result<std::string>& text, const std::string& path);

}  // namespace porchlight::custody
