#!/usr/bin/env bash
# The kiosk's package: made, judged by Debian's checker, installed into a throw-away copy of this machine, removed and
# purged there; and its unit, judged by systemd's. Needs root. Ends with "N passed, N failed".
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"
[[ $EUID -eq 0 ]] || { echo "these tests install a package into a copy of this machine, which needs root"; exit 1; }
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# check NAME COMMAND...: passes when the command does; else what it said is shown.
check() {
    local name="$1" said
    shift
    if said="$("$@" 2>&1 </dev/null)"; then
        passed=$((passed + 1))
        echo "ok   $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name: $said"
    fi
}

refused() {
    ! "$@"
}

unit="$root/shell/units/porchlight-bridge.service"
exposure_is_at_most() {
    systemd-analyze security --offline=true --threshold="$1" "$2"
}
grep -vE '^(Protect|Private|Restrict|SystemCall|Capability)' "$unit" >"$work/open.service"
check "systemd finds the unit closed: an exposure of at most 2.0" exposure_is_at_most 20 "$unit"
check "control: the same unit without its sandbox is not" refused exposure_is_at_most 20 "$work/open.service"

check "systemd finds the server's unit closed: an exposure of at most 2.0" exposure_is_at_most 20 "$root/shell/units/porchlight-server.service"

check "the package is made" "$root/shell/porchlight" package
cp "$(find "$root/build/package" -name '*.deb')" "$work/kiosk.deb"
tells_no_path() {
    [[ "$(dpkg-deb --fsys-tarfile "$work/kiosk.deb" | tar -xO | grep -acF "$1" || true)" == 0 ]]
}
check "nothing in it tells where it was built" tells_no_path "$root"
check "control: what its programs hold is read" refused tells_no_path "porchlight-bridge help"
check "lintian finds no error and no warning" lintian --allow-root --fail-on error,warning "$work/kiosk.deb"
if [[ -n "${PORCHLIGHT_LONG:-}" ]]; then
    dpkg-deb --raw-extract "$work/kiosk.deb" "$work/broken"
    rm "$work/broken/DEBIAN/conffiles" "$work/broken/usr/share/doc/porchlight-kiosk/copyright"
    dpkg-deb --build "$work/broken" "$work/broken.deb" >/dev/null
    check "control: lintian finds errors in a package that has some" refused lintian --allow-root --fail-on error "$work/broken.deb"
fi

same_port() {
    local port
    port="$(sed -n 's/^ListenStream=127\.0\.0\.1://p' "$root/shell/units/porchlight-bridge.socket")"
    [[ "$port" -gt 0 && "$port" -lt 1024 ]]
    grep -q "^port=$port " "$root/shell/packaging/porchlight"
    grep -q "\"http://localhost:$port\"" "$root/shell/kiosk/chromium-policy.json"
    ! grep -oE '(localhost|127\.0\.0\.1):[0-9]+' "$root/shell/kiosk/chromium-policy.json" | grep -v ":$port$"
}
check "socket, command and browser policy have one port, which is root's to give" same_port

cat "$here/installed.sh" >"$work/installed.sh"
echo '{"broken' >"$work/no-trust.json"
"$root/build/native/bin/porchlight-custody" create --dir "$work/city" --city Lakehaven \
    --allow-swap "a test" --allow-core-dumps "a test" --allow-network "a test" >/dev/null
cp "$work/city/trust.json" "$work/trust.json"
chmod -R a+rX "$work"
chmod -R go= "$work/city"
# Its own lines "ok …" and "FAIL …" count with ours.
said="$(bash "$here/new_root.sh" bash "$work/installed.sh" "$work" 2>&1 </dev/null)" || failed=$((failed + 1))
echo "$said"
passed=$((passed + $(grep -c '^ok ' <<<"$said" || true)))
failed=$((failed + $(grep -c '^FAIL ' <<<"$said" || true)))

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
