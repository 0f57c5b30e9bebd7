#!/usr/bin/env bash
# Keeps an application under steady load with faults, and says whether anything grows or is lost.
#
#   ./eng/soak.sh                 10 minutes
#   ./eng/soak.sh 480             8 hours
#   ./eng/soak.sh 5 --inbox redis --rate 200
#   ./eng/soak.sh --help          all options
#
# The exit code is 0 when everything was flat and nothing was lost, 1 when not, 2 when the command line is wrong.
set -euo pipefail
cd "$(dirname "$0")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet restore tests/Soak --locked-mode --verbosity quiet
dotnet build tests/Soak --configuration Release --no-restore -warnaserror --verbosity quiet
exec dotnet tests/Soak/bin/Release/net10.0/Soak.dll "$@"
