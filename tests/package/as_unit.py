#!/usr/bin/python3
"""as_unit.py SERVICE [SETTING=VALUE...]: runs a unit's program as systemd would, where no systemd runs.

Listens on the sockets of the .socket file beside it and passes them, starts ExecStart= as User= with the unit's limits,
without capabilities, under its filters of system calls, and starts it again when it ends (Restart=always). What needs
a mount namespace or a cgroup is left to systemd. SETTING=VALUE stands instead of the unit's own. Until SIGTERM.
Needs root and python3-seccomp.
"""
import ctypes
import errno
import os
import pwd
import resource
import shlex
import signal
import socket
import subprocess
import sys
import time

import seccomp

PR_SET_KEEPCAPS, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 8, 24, 38, 47, 2
CAP_IPC_LOCK, CAPABILITIES = 14, 41
LIBC = ctypes.CDLL(None, use_errno=True)
NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000
FAMILIES = {name: int(getattr(socket, name)) for name in dir(socket) if name.startswith("AF_")}


def read_unit(path):
    """{setting: [values in their order]}"""
    out = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            name, is_setting, value = line.strip().partition("=")
            if is_setting and not name.startswith("#"):
                out.setdefault(name, []).append(value)
    return out


def group(name):
    """The system calls of @name, as this systemd knows it."""
    listed = subprocess.run(["systemd-analyze", "syscall-filter", name], check=True, capture_output=True, text=True).stdout
    words = [line.strip() for line in listed.splitlines()[1:] if line.strip() and not line.strip().startswith("#")]
    return set().union(*(group(word) if word.startswith("@") else {word} for word in words))


def calls(words):
    return set().union(*(group(word) if word.startswith("@") else {word} for word in words))


def allowed_calls(unit):
    """SystemCallFilter= as systemd.exec(5) says: a list of what is allowed, and what is taken out of it again."""
    allowed = group("@default")
    for value in unit["SystemCallFilter"]:
        words = value.lstrip("~").split()
        allowed = allowed - calls(words) if value.startswith("~") else allowed | calls(words)
    return allowed


def add(filters, action, name, *arguments):
    try:
        filters.add_rule(action, name, *arguments)
    except (RuntimeError, OSError):
        # A call that this architecture does not have.
        pass


def call_filter(unit):
    """What is not allowed fails with the unit's error; what systemd has never heard of, as if the kernel had not."""
    filters = seccomp.SyscallFilter(seccomp.ERRNO(errno.ENOSYS))
    refused = seccomp.ERRNO(getattr(errno, unit["SystemCallErrorNumber"][-1]))
    allowed = allowed_calls(unit)
    for name in sorted(group("@known") | allowed):
        add(filters, seccomp.ALLOW if name in allowed else refused, name)
    return filters


def argument_filter(unit):
    """The settings that look at a call's arguments."""
    filters = seccomp.SyscallFilter(seccomp.ALLOW)
    refused = seccomp.ERRNO(errno.EPERM)
    families = {FAMILIES[name] for name in unit["RestrictAddressFamilies"][-1].split()}
    unsupported = seccomp.ERRNO(errno.EAFNOSUPPORT)
    for family in range(max(families)):
        if family not in families:
            add(filters, unsupported, "socket", seccomp.Arg(0, seccomp.EQ, family))
    add(filters, unsupported, "socket", seccomp.Arg(0, seccomp.GT, max(families)))
    if unit.get("MemoryDenyWriteExecute") == ["yes"]:
        add(filters, refused, "mmap", seccomp.Arg(2, seccomp.MASKED_EQ, 6, 6))
        for name in ("mprotect", "pkey_mprotect"):
            add(filters, refused, name, seccomp.Arg(2, seccomp.MASKED_EQ, 4, 4))
    if unit.get("RestrictNamespaces") == ["yes"]:
        add(filters, refused, "setns")
        for bit in (1 << at for at in range(32) if NAMESPACES >> at & 1):
            add(filters, refused, "unshare", seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
            add(filters, refused, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, bit, bit))
        add(filters, seccomp.ERRNO(errno.ENOSYS), "clone3")
    return filters


def listen(path):
    sockets = []
    for value in read_unit(path)["ListenStream"]:
        host, port = value.rsplit(":", 1)
        listening = socket.socket(socket.AF_INET)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, int(port)))
        listening.listen(64)
        sockets.append(listening)
    return sockets


def must(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def give_up_rights(user, kept):
    """All capabilities but those of the bit set kept."""
    for capability in (at for at in range(CAPABILITIES) if not kept >> at & 1):
        must(LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0))
    must(LIBC.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    must(LIBC.capset(header, (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)))
    for capability in (at for at in range(32) if kept >> at & 1):
        must(LIBC.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, capability, 0, 0))
    must(LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def limit(unit):
    """The capabilities that stand for a limit which this machine does not let even root lift."""
    resource.setrlimit(resource.RLIMIT_CORE, (int(unit["LimitCORE"][-1]),) * 2)
    if unit["LimitMEMLOCK"][-1] != "infinity":
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (int(unit["LimitMEMLOCK"][-1]),) * 2)
        return 0
    try:
        resource.setrlimit(resource.RLIMIT_MEMLOCK, (resource.RLIM_INFINITY,) * 2)
        return 0
    except ValueError:
        return 1 << CAP_IPC_LOCK


def environment(unit):
    out = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
    for path in unit.get("EnvironmentFile", []):
        out.update({name: values[-1] for name, values in read_unit(path).items()})
    return out


def command(unit, variables):
    return [variables[word[2:-1]] if word.startswith("${") else word for word in shlex.split(unit["ExecStart"][-1])]


def become(unit, sockets, filters):
    """In the child: never returns."""
    variables = environment(unit)
    for at, listening in enumerate(sockets):
        os.dup2(listening.fileno(), 100 + at)
    for at in range(len(sockets)):
        os.dup2(100 + at, 3 + at, inheritable=True)
    os.closerange(3 + len(sockets), 200)
    variables.update({"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(len(sockets))})
    os.umask(int(unit["UMask"][-1], 8))
    os.chdir("/")
    give_up_rights(pwd.getpwnam(unit["User"][-1]), limit(unit))
    words = command(unit, variables)
    sys.stdout.flush()
    for one in filters:
        one.load()
    os.execve(words[0], words, variables)


def main():
    service = sys.argv[1]
    unit = read_unit(service)
    for setting in sys.argv[2:]:
        name, _, value = setting.partition("=")
        unit[name] = [value]
    filters = [argument_filter(unit), call_filter(unit)]
    beside = service.removesuffix(".service") + ".socket"
    sockets = listen(beside) if os.path.exists(beside) else []
    stopping = []
    child = 0

    def stop(*_):
        stopping.append(True)
        if child:
            os.kill(child, signal.SIGTERM)

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, stop)
    while True:
        child = os.fork()
        if child == 0:
            try:
                become(unit, sockets, filters)
            except BaseException as error:
                print(f"as_unit: cannot start it: {error!r}", flush=True)
            os._exit(203)  # EXIT_EXEC
        print(f"as_unit: started {child}", flush=True)
        _, status = os.waitpid(child, 0)
        print(f"as_unit: ended {os.waitstatus_to_exitcode(status)}{' with a core' if os.WCOREDUMP(status) else ''}", flush=True)
        if stopping or unit.get("Restart") != ["always"]:
            return os.waitstatus_to_exitcode(status)
        time.sleep(float(unit["RestartSec"][-1]))


if __name__ == "__main__":
    sys.exit(main())
