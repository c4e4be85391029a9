# `porchlight build [preset]`: configures and builds one preset, or native and wasm. With PORCHLIGHT_TESTS=ON the
# tests are built too; a build folder that once held tests keeps them.

source "$PORCHLIGHT_ROOT/shell/setup.sh"

# build_preset PRESET [TARGET...]: quiet; the compiler's words are kept in build/logs and shown when it fails.
build_preset() {
    local preset="$1" folder="$PORCHLIGHT_ROOT/build/$1" log="$PORCHLIGHT_ROOT/build/logs/build-$1.log" started=$SECONDS
    shift
    mkdir -p "$(dirname "$log")"
    if ! needs_no_configuring "$folder"; then
        say "configuring '$preset'"
        (cd "$PORCHLIGHT_ROOT" && cmake --preset "$preset" >"$log" 2>&1) ||
            fail_with_log "$log" "The preset '$preset' could not be configured: mend what the lines above say, or remove build/$preset, then run this again."
        configuring_key >"$folder/porchlight-configured"
    fi
    say "building '$preset'"
    (cd "$PORCHLIGHT_ROOT" && cmake --build "build/$preset" -j "$PORCHLIGHT_JOBS" ${*:+--target "$@"} >"$log" 2>&1) ||
        fail_with_log "$log" "The preset '$preset' does not build: mend the errors above (the whole output is in build/logs/build-$preset.log)."
    say "built '$preset' in $((SECONDS - started)) s"
}

# What a configured folder depends on beside CMake's own files, which it watches itself.
configuring_key() {
    printf '%s\n' "$PORCHLIGHT_EMSCRIPTEN" "$PORCHLIGHT_LIBRARIES_WASM" "$PORCHLIGHT_LIBRARIES_NATIVE" "${PORCHLIGHT_TESTS:-OFF}"
}

needs_no_configuring() {
    local folder="$1"
    [[ -f "$folder/build.ninja" && -f "$folder/porchlight-configured" ]] || return 1
    local have wanted
    have="$(cat "$folder/porchlight-configured")"
    wanted="$(configuring_key)"
    [[ "$have" == "$wanted" || "$have" == "${wanted%OFF}ON" ]]
}

fail_with_log() {
    grep -nE 'error: |CMake Error|undefined (reference|symbol)' "$1" | head -40 >&2 || true
    tail -15 "$1" >&2
    die "$2"
}

build_command() {
    local preset
    case "${1:-}" in
        "") set -- native wasm ;;
        native | wasm) ;;
        asan | fuzz) export PORCHLIGHT_TESTS=ON ;;
        *) die "There is no preset '$1': take native, wasm, asan or fuzz." ;;
    esac
    if [[ "${PORCHLIGHT_TESTS:-OFF}" == ON ]]; then setup test; else setup run; fi
    for preset in "$@"; do
        build_preset "$preset"
    done
}

if [[ "${command:-}" == build ]]; then
    build_command "$@"
fi
