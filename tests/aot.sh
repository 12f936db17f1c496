#!/usr/bin/env bash
# aot.sh: compiles a program with the library ahead of time, which must give no warning, and lets it do a whole export against the simulator. Needs what was built in Release.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 MSBUILDDISABLENODEREUSE=1

source tests/install.sh
output=$(mktemp -d)
trap 'rm -rf "$output"' EXIT

# What links the program.
if ! command -v gcc > /dev/null && ! command -v clang > /dev/null; then install gcc libc6-dev; fi
if [[ ! -e /usr/include/zlib.h ]]; then install zlib1g-dev; fi

dotnet publish benchmarks/AotExport -c Release -o "$output" -warnaserror
dotnet tests/AgainstSimulator/bin/Release/net10.0/AgainstSimulator.dll "$output/AotExport"
echo "The program has $(stat -c %s "$output/AotExport") bytes."
