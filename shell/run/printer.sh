# The demo card printer: a real IPP printer program whose cards are pictures in a tray. Sourced by run.sh.

bus_answers() {
    [[ -S "$bus" ]]
}

start_printer() {
    if [[ -n "$printer" ]]; then
        return
    fi
    require_free_port "$printer_port" --printer-port
    tray="$data/tray"
    mkdir -p -m 700 "$tray"
    # What waits to be printed stays in memory where the machine has a file system for that.
    printer_spool="$(mktemp -d -p "$([[ -w /dev/shm ]] && echo /dev/shm || echo "${TMPDIR:-/tmp}")" porchlight-printer.XXXXXX)"
    bus="$printer_spool/bus"
    start bus dbus-daemon --session --nofork --nopidfile "--address=unix:path=$bus"
    wait_until 10 "The printer's bus" bus_answers
    DBUS_SYSTEM_BUS_ADDRESS="unix:path=$bus" PORCHLIGHT_TRAY_PROGRAM="$(program porchlight-demo-tray)" \
        start printer "$PORCHLIGHT_ROOT/shell/demo/printer" "$printer_port" "$printer_spool" "$tray"
    wait_until 10 "The demo printer" port_answers "$printer_port"
    printer="ipp://localhost:$printer_port/ipp/print"
}
