#include "custody/guide/console_terminal.h"

#include <iostream>

namespace porchlight::custody {

void ConsoleTerminal::show(std::string_view text) {
    std::cout << text;
    std::cout.flush();
}

std::optional<std::string> ConsoleTerminal::ask(std::string_view question) {
    show(question);
    std::string line;
    if (!std::getline(std::cin, line))
        return std::nullopt;
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

}  // namespace porchlight::custody
