// The countdown of the photo, and the card as it will print.
#include "tests/intake/memory_outside.h"

#include <catch2/catch_amalgamated.hpp>

#include <algorithm>

using namespace porchlight;
using namespace porchlight::intake;
using tests::Kiosk;

namespace {

struct AtCamera : Kiosk {
    AtCamera() {
        go_to_name();
        go_to_photo();
        flow.camera_frame(tests::grey_photo());
    }
    int countdown() const { return flow.state().countdown; }
    bool is_taken() const { return flow.state().camera == CameraState::kOff; }
};

// At the review, and the bridge has yet to draw.
struct AtReview : Kiosk {
    AtReview() {
        draws_at_once = false;
        go_to_review();
    }
    Preview preview() const { return flow.state().preview; }
    void is_drawn(std::uint8_t grey = 7) { flow.preview_answered(200, bytes(kPreviewBytes, grey)); }
};

std::size_t sealed_bytes(const bytes& request) {
    const auto from = request.begin() + 4096;
    return static_cast<std::size_t>(std::count_if(from, from + 1024, [](auto byte) { return byte != 0; }));
}

}  // namespace

TEST_CASE("A photo is taken three seconds after it is asked for, and each second is told") {
    AtCamera kiosk;
    kiosk.press("photo-take");
    CHECK(kiosk.countdown() == 3);
    CHECK(kiosk.flow.state().focus.id == "photo-now");
    CHECK(kiosk.flow.next_tick() == milliseconds(2000));
    kiosk.press("photo-take");
    kiosk.flow.tick(milliseconds(2000));
    CHECK(kiosk.countdown() == 2);
    kiosk.flow.camera_frame(tests::grey_photo(9));
    kiosk.flow.tick(milliseconds(3999));
    CHECK(kiosk.countdown() == 1);
    CHECK_FALSE(kiosk.is_taken());
    kiosk.flow.tick(milliseconds(4000));
    CHECK(kiosk.countdown() == 0);
    CHECK(kiosk.is_taken());
    CHECK_FALSE(kiosk.outside.is_camera_on);
    CHECK(kiosk.flow.draft().photo()[0] == 9);
}

TEST_CASE("A countdown ends with a press, a dialog, another step or a camera that stops") {
    AtCamera kiosk;
    kiosk.press("photo-now");
    CHECK(kiosk.is_taken());
    kiosk.press("photo-again");
    kiosk.flow.camera_frame(tests::grey_photo());
    kiosk.press("photo-take");
    SECTION("a press") {
        kiosk.press("photo-now");
        CHECK(kiosk.is_taken());
    }
    SECTION("a dialog") {
        kiosk.press("leave");
        kiosk.flow.tick(milliseconds(9000));
        CHECK_FALSE(kiosk.is_taken());
    }
    SECTION("another step") {
        kiosk.press("back");
        CHECK(kiosk.flow.draft().photo().empty());
        kiosk.press("continue");
        CHECK(kiosk.step() == Step::kPhoto);
        CHECK_FALSE(kiosk.is_taken());
    }
    SECTION("the camera stops") {
        kiosk.flow.camera_changed(CameraState::kStopped);
        kiosk.flow.tick(milliseconds(9000));
        CHECK(kiosk.flow.state().problem->message == Message::error_camera_stopped);
    }
    CHECK(kiosk.countdown() == 0);
}

TEST_CASE("Help with the photo opens and closes, and is closed on the next visit") {
    AtCamera kiosk;
    kiosk.press("photo-help");
    CHECK(kiosk.flow.state().is_photo_help_open);
    kiosk.press("photo-help");
    CHECK_FALSE(kiosk.flow.state().is_photo_help_open);
    kiosk.press("photo-help");
    kiosk.press("back");
    CHECK_FALSE(kiosk.flow.state().is_photo_help_open);
}

TEST_CASE("The review asks once for a picture of the card that will print, without the sealed record") {
    AtReview kiosk;
    REQUIRE(kiosk.outside.previews.size() == 1);
    CHECK(kiosk.preview() == Preview::kAsked);
    kiosk.is_drawn();
    CHECK(kiosk.preview() == Preview::kShown);
    CHECK(kiosk.flow.preview().size() == kPreviewBytes);
    kiosk.press("change-gender");
    kiosk.press("continue");
    CHECK(kiosk.outside.previews.size() == 1);
    kiosk.press("ready");
    CHECK(sealed_bytes(kiosk.outside.requests[0]) > 900);
    CHECK(sealed_bytes(kiosk.outside.previews[0]) == 0);
    auto same = kiosk.outside.requests[0];
    std::fill_n(same.begin() + 4096, 1024, std::uint8_t{0});
    CHECK(same == kiosk.outside.previews[0]);
}

