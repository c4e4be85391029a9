// Colours and measures of the kiosk's look. Plain values, any thread.
// Units: design units, as at 1080 by 1920, become device pixels by Metrics.
#pragma once

#include "intake/flow/state.h"

#include <imgui.h>

namespace porchlight::intake {

struct Theme {
    ImU32 paper, surface, ink, ink_soft, border, primary, on_primary, primary_hover, good, wrong, lamp, hover, line;
    float glow;  // strength of the lamp's glow, 0 to 1
};

const Theme& theme_of(Scheme scheme);

// The same colour, so much of it (0 to 1).
ImU32 faded(ImU32 color, float alpha);

class Metrics {
public:
    static constexpr float kDesignWidth = 1080, kDesignHeight = 1000;
    static constexpr float kSmallestScale = 0.58F, kLargestScale = 2.2F;
    static constexpr float kColumn = 860, kContainer = 1080;

    Metrics() = default;
    // Device pixels of the window and device pixels to a CSS pixel.
    Metrics(float width_px, float height_px, float ratio, int text_percent);

    float width() const { return m_width; }
    float height() const { return m_height; }
    float ratio() const { return m_ratio; }
    // Device pixels of so many design units of space, and of type.
    float space(float units) const { return units * m_scale; }
    float type(float units) const { return units * m_scale * m_text; }
    // Where the content stands: a container in the middle, and a column at its start.
    float margin() const;
    float container_x() const;
    float container_width() const;
    float column_width() const;
    // Too small for words in the bar.
    bool is_narrow() const;

private:
    float m_width = 1, m_height = 1, m_ratio = 1, m_scale = 1, m_text = 1;
};

}  // namespace porchlight::intake
