// The world of a flow, in memory: what was asked of it, and nothing answered by itself.
#pragma once

#include "base/json.h"
#include "intake/flow/flow.h"
#include "protocol/card_request.h"

#include <string>
#include <utility>
#include <vector>

namespace porchlight::tests {

class MemoryOutside : public intake::Outside {
public:
    void send_card_request(byte_view request, protocol::Again why) override {
        requests.emplace_back(request.begin(), request.end());
        again.push_back(why);
    }
    void send_preview(byte_view request) override { previews.emplace_back(request.begin(), request.end()); }
    void send_cancel() override { ++cancels; }
    void send_turned() override { ++turns; }
    void send_found(intake::Found what) override { found.push_back(what); }
    void send_code(std::string_view librarian, std::string_view code) override { codes.emplace_back(librarian, code); }
    void fetch_manifest() override { ++manifests; }
    void set_camera(bool on) override { is_camera_on = on; }
    void leave() override { ++leaves; }

    std::vector<bytes> requests;
    std::vector<bytes> previews;
    std::vector<protocol::Again> again;  // of each request
    std::vector<intake::Found> found;
    std::vector<std::pair<std::string, std::string>> codes;  // librarian, code
    int cancels = 0, turns = 0, manifests = 0, leaves = 0;
    bool is_camera_on = false;
};

// A programme with nothing but a class, and one with all that a flow can meet.
json plain_programme();
json full_programme();

// A manifest payload for this epoch key (hex).
std::string manifest_payload(const std::string& epoch_key, const json& programme = plain_programme());

// A photo of one grey.
inline bytes grey_photo(std::uint8_t level = 128) { return bytes(protocol::kPhotoBytes, level); }

// A flow that an applicant walks: the manifest is there, today is 2026-11-23.
struct Kiosk {
    static const std::string kEpochKey;
    explicit Kiosk(const std::string& epoch_key = kEpochKey);
    explicit Kiosk(const json& programme);

    MemoryOutside outside;
    intake::Flow flow;

    // The bridge draws at once what is asked for by it.
    void press(std::string_view id);
    bool draws_at_once = true;
    std::size_t drawn = 0;
    void type_date(std::string_view year, std::string_view month, std::string_view day);
    void take_photo();
    // From welcome to what the programme's first own step is, and to the name.
    void go_to_first();
    void go_to_name();
    // From the name to what follows the date of birth.
    void go_past_date(std::string_view name, std::string_view born);
    // From the name to the photo.
    void go_to_photo(std::string_view name = "Ana Núñez", std::string_view born = "1990-03-12");
    // From welcome to review.
    void go_to_review(std::string_view name = "Ana Núñez", std::string_view born = "1990-03-12");
    // From review to the words on the screen.
    void go_to_words();
    // The same at a site with one device, where a librarian approves on this screen.
    void go_to_code();
    // What the bridge says of the issuance, as its state's JSON.
    void hears(std::string_view issuance) { flow.bridge_said(R"({"issuance":)" + std::string(issuance) + "}"); }
    intake::Step step() const { return flow.state().step; }
};

}  // namespace porchlight::tests
