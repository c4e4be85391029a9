# `porchlight tidy [--long]`: clang-tidy on src. What was found clean is kept by the hash of the file, of all headers
# and of the settings, so that only changes are checked again; --long checks everything.

tidy_files() {
    git -C "$PORCHLIGHT_ROOT" ls-files --cached --others --exclude-standard -- 'src/*.cpp' | grep -v '/platform/web/'
}

# One line for each file that is not clean.
tidy_check() {
    local file="$1" key="$2" log
    log="$(clang-tidy-19 --quiet -p build/tidy "$file" 2>&1)" && { touch "$tidy_kept/$key"; return 0; }
    printf '%s\n' "$log" | grep -E 'error:|warning:' | sort -u
    return 1
}

tidy_command() {
    local headers file key failed=0 checked=0
    source "$PORCHLIGHT_ROOT/shell/build.sh"
    setup test
    cd "$PORCHLIGHT_ROOT"
    tidy_kept="$PORCHLIGHT_CACHE/tidy"
    mkdir -p "$tidy_kept" build/logs
    needs_no_configuring build/tidy || { cmake --preset tidy >build/logs/tidy.log 2>&1 || fail_with_log build/logs/tidy.log "The preset 'tidy' could not be configured: mend what the lines above say."; configuring_key >build/tidy/porchlight-configured; }
    cmake --build build/tidy --target porchlight_generated >>build/logs/tidy.log 2>&1 || fail_with_log build/logs/tidy.log "The generated files of 'tidy' could not be made: mend what the lines above say."
    headers="$(git ls-files --cached --others --exclude-standard -- 'src/*.h' .clang-tidy | sort | xargs cat | sha256sum)"
    export -f tidy_check
    export tidy_kept
    local todo=()
    while read -r file; do
        key="$(printf '%s %s' "$headers" "$(sha256sum "$file")" | sha256sum | cut -c1-32)"
        [[ "${1:-}" != --long && -f "$tidy_kept/$key" ]] && continue
        todo+=("$file" "$key")
    done < <(tidy_files)
    checked=$((${#todo[@]} / 2))
    [[ $checked -eq 0 ]] || printf '%s\0' "${todo[@]}" | xargs -0 -n 2 -P "$PORCHLIGHT_JOBS" bash -c 'tidy_check "$0" "$1"' || failed=1
    [[ $failed -eq 0 ]] || die "clang-tidy found what stands above: mend it, then run this again."
    say "clang-tidy is clean ($checked files checked, the rest known)"
}

if [[ "${command:-}" == tidy ]]; then
    tidy_command "$@"
fi
