# `porchlight bench [bridge|server|intake|custody]`: measures one of them against one as it is usually built, in one run;
# with the server, its store against bare SQLite too; custody against the bare multiplications that it needs. Takes
# about five minutes each; on a machine that does nothing else, or the figures say nothing.

source "$PORCHLIGHT_ROOT/shell/build.sh"

fetch_peer() {
    local peer="$PORCHLIGHT_ROOT/tests/bench/$1/peer"
    if [[ ! -d "$peer/node_modules/$2" ]]; then
        say "fetching the peer's npm packages"
        npm_ci "$peer"
    fi
}

bench_bridge() {
    build_preset native
    build_preset wasm
    fetch_peer bridge sharp
    say "measuring"
    (cd "$PORCHLIGHT_ROOT" && node tests/bench/bridge/bench.mjs)
}

# The store's figures are wanted where the server misses a goal, too.
bench_server() {
    local tests="$PORCHLIGHT_ROOT/build/native/tests" status=0
    build_preset native porchlight-server server_bench store_bench
    fetch_peer server better-sqlite3
    say "measuring"
    PORCHLIGHT_SERVER="$PORCHLIGHT_ROOT/build/native/bin/porchlight-server" "$tests/server_bench" || status=$?
    "$tests/store_bench"
    return "$status"
}

bench_intake() {
    build_preset wasm porchlight_release
    fetch_peer intake esbuild
    say "measuring"
    (cd "$PORCHLIGHT_ROOT" && node tests/bench/intake/bench.mjs)
}

bench_custody() {
    build_preset native porchlight-custody custody_bench
    say "measuring"
    PORCHLIGHT_CUSTODY="$PORCHLIGHT_ROOT/build/native/bin/porchlight-custody" "$PORCHLIGHT_ROOT/build/native/tests/custody_bench"
}

bench_command() {
    local what="${1:-bridge}"
    [[ $# -le 1 && "$what" =~ ^(bridge|server|intake|custody)$ ]] || die "\`bench\` measures \`bridge\`, \`server\`, \`intake\` or \`custody\`: name one of them, or none for the bridge."
    export PORCHLIGHT_TESTS=ON
    setup test
    "bench_$what"
}

bench_command "$@"
