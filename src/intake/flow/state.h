// What the flow shows: the step, what is asked beside it, and what went wrong. The screens read it and draw.
// Plain values, one thread.
#pragma once

#include "intake/flow/draft.h"
#include "intake/messages.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace porchlight::intake {

enum class Step : std::uint8_t {
    kWelcome,
    kKept,       // what is kept, what is not, and why
    kPath,       // a first card, a renewal, …
    kAge,        // the document helper: whose papers,
    kPapers,     // what is there,
    kChecklist,  // what is missing, and other ways,
    kTakeAlong,  // a list to come back with
    kName,
    kBirthDate,
    kCaretaker,  // for the classes that need one
    kEmergency,  // the same
    kGender,
    kExtras,  // markers, note, emergency contact
    kServices,
    kPhoto,
    kReview,
    kApproval,  // frozen; words on the screen
    kIssuing,   // approved; the card is being printed
    kTray,      // nobody knows whether a card came out: the librarian is asked
    kDone,
    kTrouble,  // denied or failed: what happened and what to do
    kGone,     // wiped; the page is leaving
};

// What stands over the step.
enum class Dialog : std::uint8_t { kNone, kLeave, kLook, kLanguage, kTimeout };

enum class CameraState : std::uint8_t { kOff, kStarting, kLive, kRefused, kMissing, kStopped };

enum class Scheme : std::uint8_t { kDay, kNight, kBlackOnWhite, kYellowOnBlack };

// The card as it will print, at the review.
enum class Preview : std::uint8_t { kNone, kAsked, kShown, kFailed };
constexpr std::size_t kFaceWidth_px = 506, kFaceHeight_px = 319;
constexpr std::size_t kPreviewBytes = 2 * kFaceWidth_px * kFaceHeight_px * 3;

// What is wrong on a screen: what happened and what to do, and the field it is about, if about one.
struct Problem {
    Message message;
    std::optional<Field> field;
};

// How far the librarian and the printer are.
struct Issuance {
    std::array<std::string, 3> words;  // empty until the bridge has answered
    bool is_stopping = false;          // a cancel is on its way
    bool was_too_late = false;         // the cancel came after the approval
    int page = 0, pages = 0;           // being printed; 0 before it begins
    bool is_to_turn = false;           // the card has to be turned by hand
    bool takes_codes = false;          // a librarian approves here, by a one-time code
    bool is_code_sent = false;         // one is on its way
    bool has_first = false;            // one librarian has approved, and a second one must
    bool is_approved = false;          // by code, and the bridge has not said so yet
};

// The question what lies in the tray.
struct Tray {
    bool is_own = false;        // it is about this session's card; else about one of before
    bool is_answering = false;  // an answer is on its way
};

// What has come before a trouble.
enum class TroubleKind : std::uint8_t {
    kStopped,     // nothing was approved that could have been printed
    kDenied,      // a librarian's no
    kNotPrinted,  // approved, and no good card came of it
};

// Where the keyboard's focus should go; acted on when the serial has changed.
struct FocusRequest {
    std::string id;
    unsigned serial = 0;
};

struct State {
    Step step = Step::kWelcome;
    Dialog dialog = Dialog::kNone;
    std::size_t language = 0;  // into kLanguages
    int text_percent = 100;
    Scheme scheme = Scheme::kDay;
    bool is_calm = false;  // nothing moves but what has to
    std::optional<Problem> problem;
    std::optional<Message> trouble;  // of kTrouble
    TroubleKind trouble_kind = TroubleKind::kStopped;
    std::vector<std::string> missing;  // ids of the needs without which a card was denied
    std::optional<Message> printer;    // what the printer needs while it prints
    CameraState camera = CameraState::kOff;
    int countdown = 0;  // seconds until the photo is taken; 0: none is to be
    bool is_photo_help_open = false;
    Preview preview = Preview::kNone;
    Issuance issuance;
    Tray tray;
    bool is_server_gone = false, is_bridge_gone = false;
    int seconds_left = 0;  // until everything is erased, of the warning and of Leave
    std::string city, programme;
    FocusRequest focus;
};

}  // namespace porchlight::intake
