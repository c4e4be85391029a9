// Whom a guide talks to. At a laptop it is ConsoleTerminal, in tests MemoryTerminal. One thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace porchlight::custody {

class Terminal {
public:
    Terminal() = default;
    virtual ~Terminal() = default;
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    // Text that ends with a line feed, in lines of at most kTerminalColumns (layout.h).
    virtual void show(std::string_view text) = 0;
    // What is typed after the question, its line feed left off; nothing when nobody types any more.
    virtual std::optional<std::string> ask(std::string_view question) = 0;
};

}  // namespace porchlight::custody