TEST_CASE("A changed answer takes the picture away and asks for another") {
    AtReview kiosk;
    kiosk.is_drawn();
    kiosk.press("change-name");
    kiosk.flow.type(Field::kName, "Ana N.");
    CHECK(kiosk.flow.preview().empty());
    kiosk.press("continue");
    CHECK(kiosk.preview() == Preview::kAsked);
    CHECK(kiosk.outside.previews.size() == 2);
}

TEST_CASE("Without a picture the review says so, and the card can be asked for all the same") {
    struct Case {
        int status;
        std::string body;
    };
    const auto at = GENERATE(Case{0, ""}, Case{404, R"({"error":"not_found"})"}, Case{200, "too short"},
                             Case{503, R"({"error":"no_manifest"})"});
    AtReview kiosk;
    kiosk.flow.preview_answered(at.status, as_bytes(at.body));
    CHECK(kiosk.preview() == Preview::kFailed);
    CHECK(kiosk.step() == Step::kReview);
    CHECK_FALSE(kiosk.flow.state().problem);
    kiosk.press("ready");
    CHECK(kiosk.step() == Step::kApproval);
}

TEST_CASE("What does not fit on the card is said at the review, before anyone is asked to approve it") {
    const auto [error, message] = GENERATE(table<std::string, Message>({
        {"name_does_not_fit", Message::error_name_does_not_fit},
        {"glyph_missing", Message::error_glyph_missing},
        {"gender", Message::error_gender_unprintable},
        {"field_does_not_fit", Message::error_field_does_not_fit},
    }));
    AtReview kiosk;
    kiosk.flow.preview_answered(422, as_bytes(R"({"error":")" + error + R"("})"));
    CHECK(kiosk.step() == Step::kReview);
    REQUIRE(kiosk.flow.state().problem);
    CHECK(kiosk.flow.state().problem->message == message);
    CHECK(kiosk.flow.state().focus.id == "error");
}

TEST_CASE("One card is drawn at a time: a change waits for its turn, and the picture before it is not shown") {
    AtReview kiosk;
    kiosk.press("change-name");
    kiosk.flow.type(Field::kName, "Ana N.");
    kiosk.press("continue");
    CHECK(kiosk.outside.previews.size() == 1);
    kiosk.is_drawn();
    CHECK(kiosk.preview() == Preview::kAsked);
    CHECK(kiosk.flow.preview().empty());
    REQUIRE(kiosk.outside.previews.size() == 2);
    kiosk.is_drawn(9);
    CHECK(kiosk.preview() == Preview::kShown);
    CHECK(kiosk.flow.preview()[0] == 9);
}

TEST_CASE("The card is asked for when its picture is drawn, and what was heard of the one before does not touch it") {
    AtReview kiosk;
    kiosk.press("ready");
    CHECK(kiosk.step() == Step::kApproval);
    CHECK(kiosk.outside.requests.empty());
    kiosk.hears(R"({"state":"denied","reason":"person","words":["old","old","old"]})");
    CHECK(kiosk.step() == Step::kApproval);
    SECTION("it is drawn") {
        kiosk.is_drawn();
        REQUIRE(kiosk.outside.requests.size() == 1);
        kiosk.flow.issuance_answered(200, R"({"words":["apple","river","stone"]})");
        CHECK(kiosk.flow.state().issuance.words[0] == "apple");
    }
    SECTION("it is not, and the request says why") {
        kiosk.flow.preview_answered(0, {});
        CHECK(kiosk.outside.requests.size() == 1);
    }
    SECTION("the applicant takes it back before") {
        kiosk.press("change-answers");
        CHECK(kiosk.step() == Step::kReview);
        kiosk.is_drawn();
        CHECK(kiosk.outside.requests.empty());
        CHECK(kiosk.outside.cancels == 0);
        CHECK(kiosk.preview() == Preview::kShown);
    }
    SECTION("the applicant leaves before") {
        kiosk.press("leave");
        kiosk.press("leave-confirm");
        kiosk.is_drawn();
        CHECK(kiosk.outside.requests.empty());
        CHECK(kiosk.flow.preview().empty());
    }
}
