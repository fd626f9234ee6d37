#!/usr/bin/env bash
# Installs what is missing, builds in release and runs every test; arguments go to `swift test` (--filter NAME).
set -euo pipefail
cd "$(dirname "$0")/.."
bash .ci/packages tests
swift format lint --strict --recursive Package.swift Sources Store Grammar Tests Examples
swift build --configuration release --build-tests
swift test --configuration release --skip-build --disable-xctest "$@"
