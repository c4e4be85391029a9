# FreeType: glyphs by index from TrueType fonts, drawn smooth.
source_folder(source freetype)
add_library(freetype STATIC
    ${source}/src/base/ftsystem.c
    ${source}/src/base/ftinit.c
    ${source}/src/base/ftdebug.c
    ${source}/src/base/ftbase.c
    ${source}/src/base/ftbitmap.c
    ${source}/src/base/ftglyph.c
    ${source}/src/base/ftsynth.c
    ${source}/src/sfnt/sfnt.c
    ${source}/src/smooth/smooth.c
    ${source}/src/truetype/truetype.c)
target_include_directories(freetype PUBLIC ${source}/include)
target_compile_definitions(freetype PRIVATE FT2_BUILD_LIBRARY
    FT_CONFIG_MODULES_H="${CMAKE_CURRENT_SOURCE_DIR}/freetype/ftmodule.h"
    FT_CONFIG_OPTIONS_H="${CMAKE_CURRENT_SOURCE_DIR}/freetype/ftoption.h")
install(TARGETS freetype)
install(FILES ${source}/include/ft2build.h DESTINATION include/freetype2)
install(DIRECTORY ${source}/include/freetype DESTINATION include/freetype2
    FILES_MATCHING PATTERN "*.h" PATTERN internal EXCLUDE)
