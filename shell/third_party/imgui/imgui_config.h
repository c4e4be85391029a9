// How Porchlight builds Dear ImGui: named by IMGUI_USER_CONFIG for the library and for all who include it.
#pragma once

// Not in a kiosk: demo and debug windows, files, and names of older versions.
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_OBSOLETE_KEYIO

// Names may hold characters beyond the first 65,536.
#define IMGUI_USE_WCHAR32

// The item hooks: they cross-check that no interactive item is missing from the semantic tree. A program that
// implements none of them gets the empty ones of item_hooks.cpp.
#define IMGUI_ENABLE_TEST_ENGINE
