#include "intake/platform/web/gl_screen.h"

#include "base/secret_bytes.h"
#include "intake/flow/state.h"
#include "protocol/card_request.h"

#include <GLES3/gl3.h>
#include <emscripten/html5.h>
#include <imgui_impl_opengl3.h>

#include <array>
#include <cstdint>

namespace porchlight::intake {
namespace {

constexpr const char* kCanvas = "#canvas";

// filter: nearest for what is drawn pixel by pixel, which a software GPU does four times as fast.
unsigned new_texture(GLint filter) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    return name;
}

ImTextureID as_id(unsigned name) { return reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(name)); }

// An empty view blanks the texture.
void upload_rgb(unsigned texture, byte_view rgb, std::size_t width, std::size_t height) {
    const bytes blank(rgb.empty() ? width * height * 3 : 0);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB, static_cast<GLsizei>(width), static_cast<GLsizei>(height), 0, GL_RGB,
                 GL_UNSIGNED_BYTE, rgb.empty() ? blank.data() : rgb.data());
}

}  // namespace

bool GlScreen::open() {
    // Else SDL listens on the window, and no key reaches the page's own elements.
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, kCanvas);
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return false;
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    m_window = SDL_CreateWindow("", 0, 0, 16, 16, SDL_WINDOW_OPENGL);
    m_context = m_window == nullptr ? nullptr : SDL_GL_CreateContext(m_window);
    if (m_context == nullptr || !ImGui_ImplOpenGL3_Init("#version 300 es"))
        return false;
    EmscriptenWebGLContextAttributes given{};
    const auto current = emscripten_webgl_get_current_context();
    m_is_kept = emscripten_webgl_get_context_attributes(current, &given) == EMSCRIPTEN_RESULT_SUCCESS &&
                given.preserveDrawingBuffer;
    ImGui_ImplOpenGL3_NewFrame();
    m_glyphs = new_texture(GL_NEAREST);
    m_photo = new_texture(GL_LINEAR);
    m_card = new_texture(GL_LINEAR);
    warm_up();
    return true;
}

// A GPU makes its program at the first triangle, which takes a software one a tenth of a second: while fonts come.
void GlScreen::warm_up() {
    upload_glyphs(std::array<std::uint8_t, 1>{}, 1, 1, 0, 0, 1, 1);
    ImDrawList list(ImGui::GetDrawListSharedData());
    list._ResetForNewFrame();
    list.PushClipRect({0, 0}, {1, 1});
    list.PushTextureID(glyph_texture());
    list.AddTriangleFilled({0, 0}, {1, 0}, {0, 1}, IM_COL32_BLACK);
    ImDrawData data;
    data.Valid = true;
    data.DisplaySize = data.FramebufferScale = {1, 1};
    data.AddDrawList(&list);
    glViewport(0, 0, 1, 1);
    ImGui_ImplOpenGL3_RenderDrawData(&data);
    glFlush();
}

// Two bytes a pixel, white and coverage: WebGL cannot read a texture of one channel as white.
void GlScreen::upload_glyphs(byte_view pixels, int width, int height, int x, int y, int w, int h) {
    if (width != m_glyphs_width || height != m_glyphs_height || (w == width && h == height)) {
        m_damage.forget();
        x = y = 0;
        w = width;
        h = height;
    }
    m_staging.resize(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 2);
    auto* out = m_staging.data();
    for (int row = y; row < y + h; ++row)
        for (int column = x; column < x + w; ++column) {
            *out++ = 255;
            *out++ = pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(width) +
                            static_cast<std::size_t>(column)];
        }
    glBindTexture(GL_TEXTURE_2D, m_glyphs);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (width != m_glyphs_width || height != m_glyphs_height)
        glTexImage2D(GL_TEXTURE_2D, 0, GL_LUMINANCE_ALPHA, w, h, 0, GL_LUMINANCE_ALPHA, GL_UNSIGNED_BYTE,
                     m_staging.data());
    else
        glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, w, h, GL_LUMINANCE_ALPHA, GL_UNSIGNED_BYTE, m_staging.data());
    m_glyphs_width = width;
    m_glyphs_height = height;
    wipe(m_staging);
}

void GlScreen::upload_photo(byte_view rgb) {
    m_damage.touch(photo_texture());
    upload_rgb(m_photo, rgb, protocol::kPhotoWidth_px, protocol::kPhotoHeight_px);
}

void GlScreen::upload_card(byte_view rgb) {
    m_damage.touch(card_texture());
    upload_rgb(m_card, rgb, kFaceWidth_px, 2 * kFaceHeight_px);
}

ImTextureID GlScreen::glyph_texture() const { return as_id(m_glyphs); }

ImTextureID GlScreen::photo_texture() const { return as_id(m_photo); }

ImTextureID GlScreen::card_texture() const { return as_id(m_card); }

void GlScreen::resize(int width, int height) {
    m_damage.forget();
    emscripten_set_canvas_element_size(kCanvas, width, height);
}

void GlScreen::draw(ImDrawData* data, const ImVec4& paper) {
    SDL_Event ignored;
    while (SDL_PollEvent(&ignored) != 0) {
    }
    if (!m_is_kept)
        m_damage.forget();
    const auto size = data->DisplaySize;
    const auto area = m_damage.between(*data, ImGui::ColorConvertFloat4ToU32(paper));
    if (area.width <= 0)
        return;
    Damage::limit(*data, area);
    glViewport(0, 0, static_cast<GLsizei>(size.x), static_cast<GLsizei>(size.y));
    glEnable(GL_SCISSOR_TEST);
    glScissor(static_cast<GLint>(area.x), static_cast<GLint>(size.y - area.bottom()), static_cast<GLsizei>(area.width),
              static_cast<GLsizei>(area.height));
    glClearColor(paper.x, paper.y, paper.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(data);
}

}  // namespace porchlight::intake
