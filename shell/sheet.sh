# `porchlight sheet`: draws every screen of the kiosk, in every language and look, to PNG pages in build/sheet.

source "$PORCHLIGHT_ROOT/shell/build.sh"

sheet_command() {
    [[ $# -eq 0 ]] || die "\`sheet\` takes no options: its pages are in build/sheet."
    export PORCHLIGHT_TESTS=ON
    setup test
    build_preset native intake_sheet
    rm -rf "$PORCHLIGHT_ROOT/build/sheet"
    "$PORCHLIGHT_ROOT/build/native/tests/intake_sheet" "$PORCHLIGHT_ROOT/build/sheet"
}

sheet_command "$@"
