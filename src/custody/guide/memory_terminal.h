// A terminal of a test: answers that are given beforehand, and all that was shown. One thread.
#pragma once

#include "custody/guide/terminal.h"

#include <deque>

namespace porchlight::custody {

class MemoryTerminal final : public Terminal {
public:
    explicit MemoryTerminal(std::deque<std::string> answers) : m_answers(std::move(answers)) {}

    void show(std::string_view text) override { m_shown += text; }
    std::optional<std::string> ask(std::string_view question) override {
        m_shown += question;
        if (m_answers.empty())
            return std::nullopt;
        auto answer = m_answers.front();
        m_answers.pop_front();
        m_shown += answer + "\n";
        return answer;
    }

    const std::string& shown() const { return m_shown; }
    std::size_t answers_left() const { return m_answers.size(); }

private:
    std::deque<std::string> m_answers;
    std::string m_shown;
};

}  // namespace porchlight::custody
