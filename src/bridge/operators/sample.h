// A card of nobody, to look at: all that a programme may print, from assets/card/sample.json (assets/card/README.md).
// It says that it is a sample, and its code is no card's. One thread at a time.
#pragma once

#include "bridge/render/renderer.h"
#include "protocol/manifest.h"

#include <expected>

namespace porchlight::bridge {

struct Sample {
    CardParts parts;
    std::string code;   // of the form of a card's, signed by nobody's key
    std::string stamp;  // printed over both sides
};

// folder: of card templates. One sentence if a file is missing or faulty, or the code is a genuine one of this city.
std::expected<Sample, std::string> load_sample(const std::filesystem::path& folder, const protocol::Manifest& manifest);

// Both sides, stamped.
std::expected<Faces, RenderError> draw_sample(const Sample& sample, Renderer& renderer);

}  // namespace porchlight::bridge
