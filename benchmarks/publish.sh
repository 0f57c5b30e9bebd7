#!/usr/bin/env bash
# Puts the tables that benchmarks/run.sh has written into docs/performance.md, each between its <!-- table: NAME --> and the next
# <!-- end -->, and the plot with its data into docs/images. A table that was not measured stays as it is.
# Usage: benchmarks/publish.sh FOLDER
set -euo pipefail
tables="$(cd "${1:?Name the folder with the tables}" && pwd)"
cd "$(dirname "$0")/.."

page=docs/performance.md
awk -v tables="$tables" '
  skipping && !/^<!-- end -->/ { next }
  { skipping = 0; print }
  /^<!-- table: [^ ]+ -->$/ {
    file = tables "/" $3 ".md"
    if ((getline line < file) > 0) {
      print line
      while ((getline line < file) > 0) print line
      close(file)
      skipping = 1
    } else {
      print "not measured: " $3 > "/dev/stderr"
    }
  }' "$page" > "$page.new"
mv "$page.new" "$page"

for kind in csv svg; do
  if [[ -f "$tables/growth.$kind" ]]; then
    cp "$tables/growth.$kind" "docs/images/growth.$kind"
  fi
done
