# Builds what running needs, and says where it is. Sourced by run.sh and the browser tests.

native="$PORCHLIGHT_ROOT/build/native"
release_root="$PORCHLIGHT_ROOT/build/wasm/release"

program() {
    printf '%s/bin/%s\n' "$native" "$1"
}

# build_preset PRESET TARGET…: quiet when nothing is to be done, with its log shown when it fails.
build_preset() {
    local preset="$1" log="$PORCHLIGHT_ROOT/build/logs/run-$1.log"
    shift
    [[ -f "$PORCHLIGHT_ROOT/build/$preset/build.ninja" ]] || logged "$log" cmake --preset "$preset" ||
        { tail -n 20 "$log" >&2; die "Configuring '$preset' failed: $log has the whole output."; }
    logged "$log" cmake --build "$PORCHLIGHT_ROOT/build/$preset" --target "$@" ||
        { tail -n 40 "$log" >&2; die "Building '$preset' failed: $log has the whole output."; }
}

build_programs() {
    cd "$PORCHLIGHT_ROOT"
    say "building the programs (minutes the first time)"
    build_preset native porchlight-server porchlight-bridge porchlight-custody porchlight-demo-tray porchlight_desk
    say "building the kiosk page"
    build_preset wasm porchlight_release
}
