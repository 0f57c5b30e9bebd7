#!/usr/bin/env bash
# The same receiver compiled ahead of time and just in time: size, time to the first accepted delivery, resident memory.
# Usage: benchmarks/native-aot.sh [ROUNDS]   Needs curl, openssl and a linker (Debian: gcc).
set -euo pipefail
cd "$(dirname "$0")/.."

rounds="${1:-5}"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT

secret=a-secret-that-the-benchmark-signs-with
body='{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1","user_id":"ada","content":"Hello!"}}'
signature="$(printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.* //')"

dotnet publish samples/NativeAot --configuration Release --output "$folder/aot" -v quiet -p:MSBuildTreatWarningsAsErrors=true
dotnet publish samples/NativeAot --configuration Release --output "$folder/jit" -p:PublishAot=false --no-self-contained -v quiet -p:MSBuildTreatWarningsAsErrors=true

# deliver ADDRESS: asks until the delivery is accepted.
deliver() {
  until curl -sf "$1/webhooks/8bit" -H "X-8bit-Signature-256: $signature" -H "X-8bit-Timestamp: $(date +%s)" \
    --data-binary "$body" | grep -q accepted; do
    sleep 0.005
  done
}

echo "| compiled | program and libraries, without the shared runtime, KiB | first delivery accepted after ms | resident KiB |"
echo "|---|---:|---:|---:|"
for kind in aot jit; do
  times=()
  memory=()
  for ((round = 0; round < rounds; round++)); do
    began="$(date +%s%N)"
    EightBit__Webhooks__Secrets__0="$secret" "$folder/$kind/NativeAot" --urls http://127.0.0.1:0 > "$folder/output" &
    server=$!
    until address="$(grep -o 'http://127.0.0.1:[0-9]*' "$folder/output")"; do sleep 0.005; done
    deliver "$address"
    times+=("$((($(date +%s%N) - began) / 1000000))")
    until grep -q "ada wrote: Hello!" "$folder/output"; do sleep 0.01; done
    memory+=("$(awk '/VmRSS/ { print $2 }' "/proc/$server/status")")
    kill "$server"
    wait "$server" 2> /dev/null || true
  done

  median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
  size="$(find "$folder/$kind" -type f ! -name '*.dbg' ! -name '*.pdb' ! -name '*.xml' -printf '%k\n' | awk '{ sum += $1 } END { print sum }')"
  echo "| $kind | $size | $(median "${times[@]}") | $(median "${memory[@]}") |"
done
