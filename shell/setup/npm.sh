# npm packages by lock file, into node_modules of the clone; `run` leaves the test packages out, and those by whose
# rules headers are graded (tests/headers/rules).

# npm_ci FOLDER [OPTION...]: scripts of packages are never run.
npm_ci() {
    local folder="$1" log="$PORCHLIGHT_CACHE/logs/npm.log"
    shift
    logged "$log" npm ci --prefix "$folder" --cache "$PORCHLIGHT_CACHE/npm" --ignore-scripts --no-audit --no-fund "$@" ||
        die "npm could not fetch its packages (the reason is in $log): check the network and npm's registry setting, then run this again."
}

header_rules="$PORCHLIGHT_ROOT/tests/headers/rules"

npm_stamp() {
    local files=("$PORCHLIGHT_ROOT/package.json" "$PORCHLIGHT_ROOT/package-lock.json" "$PORCHLIGHT_ROOT/.npmrc")
    [[ "$1" == run ]] || files+=("$header_rules/package-lock.json")
    printf '%s %s\n' "$1" "$(key_of "${files[@]}")"
}

# What was installed for testing serves running too.
npm_is_present() {
    local stamp="$PORCHLIGHT_ROOT/node_modules/.porchlight-stamp" have=""
    [[ -f "$stamp" ]] && have="$(cat "$stamp")"
    [[ "$have" == "$(npm_stamp test)" || ( "$1" == run && "$have" == "$(npm_stamp run)" ) ]]
}

install_npm_packages() {
    local mode="$1" options=()
    npm_is_present "$mode" && return 0
    say "fetching npm packages"
    need_space "$PORCHLIGHT_ROOT" 550
    need_space "$PORCHLIGHT_CACHE" 300
    [[ "$mode" == test ]] || options=(--omit=dev)
    npm_ci "$PORCHLIGHT_ROOT" "${options[@]}"
    [[ "$mode" == run ]] || npm_ci "$header_rules" --omit=optional
    npm_stamp "$mode" >"$PORCHLIGHT_ROOT/node_modules/.porchlight-stamp"
}
