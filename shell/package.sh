# `porchlight package`: the Debian package of a kiosk, in build/package.
source "$PORCHLIGHT_ROOT/shell/build.sh"

# build_package: sets `package_file`.
build_package() {
    local place="$PORCHLIGHT_ROOT/build/package" log="$PORCHLIGHT_ROOT/build/logs/package.log"
    build_preset native porchlight-bridge porchlight_package_files
    rm -rf "$place"
    mkdir -p "$place"
    logged "$log" cpack --config "$PORCHLIGHT_ROOT/build/native/CPackConfig.cmake" -B "$place" ||
        fail_with_log "$log" "The package could not be made: mend what the lines above say, then run this again."
    rm -rf "$place/_CPack_Packages"
    package_file="$(find "$place" -name '*.deb')"
}

if [[ "${command:-}" == package ]]; then
    setup run
    build_package
    say "made ${package_file#"$PORCHLIGHT_ROOT/"}"
fi
