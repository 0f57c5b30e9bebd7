#!/usr/bin/env bash
# Changes the code in many small ways, one at a time, and says which changes no test notices.
#
#   ./eng/mutate.sh                     all areas, one after the other
#   ./eng/mutate.sh freshness inbox     these: verification, freshness, deduplication, inbox, processor
#
# The exit code is 0 when at least 90 % of the changes of each area were noticed. What survives, and why: docs/mutation-testing.md.
set -euo pipefail
cd "$(dirname "$0")/.."

# What belongs to an area, below src/EightBit.Webhooks.Receiver.
files_of() {
  case "$1" in
    verification) echo "Signatures/** Secrets/** Verifying/** Envelopes/** !Envelopes/*Time.cs" \
      "Receiving/*Verif*.cs Receiving/DeliveryChecks.cs Receiving/RequestBodyReader.cs Receiving/Body*.cs Receiving/EventIdHeader.cs Receiving/AcknowledgementBudget.cs" ;;
    freshness) echo "Freshness/** Envelopes/*Time.cs" ;;
    deduplication) echo "Deduplication/** InMemory/Ids/** InMemory/InMemoryDeduplicationStore.cs" ;;
    inbox) echo "Inbox/** InMemory/*.cs !InMemory/InMemoryDeduplicationStore.cs" ;;
    processor) echo "Processing/**" ;;
    *) echo "There is no area '$1': verification, freshness, deduplication, inbox, processor." >&2; return 2 ;;
  esac
}

areas=("$@")
if [[ ${#areas[@]} == 0 ]]; then
  areas=(verification freshness deduplication inbox processor)
fi

for area in "${areas[@]}"; do
  files_of "$area" > /dev/null
done

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet tool restore
dotnet restore tests/EightBit.Webhooks.Receiver.Tests --locked-mode
reports="$PWD/StrykerOutput"
cd src/EightBit.Webhooks.Receiver # where Stryker wants to be when it is told the tests

set -f # the patterns are for Stryker, not for the shell
result=0
for area in "${areas[@]}"; do
  printf '\n== %s\n' "$area"
  mutate=()
  for pattern in $(files_of "$area"); do
    mutate+=(--mutate "$pattern")
  done

  dotnet stryker --config-file ../../eng/stryker-config.json --output "$reports/$area" "${mutate[@]}" || result=1
done

exit "$result"
