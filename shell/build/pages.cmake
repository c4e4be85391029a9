# Programs for the browser: one .js and one .wasm that run under a Content-Security-Policy without unsafe-inline
# and unsafe-eval ('wasm-unsafe-eval' only), and without a file system.

# porchlight_add_page(<name> SOURCES <file>... [LIBS <target>...]): <build>/page/<name>.js and .wasm, WASM only.
function(porchlight_add_page name)
    if(NOT EMSCRIPTEN)
        return()
    endif()
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LIBS")
    add_executable(${name} ${arg_SOURCES})
    porchlight_own_code(${name})
    target_link_libraries(${name} PRIVATE ${arg_LIBS})
    target_link_options(${name} PRIVATE
        -sENVIRONMENT=web
        -sMIN_WEBGL_VERSION=2
        -sMAX_WEBGL_VERSION=2
        # Each extension is a wait for the GPU process; we use none.
        -sGL_SUPPORT_AUTOMATIC_ENABLE_EXTENSIONS=0
        -sGL_SUPPORT_SIMPLE_ENABLE_EXTENSIONS=0
        -sFILESYSTEM=0
        -sMALLOC=emmalloc
        -sDYNAMIC_EXECUTION=0
        -sALLOW_MEMORY_GROWTH=1
        -sSTACK_SIZE=512KB
        # The standard library's inline functions can throw: what they would throw needs a runtime.
        -fwasm-exceptions
        -sSUPPORT_LONGJMP=wasm)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        target_link_options(${name} PRIVATE --closure=1 --closure-args=--jscomp_off=undefinedVars)
    endif()
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/page)
endfunction()
