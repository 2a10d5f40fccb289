#!/bin/sh
# Reads made-up incidents with Holdfast, DuckDB and pandas side by side. Arguments: numbers of rows; 100000 1000000
# where none are given. The first run installs the peers from PyPI and builds the reader.
set -eu
cd "$(dirname "$0")/.."
if [ ! -x .venv/bin/python ]; then
    python3 -m venv .venv
    .venv/bin/pip install --quiet duckdb pandas pyarrow
fi
[ $# -gt 0 ] || set -- 100000 1000000
mkdir -p generated
files=
for rows in "$@"; do
    [ -f "generated/ged-$rows.csv" ] || python3 make-incidents.py "$rows" -o "generated/ged-$rows.csv"
    [ -f "generated/own-$rows.csv" ] || python3 make-incidents.py "$rows" --format holdfast -o "generated/own-$rows.csv"
    files="$files generated/ged-$rows.csv generated/own-$rows.csv"
done
(cd csv/reader && swift build -c release --scratch-path ../../.build-reader >&2)
# shellcheck disable=SC2086
.venv/bin/python csv/compare.py .build-reader/release/incident-reader $files
