#include "bridge/places.h"

namespace porchlight::bridge {

Places default_places() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto prefix = program.parent_path().parent_path();
    const auto share = prefix / "share/porchlight";
    if (!failed && std::filesystem::is_directory(share / "card", failed))
        return {share, share / "fonts"};
    // ROOT/build/PRESET/bin; no path of the machine that built it is in the program.
    const auto root = prefix.parent_path().parent_path();
    return {root / "assets", root / "node_modules/@expo-google-fonts"};
}

}  // namespace porchlight::bridge
