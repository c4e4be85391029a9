// Standard input and output, as a terminal. Main thread.
#pragma once

#include "custody/guide/terminal.h"

namespace porchlight::custody {

class ConsoleTerminal final : public Terminal {
public:
    void show(std::string_view text) override;
    std::optional<std::string> ask(std::string_view question) override;
};

}  // namespace porchlight::custody
