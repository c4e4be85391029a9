# `porchlight format [--fix]`: are all C++ files laid out as .clang-format says?

format_files() {
    git -C "$PORCHLIGHT_ROOT" ls-files --cached --others --exclude-standard -- 'src/*.h' 'src/*.cpp' 'tests/*.h' 'tests/*.cpp' 'shell/*.cpp' 'shell/*.h'
}

format_command() {
    local wrong
    command -v clang-format-19 >/dev/null || { source "$PORCHLIGHT_ROOT/shell/setup.sh"; setup test; }
    cd "$PORCHLIGHT_ROOT"
    if [[ "${1:-}" == --fix ]]; then
        format_files | xargs -r clang-format-19 -i
        return
    fi
    wrong="$(format_files | xargs -r clang-format-19 --dry-run -Werror 2>&1 | sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error:.*/\1/p' | sort -u)"
    [[ -z "$wrong" ]] || { printf '%s\n' "$wrong" >&2; die "These files are laid out otherwise: run \`shell/porchlight format --fix\`."; }
    say "all files are laid out as .clang-format says"
}

if [[ "${command:-}" == format ]]; then
    format_command "$@"
fi
