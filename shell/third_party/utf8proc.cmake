# utf8proc: normalisation and grapheme boundaries.
source_folder(source utf8proc)
add_library(utf8proc STATIC ${source}/utf8proc.c)
target_compile_definitions(utf8proc PUBLIC UTF8PROC_STATIC)
install(TARGETS utf8proc)
install(FILES ${source}/utf8proc.h DESTINATION include/utf8proc)
