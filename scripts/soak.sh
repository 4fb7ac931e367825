#!/usr/bin/env bash
# Runs the property tests for longer: scripts/soak.sh [checks], 100,000 by default.
# Only packages that use rapid, by themselves or through roomstest, know its flag.
set -euo pipefail
cd "$(dirname "$0")/.."
checks=${1:-100000}
mapfile -t packages < <(go list -f '{{.ImportPath}} {{.TestImports}} {{.XTestImports}}' ./... |
	awk '/pgregory.net\/rapid|rondo\/rooms\/roomstest/ { print $1 }')
((${#packages[@]})) || { echo 'no package has property tests' >&2; exit 1; }
for package in "${packages[@]}"; do
	echo "== $package, $checks checks =="
	go test -count=1 -timeout 0 "$package" -rapid.checks="$checks"
done
echo '== who wrote what, over 1,000 stored rounds =='
RONDO_ROUNDS=1000 go test -count=1 -timeout 0 -v ./rooms/sqlite -run WhoWroteWhat
echo '== every byte of a database flipped =='
[[ -w /dev/shm ]] && export TMPDIR=/dev/shm # two starts for each byte: not on a disk
GOGC=800 go test -count=1 -timeout 0 -v ./server -run EveryFlippedByte -flips 0
