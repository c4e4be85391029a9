// What the program asks of the page's JavaScript (web/kiosk/kiosk.js, the object `host`). One thread.
// Bytes and texts are good during the call only.
#pragma once

#include <cstddef>

extern "C" {

void host_tree(const char* json, std::size_t size);
void host_font(const char* path, std::size_t size);
void host_request(const void* bytes, std::size_t size, const char* again, std::size_t again_size);
void host_cancel();
void host_turned();
void host_found(const char* found, std::size_t size);
void host_code(const char* librarian, std::size_t librarian_size, const char* code, std::size_t size);
void host_manifest();
void host_camera(int on);
void host_leave();
// What a key of the on-screen keyboard asks of its field; kind is Edit::Kind.
void host_edit(int kind, const char* text, std::size_t size);
// Call intake_tick() after so many milliseconds, and not before; negative: not at all.
void host_timer(double milliseconds);
// Year * 10000 + month * 100 + day, where the browser is.
int host_today();
// The browser's language tag into a buffer, ending with a zero.
void host_language(char* out, std::size_t size);

}  // extern "C"
