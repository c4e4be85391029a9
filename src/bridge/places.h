// Where the bridge finds what it draws cards with, when the command line does not say. Any thread.
#pragma once

#include <filesystem>

namespace porchlight::bridge {

struct Places {
    std::filesystem::path assets;  // holds card/ and printers/
    std::filesystem::path fonts;   // beside the system's
};

// An installed program (PREFIX/bin) has them in PREFIX/share/porchlight; one that was only built
// (ROOT/build/PRESET/bin) has them in the source tree, ROOT.
Places default_places();

}  // namespace porchlight::bridge
