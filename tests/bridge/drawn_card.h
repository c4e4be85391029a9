// A card of the demo programme as the bridge's own renderer draws it. Tests only; one thread; run in the root of the
// repository.
#pragma once

#include "bridge/render/renderer.h"
#include "card/code.h"
#include "record/name.h"
#include "tests/bridge/city.h"

namespace porchlight::bridge::testing {

inline Renderer& renderer() {
    static CairoRenderer one = [] {
        add_fonts("node_modules/@expo-google-fonts");
        return CairoRenderer("assets/card");
    }();
    return one;
}

struct Drawn {
    City city;
    protocol::CardRequest request;
    std::string code;
    std::expected<Faces, RenderError> faces;

    explicit Drawn(const std::string& name, const std::string& gender = "")
        : request(city.card_request(*record::canonical_name(name))) {
        request.content.gender = gender;
        const auto manifest = protocol::parse_manifest(city.manifest_payload(1));
        const auto expiry = date::from_ymd(2032, 1, 14);
        const auto made = card::make_code(
            city.issuer.public_half, expiry,
            {record::comparison_form(request.content.name), request.content.dob, request.content.number});
        code = card::code_text(*made, sign(city.issuer, card::kCardContext, card::payload_hash(*made)));
        faces =
            render(renderer(), {"lakehaven", card_text(*manifest, request.content, expiry), request.photo, {}}, code);
    }
};

}  // namespace porchlight::bridge::testing
