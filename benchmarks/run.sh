#!/usr/bin/env bash
# All benchmarks in turn, and their tables in Markdown in FOLDER. `benchmarks/publish.sh FOLDER` puts them into docs/performance.md.
# Usage: benchmarks/run.sh [--short | --tiny] [--only "load growth micro pauses aot"] FOLDER
#   --short  fewer rounds: about fifteen minutes on 2 cores, each benchmark a few.
#   --tiny   only shows that everything runs; the figures mean nothing.
# Needs wrk, redis-server, curl, openssl and a linker (Debian: gcc). Leave the machine alone meanwhile.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=full
only="load growth micro pauses aot"
while [[ "${1:-}" == --* ]]; do
  case "$1" in
    --short | --tiny) mode="${1#--}" ;;
    --only) only="$2"; shift ;;
    *) echo "Unknown option $1" >&2; exit 2 ;;
  esac
  shift
done
mkdir -p "${1:?Name the folder for the tables}"
tables="$(cd "$1" && pwd)"

case "$mode" in
  full) load=() micro=() ids=10000000 rounds=5 ;;
  short) load=(--short) micro=(--short) ids=10000000 rounds=3 ;;
  tiny) load=(--rounds 1 --deliveries 2000) micro=(--short --warmupCount 1 --iterationCount 1) ids=200000 rounds=1 ;;
esac

run() {
  local project="$1"
  shift
  dotnet run --no-build -c Release --project "benchmarks/$project" -- "$@"
}

machine() {
  echo "$(nproc) cores ($(sed -n '/^model name/ { s/^[^:]*: //p; q }' /proc/cpuinfo)), $(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB," \
    "$(uname -sr), .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -1); commit $(git rev-parse --short HEAD)," \
    "$(date -u +%F), $mode mode."
}

load() {
  run Load "${load[@]}" --bytes 1024 --tables "$tables"
  run Load "${load[@]}" --bytes 256,16384,262144 --connections 32 --servers bare,handwritten,memory --no-latency --tables "$tables"
}

growth() {
  run Load --growth "${load[@]}" --tables "$tables"
}

micro() {
  local artifacts report name
  artifacts="$(mktemp -d)"
  run Micro --filter '*' "${micro[@]}" --artifacts "$artifacts"
  for report in "$artifacts"/results/*-report-github.md; do
    name="$(basename "$report" -report-github.md | sed 's/^Micro\.//; s/Benchmarks$//')"
    grep '^|' "$report" > "$tables/micro-$name.md"
    if grep -q '| *NA *|' "$tables/micro-$name.md"; then
      echo "$name could not be measured; the reason is above." >&2
      exit 1
    fi
  done
  rm -r "$artifacts"
}

pauses() {
  run Micro --pauses --ids "$ids" | tee "$tables/pauses.md"
}

aot() {
  benchmarks/native-aot.sh "$rounds" | grep "^|" | tee "$tables/aot.md"
}

for project in Load Micro; do
  dotnet build -c Release "benchmarks/$project" -v quiet
done

machine > "$tables/machine.md"
for part in $only; do
  echo "== $part, $(date +%T)"
  "$part"
done
