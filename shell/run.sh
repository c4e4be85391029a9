# `porchlight run`: a demo city on this machine, server, bridge and card printer, until Ctrl-C.
# Everything is made on first use below the data folder; the next start finds it there.
source "$PORCHLIGHT_ROOT/shell/run/options.sh"
source "$PORCHLIGHT_ROOT/shell/run/programs.sh"
source "$PORCHLIGHT_ROOT/shell/run/processes.sh"
source "$PORCHLIGHT_ROOT/shell/run/city.sh"
source "$PORCHLIGHT_ROOT/shell/run/printer.sh"

read_run_options "$@"
setup run
build_programs

require_free_port "$server_port" --port
require_free_port "$bridge_port" --bridge-port
stop_all_on_exit
make_city
add_people
start_printer
start_server
publish_city
enroll_kiosk
deal_service_numbers
start_bridge
announce
wait_for_any
