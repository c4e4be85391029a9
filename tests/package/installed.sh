# installed.sh WORK: in a throw-away copy of this machine (new_root.sh): WORK/kiosk.deb installed, used, removed and
# purged. Prints "ok NAME" and "FAIL NAME: …"; run-package.sh counts.
set -uo pipefail

work="$1"
data=/var/lib/porchlight
# The index of manual pages, which a short run does not wait for.
dpkg_options=(--no-triggers)
[[ -z "${PORCHLIGHT_LONG:-}" ]] || dpkg_options=()
export DEBIAN_FRONTEND=noninteractive PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

check() {
    local name="$1" said
    shift
    if said="$("$@" 2>&1 </dev/null)"; then echo "ok   $name"; else echo "FAIL $name: $said"; fi
}

# Everything of the system but what dpkg keeps about itself, and what people keep.
listing() {
    find /etc /usr /var /run /opt /srv \( -path /var/lib/dpkg -o -path /var/log -o -path /var/cache -o -path /var/tmp \) \
        -prune -o -printf '%p %M %u %g\n' | LC_ALL=C sort
}

# user and group files as they are read: what is beside them is an older copy.
accounts() {
    LC_ALL=C sort /etc/passwd /etc/group /etc/shadow /etc/gshadow /etc/subuid /etc/subgid
}

is() {
    [[ "$1" == "$2" ]] || { echo "'$1' is not '$2'"; return 1; }
}

# says STATUS TEXT COMMAND...: how a command ends, and the whole of what it says.
says() {
    local status="$1" text="$2" said got=0
    shift 2
    said="$("$@" 2>&1)" || got=$?
    is "$got $said" "$status $text"
}

installed_files() {
    dpkg-query -L porchlight-kiosk | while IFS= read -r file; do [[ ! -f "$file" ]] || echo "$file"; done
}

files_are_roots() {
    local odd
    odd="$(installed_files | xargs -d '\n' stat -c '%U:%G %a %n' | grep -vE '^root:root (644|755) ')"
    is "$odd" ""
}

units_are_enabled() {
    [[ -L /etc/systemd/system/sockets.target.wants/porchlight-bridge.socket &&
        -L /etc/systemd/system/multi-user.target.wants/porchlight-bridge.service ]]
}

# As Debian does it: whoever asks for them is told that they are masked, not that they are missing.
units_are_gone() {
    local unit
    for unit in porchlight-bridge.socket porchlight-bridge.service; do
        [[ ! -e "/lib/systemd/system/$unit" && "$(readlink "/etc/systemd/system/$unit")" == /dev/null ]] || return 1
    done
}

units_are_right() {
    systemd-analyze verify --man=no /lib/systemd/system/porchlight-bridge.service /lib/systemd/system/porchlight-bridge.socket
}

# Every family and weight of the templates, by name, from the package or what it depends on.
fonts_are_there() {
    local weight missing=""
    for weight in $(grep -ohE '"weight": [0-9]+' /usr/share/porchlight/card/*.json | grep -oE '[0-9]+' | sort -u); do
        ls /usr/share/porchlight/fonts/"$weight"*/AtkinsonHyperlegibleNext* /usr/share/porchlight/fonts/"$weight"*/NotoSans* >/dev/null ||
            missing+=" $weight"
    done
    is "$missing" ""
}

enrolled_by_its_user() {
    porchlight enroll --server http://127.0.0.1:8460 --trust "$work/trust.json" | grep -qE '^kiosk key: [0-9a-f]{64}$' &&
        is "$(find "$data" -printf '%u:%g %m\n' | sort -u | tr '\n' ' ')" "porchlight:porchlight 600 porchlight:porchlight 700 "
}

key_of_the_kiosk() {
    sha256sum <"$data/kiosk.key"
}

comes_back() {
    dpkg -i "$work/kiosk.deb" && units_are_enabled && is "$(key_of_the_kiosk)" "$key"
}

listing >"$work/before"
accounts >"$work/accounts"
check "it installs, with nothing missing" dpkg "${dpkg_options[@]}" -i "$work/kiosk.deb"
check "its files are root's, and nobody else may write them" files_are_roots
check "its units are enabled, and right" units_are_enabled
check "systemd can read its units" units_are_right
check "its fonts have every weight of the card" fonts_are_there
check "its folder is the bridge's alone" is "$(stat -c '%U:%G %a' "$data")" "porchlight:porchlight 700"
check "its user cannot sign in" is "$(getent passwd porchlight | cut -d: -f6,7)" "$data:/usr/sbin/nologin"
check "another user is told that it needs root" \
    says 1 "porchlight: This needs root: the kiosk's folder belongs to the bridge alone." \
    setpriv --reuid nobody --regid nogroup --clear-groups porchlight address
check "a file that is no trust file is refused" \
    says 1 "porchlight-bridge: The file $work/no-trust.json is not a trust file: take trust.json of the custodian." \
    porchlight enroll --server http://127.0.0.1:8460 --trust "$work/no-trust.json"
check "what is not a code is refused" \
    says 1 "porchlight-bridge: This is not a code: a symbol is missing or mistyped. (code)" \
    porchlight enroll http://127.0.0.1:8460 7K3M-Q9TX
check "it enrolls as the bridge's user" enrolled_by_its_user
check "a server that moved is told to it" \
    says 0 "The server is at http://127.0.0.1:8461. A bridge that runs learns it when it is started again." porchlight move http://127.0.0.1:8461
key="$(key_of_the_kiosk)"

check "it is removed" dpkg "${dpkg_options[@]}" -r porchlight-kiosk
check "then its units are gone" units_are_gone
check "and the kiosk's key, journal and settings stay" is "$(key_of_the_kiosk) $(ls /etc/porchlight)" "$key bridge.conf"
if [[ -n "${PORCHLIGHT_LONG:-}" ]]; then
    check "it comes back as the same kiosk" comes_back
    check "an update over itself keeps everything" comes_back
    check "it is removed again" dpkg -r porchlight-kiosk
fi

check "it is purged" dpkg "${dpkg_options[@]}" -P porchlight-kiosk
listing >"$work/after"
accounts >"$work/accounts-after"
check "then the machine has the files that it had before, and no other" diff "$work/before" "$work/after"
check "and the users" diff "$work/accounts" "$work/accounts-after"
