#!/usr/bin/env bash
# Builds everything and runs all tests. Needs git and the .NET 10 SDK; libraries come from NuGet, and the few tools that tests use
# (curl, openssl, redis-server, Prometheus, Chromium, a C compiler) are installed with apt-get where they are missing and that is possible.
#
#   ./eng/test.sh            all tests
#   ./eng/test.sh --quick    without the slow ones (Category=Slow)
#   ./eng/test.sh [--quick] ARGS...   ARGS go to 'dotnet test', such as: --filter FullyQualifiedName~Deduplication
#
# Test projects run side by side, one more than there are cores, since many of them wait. The end of the output lists the time of each. Everything that the run starts ends
# with it, also when it fails or is interrupted. A process that a test left behind is named and fails the run.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s\n' "$*"; }

if ! command -v dotnet > /dev/null; then
  echo "The .NET SDK is not on PATH. Install .NET 10 (https://dotnet.microsoft.com/download/dotnet/10.0) and run this again." >&2
  exit 1
fi

if ! dotnet --version > /dev/null 2>&1; then
  echo "No .NET 10 SDK found; global.json asks for one. These are installed:" >&2
  (cd / && dotnet --list-sdks >&2)
  exit 1
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

# Everything below inherits this; it is how the processes of this run are told from all others. One compiler serves the whole run, but
# no other build: it ends with the run.
export EIGHTBIT_TEST_RUN="$$-$(date +%s)"
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=true SharedCompilationId="$EIGHTBIT_TEST_RUN"

policy=/usr/sbin/policy-rc.d
work="$(mktemp -d)"
tests=

# started: the ids of the processes of this run. Only Linux shows the environment of a process to others.
started() {
  local process
  for process in /proc/[0-9]*; do
    if grep -qszx "EIGHTBIT_TEST_RUN=$EIGHTBIT_TEST_RUN" "$process/environ"; then
      echo "${process#/proc/}"
    fi
  done
}

end_started() {
  local ids round
  for ((round = 0; round < 50; round++)); do # again, for what a process started while it was found
    ids="$(started)"
    if [[ -z "$ids" ]]; then
      return
    fi
    kill -KILL $ids 2> /dev/null || true
    sleep 0.1
  done
}

