# Third-party sources, by the pins of shell/third_party/pins, into the cache: one folder a name and version.

third_party_pins() {
    grep -v '^#' "$PORCHLIGHT_ROOT/shell/third_party/pins"
}

fetch_source() {
    local name="$1" version="$2" release="$3" hash="$4"
    local final="$PORCHLIGHT_SOURCES/$name-$version" downloads="$PORCHLIGHT_CACHE/downloads/$name" place archive
    [[ -d "$final" ]] && return 0
    need_space "$PORCHLIGHT_CACHE" 500
    refresh_private_apt
    say "fetching the source of $name $version"
    rm -rf "$downloads"
    private_download "$downloads" source --download-only "$name/$release"
    archive="$(find "$downloads" -name "${name}_${version}*.orig.tar.*" ! -name '*.asc')"
    [[ -f "$archive" && "$(sha256sum "$archive" | cut -d' ' -f1)" == "$hash" ]] ||
        die "The source of $name that the mirror handed out is not the pinned $version: check the mirror, or update shell/third_party/pins if that was intended."
    place="$final.new"
    rm -rf "$place"
    mkdir -p "$PORCHLIGHT_SOURCES"
    logged "$PORCHLIGHT_CACHE/logs/unpack-$name.log" dpkg-source --no-check -x "$downloads"/*.dsc "$place" ||
        die "The source of $name could not be unpacked (the reason is in $PORCHLIGHT_CACHE/logs/unpack-$name.log): check the disk, then run this again."
    # Tests and demos of the sources are three quarters of their size, and nobody builds them here.
    rm -rf "$place"/{test,tests,Xcode,Xcode-iOS,android-project,VisualC,perf} "$downloads"
    mv "$place" "$final"
}

fetch_sources() {
    local name version release hash
    while read -r name version release hash; do
        fetch_source "$name" "$version" "$release" "$hash"
    done < <(third_party_pins)
}
