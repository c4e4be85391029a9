// What of the screen a frame changes: where it differs from the frame before, and no more is drawn again. A software
// GPU, as in a cheap branch PC, needs half a frame's time for a whole screen.
// One thread. Units: device pixels.
#pragma once

#include "intake/widgets/painter.h"

#include <imgui.h>

#include <vector>

namespace porchlight::intake {

class Damage {
public:
    // What was drawn before is no longer there: the next frame is drawn whole.
    void forget() { m_is_known = false; }
    // The picture behind this texture is another.
    void touch(ImTextureID texture) { m_touched.push_back(texture); }
    // The smallest rectangle that holds all that differs from the frame before; empty where nothing does. Keeps the
    // frame for the next call.
    Area between(const ImDrawData& frame, ImU32 paper);
    // Draws nothing outside of it.
    static void limit(ImDrawData& frame, const Area& area);
    void wipe();

private:
    struct List {
        std::vector<ImDrawVert> vertices;
        std::vector<ImDrawIdx> indices;
        std::vector<ImDrawCmd> commands;
    };
    // Vertices that two lists do not share, by where they begin and end in each.
    struct Change {
        std::size_t begin, old_end, new_end;
    };

    static List copy(const ImDrawList& list);
    static Change change(const List& before, const List& after);
    bool compare(const List& before, const List& after, Area& area) const;

    bool m_is_known = false;
    ImVec2 m_size;
    ImU32 m_paper = 0;
    std::vector<List> m_lists;
    std::vector<ImTextureID> m_touched;
};

}  // namespace porchlight::intake
