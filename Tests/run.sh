#!/usr/bin/env bash
# Installs what is missing, builds in release and runs every test; arguments go to `swift test` (--filter NAME).
#
#     bash Tests/run.sh            # all but what needs Spark
#     bash Tests/run.sh --spark    # what needs Spark: builds with it, starts a server with two workers and stops it again
set -euo pipefail
cd "$(dirname "$0")/.."
if [ "${1:-}" = --spark ]; then
    shift
    bash .ci/packages spark
    SEGUE_SPARK_PORT=${SEGUE_SPARK_PORT:-15102} && export SEGUE_SPARK_PORT
    trap 'bash Examples/spark.sh stop' EXIT
    SEGUE_SPARK=$(bash Examples/spark.sh start) && export SEGUE_SPARK
    # One folder for both packages, so that gRPC is compiled once.
    build=(--configuration release --scratch-path "$PWD/.build-spark")
    swift test "${build[@]}" --disable-xctest --package-path Sources/SparkConnect "$@"
    swift build "${build[@]}" --traits Spark --build-tests
    swift test "${build[@]}" --traits Spark --skip-build --disable-xctest --filter Spark "$@"
else
    bash .ci/packages tests
    swift format lint --strict --recursive Package.swift Sources Store Grammar Tests Examples
    swift build --configuration release --build-tests
    swift test --configuration release --skip-build --disable-xctest "$@"
fi
