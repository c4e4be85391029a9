// A card's template: art (SVG) and named boxes for photo, code and text, with the style of each (JSON).
// assets/card/NAME-front.svg, NAME-back.svg, NAME.json. Loaded once; then read only, any thread.
// Units: boxes in millimetres of the lying card.
#pragma once

#include "base/json.h"
#include "bridge/render/handles.h"

#include <expected>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace porchlight::bridge {

enum class Vertical { kTop, kMiddle };

struct TextStyle {
    double size_mm = 0;  // the largest; text is shrunk until it fits
    int weight = 400;
    byte_array<3> colour{};
    int lines = 1;
    Vertical vertical = Vertical::kTop;
};

struct Box_mm {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
};

struct Side {
    Owned<cairo_surface_t> art;  // kCardWidth_dots x kCardHeight_dots, without a word of anybody
    std::map<std::string, Box_mm> boxes;
    std::map<std::string, TextStyle> styles;
};

struct CardTemplate {
    double smallest_x_height_mm = 0;
    std::vector<std::string> families;  // in order: the first that has all of a text's characters sets it whole
    std::map<std::string, std::string> texts;
    Side front;
    Side back;
};

enum class TemplateError { kMissing, kMalformed };

std::expected<CardTemplate, TemplateError> load_template(const std::filesystem::path& folder, const std::string& name);

}  // namespace porchlight::bridge
