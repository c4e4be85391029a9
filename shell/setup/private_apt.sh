# A package manager's configuration of our own: it sees Debian 13 (for Emscripten and newer sources) beside
# Debian 12 without touching what the machine installs, and without naming a mirror in any file: it takes the
# machine's own. Only downloads go through it.

# private_apt COMMAND...: apt-get with that configuration.
private_apt() {
    local apt="$PORCHLIGHT_CACHE/apt"
    apt-get -oDir::Etc::sourcelist="$apt/sources.list" -oDir::Etc::sourceparts=- -oDir::State::Lists="$apt/lists" \
        -oDir::Cache="$apt/cache" -oAPT::Sandbox::User=root -oAcquire::Retries=2 "$@"
}

machine_mirror() {
    apt-get indextargets --format '$(ORIGIN)|$(CODENAME)|$(REPO_URI)' 'Created-By: Packages' |
        awk -F'|' '$1 == "Debian" && $2 == "bookworm" { print $3; exit }'
}

# Refreshes the lists, at most once a setup.
refresh_private_apt() {
    [[ -z "${_private_apt_is_fresh:-}" ]] || return 0
    local apt="$PORCHLIGHT_CACHE/apt" log="$PORCHLIGHT_CACHE/logs/private-apt.log" mirror signed
    mirror="$(machine_mirror)"
    if [[ -z "$mirror" ]]; then
        logged "$PORCHLIGHT_CACHE/logs/apt.log" as_root apt-get update || true
        mirror="$(machine_mirror)"
    fi
    [[ -n "$mirror" ]] ||
        die "No Debian 12 mirror is set up on this machine: add the bookworm repository to /etc/apt/sources.list, then run this again."
    signed='[signed-by=/usr/share/keyrings/debian-archive-keyring.gpg]'
    mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial"
    printf '%s\n' "deb $signed $mirror trixie main" "deb-src $signed $mirror trixie main" \
        "deb-src $signed $mirror bookworm main" >"$apt/sources.list"
    say "refreshing the lists of newer packages and of sources"
    logged "$log" private_apt update && ! grep -qE '^(E|W): (Failed|Some index)' "$log" ||
        die "The Debian mirror of this machine did not answer (the reason is in $log): check the network, then run this again."
    _private_apt_is_fresh=yes
}

# private_download FOLDER COMMAND...: `download` or `source` into a folder, one package a call; fails if it fails.
private_download() {
    local folder="$1"
    shift
    mkdir -p "$folder"
    (cd "$folder" && logged "$PORCHLIGHT_CACHE/logs/private-apt.log" private_apt "$@")
}
