# Third-party libraries, built once into the cache by shell/third_party/CMakeLists.txt.

libraries_are_present() {
    [[ -f "$PORCHLIGHT_LIBRARIES_WASM/complete-run" ]] &&
        [[ "$1" != test || ( -f "$PORCHLIGHT_LIBRARIES_WASM/complete-test" && -f "$PORCHLIGHT_LIBRARIES_NATIVE/complete-test" ) ]]
}

# build_library_set KIND MODE INSTALL-FOLDER [CMAKE-OPTION...]
build_library_set() {
    local kind="$1" mode="$2" final="$3" log
    shift 3
    [[ -f "$final/complete-$mode" ]] && return 0
    log="$PORCHLIGHT_CACHE/logs/libraries-$kind-$mode.log"
    say "building third-party libraries ($kind, for '$mode'; once)"
    need_space "$PORCHLIGHT_CACHE" 500
    local build="$PORCHLIGHT_CACHE/libraries/build-$kind-$mode"
    rm -rf "$build"
    {
        logged "$log" cmake -G Ninja -S "$PORCHLIGHT_ROOT/shell/third_party" -B "$build" -DCMAKE_BUILD_TYPE=Release \
            -DPORCHLIGHT_LIBRARY_SET="$mode" -DPORCHLIGHT_SOURCES="$PORCHLIGHT_SOURCES" \
            -DCMAKE_INSTALL_PREFIX="$final" "$@" &&
            logged "$log" cmake --build "$build" -j "$PORCHLIGHT_JOBS" &&
            logged "$log.install" cmake --install "$build"
    } || die "The third-party libraries could not be built (the reason is in $log): mend that, or remove $PORCHLIGHT_CACHE/libraries, then run this again."
    touch "$final/complete-$mode"
    rm -rf "$build"
}

build_libraries() {
    local mode="$1" toolchain="-DCMAKE_TOOLCHAIN_FILE=$PORCHLIGHT_EMSCRIPTEN/cmake/Modules/Platform/Emscripten.cmake"
    build_library_set wasm run "$PORCHLIGHT_LIBRARIES_WASM" "$toolchain"
    if [[ "$mode" == test ]]; then
        build_library_set wasm test "$PORCHLIGHT_LIBRARIES_WASM" "$toolchain"
        build_library_set native test "$PORCHLIGHT_LIBRARIES_NATIVE"
    fi
}
