# HarfBuzz, small: every shaper of OpenType (Arabic, Indic, …) is kept; gone are AAT, CFF, variations, drawing,
# metrics tables and the fallbacks for fonts without layout tables. Our fonts have them.
source_folder(source harfbuzz)
add_library(harfbuzz STATIC ${source}/src/harfbuzz.cc)
target_compile_definitions(harfbuzz PUBLIC HB_TINY)
target_compile_options(harfbuzz PRIVATE -fno-exceptions -fno-rtti -fno-threadsafe-statics)
install(TARGETS harfbuzz)
file(GLOB headers CONFIGURE_DEPENDS ${source}/src/hb.h ${source}/src/hb-*.h)
list(FILTER headers EXCLUDE REGEX "hb-(ft|icu|glib|gobject|graphite2|coretext|directwrite|uniscribe|gdi|cairo|subset)[a-z-]*\\.h$")
install(FILES ${headers} DESTINATION include/harfbuzz)
