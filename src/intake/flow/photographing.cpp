// The photo: the camera is on only while it is being taken; a countdown leaves time to look up and to stand still.
#include "intake/flow/flow.h"

namespace porchlight::intake {
namespace {

constexpr int kCountdown_s = 3;

}  // namespace

void Flow::start_camera() {
    m_state.camera = CameraState::kStarting;
    m_state.problem.reset();
    m_outside.set_camera(true);
}

void Flow::camera_changed(CameraState state) {
    if (m_state.step != Step::kPhoto || m_state.camera == CameraState::kOff)
        return;
    m_state.camera = state;
    if (state != CameraState::kLive)
        stop_countdown();
    switch (state) {
        case CameraState::kRefused: return complain({Message::error_camera_refused, {}});
        case CameraState::kMissing: return complain({Message::error_camera_missing, {}});
        case CameraState::kStopped: return complain({Message::error_camera_stopped, {}});
        default: m_state.problem.reset();
    }
}

void Flow::start_countdown() {
    if (m_state.camera != CameraState::kLive || m_shutter)
        return;
    m_shutter = m_now + std::chrono::seconds(kCountdown_s);
    m_state.countdown = kCountdown_s;
    focus("photo-now");
}

void Flow::stop_countdown() {
    m_shutter.reset();
    m_state.countdown = 0;
}

void Flow::count_down() {
    if (!m_shutter)
        return;
    if (m_now >= *m_shutter)
        return take_photo();
    m_state.countdown = static_cast<int>((*m_shutter - m_now + milliseconds(999)) / std::chrono::seconds(1));
}

void Flow::take_photo() {
    stop_countdown();
    if (m_state.camera == CameraState::kLive && !m_draft.photo().empty()) {
        m_outside.set_camera(false);
        m_state.camera = CameraState::kOff;
        m_state.problem.reset();
        focus("question");
    }
}

void Flow::retake_photo() {
    unfreeze();
    m_draft.drop_photo();
    start_camera();
    focus("question");
}

// While the camera is on the draft holds its last frame; taking the photo stops the camera.
void Flow::camera_frame(byte_view rgb) {
    if (m_state.step != Step::kPhoto ||
        (m_state.camera != CameraState::kStarting && m_state.camera != CameraState::kLive))
        return;
    m_state.camera = CameraState::kLive;
    unfreeze();
    m_draft.set_photo(rgb);
}

}  // namespace porchlight::intake
