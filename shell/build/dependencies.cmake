# Third-party libraries under one name on both sides: dep::sodium is Debian's natively and our own under WASM.
# Their headers are system headers, so our warnings do not reach them.
if(EMSCRIPTEN)
    include(dependencies_wasm)
else()
    include(dependencies_native)
endif()
