// Leads one person through a ceremony, step by step (custody/FORMAT.md, Guided ceremonies): says who acts and what
// comes next, asks, waits for files, runs the step's commands, has words compared aloud, and writes down what was done.
// It can be left at every question and taken up again. One thread; the world is behind interfaces.
#pragma once

#include "custody/arguments.h"
#include "custody/folder.h"
#include "custody/guide/memory.h"
#include "custody/guide/script.h"
#include "custody/guide/surroundings.h"
#include "custody/guide/terminal.h"

#include <functional>

namespace porchlight::custody {

constexpr std::string_view kMemory = ".json";          // "guide-create.json"
constexpr std::string_view kMinutes = ".minutes.txt";  // "guide-create.minutes.txt"

struct GuidePlaces {
    Folder& own;    // the person's, with memory and minutes of the ceremony
    Folder& table;  // files that are carried
    std::string own_path;
    std::string table_path;
};

struct GuideWorld {
    Terminal& terminal;
    std::function<std::int64_t()> now;         // Unix seconds
    std::function<int(const Arguments&)> run;  // the commands' exit status
    std::function<Surroundings()> surroundings;
};

enum class GuideEnd {
    kDone,     // the last step is done
    kLeft,     // to be taken up again
    kRefused,  // the machine, or a file, is not as it must be
};

class Guide {
public:
    Guide(const Script& script, GuidePlaces places, GuideWorld world, bool rehearsal, Reasons reasons);

    GuideEnd run();

private:
    bool may_begin();
    bool take_up();
    void introduce();
    // Each: false when the person leaves, or must not go on.
    bool take_all_steps();
    bool take_step(const Step& step, std::size_t number);
    bool is_of_this_world();
    bool is_of_this_world(const Folder& folder, const std::string& name);
    bool ask_all(const Step& step);
    bool take_answer(const Question& question);
    bool wait_for(const Waiting& waiting);
    bool run_all(const Step& step);
    bool run_one(const CommandLine& line);
    // Looks again: a cable may have been plugged in since the ceremony began.
    bool wait_for_fit_machine();
    bool compare(const Comparison& comparison);
    bool compare_one(const std::string& name, std::string_view what);
    void finish();

    bool is_skipped(const Step& step) const;
    Arguments arguments_of(const CommandLine& line) const;
    std::string value_of(std::string_view name) const;
    std::string files_for(std::string_view how, std::string_view pattern) const;
    std::string filled(std::string_view text) const;
    // A folder that is not there, as a stick that is at another laptop, has nothing; any other that cannot be listed
    // whole is an error.
    static Result<std::vector<std::string>> matching(const Folder& folder, std::string_view pattern);
    // Ends the guide: what is there is not known.
    bool refuse_unreadable(const Failure& failed);
    // Of a table that was found to be readable before.
    std::vector<std::string> on_table(std::string_view pattern) const;
    // Nothing when the person leaves.
    std::optional<std::string> ask(const std::string& question);
    void say(std::string_view text) const;
    void remember() const;
    void write_down(std::string_view what) const;
    std::string file(std::string_view kind) const { return "guide-" + std::string(m_script.name) + std::string(kind); }

    const Script& m_script;
    GuidePlaces m_places;
    GuideWorld m_world;
    Reasons m_reasons;
    GuideMemory m_memory;
    GuideEnd m_end = GuideEnd::kLeft;
};

}  // namespace porchlight::custody
