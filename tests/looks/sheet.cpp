// The contact sheet: every screen as it is drawn, in small, many to a page of PNG. To be looked at.
//
//     intake_sheet FOLDER        (`shell/porchlight sheet` runs it)
#include "tests/looks/drawn.h"

#include <cairo.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace porchlight::intake;
using porchlight::tests::Drawn;
using porchlight::tests::Look;
using porchlight::tests::Size;

namespace {

constexpr int kColumns = 6, kRows = 3, kGap = 24, kCaption = 30, kGround = 0x60;

struct Kind {
    std::string name;
    Look look;
    double scale;
    int columns, rows;
};

class Pages {
public:
    Pages(const Kind& kind, std::string folder)
        : m_kind(kind),
          m_folder(std::move(folder)),
          m_width(static_cast<int>(kind.look.size.width * kind.scale)),
          m_height(static_cast<int>(kind.look.size.height * kind.scale)) {}
    ~Pages() { finish(); }
    Pages(const Pages&) = delete;
    Pages& operator=(const Pages&) = delete;

    void add(const std::string& name, const porchlight::tests::RasterScreen& screen) {
        if (m_surface == nullptr)
            begin();
        const int at = m_count++;
        const double x = kGap + (at % m_kind.columns) * (m_width + kGap);
        const double y = kGap + (at / m_kind.columns) * (m_height + kCaption + kGap);
        caption(x, y, name);
        picture(x, y + kCaption, screen);
        if (m_count == m_kind.columns * m_kind.rows)
            finish();
    }

private:
    void begin() {
        const int width = kGap + m_kind.columns * (m_width + kGap);
        const int height = kGap + m_kind.rows * (m_height + kCaption + kGap);
        m_surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
        m_cairo = cairo_create(m_surface);
        cairo_set_source_rgb(m_cairo, kGround / 255.0, kGround / 255.0, kGround / 255.0);
        cairo_paint(m_cairo);
        m_count = 0;
    }

    void caption(double x, double y, const std::string& text) {
        cairo_set_source_rgb(m_cairo, 1, 1, 1);
        cairo_set_font_size(m_cairo, 18);
        cairo_move_to(m_cairo, x, y + 20);
        cairo_show_text(m_cairo, text.c_str());
    }

    void picture(double x, double y, const porchlight::tests::RasterScreen& screen) {
        std::vector<ImU32> pixels;
        pixels.reserve(screen.pixels().size());
        for (const auto color : screen.pixels())
            pixels.push_back(((color & 255U) << 16U) | (color & 0xFF00U) | ((color >> 16U) & 255U));
        auto* surface = cairo_image_surface_create_for_data(reinterpret_cast<unsigned char*>(pixels.data()),
                                                            CAIRO_FORMAT_RGB24, screen.width(), screen.height(),
                                                            screen.width() * 4);
        cairo_save(m_cairo);
        cairo_translate(m_cairo, x, y);
        cairo_scale(m_cairo, static_cast<double>(m_width) / screen.width(),
                    static_cast<double>(m_height) / screen.height());
        cairo_set_source_surface(m_cairo, surface, 0, 0);
        cairo_pattern_set_filter(cairo_get_source(m_cairo), CAIRO_FILTER_BEST);
        cairo_paint(m_cairo);
        cairo_restore(m_cairo);
        cairo_surface_destroy(surface);
    }

    void finish() {
        if (m_surface == nullptr)
            return;
        const auto path = m_folder + "/" + m_kind.name + "-" + std::to_string(++m_page) + ".png";
        if (cairo_surface_write_to_png(m_surface, path.c_str()) == CAIRO_STATUS_SUCCESS)
            std::printf("%s\n", path.c_str());
        cairo_destroy(m_cairo);
        cairo_surface_destroy(m_surface);
        m_surface = nullptr;
    }

    const Kind& m_kind;
    std::string m_folder;
    int m_width, m_height, m_count = 0, m_page = 0;
    cairo_surface_t* m_surface = nullptr;
    cairo_t* m_cairo = nullptr;
};

std::vector<Kind> kinds() {
    std::vector<Kind> all;
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        all.push_back({"kiosk-" + std::string(kLanguages[i].tag), Look{{1080, 1920}, i}, 1.0 / 3, kColumns, kRows});
    for (std::size_t i = 0; i < kLanguageCount; ++i)
        all.push_back({"phone-200-" + std::string(kLanguages[i].tag), Look{{360, 740}, i, 200}, 0.8, 7, 3});
    all.push_back({"desk", Look{{1280, 800}}, 0.4, 4, 5});
    constexpr std::pair<const char*, Scheme> kSchemes[] = {
        {"night", Scheme::kNight}, {"black", Scheme::kBlackOnWhite}, {"yellow", Scheme::kYellowOnBlack}};
    for (const auto& [name, scheme] : kSchemes)
        all.push_back({name, Look{{1080, 1920}, 0, 100, scheme}, 1.0 / 3, kColumns, kRows});
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "intake_sheet FOLDER\n");
        return 2;
    }
    std::filesystem::create_directories(argv[1]);
    for (const auto& kind : kinds()) {
        Drawn drawn(kind.look);
        Pages pages(kind, argv[1]);
        walk(drawn, [&](const std::string& name) { pages.add(name, drawn.screen); });
    }
}
