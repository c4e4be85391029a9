#include "bridge/places.h"

namespace porchlight::bridge {

Places default_places() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const auto share = program.parent_path().parent_path() / "share/porchlight";
    if (!failed && std::filesystem::is_directory(share / "card", failed))
        return {share, share / "fonts"};
    return {PORCHLIGHT_BRIDGE_ASSETS, PORCHLIGHT_BRIDGE_FONTS};
}

}  // namespace porchlight::bridge
