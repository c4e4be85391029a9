#include "intake/platform/web/host.h"

#include <emscripten/em_js.h>

// clang-format off
EM_JS(void, host_tree, (const char* json, size_t size), { Module['host']['tree'](json, size); });
EM_JS(void, host_font, (const char* path, size_t size), { Module['host']['font'](path, size); });
EM_JS(void, host_request, (const void* bytes, size_t size, const char* again, size_t again_size), {
    Module['host']['request'](bytes, size, again, again_size);
});
EM_JS(void, host_cancel, (), { Module['host']['cancel'](); });
EM_JS(void, host_found, (const char* found, size_t size), { Module['host']['found'](found, size); });
EM_JS(void, host_turned, (), { Module['host']['turned'](); });
EM_JS(void, host_code, (const char* librarian, size_t librarian_size, const char* code, size_t size), {
    Module['host']['code'](librarian, librarian_size, code, size);
});
EM_JS(void, host_manifest, (), { Module['host']['manifest'](); });
EM_JS(void, host_camera, (int on), { Module['host']['camera'](on !== 0); });
EM_JS(void, host_edit, (int kind, const char* text, size_t size), { Module['host']['edit'](kind, text, size); });
EM_JS(void, host_leave, (), { Module['host']['leave'](); });
EM_JS(void, host_timer, (double milliseconds), { Module['host']['timer'](milliseconds); });
EM_JS(int, host_today, (), {
    const now = new Date();
    return now.getFullYear() * 10000 + (now.getMonth() + 1) * 100 + now.getDate();
});
EM_JS(void, host_language, (char* out, size_t size), {
    const tag = navigator.language || "";
    for (let i = 0; i < Math.min(tag.length, size - 1); ++i)
        HEAPU8[out + i] = tag.charCodeAt(i) & 127;
    HEAPU8[out + Math.min(tag.length, size - 1)] = 0;
});
// clang-format on
