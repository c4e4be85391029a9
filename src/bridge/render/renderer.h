// Both faces of a card from its text, photo and code. The interface, and the one made with cairo and Pango.
// A renderer is used by one thread at a time. What goes in and comes out is the caller's to wipe.
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

// A card but for its code, which is signed last: the code's box on the back is bare.
struct UnsignedFaces {
    Faces faces;
    Box_mm code_box;
};

class Renderer {
public:
    virtual ~Renderer() = default;
    virtual std::expected<UnsignedFaces, RenderError> draw(const CardParts& parts) = 0;
};

// A function of the code's length: false if it would not fit.
bool takes_code(const UnsignedFaces& card, std::string_view code);
// code: the text of the QR code. kTemplate if it does not fit. Any thread.
std::expected<Faces, RenderError> with_code(UnsignedFaces card, std::string_view code);
// At once, for who has the code.
std::expected<Faces, RenderError> render(Renderer& renderer, const CardParts& parts, std::string_view code);

// Templates from a folder. The last one is kept: a template's art is eight megabytes, and the next card is mostly of
// the same class.
class CairoRenderer final : public Renderer {
public:
    explicit CairoRenderer(std::filesystem::path folder);
    std::expected<UnsignedFaces, RenderError> draw(const CardParts& parts) override;
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