finish() {
  if [[ -n "$tests" ]]; then
    kill "$tests" 2> /dev/null || true
  fi
  end_started
  allow_services
  rm -rf "$work"
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The packages of servers start them at once, and fail where they cannot; the tests start their own. This is Debian's way to say so.
forbid_services() {
  if [[ ! -e "$policy" ]]; then
    printf '#!/bin/sh\nexit 101 # eng/test.sh\n' > "$policy"
    chmod +x "$policy"
  fi
}

allow_services() {
  if grep -q 'eng/test.sh' "$policy" 2> /dev/null; then
    rm -f "$policy"
  fi
}

# need COMMAND PACKAGE...: finds a tool, installs it, or says what to do.
need() {
  local command="$1"
  shift
  if command -v "$command" > /dev/null; then
    return
  fi

  if command -v apt-get > /dev/null && [[ "$(id -u)" == 0 ]]; then
    say "Installing $*, for '$command'"
    apt-get update -qq -o DPkg::Lock::Timeout=600
    forbid_services
    DEBIAN_FRONTEND=noninteractive apt-get install -o DPkg::Lock::Timeout=600 -y -qq --no-install-recommends "$@"
    allow_services
  else
    echo "The tests use '$command', which is not installed. Install it (Debian: $*) and run this again." >&2
    exit 1
  fi
}

need curl curl ca-certificates
need openssl openssl
need redis-server redis-server # started by the tests, on free ports: some of them kill it

filter=()
if [[ "${1:-}" == "--quick" ]]; then
  shift
  filter=(--filter "Category!=Slow")
else
  need chromium chromium fonts-dejavu-core # the dashboard's tests drive it
  need cc gcc libc6-dev # for the library that knows what was synchronised with the disk (PowerLossTests), and to link Native AOT (QuickStartTests)
  need prometheus prometheus # and promtool: started by the tests, on free ports
fi

say "Building with .NET SDK $(dotnet --version), warnings are errors"
# Only what the lock files name; CONTRIBUTING.md says how they are changed.
dotnet restore EightBit.Webhooks.Receiver.sln --locked-mode
dotnet build EightBit.Webhooks.Receiver.sln --configuration Release --no-restore -warnaserror
built=$SECONDS

say "Running the tests"
export EIGHTBIT_TEST_REPORT="$work/report"

# A test that hangs is named and ended, rather than the patience of whoever waits for all of them.
hang=(--blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none --results-directory "$work/results")

# The slowest first: the others fill what remains of the time.
slowest=(CrashTests Dashboard.BrowserTests HostileTests Packages.Tests FunctionalTests SoakTests Cli.Tests CrmSync.Tests Redis.Tests)

projects() {
  local project name
  for project in tests/*Tests/*.csproj samples/*.Tests/*.csproj; do
    name="$(basename "$project" .csproj)"
    for slow in "${!slowest[@]}"; do
      if [[ "$name" == *"${slowest[slow]}" ]]; then
        echo "$slow $project"
        continue 2
      fi
    done
    echo "99 $project"
  done | sort -n | cut -d ' ' -f 2
}

# run PROJECT [ARGS...]: its tests, and what it printed once they have ended.
run() {
  local name began=$SECONDS result=0
  name="$(basename "$1" .csproj)"
  dotnet test "$(dirname "$1")/bin/Release/net10.0/$name.dll" "${@:2}" > "$work/$name.log" 2>&1 || result=$?
  echo "$((SECONDS - began)) $name $result" >> "$work/times"
  printf '\n-- %s\n%s\n' "$name" "$(cat "$work/$name.log")"
  return "$result"
}

export -f run
export work
result=0
projects | xargs -P "$(($(getconf _NPROCESSORS_ONLN) + 1))" -I {} bash -c 'run "$@"' bash {} "${hang[@]}" "${filter[@]}" "$@" &
tests=$!
wait "$tests" || result=1
tests=

# Browsers and their like take a moment to end; build servers wait for more work.
leftovers() {
  local process command
  for process in $(started); do
    command="$(tr '\0' ' ' 2> /dev/null < "/proc/$process/cmdline" || true)"
    if [[ -n "$command" && "$command" != *VBCSCompiler* ]]; then
      echo "$process $command"
    fi
  done
}

for ((waited = 0; waited < 10; waited++)); do
  left="$(leftovers)"
  if [[ -z "$left" ]]; then
    break
  fi
  sleep 1
done

if [[ -n "$left" ]]; then
  printf '\nThe tests left these processes behind, which is a fault. They are ended now:\n%s\n' "$left" >&2
  result=1
fi

if compgen -G "$EIGHTBIT_TEST_REPORT.*" > /dev/null; then
  say "What the crash tests counted"
  cat "$EIGHTBIT_TEST_REPORT".*
fi

say "Time of each project, in seconds ($built to restore and build, $SECONDS in all)"
sort -rn "$work/times" | awk '{ printf "%5d %s%s\n", $1, $2, ($3 == 0 ? "" : "  FAILED") }'

# One line for all test projects together.
awk '
  /^(Passed|Failed)! +- / {
    for (i = 1; i <= NF; i++) {
      if ($i == "Failed:") failed += $(i + 1)
      if ($i == "Passed:") passed += $(i + 1)
      if ($i == "Skipped:") skipped += $(i + 1)
    }
  }
  END {
    printf "\n%d passed, %d failed", passed, failed
    if (skipped > 0) printf ", %d skipped", skipped
    printf "\n"
    if (passed + failed == 0) exit 1
  }' "$work"/*.log || { echo "No test ran." >&2; result=1; }

exit "$result"
