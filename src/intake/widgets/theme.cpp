#include "intake/widgets/theme.h"

#include <algorithm>
#include <array>

namespace porchlight::intake {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32((hex >> 16U) & 255U, (hex >> 8U) & 255U, hex & 255U, 255); }

constexpr std::array<Theme, 4> kThemes{{
    {rgb(0xFFFBF5), rgb(0xFFFFFF), rgb(0x1B2430), rgb(0x4A5565), rgb(0x6B7280), rgb(0x0B4F6C), rgb(0xFFFFFF),
     rgb(0x083C53), rgb(0x1E6B3A), rgb(0xA3262A), rgb(0xF2A541), rgb(0xF3EADB), rgb(0xE8DECF), 0.55F},
    {rgb(0x12171E), rgb(0x1C2430), rgb(0xF5F0E6), rgb(0xB9C2CE), rgb(0x8B96A5), rgb(0x8FD0EE), rgb(0x0C1A22),
     rgb(0xB4E0F5), rgb(0x8FDCA8), rgb(0xFFB4AE), rgb(0xFFC857), rgb(0x27313F), rgb(0x303A48), 0.22F},
    {rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0x000000), rgb(0x000000), rgb(0x000000), rgb(0x0000C8), rgb(0xFFFFFF),
     rgb(0x00008A), rgb(0x000000), rgb(0x000000), rgb(0xF2A541), rgb(0xE6E6FF), rgb(0x000000), 0.0F},
    {rgb(0x000000), rgb(0x000000), rgb(0xFFE600), rgb(0xFFE600), rgb(0xFFE600), rgb(0x00E5FF), rgb(0x000000),
     rgb(0x9CF5FF), rgb(0xFFE600), rgb(0xFFE600), rgb(0x00E5FF), rgb(0x333000), rgb(0xFFE600), 0.0F},
}};

}  // namespace

const Theme& theme_of(Scheme scheme) { return kThemes[static_cast<std::size_t>(scheme)]; }

ImU32 faded(ImU32 color, float alpha) {
    const auto a = static_cast<ImU32>(std::clamp(alpha, 0.0F, 1.0F) * 255.0F);
    return (color & ~IM_COL32_A_MASK) | (a << IM_COL32_A_SHIFT);
}

Metrics::Metrics(float width_px, float height_px, float ratio, int text_percent)
    : m_width(width_px), m_height(height_px), m_ratio(ratio), m_text(static_cast<float>(text_percent) / 100.0F) {
    const float fit = std::min(width_px / ratio / kDesignWidth, height_px / ratio / kDesignHeight);
    m_scale = ratio * std::clamp(fit, kSmallestScale, kLargestScale);
}

float Metrics::margin() const { return std::min(space(64), m_width * 0.055F); }

float Metrics::container_width() const { return std::min(m_width - 2 * margin(), space(kContainer)); }

float Metrics::container_x() const { return (m_width - container_width()) / 2; }

float Metrics::column_width() const { return std::min(container_width(), space(kColumn)); }

bool Metrics::is_narrow() const { return m_width < type(760); }

}  // namespace porchlight::intake
