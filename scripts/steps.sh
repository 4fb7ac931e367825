#!/usr/bin/env bash
# Makes targets, two at a time: most wait for half of their time, for browsers or for clocks.
#   scripts/steps.sh TARGET...
# Prints what each said when it is done, and at the end once more of those that failed. All are
# made, also when one fails, and in the order given; the longest goes first.
set -euo pipefail
cd "$(dirname "$0")/.."
said=$(mktemp -d)
export said
trap 'rm -rf "$said"' EXIT

step() {
	local began=$SECONDS
	if make --no-print-directory "$1" >"$said/$1" 2>&1; then
		echo "== $1 passed in $((SECONDS - began)) s"
		cat "$said/$1"
	else
		echo "== $1 failed after $((SECONDS - began)) s, see the end"
		mv "$said/$1" "$said/$1.failed"
	fi
}
export -f step

printf '%s\n' "$@" | xargs -P 2 -I '{}' bash -c 'step {}'
shopt -s nullglob
failed=("$said"/*.failed)
for f in "${failed[@]}"; do
	name=$(basename "$f" .failed)
	echo "== $name failed:"
	cat "$f"
done
if ((${#failed[@]} > 0)); then exit 1; fi
