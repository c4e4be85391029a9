# Emscripten 3.1.69 from Debian 13's packages, unpacked beside the system: clang is Debian 12's own clang-19, and
# binaryen's programs, which need Debian 13's C library, run on a copy of it through small wrappers.

emscripten_is_present() {
    [[ -x "$PORCHLIGHT_EMSCRIPTEN/emcc" ]]
}

# The packages' own files minus what we never link: 234 MB instead of 1.7 GB.
unpack_emscripten() {
    local debs="$1" place="$2"
    dpkg-deb --fsys-tarfile "$debs"/emscripten_*.deb |
        tar -x -C "$place" --exclude='*/wasm32-emscripten/pic' --exclude='*/wasm32-emscripten/lto' \
            --exclude='*-mt*.a' --exclude='*-ww*.a' --exclude='*-asan*.a' \
            --exclude='./usr/share/emscripten/test' --exclude='./usr/share/doc'
    mkdir -p "$place/runtime"
    dpkg-deb --fsys-tarfile "$debs"/binaryen_*.deb | tar -x -C "$place/runtime" --exclude='./usr/share'
    local package
    for package in libc6 libgcc-s1 libstdc++6; do
        dpkg-deb --fsys-tarfile "$debs/${package}"_*.deb |
            tar -x -C "$place/runtime" --wildcards './usr/lib/x86_64-linux-gnu/*' --exclude='*/gconv'
    done
}

wrap_binaryen() {
    local place="$1" final="$2" program libraries="$2/runtime/usr/lib/x86_64-linux-gnu"
    mkdir -p "$place/binaryen/bin"
    for program in "$place"/runtime/usr/bin/wasm*; do
        program="$(basename "$program")"
        printf '#!/bin/sh\nexec %q --library-path %q %q "$@"\n' "$libraries/ld-linux-x86-64.so.2" "$libraries" \
            "$final/runtime/usr/bin/$program" >"$place/binaryen/bin/$program"
        chmod +x "$place/binaryen/bin/$program"
    done
}

configure_emscripten() {
    local place="$1" final="$2"
    cat >"$place/config.py" <<TEXT
import os, shutil
LLVM_ROOT = '/usr/bin'
LLVM_ADD_VERSION = '19'
CLANG_ADD_VERSION = '19'
BINARYEN_ROOT = '$final/binaryen'
NODE_JS = shutil.which('node') or '/usr/bin/node'
FROZEN_CACHE = True
CLOSURE_COMPILER = [NODE_JS, os.path.join(os.environ.get('PORCHLIGHT_ROOT', ''), 'node_modules/google-closure-compiler/cli.js')]
TEXT
    # Emscripten finds this one when no EM_CONFIG is set.
    cp "$place/config.py" "$place/usr/share/emscripten/.emscripten"
    mkdir -p "$place/usr/share/emscripten/node_modules"
    ln -sfn /usr/share/nodejs/acorn "$place/usr/share/emscripten/node_modules/acorn"
}

missing_emscripten_package() {
    die "The mirror of this machine does not hand out $1 of Debian 13 (the reason is in $PORCHLIGHT_CACHE/logs/private-apt.log): check the network, then run this again."
}

install_emscripten() {
    emscripten_is_present && return 0
    local final="${EM_CONFIG%/config.py}" debs="$PORCHLIGHT_CACHE/downloads/emscripten" place package version hash file
    need_space "$PORCHLIGHT_CACHE" 1200
    refresh_private_apt
    say "fetching Emscripten (250 MB)"
    rm -rf "$debs"
    while read -r package version hash; do
        if [[ "$version" == any ]]; then
            private_download "$debs" download "$package/trixie" || missing_emscripten_package "$package"
            continue
        fi
        private_download "$debs" download "$package=$version" || missing_emscripten_package "$package $version"
        file="$(ls "$debs/${package}"_*.deb)"
        [[ "$(sha256sum "$file" | cut -d' ' -f1)" == "$hash" ]] ||
            die "The package $package that the mirror handed out is not the pinned one: check the mirror, or update shell/setup/emscripten.pins if that was intended."
    done < <(grep -v '^#' "$PORCHLIGHT_ROOT/shell/setup/emscripten.pins")

    say "unpacking Emscripten"
    mkdir -p "$(dirname "$final")"
    place="$(mktemp -d "$final.XXXXXX")"
    unpack_emscripten "$debs" "$place"
    wrap_binaryen "$place" "$final"
    configure_emscripten "$place" "$final"
    rm -rf "$final" "$debs"
    mv "$place" "$final"
    chmod 755 "$final"
    "$PORCHLIGHT_EMSCRIPTEN/emcc" --version >/dev/null ||
        die "Emscripten does not start from $final: remove that folder and run this again."
}
