// Both faces of a card from its text, photo and code. The interface, and the one made with cairo and Pango.
// One thread at a time. What goes in and comes out is the caller's to wipe.
#pragma once

#include "bridge/render/card_template.h"
#include "bridge/render/card_text.h"
#include "bridge/render/raster.h"
#include "bridge/render/text_box.h"

#include <expected>
#include <filesystem>
#include <string_view>

namespace porchlight::bridge {

// The first two are of the name; kGender, kField: a word for gender, or an address, emergency contact or note, that
// does not fit or lacks a glyph.
enum class RenderError { kNameDoesNotFit, kGlyphMissing, kGender, kField, kTemplate };
// "name_does_not_fit", "glyph_missing", "gender", "field_does_not_fit", "template".
std::string_view code(RenderError error);

class Renderer {
public:
    virtual ~Renderer() = default;
    // code: the text of the QR code.
    virtual std::expected<Faces, RenderError> render(const CardParts& parts, std::string_view code) = 0;
};

// Templates from a folder. The last one is kept: a template's art is eight megabytes, and the next card is mostly of
// the same class.
class CairoRenderer final : public Renderer {
public:
    explicit CairoRenderer(std::filesystem::path folder);
    std::expected<Faces, RenderError> render(const CardParts& parts, std::string_view code) override;
    // Loads the template of every class, and keeps none: has each a place for all that the programme may print?
    std::expected<void, TemplateFault> check(const protocol::Manifest& manifest);

private:
    struct Loaded {
        CardTemplate card;
        Typesetter typesetter;
    };
    std::expected<CardTemplate, TemplateFault> load(const std::string& name) const;
    Loaded* find(const std::string& name);

    std::filesystem::path m_folder;
    std::string m_name;  // of the loaded one
    std::optional<Loaded> m_loaded;
};

}  // namespace porchlight::bridge
