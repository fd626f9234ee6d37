#!/usr/bin/env bash
# Measures segue and prints tables: beside graph databases, beside PyTorch, how well it ranks on real data, and what is
# left where the process is killed, the power is cut, the disk is full or a file is damaged.
#   bash Tests/Benchmarks/run.sh [graph] [--peers sqlite,igraph] [--quick]
#   bash Tests/Benchmarks/run.sh learning [--quick]
#   bash Tests/Benchmarks/run.sh quality [--data FOLDER] [--quick]
#   bash Tests/Benchmarks/run.sh faults [--kills N] [--cuts N] [--full N] [--cases N] [--seed N] [--only PART,PART] [--quick]
# Peers of the graph: ladybug, oxigraph, sqlite, igraph, rustworkx; and on demand networkx, duckdb, kuzu. They and
# PyTorch are installed from PyPI into a folder of their own under the temporary one, which goes away with all else that
# is made; with SEGUE_BENCHMARK_FOLDER set that folder is used and kept, and `quality` goes on where it was cut off.
set -euo pipefail
usage="usage: run.sh [graph [--peers NAME,NAME] | learning | quality [--data FOLDER] | faults [--kills N] [--cases N]] [--quick]"

project="$(cd "$(dirname "$0")/../.." && pwd)"
room=graph size=() counts=() peers=ladybug,oxigraph,sqlite,igraph,rustworkx data="$project/../shared/data"
case "${1:-}" in graph | learning | quality | faults) room="$1" && shift ;; esac
while [ $# -gt 0 ]; do
    case "$room $1" in
        *" --quick") size=(--quick) ;;
        "graph --peers") peers="${2:?--peers wants names with commas between}" && shift ;;
        "quality --data") data="$(realpath -m "${2:?--data wants a folder}")" && shift ;;
        "faults --kills" | "faults --cuts" | "faults --full" | "faults --cases" | "faults --seed" | "faults --only")
            counts+=("$1" "${2:?$1 wants a value}") && shift
            ;;
        *) echo "$usage" >&2 && exit 2 ;;
    esac
    shift
done
if [ "$room" = quality ] && [ ! -d "$data" ]; then
    echo "There is no data in $data: nothing to measure. --data FOLDER names another folder." >&2 && exit 0
fi

if [ -n "${SEGUE_BENCHMARK_FOLDER:-}" ]; then
    mkdir -p "$SEGUE_BENCHMARK_FOLDER"
    folder="$(realpath "$SEGUE_BENCHMARK_FOLDER")"
else
    folder="$(mktemp -d)"
    trap 'rm -rf "$folder"' EXIT
fi
cd "$project/Tests/Benchmarks"
export PYTHONDONTWRITEBYTECODE=1

# The path of a program of this project, built.
built() {
    swift build --package-path "$project" --configuration release --product "$1" >&2
    echo "$(swift build --package-path "$project" --configuration release --show-bin-path)/$1"
}

# A Python that has these packages.
python() {
    [ -d "$folder/python" ] || python3 -m venv "$folder/python"
    "$folder/python/bin/pip" install --quiet --disable-pip-version-check "$@" >&2
    echo "$folder/python/bin/python"
}

case "$room" in
    graph)
        program="$(built segue-benchmarks)"
        # shellcheck disable=SC2046
        python="$(python numpy pandas $(tr , ' ' <<<"$peers" | sed 's/oxigraph/pyoxigraph/; s/sqlite//'))"
        "$python" -m graph "$folder/graph" "${size[@]}" >&2
        "$python" -m compare "$folder/graph" "$program" --peers "$peers"
        ;;
    learning)
        program="$(built segue-benchmarks)"
        python="$(python numpy torch)"
        "$python" -m learning "$folder/learning" "$program" "${size[@]}"
        ;;
    quality)
        program="$(built segue)"
        python3 -m quality "$folder/quality" "$program" --data "$data" "${size[@]}"
        ;;
    faults)
        program="$(built segue)"
        python3 -m faults "$folder/faults" "$program" "${counts[@]}" "${size[@]}"
        ;;
esac
