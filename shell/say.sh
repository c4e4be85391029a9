# How the commands speak: one line for each step, one sentence for each failure.
# Sourced by shell/porchlight.

# say TEXT: a progress line.
say() {
    printf 'porchlight: %s\n' "$*"
}

# die SENTENCE: ends the command; the sentence says what happened and what to do.
die() {
    printf 'porchlight: %s\n' "$*" >&2
    exit 1
}

# logged LOG COMMAND...: runs a command with its output kept in a file.
logged() {
    local log="$1"
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null
}
