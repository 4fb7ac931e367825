#!/usr/bin/env bash
# Fails when a Go file is not formatted, and names it.
set -euo pipefail
cd "$(dirname "$0")/.."
files=$(find . -name '*.go' -not -path './static/node_modules/*' -print0 | xargs -0 gofmt -l)
[[ -z $files ]] || { printf 'not formatted (make format):\n%s\n' "$files" >&2; exit 1; }
