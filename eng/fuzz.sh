#!/usr/bin/env bash
# Feeds everything that reads outside bytes with inputs that nobody has thought of, and says what was not taken as it should be.
#
#   ./eng/fuzz.sh TARGET [SECONDS]                       guided by coverage: afl++ and SharpFuzz; 600 seconds unless given
#   ./eng/fuzz.sh --plain [INPUTS] [--seed N] [TARGET]   unguided, nothing to install: one million inputs over all targets unless given
#   ./eng/fuzz.sh --replay TARGET FILE                   one input again
#   ./eng/fuzz.sh --list                                 the targets
#
# The exit code is 0 when all was well, 1 when something was found (it is in artifacts/fuzz/), 2 when the command line is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
output=artifacts/fuzz
built=tests/Fuzz/bin/Release/net10.0

say() { printf '\n== %s\n' "$*"; }

build() {
  dotnet restore tests/Fuzz --locked-mode --verbosity quiet
  dotnet build tests/Fuzz --configuration Release --no-restore -warnaserror --verbosity quiet
}

# need COMMAND PACKAGE: finds a tool, installs it, or says what to do.
need() {
  if command -v "$1" > /dev/null; then
    return
  fi

  if command -v apt-get > /dev/null && [[ "$(id -u)" == 0 ]]; then
    say "Installing $2, for '$1'"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$2"
  else
    echo "'$1' is not installed. Install it (Debian: $2), or use ./eng/fuzz.sh --plain." >&2
    exit 1
  fi
}

if [[ "${1:-}" == --plain || "${1:-}" == --replay || "${1:-}" == --list ]]; then
  build
  exec dotnet "$built/Fuzz.dll" "$@"
fi

target="${1:-}"
seconds="${2:-600}"
if [[ ! "$target" =~ ^[a-z-]+$ || ! -d "tests/Fuzz/Corpus/$target" || ! "$seconds" =~ ^[1-9][0-9]*$ || $# -gt 2 ]]; then
  sed -n '4,9s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

need afl-fuzz afl++
build
dotnet tool restore > /dev/null

say "Instrumenting"
instrumented="$output/instrumented/$target"
rm -rf "$instrumented"
mkdir -p "$instrumented"
cp -r "$built/." "$instrumented"
for assembly in EightBit.Webhooks.Receiver EightBit.Webhooks.Receiver.Dashboard EightBit.Webhooks.Receiver.Redis EightBit.Webhooks.Receiver.Testing eightbit-webhooks; do
  dotnet sharpfuzz "$instrumented/$assembly.dll"
done

# afl refuses to begin with an input that leads nowhere, such as a request that the server answers without us.
dotnet sharpfuzz "$instrumented/Fuzz.dll" Fuzz.Targets.Requests.HostileRequest

say "Fuzzing $target for $seconds s"
# A core pattern and a frequency governor that cannot be changed here cost speed, not findings: the fork server reports crashes itself.
export AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1
export AFL_FORKSRV_INIT_TMOUT=120000
export DOTNET_TieredPGO=0 # which would change the machine code, and with it the speed, while it runs
run="$output/afl/$target"
rm -rf "$run"
mkdir -p "$run"
afl-fuzz -i "tests/Fuzz/Corpus/$target" -o "$run" -x tests/Fuzz/tokens.dict -t 1000 -m none -V "$seconds" \
  -- dotnet "$instrumented/Fuzz.dll" --afl "$target" > "$run/log" 2>&1 || { tail -30 "$run/log" >&2; exit 1; }

figure() { awk -v name="$1" '$1 == name { print $3 }' "$run/default/fuzzer_stats"; }

# What was slow once was perhaps only slow on a busy machine: each hang is tried again, without afl.
hangs=0
findings="$output/findings/$target"
for input in "$run"/default/hangs/id* "$run"/default/crashes/id*; do
  if [[ -e "$input" ]]; then
    mkdir -p "$findings"
    name="$(basename "$(dirname "$input")")-$(sha256sum "$input" | cut -c1-12)"
    cp "$input" "$findings/$name"
    if ! timeout 60 dotnet "$built/Fuzz.dll" --replay "$target" "$findings/$name" > "$findings/$name.txt"; then
      hangs=$((hangs + $([[ "$name" == hangs-* ]] && echo 1 || echo 0)))
      echo "./eng/fuzz.sh --replay $target $findings/$name"
      head -3 "$findings/$name.txt"
    fi
  fi
done

crashes="$(figure saved_crashes)"
echo "$target: $(figure execs_done) executions in $seconds s ($(figure execs_per_sec)/s), $(figure corpus_count) paths ($(figure corpus_found) new)," \
  "$(figure bitmap_cvg) of the map, $crashes crashes, $hangs hangs ($(figure saved_hangs) before they were tried again)"
if [[ "$crashes" != 0 || "$hangs" != 0 ]]; then
  echo "What was found is in $findings" >&2
  exit 1
fi
