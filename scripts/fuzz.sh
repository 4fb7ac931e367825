#!/usr/bin/env bash
# Runs every fuzz target of every package for a while: scripts/fuzz.sh [60s].
# `go test -fuzz` takes one target of one package at a time.
set -euo pipefail
cd "$(dirname "$0")/.."
for_each=${1:-60s} found=0
while IFS= read -r file; do
	while IFS= read -r target; do
		found=1
		echo "== $target, $for_each =="
		go test -run '^$' -fuzz "^$target\$" -fuzztime "$for_each" "$(dirname "$file")"
	done < <(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file")
done < <(find . -name '*_test.go' -not -path './static/*' | sort)
((found)) || { echo 'there is no fuzz target' >&2; exit 1; }
