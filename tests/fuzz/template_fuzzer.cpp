// A template that a designer spoils is refused in a sentence, or loads with every box where a card has it.
// First byte: 0 the rest is the JSON, else the rest is the art.
#include "bridge/render/art.h"
#include "tests/fuzz/fuzz.h"

#include <unistd.h>
#include <cmath>
#include <filesystem>
#include <fstream>

using namespace porchlight;
using namespace porchlight::bridge;
using fuzz::expect;

namespace {

// In memory, and gone with the process.
class Folder {
public:
    Folder() {
        const auto base = std::filesystem::exists("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                              : std::filesystem::temp_directory_path();
        m_path = base / ("porchlight-template-" + std::to_string(getpid()));
        std::filesystem::create_directories(m_path);
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::filesystem::path write(const std::string& name, byte_view content) const {
        std::ofstream out(m_path / name, std::ios::binary);
        out.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
        return m_path / name;
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

constexpr std::string_view kBoxes[] = {"photo", "name", "dob",       "expires",        "number",
                                       "code",  "city", "service-1", "service-1-name", "service-1-number"};

// Art with every box that a template may name, in a row: the JSON is then what decides.
std::string plain_art() {
    std::string out = R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 85.6 53.98">)";
    for (const auto id : kBoxes)
        out += R"(<rect id=")" + std::string(id) + R"(" x="2" y="2" width="40" height="30"/>)";
    return out + "</svg>";
}

void check_art(const std::filesystem::path& file) {
    const auto art = Art::open(file, {{"brand", Colour{1, 2, 3}}});
    if (!art) {
        expect(!art.error().empty());
        return;
    }
    for (const auto id : kBoxes)
        if (const auto box = art->box(std::string(id)))
            expect(std::isfinite(box->x) && std::isfinite(box->y) && std::isfinite(box->width) &&
                   std::isfinite(box->height));
    if (const auto surface = art->draw())
        expect(cairo_image_surface_get_width(surface.get()) > 0);
}

}  // namespace

// cairo keeps fonts of art that broke off while it was drawn. Leaks of ours are looked for under the address sanitizer,
// in bridge_template_test. NOLINTNEXTLINE(bugprone-reserved-identifier, readability-identifier-naming): the sanitizer's
// own name.
extern "C" int __lsan_is_turned_off() { return 1; }

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Folder folder;
    static const bool is_furnished = [] {
        for (const char* name : {"fuzz-front.svg", "fuzz-back.svg", "fuzz-back-plain.svg"})
            folder.write(name, as_bytes(plain_art()));
        return true;
    }();
    const auto input = fuzz::input(data, size);
    if (input.empty() || !is_furnished)
        return 0;
    if (input[0] != 0) {
        check_art(folder.write("art.svg", input.subspan(1)));
        return 0;
    }
    folder.write("fuzz.json", input.subspan(1));
    const auto card = load_template(folder.path(), "fuzz");
    expect(card || !card.error().empty());
    if (card)
        expect(card->front.boxes.contains("name") && card->smallest_x_height_mm > 0);
    return 0;
}
