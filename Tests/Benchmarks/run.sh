#!/usr/bin/env bash
# Measures segue beside its peers on a made-up song graph and prints the table of the README's "Speed".
#   bash Tests/Benchmarks/run.sh [--peers sqlite,igraph] [--quick]
# Peers: ladybug, oxigraph, sqlite, igraph, rustworkx; and on demand networkx, duckdb, kuzu. They are installed from
# PyPI into a folder of their own under the temporary one, which goes away with all else that is made; with
# SEGUE_BENCHMARK_FOLDER set that folder is used and kept.
set -euo pipefail
cd "$(dirname "$0")"

size=() peers=ladybug,oxigraph,sqlite,igraph,rustworkx
while [ $# -gt 0 ]; do
    case "$1" in
        --quick) size=(--quick) ;;
        --peers) peers="${2:?--peers wants names with commas between}" && shift ;;
        *) echo "usage: run.sh [--peers NAME,NAME] [--quick]" >&2 && exit 2 ;;
    esac
    shift
done

if [ -n "${SEGUE_BENCHMARK_FOLDER:-}" ]; then
    folder="$SEGUE_BENCHMARK_FOLDER"
    mkdir -p "$folder"
else
    folder="$(mktemp -d)"
    trap 'rm -rf "$folder"' EXIT
fi

swift build --package-path ../.. --configuration release --product segue-benchmarks >&2
program="$(swift build --package-path ../.. --configuration release --show-bin-path)/segue-benchmarks"

[ -d "$folder/python" ] || python3 -m venv "$folder/python"
packages="numpy pandas $(tr , ' ' <<<"$peers" | sed 's/oxigraph/pyoxigraph/; s/sqlite//')"
# shellcheck disable=SC2086
"$folder/python/bin/pip" install --quiet --disable-pip-version-check $packages >&2
export PYTHONDONTWRITEBYTECODE=1
"$folder/python/bin/python" -m graph "$folder/graph" "${size[@]}" >&2
"$folder/python/bin/python" -m compare "$folder/graph" "$program" --peers "$peers"
