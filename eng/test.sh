#!/usr/bin/env bash
# Builds everything and runs all tests. Needs git and the .NET 10 SDK; libraries come from NuGet, and the few tools that tests use
# (curl, openssl, redis-server, Prometheus, Chromium, a C compiler) are installed with apt-get where they are missing and that is possible.
#
#   ./eng/test.sh            all tests
#   ./eng/test.sh --quick    without the slow ones (Category=Slow)
#   ./eng/test.sh [--quick] ARGS...   ARGS go to 'dotnet test', such as: --filter FullyQualifiedName~Deduplication
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

# The packages of servers start them at once, and fail where they cannot; the tests start their own. This is Debian's way to say so.
policy=/usr/sbin/policy-rc.d
forbid_services() {
  if [[ ! -e "$policy" ]]; then
    printf '#!/bin/sh\nexit 101 # eng/test.sh\n' > "$policy"
    chmod +x "$policy"
    trap allow_services EXIT
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
    apt-get update -qq
    forbid_services
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
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

say "Running the tests"
output="$(mktemp)"
export EIGHTBIT_TEST_REPORT="$output.report"
trap 'rm -rf "$output"*' EXIT
result=0
# A test that hangs is named and ended, rather than the patience of whoever waits for all of them.
hang=(--blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none --results-directory "$output.results")
dotnet test EightBit.Webhooks.Receiver.sln --configuration Release --no-build "${hang[@]}" "${filter[@]}" "$@" 2>&1 | tee "$output" || result=$?

if compgen -G "$EIGHTBIT_TEST_REPORT.*" > /dev/null; then
  say "What the crash tests counted"
  cat "$EIGHTBIT_TEST_REPORT".*
fi

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
  }' "$output" || { echo "No test ran." >&2; result=1; }

exit "$result"
