# Starting, watching and stopping the demo's processes. Sourced by run.sh.

pids=()

stop_all() {
    trap - EXIT INT TERM
    local pid
    for pid in "${pids[@]}"; do kill -TERM -- "-$pid" 2>/dev/null || true; done
    for pid in "${pids[@]}"; do
        for _ in $(seq 50); do kill -0 -- "-$pid" 2>/dev/null || break; sleep 0.1; done
        kill -KILL -- "-$pid" 2>/dev/null || true
    done
    [[ -z "${printer_spool:-}" ]] || rm -rf "$printer_spool"
}

stop_all_on_exit() {
    trap stop_all EXIT
    trap 'exit 0' INT TERM
}

# start NAME COMMAND…: in a process group of its own, so that nothing of it is left behind.
start() {
    local name="$1"
    shift
    mkdir -p "$data/logs"
    setsid "$@" >>"$data/logs/$name.log" 2>&1 </dev/null &
    pids+=("$!")
    last_pid="$!"
}

# wait_until SECONDS WHAT COMMAND…: until the command succeeds; ends the run if the last process is gone.
wait_until() {
    local seconds="$1" what="$2"
    shift 2
    for _ in $(seq $((seconds * 20))); do
        "$@" >/dev/null 2>&1 && return 0
        kill -0 "$last_pid" 2>/dev/null || break
        sleep 0.05
    done
    die "$what did not start: $data/logs has what it said."
}

port_answers() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

require_free_port() {
    ! port_answers "$1" || die "Port $1 is in use: stop what uses it, or choose another with $2."
}

# Until Ctrl-C, or until one of the processes ends by itself.
wait_for_any() {
    wait -n "${pids[@]}" || true
    die "One of the demo's programs has stopped: $data/logs has what it said."
}
