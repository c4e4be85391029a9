# `porchlight bench`: measures porchlight-bridge against a bridge as one is usually built with Node, in one run, and
# the server's store against bare SQLite. Takes about six minutes; on a machine that does nothing else, or the figures
# say nothing.

source "$PORCHLIGHT_ROOT/shell/build.sh"

bench_command() {
    [[ $# -eq 0 ]] || die "\`bench\` takes no options."
    export PORCHLIGHT_TESTS=ON
    setup test
    build_preset native
    build_preset wasm
    local peer="$PORCHLIGHT_ROOT/tests/bench/bridge/peer"
    if [[ ! -d "$peer/node_modules/sharp" ]]; then
        say "fetching the peer's npm packages"
        npm_ci "$peer"
    fi
    say "measuring"
    (cd "$PORCHLIGHT_ROOT" && node tests/bench/bridge/bench.mjs)
    "$PORCHLIGHT_ROOT/build/native/tests/store_bench"
}

bench_command "$@"
