# `porchlight env`: prints the variables that `cmake --preset` reads, to be used as eval "$(shell/porchlight env)".
for name in PORCHLIGHT_ROOT PATH PORCHLIGHT_CACHE PORCHLIGHT_EMSCRIPTEN EM_CONFIG PORCHLIGHT_SOURCES PORCHLIGHT_LIBRARIES_WASM \
    PORCHLIGHT_LIBRARIES_NATIVE PORCHLIGHT_PYTHON EMSDK_PYTHON CCACHE_DIR CCACHE_BASEDIR CCACHE_NOHASHDIR; do
    if [[ -n "${!name:-}" ]]; then
        printf 'export %s=%q\n' "$name" "${!name}"
    fi
done
