# `porchlight tidy [--long]`: clang-tidy on src. A file that passed is not checked again until it, a header of ours
# that it includes, or the rules change. Without --long it stops after PORCHLIGHT_TIDY_SECONDS (75).

source "$PORCHLIGHT_ROOT/shell/build.sh"

# run_tidy [--long]: ends with the line `N passed, N failed`.
run_tidy() {
    local log="$PORCHLIGHT_ROOT/build/logs/configure-tidy.log" seconds="${PORCHLIGHT_TIDY_SECONDS:-75}"
    [[ "${1:-}" == --long ]] && seconds=0
    mkdir -p "$(dirname "$log")"
    (cd "$PORCHLIGHT_ROOT" && cmake --preset tidy >"$log" 2>&1 && cmake --build build/tidy --target porchlight_generated >>"$log" 2>&1) ||
        fail_with_log "$log" "The preset 'tidy' could not be configured: mend what the lines above say, then run this again."
    "$PORCHLIGHT_PYTHON" "$PORCHLIGHT_ROOT/shell/test/tidy.py" --root "$PORCHLIGHT_ROOT" --cache "$PORCHLIGHT_CACHE/tidy" \
        --jobs "$PORCHLIGHT_JOBS" --seconds "$seconds"
}

if [[ "${command:-}" == tidy ]]; then
    setup test
    run_tidy "$@"
fi
