// The applicant's way from welcome to card: what is asked, in which order, what leaves the page and when it is all
// forgotten. No drawing, no clock, no network: events come in, State goes out, and Outside does what must be done.
//
// One thread. Times are any steady clock's, the same in every call; tick() before an event tells it the time.
// Nothing that the world says is an error of the caller: what cannot be used is passed over or told to the applicant.
#pragma once

#include "intake/flow/bridge_event.h"
#include "intake/flow/outside.h"
#include "intake/flow/session.h"
#include "intake/flow/state.h"
#include "intake/flow/way.h"
#include "protocol/manifest.h"

#include <optional>
#include <string_view>

namespace porchlight::intake {

class Flow {
public:
    // outside outlives it. today: the browser's date, where the applicant is.
    Flow(Outside& outside, const date& today, std::size_t language);
    ~Flow() { unfreeze(); }
    Flow(const Flow&) = delete;
    Flow& operator=(const Flow&) = delete;

    const State& state() const { return m_state; }
    const Draft& draft() const { return m_draft; }
    const date& today() const { return m_today; }
    // Nothing until it has come.
    const protocol::Manifest* manifest() const { return m_manifest ? &*m_manifest : nullptr; }
    // Is the programme in this language? Of kLanguages; any, until the manifest has come.
    bool offers(std::size_t language) const;
    // The class that the date of birth makes, or nothing.
    const protocol::CardClass* card_class() const { return class_of(m_draft, manifest(), m_today); }
    std::vector<Step> way() const { return way_of(m_draft, manifest(), m_today); }
    // Both faces of the card, front first, as RGB of kPreviewBytes; empty while there is no preview.
    byte_view preview() const { return m_preview; }

    // --- what the applicant does
    void type(Field field, std::string_view text);
    // A control by its id, as the screens name them; one that the present screen does not have is passed over.
    void activate(std::string_view id);
    // What the browser was told already: this person wants nothing to move.
    void prefer_calm(bool calm) { m_state.is_calm = calm; }
    // Any key or touch.
    void sign_of_life();

    // --- what the world says
    void manifest_came(std::string_view payload);
    // status: of HTTP, 0 when there was no answer.
    void issuance_answered(int status, std::string_view body);
    // body: the picture, or an error's JSON.
    void preview_answered(int status, byte_view body);
    void cancel_answered(int status, std::string_view body);
    void tray_answered(int status, std::string_view body);
    void code_answered(int status, std::string_view body);
    void bridge_said(std::string_view event);
    void bridge_lost();
    void camera_changed(CameraState state);
    void camera_frame(byte_view rgb);
    void tick(milliseconds now);
    // When to tick next, from the time of the last tick; nothing when time does not matter.
    std::optional<milliseconds> next_tick() const;

private:
    struct Command;
    friend struct Command;

    void go(Step step);
    void show(Dialog dialog, std::string_view opener = "");
    void close_dialog();
    void leave(std::string_view opener);
    void keep_time();
    void focus(std::string_view id);
    void complain(const Problem& problem);
    void end();

    bool lacks_programme();
    void advance();
    void back();
    void change(Step step);
    Step step_after(Step step) const;
    Step step_before(Step step) const;
    Step next_to_mend() const;
    bool has_step(Step step) const;
    Step place_of(const Problem& problem) const;
    Problem of_this_draft(Problem problem) const;
    std::optional<Problem> problem_here() const;
    std::optional<Problem> date_problem() const;
    std::optional<Problem> caretaker_problem() const;
    std::optional<Problem> extras_problem() const;
    std::optional<Problem> photo_problem() const;

    void choose(std::string_view id);
    void choose_of_list(std::string_view id);
    void choose_path(protocol::ApplicationPath path);
    void choose_caretaker(Caretaker caretaker);
    void toggle(bool& is_on);
    void toggle_bit(std::uint8_t& bits, std::size_t at);
    void skip_papers();
    void choose_gender(Gender gender);
    // False: not one that is offered.
    bool choose_language(std::string_view tag);
    void choose_size(int percent);
    void choose_scheme(Scheme scheme);

    void start_camera();
    void start_countdown();
    void stop_countdown();
    void count_down();
    void take_photo();
    void retake_photo();

    void ready();
    std::optional<Problem> prepare();
    void unfreeze();
    void ask_preview();
    void show_preview(int status, byte_view body);
    void send_request();
    void hear_correction(const BridgeEvent& event);
    void refused(const Problem& problem);
    void turned();
    void take_back();
    void forget_issuance();
    void drop_early_event();
    void hear_state(const BridgeEvent& event);
    void hear_issuance(const BridgeEvent& event);
    void hear_printer(const BridgeEvent& event);
    void hear_failure(const BridgeEvent& event);
    void fail(Message message, TroubleKind kind);
    void fail_to_print(Message message, protocol::Again again);
    void lose_request();
    bool in_issuance() const;

    void approve();
    void forget_code();
    void hear_codes(bool takes_codes);

    void ask_tray(bool is_own, Step after);
    void answer_tray(Found found);
    void hear_tray(const BridgeEvent& event);
    void hear_at_tray(const BridgeEvent& event);
    void end_tray(const BridgeEvent& event);
    void settle_tray(Found found);

    Outside& m_outside;
    date m_today;
    State m_state;
    Draft m_draft;
    Session m_session;
    milliseconds m_now{0};
    std::optional<protocol::Manifest> m_manifest;
    std::string m_opener;  // what opened the dialog gets the focus back
    std::string m_needs;   // the printer's, as last heard
    // What the bridge was handed, for as long as the draft stays as it was: printed again, a card has the same record,
    // number and photo.
    bytes m_frozen;
    bytes m_preview;
    std::optional<milliseconds> m_shutter;           // when the photo is taken
    protocol::Again m_again = protocol::Again::kNo;  // what became of this session's last approval
    Step m_after_tray = Step::kWelcome;              // where the page was when the question came
    Found m_found = Found::kCard;                    // the last answer that was given
    bool m_is_told = false;                          // the bridge has taken it
    std::optional<Found> m_answer;                   // the one that was taken, or may have been
    bool m_is_changing = false;                      // came from review, goes back there
    bool m_is_drawing = false;                       // a preview waits for the bridge's answer
    bool m_is_drawn_stale = false;                   // and is of answers that have changed since
    bool m_is_ready = false;                         // the card waits until that is drawn
    bool m_is_sent = false;                          // a card request waits for the bridge's answer
    bool m_was_waiting = false;                      // the bridge has said that this issuance waits
    std::optional<BridgeEvent> m_early_event;        // heard before the answer that it belongs to
};

}  // namespace porchlight::intake
