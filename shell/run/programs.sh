# Builds what running needs, and says where it is. Sourced by run.sh.
source "$PORCHLIGHT_ROOT/shell/build.sh"

native="$PORCHLIGHT_ROOT/build/native"
release_root="$PORCHLIGHT_ROOT/build/wasm/release"
verify_page="$PORCHLIGHT_ROOT/build/wasm/verify"

program() {
    printf '%s/bin/%s\n' "$native" "$1"
}

# The first time takes minutes.
build_programs() {
    build_preset native porchlight-server porchlight-bridge porchlight-custody porchlight-demo-tray porchlight_desk
    build_preset wasm porchlight_release porchlight_verify_page
}
