#!/usr/bin/env bash
# Runs the tests that break real processes: those behind the build tag chaos.
# They take minutes and are no part of `make test`.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(grep -rl --include='*_test.go' '^//go:build .*\bchaos\b' --exclude-dir=node_modules . || true)
((${#files[@]})) || { echo 'there is no chaos test' >&2; exit 1; }
mapfile -t packages < <(printf '%s\n' "${files[@]}" | xargs -n1 dirname | sort -u)
[[ -w /dev/shm ]] && export TMPDIR=/dev/shm # else the disk of the test machine is what is measured
go test -count=1 -v -timeout 2h -tags chaos -run Chaos "${packages[@]}" "$@"
