// Owners for the C objects of cairo, Pango and librsvg. One owner each; a thread at a time.
#pragma once

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

#include <memory>

namespace porchlight::bridge {

struct Releaser {
    void operator()(cairo_surface_t* p) const { cairo_surface_destroy(p); }
    void operator()(cairo_t* p) const { cairo_destroy(p); }
    void operator()(cairo_font_options_t* p) const { cairo_font_options_destroy(p); }
    void operator()(cairo_pattern_t* p) const { cairo_pattern_destroy(p); }
    void operator()(PangoLayout* p) const { g_object_unref(p); }
    void operator()(PangoContext* p) const { g_object_unref(p); }
    void operator()(PangoFontMap* p) const { g_object_unref(p); }
    void operator()(PangoFont* p) const { g_object_unref(p); }
    void operator()(PangoFontDescription* p) const { pango_font_description_free(p); }
    void operator()(RsvgHandle* p) const { g_object_unref(p); }
};

template <class T>
using Owned = std::unique_ptr<T, Releaser>;

}  // namespace porchlight::bridge
