#!/usr/bin/env bash
# The same receiver compiled ahead of time and just in time: size, time to the first accepted delivery, resident memory.
# Usage: benchmarks/native-aot.sh [ROUNDS]   Needs curl, openssl and a linker (Debian: gcc).
set -euo pipefail
cd "$(dirname "$0")/.."

rounds="${1:-5}"
patience=60 # seconds, for each thing that the server is waited for
folder="$(mktemp -d)"
server=

stop_server() {
  if [[ -n "$server" ]]; then
    kill -KILL "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
    server=
  fi
}

trap 'stop_server; rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

secret=a-secret-that-the-benchmark-signs-with
body='{"id":"evt_1","type":"message.received","data":{"conversation_id":"conv_1","user_id":"ada","content":"Hello!"}}'
signature="$(printf '%s' "$body" | openssl dgst -sha256 -hmac "$secret" | sed 's/^.* //')"

dotnet publish samples/NativeAot --configuration Release --output "$folder/aot" -v quiet -p:MSBuildTreatWarningsAsErrors=true
dotnet publish samples/NativeAot --configuration Release --output "$folder/jit" -p:PublishAot=false --no-self-contained -v quiet -p:MSBuildTreatWarningsAsErrors=true

# printed PATTERN: whether the server has printed a line that matches. A line is read only once its end is written.
printed() {
  local line
  while IFS= read -r line; do
    if [[ "$line" =~ $1 ]]; then
      return
    fi
  done < "$output"
  return 1
}

accepted() {
  local answer
  answer="$(curl --silent --fail --max-time 5 "$address/webhooks/8bit" -H "X-8bit-Signature-256: $signature" \
    -H "X-8bit-Timestamp: $(date +%s)" --data-binary "$body")" && [[ "$answer" == *accepted* ]]
}

# wait_for WHAT COMMAND...: repeats the command until it succeeds; fails when the server has ended or the patience has.
wait_for() {
  local what="$1" deadline=$((SECONDS + patience)) problem
  shift
  until "$@"; do
    problem=
    if ! kill -0 "$server" 2> /dev/null; then
      problem="The server ($kind) ended before this: $what."
    elif ((SECONDS >= deadline)); then
      problem="The server ($kind) did not do this within $patience s: $what."
    fi

    if [[ -n "$problem" ]]; then
      printf '%s Its output:\n%s\n' "$problem" "$(cat "$output")" >&2
      exit 1
    fi
    sleep 0.005
  done
}

echo "| compiled | program and libraries, without the shared runtime, KiB | first delivery accepted after ms | resident KiB |"
echo "|---|---:|---:|---:|"
for kind in aot jit; do
  times=()
  memory=()
  for ((round = 0; round < rounds; round++)); do
    output="$folder/$kind-$round.log" # one for each server: what an earlier one printed must not be read
    : > "$output"
    began="$(date +%s%N)"
    EightBit__Webhooks__Secrets__0="$secret" "$folder/$kind/NativeAot" --urls http://127.0.0.1:0 >> "$output" 2>&1 &
    server=$!
    wait_for "print the address it listens on" printed '(http://127\.0\.0\.1:[0-9]+)$'
    address="${BASH_REMATCH[1]}"
    wait_for "accept a delivery" accepted
    times+=("$((($(date +%s%N) - began) / 1000000))")
    wait_for "print the message of the delivery" printed 'ada wrote: Hello!'
    memory+=("$(awk '/VmRSS/ { print $2 }' "/proc/$server/status")")
    stop_server
  done

  median() { printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"; }
  size="$(find "$folder/$kind" -type f ! -name '*.dbg' ! -name '*.pdb' ! -name '*.xml' -printf '%k\n' | awk '{ sum += $1 } END { print sum }')"
  echo "| $kind | $size | $(median "${times[@]}") | $(median "${memory[@]}") |"
done
