# libsodium: every source file; randomness comes from crypto.getRandomValues by the compiler's own choice.
# Not HAVE_TI_MODE: 128-bit arithmetic in WASM is 1.7 times slower than the 32-bit code.
source_folder(source libsodium)

set(VERSION 1.0.18)
set(SODIUM_LIBRARY_VERSION_MAJOR 10)
set(SODIUM_LIBRARY_VERSION_MINOR 3)
set(SODIUM_LIBRARY_MINIMAL_DEF "")
set(generated ${CMAKE_CURRENT_BINARY_DIR}/sodium)
configure_file(${source}/src/libsodium/include/sodium/version.h.in ${generated}/sodium/version.h @ONLY)
file(READ ${generated}/sodium/version.h text)
string(REPLACE "\"export.h\"" "<sodium/export.h>" text "${text}")
file(WRITE ${generated}/sodium/version.h "${text}")

file(GLOB_RECURSE files CONFIGURE_DEPENDS ${source}/src/libsodium/*.c)
add_library(sodium STATIC ${files})
target_include_directories(sodium
    PUBLIC ${generated} ${source}/src/libsodium/include
    PRIVATE ${generated}/sodium ${source}/src/libsodium/include/sodium)
target_compile_definitions(sodium
    PUBLIC SODIUM_STATIC=1
    PRIVATE CONFIGURED=1 NATIVE_LITTLE_ENDIAN=1 HAVE_WEAK_SYMBOLS=1 HAVE_ATOMIC_OPS=1)
target_compile_options(sodium PRIVATE -w)

install(TARGETS sodium)
install(FILES ${source}/src/libsodium/include/sodium.h DESTINATION include/sodium)
install(DIRECTORY ${source}/src/libsodium/include/sodium DESTINATION include/sodium
    FILES_MATCHING PATTERN "*.h" PATTERN private EXCLUDE)
install(FILES ${generated}/sodium/version.h DESTINATION include/sodium/sodium)
