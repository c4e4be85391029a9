# The demo city: keys, manifest, release, kiosk and librarian, all by the same commands a city uses.
# Sourced by run.sh. Values come from the programme file.

programme="$PORCHLIGHT_ROOT/assets/programs/lakehaven.json"
log_origin=log.lakehaven.example
log_witnesses=(library.example press.example)

# setting PATH: a value of the programme file, such as demo.site.
setting() {
    node -e 'let v = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
             for (const name of process.argv[2].split(".")) v = v[name];
             process.stdout.write(String(v));' "$programme" "$1"
}

# changed FILE KEY: has what FILE stands for another key than last time?
changed() {
    [[ "$(cat "$1" 2>/dev/null)" != "$2" ]]
}

next_serial() {
    local file="$data/city/serial" serial
    serial=$(($(cat "$file" 2>/dev/null || echo 0) + 1))
    echo "$serial" | tee "$file"
}

# Both have the same password.
name_of() {
    if [[ "$1" == administrator ]]; then echo admin; else setting demo.librarian; fi
}

# key_said COMMAND…: the verifier key that it prints.
key_said() {
    "$(program porchlight-custody)" "$@" | sed -n 's/^.* key: //p'
}

# The public log and two witnesses. Here all of them are this machine's; a city asks people outside it.
make_log() {
    local log_key name witnesses=""
    log_key="$(key_said log-create --dir "$data/city/log-operator" --log "$data/city/log" --origin "$log_origin")"
    for name in "${log_witnesses[@]}"; do
        witnesses+=",$(key_said witness-create --dir "$data/city/witnesses/$name" --name "$name" --log-key "$log_key")"
    done
    "$(program porchlight-custody)" trust-log --trust "$data/city/trust.json" --log-key "$log_key" \
        --witnesses "${witnesses#,}" --threshold 2 >/dev/null
}

# put_into_log FILE: entered, cosigned, and the proof added to the file. A city that was made without a log goes on so.
put_into_log() {
    [[ -d "$data/city/log" ]] || return 0
    local witness
    "$(program porchlight-custody)" log-append --dir "$data/city/log-operator" --log "$data/city/log" --document "$1" >/dev/null
    for witness in "$data/city/witnesses"/*; do
        "$(program porchlight-custody)" witness --dir "$witness" --log "$data/city/log" --out "$data/city/log/checkpoint" >/dev/null
    done
    "$(program porchlight-custody)" log-prove --log "$data/city/log" --trust "$data/city/trust.json" --document "$1" --out "$1"
}

# For the commands that touch the whole key.
allowed_here=(--allow-swap "a demonstration" --allow-core-dumps "a demonstration" --allow-network "a demonstration")

make_city() {
    [[ -f "$data/city/trust.json" && -f "$data/server/.ready" ]] && return
    say "making the demo city's keys"
    rm -rf "$data/city" "$data/server" "$data/bridge"
    mkdir -p -m 700 "$data/city"
    "$(program porchlight-custody)" create --dir "$data/city" --city "$(setting city)" \
        "${allowed_here[@]}" >/dev/null
    make_log
    "$(program porchlight-server)" init --data "$data/server" --keys "$data/city" >/dev/null
    "$(program porchlight-server)" add-site --data "$data/server" "$(setting demo.site)" >/dev/null
    touch "$data/server/.ready"
}

add_people() {
    [[ ! -f "$data/server/.people" ]] || return 0
    local role
    for role in librarian administrator; do
        "$(program porchlight-server)" add-staff --demo --data "$data/server" --name "$(name_of "$role")" --role "$role" \
            --site "$(setting demo.site)" >/dev/null <<<"$(setting demo.password)"
    done
    touch "$data/server/.people"
}

start_server() {
    start server "$(program porchlight-server)" serve --data "$data/server" --port "$server_port" \
        --desk "$native/desk" --verify "$verify_page"
    wait_until 20 "The server" curl --silent --fail "$server_url/healthz"
}

# Signs and imports manifest and release when their content is new, or the manifest is a week old.
publish_city() {
    local key
    key="$(cat "$programme" | sha256sum | cut -c1-16)-$(($(date +%s) / 604800))"
    if changed "$data/city/manifest.key" "$key"; then
        "$(program porchlight-custody)" sign-manifest --dir "$data/city" --programme "$programme" \
            --serial "$(next_serial)" --out "$data/city/manifest.json" "${allowed_here[@]}" >/dev/null
        put_into_log "$data/city/manifest.json"
        "$(program porchlight-server)" import-manifest --data "$data/server" "$data/city/manifest.json" >/dev/null
        echo "$key" >"$data/city/manifest.key"
    fi
    key="$(find "$release_root" -type f -printf '%P %s %T@\n' | sort | sha256sum | cut -c1-16)"
    if changed "$data/city/release.key.id" "$key"; then
        "$(program porchlight-custody)" sign-release --dir "$data/city" --root "$release_root" \
            --serial "$(next_serial)" --out "$data/city/release.json" >/dev/null
        put_into_log "$data/city/release.json"
        "$(program porchlight-server)" import-release --data "$data/server" "$data/city/release.json" \
            --root "$release_root" >/dev/null
        echo "$key" >"$data/city/release.key.id"
    fi
}

services() {
    node -e 'for (const one of JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")).services ?? [])
                 console.log(one.id);' "$programme"
}

# What each service of the programme would hand to the city, imported and dealt to the demo's site, once.
deal_service_numbers() {
    local service list
    for service in $(services); do
        list="$data/city/numbers-$service.csv"
        [[ ! -f "$list" ]] || continue
        node "$PORCHLIGHT_ROOT/shell/demo/numbers.mjs" "$programme" "$service" 1000 >"$list.new"
        "$(program porchlight-server)" import-numbers --data "$data/server" --service "$service" "$list.new" >/dev/null
        "$(program porchlight-server)" deal-numbers --data "$data/server" --service "$service" \
            --site "$(setting demo.site)" --count 500 >/dev/null
        mv "$list.new" "$list"
    done
}

has_release() {
    [[ -f "$data/bridge/manifest.json" && -f "$data/bridge/release.json" ]]
}

# The one line that an administrator carries from the server to a branch's PC.
enroll_kiosk() {
    if [[ -f "$data/bridge/server" ]]; then
        # The address of the server may be another than last time.
        "$(program porchlight-bridge)" move "$server_url" --data "$data/bridge" >/dev/null
        return
    fi
    local code
    code="$("$(program porchlight-server)" enroll-code --data "$data/server" --site "$(setting demo.site)" \
        --name "$(setting demo.kiosk)" | sed -n 's/^code: //p')"
    "$(program porchlight-bridge)" enroll "$server_url" "$code" --data "$data/bridge" >/dev/null
}

start_bridge() {
    start bridge "$(program porchlight-bridge)" serve --data "$data/bridge" --port "$bridge_port" \
        --printer "$printer"
    wait_until 20 "The bridge" "$(program porchlight-bridge)" address --data "$data/bridge"
    # It answers before it has fetched and verified what it serves.
    wait_until 20 "The kiosk page" has_release
    kiosk_address="$("$(program porchlight-bridge)" address --data "$data/bridge")"
}

announce() {
    say "desk       $server_url/desk/"
    say "check card $server_url/verify/"
    say "sign-in    name '$(setting demo.librarian)', password '$(setting demo.password)'"
    say "admin      $server_url/admin/, name '$(name_of administrator)', the same password"
    [[ -z "${tray:-}" ]] || say "card tray  $tray"
    say "Ctrl-C stops everything."
    printf 'Porchlight is ready: %s\n' "$kiosk_address"
}
