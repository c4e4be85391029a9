// A card's template: art (SVG) with named boxes for photo, codes and text, and the style of each (JSON), as
// assets/card/README.md tells designers. Loaded once; then read only, any thread.
// Units: boxes in millimetres of the lying card.
#pragma once

#include "base/json.h"
#include "bridge/render/handles.h"
#include "protocol/card_rules.h"

#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::bridge {

enum class Vertical { kTop, kMiddle };
enum class Align { kStart, kMiddle, kEnd };  // in the text's own direction

using Colour = byte_array<3>;

struct TextStyle {
    double size_mm = 0;  // the largest; text is shrunk until it fits
    int weight = 400;
    Colour colour{};
    int lines = 1;
    Vertical vertical = Vertical::kTop;
    Align align = Align::kStart;
    std::optional<Colour> ground;  // of a plate around the words
};

struct Box_mm {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

// How a photo is prepared for a dye-sublimation printer; see photo.h.
struct PhotoTone {
    double lift = 0;
    double sharpen = 0;
};

struct Side {
    Owned<cairo_surface_t> art;  // kCardWidth_dots x kCardHeight_dots, without a word of anybody
    std::map<std::string, Box_mm> boxes;
    std::map<std::string, TextStyle> styles;
};

struct CardTemplate {
    double smallest_x_height_mm = 0;
    PhotoTone tone;
    std::vector<std::string> families;  // in order: the first that has all of a text's characters sets it whole
    std::map<std::string, std::string> texts;
    Side front;
    Side back;
    std::optional<Side> plain_back;  // for a card without service codes

    const Side& back_for(bool has_services) const { return has_services || !plain_back ? back : *plain_back; }
};

// Why a template cannot be used: a sentence for its designer. No word of anybody is in it.
using TemplateFault = std::string;

std::expected<CardTemplate, TemplateFault> load_template(const std::filesystem::path& folder, const std::string& name);

// Has it a place, large enough, for all that the programme may print?
std::expected<void, TemplateFault> check_places(const CardTemplate& card, const protocol::CardRules& rules);

}  // namespace porchlight::bridge
