#!/usr/bin/env bash
# tests/fuzz/run-fuzz.sh [SECONDS [BUILD]]: runs every fuzzer for so long, from the test vectors: a second each, or a
# minute in `test --long`. Without BUILD it first builds the preset `fuzz`. An input that ends a fuzzer is kept in
# BUILD/fuzzers/found. Ends with "N passed, N failed".
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
seconds="${1:-$([[ -n "${PORCHLIGHT_LONG:-}" ]] && echo 60 || echo 1)}"
build="${2:-}"

# Only the fuzzers and what they link: the preset knows the programs too.
build_fuzzers() {
    build="$root/build/fuzz"
    eval "$("$root/shell/porchlight" env)"
    mkdir -p "$build"
    (cd "$root" && cmake --preset fuzz) >"$build/configure.log" 2>&1 || { cat "$build/configure.log"; exit 1; }
    local targets
    targets="$(cmake --build "$build" --target help | grep -oE '[a-z0-9_]+_fuzzer' | sort -u)"
    # shellcheck disable=SC2086
    cmake --build "$build" -j "${PORCHLIGHT_JOBS:-2}" --target $targets >"$build/build.log" 2>&1 || {
        grep -E 'error' "$build/build.log" | head -20
        exit 1
    }
}

[[ -n "$build" ]] || build_fuzzers
fuzzers="$build/fuzzers"
mkdir -p "$fuzzers/found"
node "$root/tests/fuzz/seeds.mjs" "$fuzzers/corpus"

# run_fuzzer FUZZER: a line of what it did; fails with the end of its log.
run_fuzzer() {
    local name corpus log
    name="$(basename "$1")"
    corpus="$(cat "$1.corpus" 2>/dev/null || echo "$fuzzers/corpus/$name")"
    log="$fuzzers/$name.log"
    mkdir -p "$corpus"
    if "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
        -artifact_prefix="$fuzzers/found/$name-" "$corpus" >"$log" 2>&1; then
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs"
    else
        printf '%s FAILED, see %s\n%s\n' "$name" "$log" "$(tail -n 15 "$log")"
    fi
}
export LSAN_OPTIONS="suppressions=$root/tests/support/leaks.supp:print_suppressions=0"
export -f run_fuzzer
export fuzzers seconds

said="$(printf '%s\n' "$fuzzers"/*_fuzzer | xargs -P "${PORCHLIGHT_JOBS:-2}" -I{} bash -c 'run_fuzzer {}')"
echo "$said"
passed="$(grep -cE '^[a-z0-9_]+: [0-9]+ inputs$' <<<"$said" || true)"
failed="$(grep -cE '^[a-z0-9_]+ FAILED' <<<"$said" || true)"
echo "$passed passed, $failed failed"
[[ "$failed" == 0 && "$passed" -gt 0 ]]
