#!/usr/bin/env bash
# record.sh NAME: measures everything on an otherwise idle machine, in about a quarter of an hour, and writes it to results/NAME.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

results=results/${1:?"give the name of the processor"}
project=Snapchat.AudienceExport.Benchmarks
artifacts=$(mktemp -d)
trap 'rm -rf "$artifacts"' EXIT

benchmarks() { dotnet run -c Release --no-build --project "$project" -- "$@"; }

mkdir -p "$results"
dotnet build -c Release "$project"
benchmarks throughput --json "$results/throughput.json" > "$results/throughput.md" || echo "Not all targets hold; see $results/throughput.md." >&2
benchmarks --filter '*' --artifacts "$artifacts"
for report in "$artifacts"/results/*-report-github.md; do
    suite=$(basename "$report" -report-github.md)
    suite=${suite##*.}
    cp "$report" "$results/$(tr '[:upper:]' '[:lower:]' <<< "${suite%Benchmarks}").md"
done
sed -i "s/ *\$//; s/&#39;/ /g" "$results"/*.md
