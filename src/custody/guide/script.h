// A guided ceremony as data: its steps, what people read and are asked, and the commands that each step runs. What a
// step does is done by a command that anyone may run alone. Constants, any thread.
#pragma once

#include <span>
#include <string_view>

namespace porchlight::custody {

enum class AnswerKind {
    kText,    // 1 to 512 bytes
    kNumber,  // 1 to 4294967295
    kDate,    // YYYY-MM-DD
};

// {name} in later texts and options stands for what is answered.
struct Question {
    std::string_view name;
    std::string_view text;
    AnswerKind kind = AnswerKind::kText;
    std::string_view example{};
};

// In a value {dir}, {table}, {today} and {answer} stand for these, {only:PATTERN} for the one file of the table with
// such a name, {own:PATTERN} for the one of the person's own folder, {all:PATTERN} for all of the table with commas
// between, {slug:answer} for an answer in letters of file names, {before:answer} for the number before an answer.
struct Option {
    std::string_view name;
    std::string_view value;
};

struct CommandLine {
    std::string_view command;
    std::span<const Option> options;
};

// Files that must lie on the table before a step goes on. count: a number, or {answer}.
struct Waiting {
    std::string_view pattern;  // one * for any text
    std::string_view count;
    std::string_view what;  // "everybody's introduction"
};

// A file of the table whose words are read aloud and compared: of its first line, as its hash is everywhere.
struct Comparison {
    std::string_view pattern;
    std::string_view what;
};

struct Step {
    std::string_view name;   // in the memory of where one is: never changed
    std::string_view title;  // "Everybody joins"
    std::string_view text;   // who acts, what happens, what to look at
    std::span<const Question> questions{};
    std::span<const Waiting> waits{};
    std::span<const CommandLine> commands{};
    std::span<const Comparison> compares{};
    std::string_view after{};    // what comes next, what to carry where
    std::string_view skip_if{};  // "{answer}=word", several with commas between: then this step is not this person's
};

struct Script {
    std::string_view name;  // "create"
    std::string_view title;
    std::string_view text;
    std::span<const Step> steps;
};

// Nothing for a name that no ceremony has.
const Script* script_of(std::string_view name);
std::span<const Script* const> all_scripts();

}  // namespace porchlight::custody
