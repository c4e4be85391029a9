#include "tests/looks/raster_screen.h"

#include "intake/flow/state.h"
#include "protocol/card_request.h"

#include <algorithm>
#include <cmath>

namespace porchlight::tests {
namespace {

float channel(ImU32 color, unsigned shift) { return static_cast<float>((color >> shift) & 255U); }

// Which side of a line a point is on. A point on an edge belongs to one of the two triangles that share it.
struct Edge {
    float a, b, c;
    bool owns_line;

    Edge(float x0, float y0, float x1, float y1)
        : a(y0 - y1), b(x1 - x0), c(x0 * y1 - x1 * y0), owns_line(a > 0 || (a == 0 && b > 0)) {}
    float at(float x, float y) const { return a * x + b * y + c; }
    bool covers(float value) const { return value > 0 || (value == 0 && owns_line); }
};

}  // namespace

void RasterScreen::upload_glyphs(byte_view pixels, int width, int height, int, int, int w, int h) {
    if (width != m_glyphs_width || height != m_glyphs_height || (w == width && h == height))
        m_damage.forget();
    m_glyphs.assign(pixels.begin(), pixels.end());
    m_glyphs_width = width;
    m_glyphs_height = height;
}

void RasterScreen::upload_photo(byte_view rgb) {
    m_damage.touch(photo_texture());
    m_photo.assign(rgb.begin(), rgb.end());
}

void RasterScreen::upload_card(byte_view rgb) {
    m_damage.touch(card_texture());
    m_card.assign(rgb.begin(), rgb.end());
}

void RasterScreen::resize(int width, int height) {
    m_width = width;
    m_height = height;
    m_pixels.assign(static_cast<std::size_t>(width * height), 0);
    m_kept = m_pixels;
    m_damage.forget();
}

void RasterScreen::draw(ImDrawData* data, const ImVec4& paper) {
    ++draws;
    if (is_idle)
        return;
    const auto ground = ImGui::ColorConvertFloat4ToU32(paper);
    std::ranges::fill(m_pixels, ground);
    paint(*data);
    if (!is_keeping)
        return;
    m_damaged = m_damage.between(*data, ground);
    intake::Damage::limit(*data, m_damaged);
    std::swap(m_pixels, m_kept);
    for (auto y = static_cast<int>(m_damaged.y); y < static_cast<int>(m_damaged.bottom()); ++y)
        std::fill_n(m_pixels.begin() + y * m_width + static_cast<int>(m_damaged.x), static_cast<int>(m_damaged.width),
                    ground);
    paint(*data);
    std::swap(m_pixels, m_kept);
}

void RasterScreen::paint(const ImDrawData& data) {
    for (const auto* list : data.CmdLists)
        for (const auto& command : list->CmdBuffer)
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                Corner corners[3];
                for (unsigned j = 0; j < 3; ++j) {
                    const auto index = list->IdxBuffer[static_cast<int>(command.IdxOffset + i + j)];
                    const auto& vertex = list->VtxBuffer[static_cast<int>(command.VtxOffset + index)];
                    const auto color = vertex.col;
                    corners[j] = {vertex.pos.x,
                                  vertex.pos.y,
                                  vertex.uv.x,
                                  vertex.uv.y,
                                  {channel(color, IM_COL32_R_SHIFT), channel(color, IM_COL32_G_SHIFT),
                                   channel(color, IM_COL32_B_SHIFT), channel(color, IM_COL32_A_SHIFT)}};
                }
                triangle(corners, command.TextureId, command.ClipRect);
            }
}

void RasterScreen::triangle(const Corner (&corners)[3], ImTextureID texture, const ImVec4& clip) {
    // All of a shape is white, one place of the texture.
    const bool is_glyph = texture == glyph_texture() && (corners[0].u != corners[1].u || corners[0].u != corners[2].u);
    if (is_textless && is_glyph)
        return;
    const auto &p = corners[0], &q = corners[1], &r = corners[2];
    const float area = (q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y);
    if (area == 0)
        return;
    if (area < 0)
        return triangle({p, r, q}, texture, clip);
    const Edge pq(p.x, p.y, q.x, q.y), qr(q.x, q.y, r.x, r.y), rp(r.x, r.y, p.x, p.y);
    const auto first = [](float low, float least) { return static_cast<int>(std::floor(std::max(low, least))); };
    const auto last = [](float high, float most) { return static_cast<int>(std::ceil(std::min(high, most))); };
    const int left = first(std::min({p.x, q.x, r.x}), std::max(0.0F, clip.x));
    const int right = last(std::max({p.x, q.x, r.x}), std::min(static_cast<float>(m_width), clip.z));
    const int top = first(std::min({p.y, q.y, r.y}), std::max(0.0F, clip.y));
    const int bottom = last(std::max({p.y, q.y, r.y}), std::min(static_cast<float>(m_height), clip.w));
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const float cx = static_cast<float>(x) + 0.5F, cy = static_cast<float>(y) + 0.5F;
            const float at_r = pq.at(cx, cy), at_p = qr.at(cx, cy), at_q = rp.at(cx, cy);
            if (!pq.covers(at_r) || !qr.covers(at_p) || !rp.covers(at_q))
                continue;
            const float a = at_p / area, b = at_q / area, c = at_r / area;
            float color[4];
            for (int i = 0; i < 4; ++i)
                color[i] = a * p.color[i] + b * q.color[i] + c * r.color[i];
            blend(x, y, color, a * p.u + b * q.u + c * r.u, a * p.v + b * q.v + c * r.v, texture);
        }
}

void RasterScreen::blend(int x, int y, const float (&color)[4], float u, float v, ImTextureID texture) {
    float source[3]{color[0], color[1], color[2]};
    float alpha = color[3] / 255;
    const auto texel = [](float at, int size) {
        return std::clamp(static_cast<int>(at * static_cast<float>(size)), 0, size - 1);
    };
    const auto take = [&](const bytes& rgb, int width, int height) {
        const auto index = texel(v, height) * width + texel(u, width);
        for (int i = 0; i < 3; ++i)
            source[i] = rgb[static_cast<std::size_t>(index * 3 + i)];
    };
    if (texture == glyph_texture() && m_glyphs_width > 0) {
        const auto index = texel(v, m_glyphs_height) * m_glyphs_width + texel(u, m_glyphs_width);
        alpha *= static_cast<float>(m_glyphs[static_cast<std::size_t>(index)]) / 255;
    } else if (texture == photo_texture() && m_photo.size() == protocol::kPhotoBytes) {
        take(m_photo, protocol::kPhotoWidth_px, protocol::kPhotoHeight_px);
    } else if (texture == card_texture() && m_card.size() == intake::kPreviewBytes) {
        take(m_card, intake::kFaceWidth_px, 2 * intake::kFaceHeight_px);
    }
    auto& pixel = m_pixels[static_cast<std::size_t>(y * m_width + x)];
    ImU32 out = 255U << IM_COL32_A_SHIFT;
    constexpr unsigned kShifts[]{IM_COL32_R_SHIFT, IM_COL32_G_SHIFT, IM_COL32_B_SHIFT};
    for (int i = 0; i < 3; ++i) {
        const float mixed = source[i] * alpha + channel(pixel, kShifts[i]) * (1 - alpha);
        out |= static_cast<ImU32>(std::lround(std::clamp(mixed, 0.0F, 255.0F))) << kShifts[i];
    }
    pixel = out;
}

}  // namespace porchlight::tests
