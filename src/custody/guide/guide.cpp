#include "custody/guide/guide.h"

#include "base/json.h"
#include "custody/guide/answers.h"
#include "custody/guide/spoken_words.h"
#include "custody/layout.h"

#include <algorithm>

namespace porchlight::custody {
namespace {

constexpr std::size_t kMaxComparedBytes = 1U << 20;
constexpr std::string_view kGoOn = "Press Enter to go on, or type q to leave: ";
constexpr std::string_view kLookAgain = "Press Enter to look again, or type q to leave: ";

// Of a document in JSON, or of its first line where signatures follow it; nothing where it cannot be read.
std::optional<std::string> city_in(const Folder& folder, const std::string& name) {
    const auto text = folder.read(name, kMaxComparedBytes).value_or(std::string());
    auto document = parse_json(text, kMaxComparedBytes);
    if (!document)
        document = parse_json(text.substr(0, text.find('\n')), kMaxComparedBytes);
    return document ? text_member(*document, "city", kMaxAnswerBytes) : std::nullopt;
}

// A command as a shell takes it, in lines that fit.
std::string as_typed(const CommandLine& line, const Arguments& arguments) {
    constexpr std::string_view kGoesOn = " \\";
    std::string out;
    std::string last = "  porchlight-custody " + arguments.command;
    for (const auto& option : line.options) {
        const auto name = std::string(option.name);
        const auto word = "--" + name + " \"" + arguments.options.at(name) + "\"";
        if (columns_of(last) + 1 + columns_of(word) + kGoesOn.size() > kTerminalColumns) {
            out.append(last).append(kGoesOn).append("\n");
            last = "     ";
        }
        last += " " + word;
        // A list goes on in the next line after a comma; the shell puts it together again.
        while (columns_of(last) + kGoesOn.size() > kTerminalColumns) {
            const auto comma = last.rfind(',', kTerminalColumns - kGoesOn.size());
            if (comma == last.npos)
                break;
            out.append(last, 0, comma + 1).append("\\\n");
            last.erase(0, comma + 1);
        }
    }
    return out + last;
}

}  // namespace

Guide::Guide(const Script& script, GuidePlaces places, GuideWorld world, bool rehearsal, Reasons reasons)
    : m_script(script), m_places(std::move(places)), m_world(std::move(world)), m_reasons(std::move(reasons)) {
    m_memory.ceremony = script.name;
    m_memory.rehearsal = rehearsal;
}

GuideEnd Guide::run() {
    if (!may_begin() || !take_up())
        return GuideEnd::kRefused;
    introduce();
    if (take_all_steps())
        finish();
    return m_end;
}

bool Guide::may_begin() {
    const auto all = objections(m_world.surroundings());
    const auto left = without_reason(all, m_reasons);
    for (const auto& objection : left) {
        say(advice_on(objection) + " The reason goes into the minutes.\n");
    }
    if (!left.empty())
        return false;
    for (const auto& objection : all)
        write_down(objection.what + " Allowed because: " + m_reasons.find(objection.option)->second);
    return true;
}

bool Guide::take_up() {
    if (!m_places.own.exists(file(kMemory)))
        return true;
    const auto text = m_places.own.read(file(kMemory), kMaxMemoryBytes);
    auto found = text ? parse_memory(*text) : std::nullopt;
    if (!found || found->ceremony != m_memory.ceremony) {
        say(file(kMemory) + " cannot be read. If this ceremony is to begin anew, move it away.");
        return false;
    }
    if (found->rehearsal != m_memory.rehearsal) {
        say(found->rehearsal ? "A rehearsal was begun here: go on with --rehearse, or use another folder."
                             : "A real ceremony was begun here: go on without --rehearse, or use another folder.");
        return false;
    }
    m_memory = *std::move(found);
    return true;
}

void Guide::introduce() {
    m_world.terminal.show("\n" + heading(m_script.title));
    if (m_memory.rehearsal)
        say("REHEARSAL. All is as in earnest, but what is made here is marked, and the real city takes none of it.");
    say(m_script.text);
    say("You can leave at any question by typing q, and take up again with the same command. What is done is written "
        "down in " +
        file(kMinutes) + ".");
    if (!m_memory.done.empty())
        say("Taken up again: " + std::to_string(m_memory.done.size()) + " steps are done.");
    write_down(std::string(m_script.title) + (m_memory.rehearsal ? ", a rehearsal" : "") +
               (m_memory.done.empty() ? ": begun" : ": taken up again"));
}

bool Guide::take_all_steps() {
    for (std::size_t i = 0; i < m_script.steps.size(); ++i) {
        const auto& step = m_script.steps[i];
        if (m_memory.is_done(step.name) || is_skipped(step))
            continue;
        if (!take_step(step, i + 1))
            return false;
        m_memory.done.emplace_back(step.name);
        remember();
        write_down("done: " + std::string(step.title));
    }
    return true;
}

bool Guide::take_step(const Step& step, std::size_t number) {
    m_world.terminal.show("\n" + heading("Step " + std::to_string(number) + " of " +
                                         std::to_string(m_script.steps.size()) + ": " + std::string(step.title)));
    say(filled(step.text));
    if (!ask_all(step))
        return false;
    for (const auto& waiting : step.waits)
        if (!wait_for(waiting))
            return false;
    if (!is_of_this_world() || !run_all(step))
        return false;
    for (const auto& comparison : step.compares)
        if (!compare(comparison))
            return false;
    if (!step.after.empty())
        say(filled(step.after));
    return true;
}

// A rehearsal's files are for a rehearsal, and the real ones are not. One's own are looked at too: what is signed and
// destroyed goes by the trust file there.
bool Guide::is_of_this_world() {
    for (const auto* folder : {&m_places.own, &m_places.table})
        for (const auto pattern : {"invitation.txt", "*.transcript", "trust.json"}) {
            const auto names = matching(*folder, pattern);
            if (!names)
                return refuse_unreadable(names.error());
            for (const auto& name : *names)
                if (!is_of_this_world(*folder, name))
                    return false;
        }
    return true;
}

bool Guide::is_of_this_world(const Folder& folder, const std::string& name) {
    const auto city = city_in(folder, name);
    if (city && is_rehearsal(*city) == m_memory.rehearsal)
        return true;
    const std::string is_other =
        m_memory.rehearsal ? " is real: a rehearsal must not touch it." : " is of a rehearsal.";
    say(name + (city ? is_other : " does not say of which city it is.") + " Stop here, and " +
        (city ? "take the other " : "take it from the ") + (&folder == &m_places.own ? "folder." : "table."));
    m_end = GuideEnd::kRefused;
    return false;
}

bool Guide::refuse_unreadable(const Failure& failed) {
    say(failed.about +
        " is no file or folder that can be read, so that nobody knows what lies beside it. Take it away, "
        "or make it readable, and go on with the same command.");
    m_end = GuideEnd::kRefused;
    return false;
}

bool Guide::ask_all(const Step& step) {
    for (const auto& question : step.questions)
        if (!m_memory.answers.contains(question.name) && !take_answer(question))
            return false;
    return true;
}

bool Guide::take_answer(const Question& question) {
    while (true) {
        const auto example =
            question.example.empty() ? std::string() : " (such as " + std::string(question.example) + ")";
        const auto typed = ask(std::string(question.text) + example + "\n> ");
        if (!typed)
            return false;
        const auto answer = checked_answer(question.kind, *typed);
        if (!answer) {
            say(advice_of(question.kind));
            continue;
        }
        const bool marked = m_memory.rehearsal && question.name == "city";
        m_memory.answers[std::string(question.name)] = marked ? rehearsal_name(*answer) : *answer;
        remember();
        write_down(std::string(question.text) + " " + *answer);
        return true;
    }
}

bool Guide::wait_for(const Waiting& waiting) {
    const auto pattern = filled(waiting.pattern);
    const auto wanted = number_of(filled(waiting.count)).value_or(1);
    while (true) {
        const auto listed = matching(m_places.table, pattern);
        if (!listed)
            return refuse_unreadable(listed.error());
        const auto& here = *listed;
        say(std::to_string(here.size()) + " of " + std::to_string(wanted) +
            " are on the table: " + filled(waiting.what) + ".");
        for (const auto& name : here)
            m_world.terminal.show("  " + name + "\n");
        if (here.size() >= wanted)
            return true;
        if (!ask("Carry the missing ones here. " + std::string(kLookAgain)))
            return false;
    }
}

bool Guide::run_all(const Step& step) {
    if (step.commands.empty())
        return ask(std::string(kGoOn)).has_value();
    return std::ranges::all_of(step.commands, [this](const CommandLine& line) { return run_one(line); });
}

bool Guide::run_one(const CommandLine& line) {
    while (true) {
        const auto arguments = arguments_of(line);
        m_world.terminal.show("Now, as by hand:\n" + as_typed(line, arguments) + "\n");
        if (!ask(std::string(kGoOn)) || !wait_for_fit_machine())
            return false;
        const int status = m_world.run(arguments);
        write_down(arguments.command + (status == 0 ? ": done" : ": not done, exit status " + std::to_string(status)));
        if (status == 0)
            return true;
        say("That was not done; the reason is above. Nothing that was done before is lost.");
        if (!ask("Press Enter to try again, or type q to leave: "))
            return false;
    }
}

bool Guide::wait_for_fit_machine() {
    while (true) {
        const auto left = without_reason(objections(m_world.surroundings()), m_reasons);
        if (left.empty())
            return true;
        for (const auto& objection : left) {
            say(objection.what + " That was not so when this began. " + std::string(objection.remedy));
            write_down(objection.what + " The step waited.");
        }
        if (!ask(std::string(kLookAgain)))
            return false;
    }
}

bool Guide::compare(const Comparison& comparison) {
    const auto names = on_table(filled(comparison.pattern));
    if (names.empty())
        say("There is no " + filled(comparison.pattern) + " on the table.");
    return !names.empty() &&
           std::ranges::all_of(names, [&](const std::string& name) { return compare_one(name, comparison.what); });
}

bool Guide::compare_one(const std::string& name, std::string_view what) {
    const auto text = m_places.table.read(name, kMaxComparedBytes);
    const auto words = text && !text->empty() ? spoken_words(*text) : std::nullopt;
    if (!words) {
        say(name + " cannot be read, or 64 MiB of memory are missing.");
        return false;
    }
    say("Read aloud, one after the other, and compare " + filled(what) + " (" + name + "):");
    m_world.terminal.show("\n    " + *words + "\n\n");
    while (true) {
        const auto answer = ask("Do all have exactly these words? yes, no, or q to leave: ");
        if (!answer)
            return false;
        if (is_yes(*answer)) {
            write_down("compared aloud, the same for all: " + name + ": " + *words);
            return true;
        }
        if (is_no(*answer)) {
            write_down("compared aloud, NOT the same: " + name + ": " + *words);
            say("Stop here. Somebody has another file of this name. Put all of them side by side, find out who made "
                "which, and begin anew.");
            m_end = GuideEnd::kRefused;
            return false;
        }
    }
}

void Guide::finish() {
    m_end = GuideEnd::kDone;
    write_down(std::string(m_script.title) + ": finished");
    m_places.own.remove(file(kMemory));
    m_world.terminal.show("\n" + heading("Done"));
    say("What was done is in " + file(kMinutes) +
        (m_memory.rehearsal ? ". This was a rehearsal: when all are rehearsed, throw both folders away."
                            : ". Read it, and keep it with the papers of this ceremony."));
}

}  // namespace porchlight::custody
