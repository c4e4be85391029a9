# What a setup may count on: the system, the right to install, room on the disk, a mirror that answers.

check_machine() {
    local id="" version=""
    if [[ -r /etc/os-release ]]; then
        id="$(. /etc/os-release && printf '%s' "${ID:-}")"
        version="$(. /etc/os-release && printf '%s' "${VERSION_ID:-}")"
    fi
    [[ "$id" == debian && "$version" == 12 && "$(uname -m)" == x86_64 ]] ||
        die "Porchlight is set up on Debian 12 (x86-64), and this is ${id:-unknown} ${version:-} ($(uname -m)): use such a machine, or a container or virtual machine of it."
}

# as_root COMMAND...: runs a command as root, or says which right is missing.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [[ -t 0 ]] && sudo -v; }; }; then
        sudo --preserve-env=DEBIAN_FRONTEND,http_proxy,https_proxy,no_proxy "$@"
    else
        die "Installing Debian packages needs root: run this as root, or as a user who may use sudo."
    fi
}

# need_space FOLDER MEGABYTES: FOLDER may not exist yet.
need_space() {
    local folder="$1" needed="$2" free
    while [[ ! -d "$folder" ]]; do folder="$(dirname "$folder")"; done
    free="$(df --output=avail -BM "$folder" | tail -1 | tr -dc 0-9)"
    [[ "$free" -ge "$needed" ]] ||
        die "Only $free MB are free on the disk of $folder and $needed MB are needed: free some space there (or name a roomier folder in PORCHLIGHT_CACHE), then run this again."
}
