# What `porchlight run` takes. Sourced by run.sh.

usage_of_run() {
    cat <<'TEXT'
porchlight run: starts a demo city: server, bridge and a card printer, until Ctrl-C.

  --data DIR          where the city keeps its keys, database and printed cards
                      (default: the user's data folder, porchlight/demo)
  --port N            port of the server and its desk page        (default 8460)
  --bridge-port N     port of the kiosk page                      (default 8470)
  --printer URI       print there instead of on the demo printer: ipp://localhost:631/…,
                      ipps://…, or the name of a CUPS queue
  --printer-port N    port of the demo printer                    (default 8480)
TEXT
}

require_number() {
    [[ "$2" =~ ^[0-9]{1,5}$ && "$2" -ge 1 && "$2" -le 65535 ]] ||
        die "$1 needs a port number from 1 to 65535, not '$2'."
}

read_run_options() {
    data="${XDG_DATA_HOME:-${HOME:-/root}/.local/share}/porchlight/demo"
    server_port=8460
    bridge_port=8470
    printer_port=8480
    printer=""
    while [[ $# -gt 0 ]]; do
        case "$1" in
            -h | --help) usage_of_run; exit 0 ;;
            --data | --port | --bridge-port | --printer | --printer-port)
                [[ $# -ge 2 ]] || die "$1 needs a value: \`shell/porchlight run --help\` lists the options."
                ;;&
            --data) data="$2" ;;
            --port) server_port="$2" ;;
            --bridge-port) bridge_port="$2" ;;
            --printer) printer="$2" ;;
            --printer-port) printer_port="$2" ;;
            *) die "run does not know '$1': \`shell/porchlight run --help\` lists the options." ;;
        esac
        shift 2
    done
    require_number --port "$server_port"
    require_number --bridge-port "$bridge_port"
    require_number --printer-port "$printer_port"
    mkdir -p "$data" 2>/dev/null || die "The folder $data cannot be made: choose another with --data."
    data="$(cd "$data" && pwd)"
    server_url="http://127.0.0.1:$server_port"
}
