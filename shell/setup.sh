# `porchlight setup [run|test]`: installs and fetches what running needs, or running and testing.
# What is there is skipped; a setup with nothing to do takes a fraction of a second.

setup_steps=(machine packages node npm private_apt emscripten sources libraries)
for step in "${setup_steps[@]}"; do
    source "$PORCHLIGHT_ROOT/shell/setup/$step.sh"
done

# The stamp says that this clone was set up with exactly these files, cache and machine state.
setup_stamp_text() {
    find "$PORCHLIGHT_ROOT/shell/setup" "$PORCHLIGHT_ROOT/shell/third_party" "$PORCHLIGHT_ROOT/shell/setup.sh" \
        "$PORCHLIGHT_ROOT/shell/environment.sh" "$PORCHLIGHT_ROOT/package-lock.json" \
        "$PORCHLIGHT_ROOT/tests/headers/rules/package-lock.json" -type f -print0 |
        sort -z | xargs -0 sha256sum | sha256sum
    printf '%s\n' "$PORCHLIGHT_CACHE" "$PORCHLIGHT_EMSCRIPTEN"
}

setup_is_done() {
    local mode="$1" stamps=("$PORCHLIGHT_ROOT/build/setup-test.stamp") stamp text
    [[ "$mode" == test ]] || stamps+=("$PORCHLIGHT_ROOT/build/setup-run.stamp")
    text="$(setup_stamp_text)"
    for stamp in "${stamps[@]}"; do
        [[ -f "$stamp" && "$(cat "$stamp")" == "$text" ]] && break
        stamp=""
    done
    [[ -n "$stamp" ]] &&
        [[ -z "$(missing_packages "$mode")" ]] && node_is_present && npm_is_present "$mode" &&
        emscripten_is_present && libraries_are_present "$mode"
}

setup() {
    local mode="${1:-run}"
    case "$mode" in
        run | test) ;;
        *) die "\`setup\` takes 'run' or 'test', not '$mode': try \`shell/porchlight setup run\`." ;;
    esac
    setup_is_done "$mode" && return 0

    local started=$SECONDS
    say "setting up this machine for '$mode' (kept in $PORCHLIGHT_CACHE)"
    check_machine
    mkdir -p "$PORCHLIGHT_CACHE" 2>/dev/null ||
        die "The cache folder $PORCHLIGHT_CACHE cannot be made: set PORCHLIGHT_CACHE to a folder you may write to."
    # Two clones that set up at once wait for each other.
    exec 9>"$PORCHLIGHT_CACHE/lock"
    flock -n 9 || { say "waiting for another setup on this machine"; flock 9; }
    install_packages "$mode"
    install_node
    install_npm_packages "$mode"
    install_emscripten
    fetch_sources
    build_libraries "$mode"
    exec 9>&-

    # The tools may have come with this very setup: look for them again.
    source "$PORCHLIGHT_ROOT/shell/environment.sh"
    mkdir -p "$PORCHLIGHT_ROOT/build"
    setup_stamp_text >"$PORCHLIGHT_ROOT/build/setup-$mode.stamp"
    say "set up for '$mode' in $((SECONDS - started)) s"
}

if [[ "${command:-}" == setup ]]; then
    setup "${1:-run}"
fi
