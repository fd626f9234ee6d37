#!/usr/bin/env bash
# Installs what is missing, builds in release and runs every test; arguments go to `swift test` (--filter NAME).
#
#     bash Tests/run.sh              # all but what needs Spark
#     bash Tests/run.sh --spark      # what needs Spark: builds with it, starts a server with two workers and stops it again
#     bash Tests/run.sh --kernels    # the numeric suites under each of OpenBLAS's kernels that this processor can run
set -euo pipefail
cd "$(dirname "$0")/.."

# Suites that compute with OpenBLAS, whose last bits are those of the processor's kernels.
numeric='^(TensorTests|NeuralTests|RecommenderTests|SegueKitTests)\.|(Engine|Explanation|Soundness|Quality|Vector|Manual|Gallery|Embedding|Conversation|Inspection)Tests'

# The kernels by name that the processor can run beside its own, which all tests run with; none but on x86-64.
kernels() {
    [ "$(uname -m)" = x86_64 ] || return 0
    echo Nehalem
    if grep -qw avx2 /proc/cpuinfo && grep -qw fma /proc/cpuinfo; then echo Haswell; fi
}

build_and_lint() {
    bash .ci/packages tests
    swift format lint --strict --recursive Package.swift Sources Store Grammar Tests Examples
    swift build --configuration release --build-tests
}

test=(swift test --configuration release --skip-build --disable-xctest)
case "${1:-}" in
--spark)
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
    ;;
--kernels)
    shift
    build_and_lint
    for kernel in $(kernels); do
        start=$SECONDS
        OPENBLAS_CORETYPE=$kernel "${test[@]}" --filter "$numeric" "$@"
        echo "numeric suites under the kernels of $kernel: $((SECONDS - start)) s"
    done
    ;;
*)
    build_and_lint
    "${test[@]}" "$@"
    ;;
esac
