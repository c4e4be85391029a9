// What the flow asks of the world: the bridge behind the page, and the camera. The page implements it by web
// requests; tests by memory. Answers come back through Flow. One thread; calls return at once.
#pragma once

#include "base/bytes.h"
#include "intake/flow/found.h"
#include "protocol/kiosk_request.h"

#include <string_view>

namespace porchlight::intake {

class Outside {
public:
    virtual ~Outside() = default;

    // POST /api/issuance; the bytes are good during the call only. again: why the card is printed once more, if it
    // is. Answer: Flow::issuance_answered.
    virtual void send_card_request(byte_view request, protocol::Again again) = 0;
    // POST /api/preview; as above, one at a time. Answer: Flow::preview_answered.
    virtual void send_preview(byte_view request) = 0;
    // POST /api/cancel. Answer: Flow::cancel_answered.
    virtual void send_cancel() = 0;
    // POST /api/turned: what the bridge says next is the answer.
    virtual void send_turned() = 0;
    // POST /api/tray. Answer: Flow::tray_answered.
    virtual void send_found(Found found) = 0;
    // POST /api/approve; the texts are good during the call only. Answer: Flow::code_answered.
    virtual void send_code(std::string_view librarian, std::string_view code) = 0;
    // Answer: Flow::manifest_came.
    virtual void fetch_manifest() = 0;
    // Answers: Flow::camera_changed, Flow::camera_frame.
    virtual void set_camera(bool on) = 0;
    // The session is over and the draft is wiped: tell the bridge, and leave the page.
    virtual void leave() = 0;
};

}  // namespace porchlight::intake
