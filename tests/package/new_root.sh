#!/usr/bin/env bash
# new_root.sh COMMAND...: runs it in a throw-away copy of this machine: it sees the whole system, and what it changes is
# in memory and goes with it. Processes, devices and the folder of temporary files are the machine's own. Needs root.
set -euo pipefail

shared="${TMPDIR:-/tmp}"
exec unshare --mount --propagation private bash -ec '
    shared="$1"
    shift
    mount -t tmpfs -o mode=755 none /mnt
    mkdir /mnt/upper /mnt/work /mnt/root
    mount -t overlay none -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work /mnt/root
    for folder in /proc /sys /dev "$shared"; do mount --rbind "$folder" "/mnt/root$folder"; done
    exec chroot /mnt/root "$@"' new_root "$shared" "$@"
