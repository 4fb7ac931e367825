#!/usr/bin/env bash
# Runs the browser tests many times on a busy machine, and prints which failed and how often.
#   scripts/flaky.sh [times] [specs and options of `playwright test`]
# LOAD=4 sets how many processes keep it busy; otherwise they are two for each core.
set -euo pipefail
cd "$(dirname "$0")/../static"
times=${1:-10}
shift || true

busy=()
trap '((${#busy[@]} == 0)) || kill "${busy[@]}" 2>/dev/null || true' EXIT
for ((i = 0; i < ${LOAD:-2 * $(nproc)}; i++)); do
	# It ends with this script, even if nobody ends it, and in the end by itself.
	timeout 3h bash -c 'while kill -0 "$1" 2>/dev/null; do for ((n = 0; n < 1000000; n++)); do :; done; done' _ $$ &
	busy+=($!)
done
npx playwright test --repeat-each "$times" --reporter ./e2e/tally.ts "$@"
