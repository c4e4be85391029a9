# Third-party sources, by the pins of shell/third_party/pins, into the cache: one folder a name and version.

third_party_pins() {
    grep -v '^#' "$PORCHLIGHT_ROOT/shell/third_party/pins"
}

# pinned_archive FOLDER NAME VERSION HASH: the upstream archive among what was fetched, if it is the pinned one.
pinned_archive() {
    local archive
    archive="$(find "$1" -name "$2_$3*.orig.tar.*" ! -name '*.asc' 2>/dev/null)"
    [[ -f "$archive" && "$(sha256sum "$archive" | cut -d' ' -f1)" == "$4" ]] && printf '%s' "$archive"
}

# unpack_patched: with Debian's patches. unpack_plain: as upstream has it.
unpack_patched() {
    logged "$PORCHLIGHT_CACHE/logs/unpack.log" dpkg-source --no-check -x "$1"/*.dsc "$2"
}

unpack_plain() {
    mkdir -p "$2" && logged "$PORCHLIGHT_CACHE/logs/unpack.log" tar -xf "$1" --strip-components=1 -C "$2"
}

# fetch_from RELEASE NAME VERSION HASH FOLDER [OPTION]: 0 if the pinned archive is in FOLDER afterwards.
fetch_from() {
    local release="$1" name="$2" version="$3" hash="$4" folder="$5"
    shift 5
    rm -rf "$folder"
    private_download "$folder" source --download-only "$@" "$name/$release" &&
        pinned_archive "$folder" "$name" "$version" "$hash" >/dev/null
}

# fetch_source NAME VERSION RELEASES PATCHES HASH
#
# A mirror may list a new revision before it has its files. So every release of the pin is tried in turn, and where
# Debian's patches are only wished for, the upstream archive alone will do in the end.
fetch_source() {
    local name="$1" version="$2" releases="$3" patches="$4" hash="$5"
    local final="$PORCHLIGHT_SOURCES/$name-$version" downloads="$PORCHLIGHT_CACHE/downloads/$name" place release done=""
    [[ -d "$final" ]] && return 0
    need_space "$PORCHLIGHT_CACHE" 500
    refresh_private_apt
    say "fetching the source of $name $version"
    place="$final.new"
    rm -rf "$place"
    mkdir -p "$PORCHLIGHT_SOURCES"
    for release in ${releases//,/ }; do
        if fetch_from "$release" "$name" "$version" "$hash" "$downloads" && unpack_patched "$downloads" "$place"; then
            done=yes
            break
        fi
        rm -rf "$place"
    done
    if [[ -z "$done" && "$patches" == wished ]] &&
        fetch_from "${releases%%,*}" "$name" "$version" "$hash" "$downloads" --tar-only &&
        unpack_plain "$(pinned_archive "$downloads" "$name" "$version" "$hash")" "$place"; then
        say "the mirror lacks Debian's newest patches of $name: building it as upstream has it"
        done=yes
    fi
    [[ -n "$done" ]] ||
        die "The mirror of this machine does not hand out the pinned source of $name $version (the reason is in $PORCHLIGHT_CACHE/logs/private-apt.log): check the network, or wait until the mirror is complete, then run this again."
    # Tests and demos of the sources are three quarters of their size, and nobody builds them here.
    rm -rf "$place"/{test,tests,Xcode,Xcode-iOS,android-project,VisualC,perf} "$downloads"
    mv "$place" "$final"
}

fetch_sources() {
    local name version releases patches hash
    while read -r name version releases patches hash; do
        fetch_source "$name" "$version" "$releases" "$patches" "$hash"
    done < <(third_party_pins)
}
