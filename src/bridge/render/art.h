// The art of one side of a card: an SVG file, drawn by librsvg, and the boxes that it names. One thread at a time.
#pragma once

#include "bridge/render/card_template.h"

namespace porchlight::bridge {

class Art {
public:
    // colours: what the classes fill-NAME, stroke-NAME and stop-NAME of the file mean.
    static std::expected<Art, TemplateFault> open(const std::filesystem::path& file,
                                                  const std::map<std::string, Colour>& colours);

    // Nothing where the file has no element of that id.
    std::optional<Box_mm> box(const std::string& id) const;
    // Nothing if librsvg cannot draw it.
    Owned<cairo_surface_t> draw() const;

private:
    explicit Art(Owned<RsvgHandle> svg) : m_svg(std::move(svg)) {}
    Owned<RsvgHandle> m_svg;
};

// Nothing if the file cannot be read or is larger than 4 MiB.
std::optional<std::string> read_template_file(const std::filesystem::path& path);
constexpr std::size_t kMaxTemplateBytes = 4U << 20;

}  // namespace porchlight::bridge
