#!/usr/bin/env bash
# Measures segue and prints tables. Each room has options of its own: run.sh ROOM --help.
#   bash Tests/Benchmarks/run.sh [graph] [--peers sqlite,igraph]   beside graph databases, in process and as whole processes
#   bash Tests/Benchmarks/run.sh learning                          beside PyTorch
#   bash Tests/Benchmarks/run.sh quality [--data FOLDER]           how well it ranks on real data
#   bash Tests/Benchmarks/run.sh scale [--percent 1,10,100]        a made-up Taste Profile of full size
#   bash Tests/Benchmarks/run.sh faults [--kills N] [--cases N]    killed, cut off, full, read-only, damaged
#   bash Tests/Benchmarks/run.sh fuzz [--seconds N] [--address]    bytes that nobody meant
#   bash Tests/Benchmarks/run.sh crowd [--seconds N]               one writer and eight readers
#   bash Tests/Benchmarks/run.sh spark [--databases A,B] [--simulate]  graphs on Spark, and 100 billion plays on paper
#   bash Tests/Benchmarks/run.sh trust                             the last four, one after the other
# --quick is a short form of each. Peers of the graph: ladybug, oxigraph, sqlite, igraph, rustworkx; and on demand
# networkx, duckdb, kuzu. They, NumPy and PyTorch are installed from PyPI into a folder of their own under the temporary
# one, which goes away with all else that is made; with SEGUE_BENCHMARK_FOLDER set that folder is used and kept, and
# `quality` and `fuzz` go on where they were cut off. `fuzz` builds with libFuzzer's coverage, and with --address the
# address sanitizer too.
set -euo pipefail

project="$(cd "$(dirname "$0")/../.." && pwd)"
room=graph peers=ladybug,oxigraph,sqlite,igraph,rustworkx data="$project/../shared/data" sanitizer=() options=()
case "${1:-}" in
    graph | learning | quality | scale | faults | fuzz | crowd | spark) room="$1" && shift ;;
    trust)
        shift
        for room in scale faults fuzz crowd; do bash "$0" "$room" "$@"; done
        exit
        ;;
    "" | --*) ;;
    *) sed -n '2,11p' "$0" >&2 && exit 2 ;;
esac
while [ $# -gt 0 ]; do
    case "$room $1" in
        "graph --peers") peers="${2:?--peers wants names with commas between}" && shift ;;
        "quality --data") data="$(realpath -m "${2:?--data wants a folder}")" && shift ;;
        "fuzz --address") sanitizer=(--sanitize address) ;;
        *) options+=("$1") ;;
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

# The path of segue-fuzz with libFuzzer's coverage and main loop, built in a folder of its own; arguments go to the build.
explorer() {
    local runtime build
    runtime="$("$(dirname "$(realpath "$(command -v swift)")")/clang" -print-resource-dir)/lib/linux"
    build=(swift build --package-path "$project" --configuration release --product segue-fuzz
        --scratch-path "$folder/explorer${2:+-$2}" -Xswiftc -DFUZZING -Xswiftc -Xfrontend -Xswiftc -sanitize=fuzzer
        -Xlinker "$runtime/libclang_rt.fuzzer_no_main-$(uname -m).a" -Xlinker -lstdc++ -Xlinker -lm "$@")
    "${build[@]}" >&2
    echo "$("${build[@]}" --show-bin-path)/segue-fuzz"
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
        python="$(python numpy pandas $(tr , ' ' <<<"$peers" | sed 's/oxigraph/pyoxigraph/; s/sqlite//; s/engine//'))"
        "$python" -m graph "$folder/graph" "${options[@]}" >&2
        built segue >/dev/null
        "$python" -m compare "$folder/graph" "$program" --peers "$peers"
        "$(python duckdb-cli)" -m whole "$folder/graph" "$(dirname "$program")/segue" "$folder/python/bin/duckdb"
        ;;
    learning)
        program="$(built segue-benchmarks)"
        python="$(python numpy torch)"
        "$python" -m learning "$folder/learning" "$program" "${options[@]}"
        ;;
    quality) python3 -m quality "$folder/quality" "$(built segue)" --data "$data" "${options[@]}" ;;
    scale)
        program="$(built segue)"
        python="$(python numpy)"
        "$python" -m scale "$folder/scale" "$program" "${options[@]}"
        ;;
    spark)
        build=(swift build --package-path "$project" --configuration release --traits Spark
            --scratch-path "$project/.build-spark" --product segue)
        "${build[@]}" >&2
        python="$(python numpy)"
        "$python" -m spark "$folder/spark" "$("${build[@]}" --show-bin-path)/segue" "${options[@]}"
        ;;
    fuzz)
        program="$(explorer "${sanitizer[@]}")"
        python3 -m fuzz "$folder/fuzz" "$program" "${options[@]}"
        ;;
    faults | crowd) python3 -m "$room" "$folder/$room" "$(built segue)" "${options[@]}" ;;
esac
