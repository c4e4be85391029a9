// A small city for the bridge's tests: keys, signed documents, and a page's card request. In memory.
#pragma once

#include "base/encoding.h"
#include "base/json.h"
#include "card/number.h"
#include "envelope/layout.h"
#include "protocol/card_request.h"
#include "protocol/manifest.h"
#include "protocol/receipt.h"
#include "protocol/release.h"
#include "protocol/signed_document.h"

#include <fstream>
#include <sstream>
#include <string>

namespace porchlight::bridge::testing {

constexpr std::int64_t kNow = 1'800'000'000;  // 15 January 2027

struct City {
    signing_key custodian = signing_key::generate();
    signing_key releaser = signing_key::generate();
    signing_key issuer = signing_key::generate();
    signing_key receipts = signing_key::generate();
    signing_key kiosk = signing_key::generate();
    byte_array<32> epoch = random_array<32>();
    std::string name = "City of Lakehaven";
    std::int64_t expires = kNow + 90 * 24 * 3600;
    json rules = programme();

    protocol::Trust trust() const { return {name, {1, {custodian.public_half}}, {1, {releaser.public_half}}}; }
    static json programme() {
        std::ifstream in("assets/programs/lakehaven.json");
        std::stringstream text;
        text << in.rdbuf();
        return json::parse(text.str());
    }
    std::string manifest_payload(std::uint32_t serial) const {
        return json{
            {"v", 1},
            {"type", "manifest"},
            {"city", name},
            {"serial", serial},
            {"expires", expires},
            {"programme", rules},
            {"epoch", {{"id", 1}, {"public_key", to_hex(epoch)}, {"end", "2028-01-01"}, {"destroy", "2034-01-01"}}},
            {"issuers", {{{"public_key", to_hex(issuer.public_half)}, {"withdrawn", false}}}},
            {"receipts", {{{"public_key", to_hex(receipts.public_half)}}}}}
            .dump();
    }
    static bytes signed_by(const signing_key& key, std::string_view context, std::string payload) {
        protocol::SignedDocument document{std::move(payload), {}};
        protocol::add_signature(document, context, key);
        const auto text = protocol::to_text(document);
        return {text.begin(), text.end()};
    }
    bytes manifest(std::uint32_t serial) const {
        return signed_by(custodian, protocol::kManifestContext, manifest_payload(serial));
    }
    bytes release(std::uint32_t serial, const std::map<std::string, std::string>& files) const {
        protocol::Release out{serial, {}};
        for (const auto& [path, text] : files)
            out.files.push_back({path, "text/plain", {text.size(), hash(as_bytes(text))}, std::nullopt});
        return signed_by(releaser, protocol::kReleaseContext, protocol::to_text(out));
    }

    protocol::CardRequest card_request(const std::string& holder) const {
        protocol::CardRequest out;
        out.content = {holder, "1990-03-12", "", card::random_number()};
        const auto head = envelope::write_header({1, envelope::key_id(epoch)});
        random_bytes(out.sealed);
        std::copy(head.begin(), head.end(), out.sealed.begin());
        out.photo.assign(protocol::kPhotoBytes, 180);
        return out;
    }
    bytes card_request_bytes(const std::string& holder) const {
        return *protocol::write_card_request(card_request(holder));
    }
    protocol::Answer approval(const protocol::KioskRequest& request, std::int64_t now) const {
        protocol::Answer out;
        out.state = protocol::AnswerState::kApproved;
        out.receipt = protocol::write_receipt(request, now + protocol::kReceiptSeconds, receipts);
        out.issuer_signature = sign(issuer, "porchlight card v1", request.payload_hash);
        return out;
    }
};

}  // namespace porchlight::bridge::testing
