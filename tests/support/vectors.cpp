#include "tests/support/vectors.h"

#include "base/encoding.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace porchlight::tests {

bytes Vector::hex(const char* member) const { return from_hex(text(member)).value(); }

std::vector<Vector> vectors(const std::string& folder) {
    const char* root = std::getenv("PORCHLIGHT_ROOT");
    const auto dir = std::filesystem::path(root != nullptr ? root : ".") / "tests/vectors" / folder;
    std::vector<Vector> out;
    for (const auto& entry : std::filesystem::directory_iterator(dir)) {
        std::ifstream in(entry.path());
        out.push_back({entry.path().filename().string(), nlohmann::json::parse(in)});
    }
    if (out.empty())
        throw std::runtime_error("no vectors in " + dir.string());
    std::ranges::sort(out, {}, &Vector::file);
    return out;
}

}  // namespace porchlight::tests
