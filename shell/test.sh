# `porchlight test [--long]`: everything that can fail, ending in one line `N passed, N failed`.
# Without --long a sample that takes minutes; the long ones are marked where they are defined.
source "$PORCHLIGHT_ROOT/shell/build.sh"

passed=0
failed=0
logs="$PORCHLIGHT_ROOT/build/logs"

count() {
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# stage NAME COMMAND…: one check that passes or fails as a whole.
stage() {
    local name="$1" log="$logs/test-$1.log" started=$SECONDS
    shift
    if logged "$log" "$@"; then
        count 1 0
        say "passed: $name ($((SECONDS - started)) s)"
    else
        count 0 1
        tail -n 30 "$log" >&2
        say "FAILED: $name ($((SECONDS - started)) s; the whole output is in ${log#"$PORCHLIGHT_ROOT"/})"
    fi
}

# counting NAME COMMAND…: a script that says itself `N passed, N failed`; one that does not say so has failed.
counting() {
    local name="$1" log="$logs/test-$1.log" started=$SECONDS line status=0
    shift
    logged "$log" "$@" || status=$?
    line="$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)"
    if [[ "$line" =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        local good="${BASH_REMATCH[1]}" bad="${BASH_REMATCH[2]}"
        [[ $status -eq 0 || $bad -gt 0 ]] || bad=1
        count "$good" "$bad"
        [[ $bad -eq 0 ]] || { grep -nE 'not ok|FAILED|✖|Error' "$log" | head -40 >&2; tail -n 20 "$log" >&2; }
        say "$name: $good passed, $bad failed ($((SECONDS - started)) s)"
    else
        count 0 1
        tail -n 30 "$log" >&2
        say "FAILED: $name did not finish (${log#"$PORCHLIGHT_ROOT"/})"
    fi
}

# The Catch2 programs of a preset, each with its own report; one that dies before its report counts as failed.
programs_of() {
    local preset="$1" name="tests-$1" folder="$PORCHLIGHT_ROOT/build/$1" log="$logs/test-$1.log" started=$SECONDS sums
    shift
    rm -f "$folder"/test-results/*.json
    ctest --test-dir "$folder" --output-on-failure "$@" >"$log" 2>&1 </dev/null || true
    sums="$(node "$PORCHLIGHT_ROOT/shell/test/sums.mjs" "$folder" "$log")"
    count ${sums}
    [[ "${sums##* }" == 0 ]] || { grep -nE 'FAILED|\*\*\*|error:' "$log" | head -40 >&2; }
    say "$name: ${sums% *} passed, ${sums#* } failed ($((SECONDS - started)) s)"
}

test_command() {
    local long=""
    case "${1:-}" in
        "") ;;
        --long) long=1; export PORCHLIGHT_LONG=1 ;;
        *) die "\`test\` takes --long or nothing, not '$1'." ;;
    esac
    export PORCHLIGHT_TESTS=ON
    setup test
    cd "$PORCHLIGHT_ROOT"
    mkdir -p "$logs"
    build_preset native
    build_preset wasm
    build_preset asan
    local sample=()
    [[ -n "$long" ]] || sample=(--label-exclude long)
    stage format bash shell/porchlight format
    programs_of native "${sample[@]}"
    programs_of wasm "${sample[@]}"
    programs_of asan "${sample[@]}"
    local script
    for script in $(git ls-files --cached --others --exclude-standard -- 'tests/*run-*.sh' 'tests/*run-*.mjs' | sort); do
        case "$script" in
            *.sh) counting "$(basename "${script%.*}")" bash "$script" ;;
            *.mjs) counting "$(basename "${script%.*}")" node "$script" ;;
        esac
    done
    stage tidy bash shell/porchlight tidy ${long:+--long}
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [[ $failed -eq 0 ]]
}

test_command "$@"
