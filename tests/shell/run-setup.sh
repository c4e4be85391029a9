#!/usr/bin/env bash
# What the set-up says on a machine that lacks something: one sentence that says what to do, and nothing half done.
# Each case is a copy of the repository in a namespace of its own, which lacks that one thing. Needs root.
# Ends with "N passed, N failed".
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
[[ $EUID -eq 0 ]] || { echo "these tests take things away from a machine of their own, which needs root"; exit 1; }

copy="$work/copy"
mkdir -p "$copy"
(cd "$root" && git ls-files -z --cached --others --exclude-standard shell assets package.json package-lock.json .npmrc |
    xargs -0 cp --parents -t "$copy")
chmod -R a+rX "$work"

passed=0
failed=0

# check NAME PATTERN SCRIPT: SCRIPT (in a mount namespace) must fail, and its last line be the sentence.
check() {
    local name="$1" pattern="$2" script="$3" said status=0
    said="$(unshare --mount bash -c "$script" 2>&1 </dev/null)" || status=$?
    if [[ $status -eq 1 && "$(tail -1 <<<"$said")" =~ ^porchlight:\ $pattern$ ]]; then
        passed=$((passed + 1))
        echo "ok   $name"
    else
        failed=$((failed + 1))
        echo "FAIL $name (exit $status): $said"
    fi
}

# Packages look as if none were installed; the real list is only hidden in this namespace.
nothing_installed="mount --bind /dev/null /var/lib/dpkg/status"
setup="'$copy/shell/porchlight' setup run"

check "without root and sudo" \
    "Installing Debian packages needs root: run this as root, or as a user who may use sudo\\." \
    "$nothing_installed; mkdir -p '$work/nobody' && chown nobody '$work/nobody'
     mount --bind /dev/null /usr/bin/sudo 2>/dev/null || true
     PORCHLIGHT_CACHE='$work/nobody/cache' setpriv --reuid nobody --regid nogroup --clear-groups $setup"

check "with a full disk" \
    "Only [0-9]+ MB are free on the disk of .* and [0-9]+ MB are needed: free some space there .*" \
    "mkdir -p '$work/full' && mount -t tmpfs -o size=10m none '$work/full'
     PORCHLIGHT_CACHE='$work/full/cache' $setup"

# It waits for a minute until it gives up.
if [[ -n "${PORCHLIGHT_LONG:-}" ]]; then
    check "without a network" \
        ".*: check the network.*, then run this again\\." \
        "PORCHLIGHT_CACHE='$work/offline' unshare --net $setup"
fi

check "with a cache folder that cannot be made" \
    "The cache folder .* cannot be made: set PORCHLIGHT_CACHE to a folder you may write to\\." \
    "PORCHLIGHT_CACHE=/proc/porchlight $setup"

check "on another system" \
    "Porchlight is set up on Debian 12 \\(x86-64\\), and this is plan9 4 .*: use such a machine, .*" \
    "printf 'ID=plan9\nVERSION_ID=4\n' >'$work/os-release' && mount --bind '$work/os-release' /etc/os-release
     PORCHLIGHT_CACHE='$work/other' $setup"

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
