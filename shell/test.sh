# `porchlight test [--long]`: builds and tests everything; ends with the line `N passed, N failed`.
# Without --long a sample of about 15 minutes. PORCHLIGHT_LONG=1 tells every test which of the two it is.
# Each stage keeps its output in build/logs/test-<stage>.log and adds to the sum.

source "$PORCHLIGHT_ROOT/shell/build.sh"
source "$PORCHLIGHT_ROOT/shell/format.sh"
source "$PORCHLIGHT_ROOT/shell/tidy.sh"

test_passed=0
test_failed=0

# stage NAME COMMAND...: the last line `N passed, N failed` of what it prints counts; a command that fails without
# a failed test counts as one failure, and one that prints no such line as one test.
stage() {
    local name="$1" log="$PORCHLIGHT_ROOT/build/logs/test-$1.log" started=$SECONDS status=0 counted passed=0 failed=0
    shift
    ("$@") >"$log" 2>&1 </dev/null || status=$?
    counted="$(grep -aE '^[0-9]+ passed, [0-9]+ failed' "$log" | tail -1 || true)"
    if [[ "$counted" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
        passed="${BASH_REMATCH[1]}"
        failed="${BASH_REMATCH[2]}"
    elif [[ $status -eq 0 ]]; then
        passed=1
    fi
    if [[ $status -ne 0 && $failed -eq 0 ]]; then
        failed=1
    fi
    test_passed=$((test_passed + passed))
    test_failed=$((test_failed + failed))
    say "$name: $passed of $((passed + failed)) passed in $((SECONDS - started)) s"
    if [[ $failed -gt 0 ]]; then
        tail -n 60 "$log"
        say "$name failed; the whole output is in build/logs/test-$name.log"
    fi
}

# test_preset PRESET [PROGRAM...]: builds it, and runs what CTest knows of it, or only these programs.
test_preset() {
    local preset="$1" build="$PORCHLIGHT_ROOT/build/$1" options=(-LE long) status=0
    shift
    [[ -n "${PORCHLIGHT_LONG:-}" ]] && options=()
    [[ $# -eq 0 ]] || options+=(-R "^($(IFS='|'; echo "$*"))\$")
    (build_preset "$preset" "$@") || return 1
    rm -rf "$build/test-results"
    mkdir -p "$build/test-results"
    ctest --test-dir "$build" --output-on-failure --no-tests=ignore -j 3 --output-junit "$build/ctest.xml" "${options[@]}" || status=$?
    "$PORCHLIGHT_PYTHON" "$PORCHLIGHT_ROOT/shell/test/count.py" "$build" "$build/ctest.xml"
    return "$status"
}

# Scripts named run-*.sh and run-*.mjs anywhere below tests, each a stage of its own; the browser's come last.
test_scripts() {
    local script
    while IFS= read -r script; do
        case "$script" in
            *.mjs) stage "$(basename "$script" .mjs)" node "$script" ;;
            *) stage "$(basename "$script" .sh)" bash "$script" ;;
        esac
    done < <(find tests -name node_modules -prune -o \( -name 'run-*.sh' -o -name 'run-*.mjs' \) -print | sed 's|^\(tests/e2e/\)|~\1|' | LC_ALL=C sort | sed 's|^~||')
}

test_command() {
    local started=$SECONDS
    case "${1:-}" in
        "") ;;
        --long) export PORCHLIGHT_LONG=1 ;;
        *) die "\`test\` takes only --long: try \`shell/porchlight test --long\`." ;;
    esac
    export PORCHLIGHT_TESTS=ON
    cd "$PORCHLIGHT_ROOT"
    setup test
    mkdir -p build/logs

    stage format check_format
    stage native test_preset native
    stage wasm test_preset wasm
    test_scripts
    # The sample under sanitizers: what reads bytes that others wrote, without the programs around it.
    if [[ -n "${PORCHLIGHT_LONG:-}" ]]; then
        stage asan test_preset asan
    else
        stage asan test_preset asan base_test record_test envelope_seal_test envelope_open_test card_test verify_test protocol_test statements_test custody_test custody_opening_test custody_paper_test custody_guide_test
    fi
    if [[ -n "${PORCHLIGHT_LONG:-}" ]]; then stage tidy run_tidy --long; else stage tidy run_tidy; fi

    say "tested in $((SECONDS - started)) s"
    echo "$test_passed passed, $test_failed failed"
    [[ $test_failed -eq 0 && $test_passed -gt 0 ]]
}

if [[ "${command:-}" == test ]]; then
    test_command "$@"
fi
