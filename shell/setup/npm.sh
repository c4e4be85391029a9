# npm packages by lock file, into node_modules of the clone; `run` leaves the test packages out.

# npm_ci FOLDER [OPTION...]: scripts of packages are never run.
npm_ci() {
    local folder="$1" log="$PORCHLIGHT_CACHE/logs/npm.log"
    shift
    logged "$log" npm ci --prefix "$folder" --cache "$PORCHLIGHT_CACHE/npm" --ignore-scripts --no-audit --no-fund "$@" ||
        die "npm could not fetch its packages (the reason is in $log): check the network and npm's registry setting, then run this again."
}

npm_stamp() {
    printf '%s %s\n' "$1" "$(key_of "$PORCHLIGHT_ROOT/package.json" "$PORCHLIGHT_ROOT/package-lock.json" "$PORCHLIGHT_ROOT/.npmrc")"
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
    need_space "$PORCHLIGHT_ROOT" 400
    need_space "$PORCHLIGHT_CACHE" 300
    [[ "$mode" == test ]] || options=(--omit=dev)
    npm_ci "$PORCHLIGHT_ROOT" "${options[@]}"
    npm_stamp "$mode" >"$PORCHLIGHT_ROOT/node_modules/.porchlight-stamp"
}
