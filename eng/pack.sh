#!/usr/bin/env bash
# Packs every package, with its symbols, into artifacts/packages, or into the folder that is named.
#
#   ./eng/pack.sh            into artifacts/packages
#   ./eng/pack.sh FOLDER     into FOLDER
#
# The version is the latest tag (v1.2.3), or 1.2.4-alpha.0.N where N commits came after it.
set -euo pipefail
output="$(realpath -m "${1:-"$(dirname "$0")/../artifacts/packages"}")"
cd "$(dirname "$0")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
mkdir -p "$output"
rm -f "$output"/EightBit.Webhooks.*.nupkg "$output"/EightBit.Webhooks.*.snupkg
dotnet pack eng/Packages.proj --configuration Release --output "$output" -p:ContinuousIntegrationBuild=true -p:RestoreLockedMode=true -warnaserror

echo
echo "Packed into $output:"
ls -1 "$output"
