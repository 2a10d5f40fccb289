#!/usr/bin/env bash
# Brings what the peers need: Debian packages, wheels in environments of their own under Benchmarks/.venv, the programs in C,
# and Holdfast's own. Safe to run again. What cannot be had is said and left out; run.py then skips that peer.
set -uo pipefail
cd "$(dirname "$0")"
out=../generated
venv=../.venv/territory
mkdir -p "$out"

say() { printf '%s\n' "== $*" >&2; }

missing=()
for package in libgeos-dev libproj-dev gcc pkg-config postgresql postgresql-15-postgis-3; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
    if [ "$(id -u)" -eq 0 ]; then
        say "installing ${missing[*]}"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } \
            >"$out/apt.log" 2>&1 || say "apt-get failed (see Benchmarks/generated/apt.log); peers that need ${missing[*]} are left out"
    else
        say "not root: install these for all peers to run: ${missing[*]}"
    fi
fi

[ -x "$venv/bin/python" ] || python3 -m venv "$venv"
# DuckDB is held at the newest release for which PyPI has its spatial extension; its JSON reader runs at the newest.
wheels=(numpy scipy shapely pyproj geopandas pyogrio duckdb==1.5.5 duckdb-extensions==1.5.5 duckdb-extension-spatial==1.5.5
    togo sedonadb pyarrow geoarrow-pyarrow psycopg2-binary)
"$venv/bin/pip" install --quiet --disable-pip-version-check "${wheels[@]}" >&2 || {
    say "not all wheels at once; one by one"
    for wheel in "${wheels[@]}"; do
        "$venv/bin/pip" install --quiet --disable-pip-version-check "$wheel" >&2 || say "no $wheel: its peer is left out"
    done
}
[ -x ../.venv/duckdb/bin/python ] || python3 -m venv ../.venv/duckdb
../.venv/duckdb/bin/pip install --quiet --disable-pip-version-check duckdb numpy >&2 || say "no newest DuckDB"

# Symbols of the header are those of 3.11; the library is the system's, or the newer one in shapely's wheel.
flags=(-O3 -march=native -std=gnu17 -Wall -Wextra peers/geos.c -lproj -lm -lpthread)
gcc "${flags[@]}" -lgeos_c -o "$out/geos-system" || say "geos.c was not built"
libraries=$(realpath "$venv"/lib/python3*/site-packages/shapely.libs)
wheel=$(ls "$libraries"/libgeos_c* 2>/dev/null | head -n 1)
if [ -n "$wheel" ]; then
    gcc "${flags[@]}" "$wheel" -Wl,-rpath,"$libraries" -o "$out/geos-wheel" || say "geos.c was not built with shapely's GEOS"
fi
gcc -O3 -march=native -std=gnu17 -Wall -Wextra -shared -fPIC peers/tg.c -o "$out/tg-peer.so" -lm || say "tg.c was not built"

if command -v swift >/dev/null 2>&1; then
    say "building Holdfast's program, optimised (the first time takes some minutes)"
    rm -f ../.build-territory/release.yaml  # else files that are new in the library are not seen
    swift build -c release --package-path holdfast --scratch-path ../.build-territory >"$out/swift.log" 2>&1 ||
        say "Holdfast's program was not built; see Benchmarks/generated/swift.log"
fi
