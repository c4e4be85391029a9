# `porchlight format [--fix]`: the layout of the C++ files, by .clang-format.

cpp_files() {
    find "$PORCHLIGHT_ROOT/src" "$PORCHLIGHT_ROOT/tests" "$PORCHLIGHT_ROOT/shell/demo" "$PORCHLIGHT_ROOT/shell/third_party/boost_net" \
        "$PORCHLIGHT_ROOT/shell/third_party/imgui" -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0 2>/dev/null || true
}

# check_format: prints the files that differ; fails if there are any.
check_format() {
    local differing
    differing="$(cpp_files | xargs -0 -r clang-format-19 --dry-run 2>&1 |
        sed -n 's/^\([^:]*\):[0-9].*\[-Wclang-format-violations\]$/\1/p' | sort -u)"
    if [[ -n "$differing" ]]; then
        sed "s|^$PORCHLIGHT_ROOT/||" <<<"$differing"
        return 1
    fi
}

if [[ "${command:-}" == format ]]; then
    command -v clang-format-19 >/dev/null || die "clang-format-19 is not installed: run \`shell/porchlight setup test\`."
    case "${1:-}" in
        --fix) cpp_files | xargs -0 -r clang-format-19 -i ;;
        "") check_format || die "These files are not laid out as .clang-format says: run \`shell/porchlight format --fix\`." ;;
        *) die "\`format\` takes only --fix: try \`shell/porchlight format --fix\`." ;;
    esac
fi
