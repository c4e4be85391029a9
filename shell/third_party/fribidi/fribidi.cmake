# FriBidi: the order of right-to-left text; its tables ship with the source.
source_folder(source fribidi)

set(PACKAGE fribidi)
set(PACKAGE_NAME "GNU FriBidi")
set(PACKAGE_BUGREPORT "")
set(FRIBIDI_VERSION 1.0.8)
set(FRIBIDI_MAJOR_VERSION 1)
set(FRIBIDI_MINOR_VERSION 0)
set(FRIBIDI_MICRO_VERSION 8)
set(FRIBIDI_INTERFACE_VERSION 4)
set(SIZEOF_INT 4)
set(FRIBIDI_MSVC_BUILD_PLACEHOLDER "")
set(generated ${CMAKE_CURRENT_BINARY_DIR}/fribidi)
configure_file(${source}/lib/fribidi-config.h.in ${generated}/fribidi-config.h @ONLY)

file(GLOB files CONFIGURE_DEPENDS ${source}/lib/*.c)
add_library(fribidi STATIC ${files})
target_include_directories(fribidi PRIVATE ${generated} ${source}/lib)
target_compile_definitions(fribidi
    PUBLIC FRIBIDI_LIB_STATIC
    PRIVATE HAVE_STDLIB_H=1 HAVE_STRING_H=1 HAVE_MEMORY_H=1 HAVE_STRINGIZE=1)
target_compile_options(fribidi PRIVATE -w)

install(TARGETS fribidi)
file(GLOB headers CONFIGURE_DEPENDS ${source}/lib/fribidi*.h)
install(FILES ${headers} ${generated}/fribidi-config.h DESTINATION include/fribidi)
