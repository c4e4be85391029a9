# Libraries that shell/porchlight setup built for WASM.
# What the environment names, else what this build folder was configured with before.
if(DEFINED ENV{PORCHLIGHT_LIBRARIES_WASM})
    set(PORCHLIGHT_LIBRARIES "$ENV{PORCHLIGHT_LIBRARIES_WASM}" CACHE PATH "Third-party libraries for WASM" FORCE)
endif()
if(NOT EXISTS ${PORCHLIGHT_LIBRARIES}/complete-run)
    message(FATAL_ERROR "The libraries for WASM are missing: build with `shell/porchlight build wasm`.")
endif()

# wasm_dependency(<name> LIBRARY <file> INCLUDES <folder>... [DEFINITIONS ...] [DEPENDS <name>...])
function(wasm_dependency name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LIBRARY" "INCLUDES;DEFINITIONS;DEPENDS")
    add_library(dep::${name} INTERFACE IMPORTED GLOBAL)
    list(TRANSFORM arg_INCLUDES PREPEND ${PORCHLIGHT_LIBRARIES}/)
    target_include_directories(dep::${name} SYSTEM INTERFACE ${arg_INCLUDES})
    target_compile_definitions(dep::${name} INTERFACE ${arg_DEFINITIONS})
    if(arg_LIBRARY)
        target_link_libraries(dep::${name} INTERFACE ${PORCHLIGHT_LIBRARIES}/lib/${arg_LIBRARY})
    endif()
    target_link_libraries(dep::${name} INTERFACE ${arg_DEPENDS})
endfunction()

wasm_dependency(sodium LIBRARY libsodium.a INCLUDES include/sodium DEFINITIONS SODIUM_STATIC=1)
wasm_dependency(utf8proc LIBRARY libutf8proc.a INCLUDES include/utf8proc DEFINITIONS UTF8PROC_STATIC)
wasm_dependency(fribidi LIBRARY libfribidi.a INCLUDES include/fribidi include DEFINITIONS FRIBIDI_LIB_STATIC)
wasm_dependency(harfbuzz LIBRARY libharfbuzz.a INCLUDES include/harfbuzz DEFINITIONS HB_TINY)
wasm_dependency(freetype LIBRARY libfreetype.a INCLUDES include/freetype2)
wasm_dependency(sdl2 LIBRARY libSDL2.a INCLUDES include/SDL2 include)
wasm_dependency(imgui LIBRARY libimgui.a INCLUDES include/imgui DEFINITIONS IMGUI_USER_CONFIG="imgui_config.h" DEPENDS dep::sdl2)
wasm_dependency(catch2 LIBRARY libcatch2.a INCLUDES include)

# nlohmann/json is headers only, and Debian's: seen through a folder that holds nothing else, since /usr/include
# itself would hide WASM's own C library.
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/system_headers)
file(CREATE_LINK /usr/include/nlohmann ${CMAKE_BINARY_DIR}/system_headers/nlohmann SYMBOLIC)
add_library(dep::json INTERFACE IMPORTED GLOBAL)
target_include_directories(dep::json SYSTEM INTERFACE ${CMAKE_BINARY_DIR}/system_headers)
