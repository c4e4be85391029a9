# Debian's packages, from the mirrors this machine already uses.

# wanted_packages run|test: one name a line.
wanted_packages() {
    local lists=("$PORCHLIGHT_ROOT/shell/setup/packages.run")
    if [[ "$1" == test ]]; then
        lists+=("$PORCHLIGHT_ROOT/shell/setup/packages.test")
    fi
    sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "${lists[@]}"
}

missing_packages() {
    { dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null | sed -n 's/^installed //p'
        echo --
        wanted_packages "$1"; } |
        awk '$1 == "--" { wanted = 1; next } !wanted { have[$1] = 1; next } !($1 in have)'
}

# apt_install PACKAGE...: refreshes the lists first; a foreign source that fails does not matter by itself.
apt_install() {
    local log="$PORCHLIGHT_CACHE/logs/apt.log"
    export DEBIAN_FRONTEND=noninteractive
    as_root true
    need_space / 2500
    say "refreshing the package lists"
    logged "$log" as_root apt-get update || true
    say "installing $# Debian packages: $*"
    if ! logged "$log" as_root apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"; then
        if grep -qE 'Could not (resolve|connect)|Failed to fetch|Unable to fetch|Temporary failure|Unable to locate package|has no installation candidate' "$log"; then
            die "The Debian mirror of this machine did not hand out all packages (the reason is in $log): check the network and /etc/apt, then run this again."
        fi
        die "apt-get could not install the packages (the reason is in $log): mend that, for instance with \`apt-get -f install\`, then run this again."
    fi
}

# Tests start a PostgreSQL of their own: the package shall not start one for the whole machine.
start_no_postgres() {
    local folder=/etc/postgresql-common/createcluster.d
    as_root mkdir -p "$folder"
    echo 'create_main_cluster = false' | as_root tee "$folder/porchlight.conf" >/dev/null
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$1")
    [[ ${#missing[@]} -eq 0 ]] && return
    [[ " ${missing[*]} " != *" postgresql-15 "* ]] || start_no_postgres
    apt_install "${missing[@]}"
}
