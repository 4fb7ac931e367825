#!/usr/bin/env bash
# Prints docs/licences.md: what is inside the program, and under which licence.
# Needs the Go modules and static/node_modules to be there.
set -euo pipefail
cd "$(dirname "$0")/.."

# kind names a licence by words that only its text has.
kind() {
	local text
	text=$(tr -s ' \n\t' ' ' <"$1")
	case $text in
	*"Apache License"*"Version 2.0"*) echo Apache-2.0 ;;
	*"Mozilla Public License"*) echo MPL-2.0 ;;
	*"SIL OPEN FONT LICENSE"*) echo OFL-1.1 ;;
	*"Permission to use, copy, modify, and"*"distribute this software"*) echo ISC ;;
	*"Permission is hereby granted, free of charge"*) echo MIT ;;
	*"Redistribution and use in source and binary forms"*"Neither the name"*) echo BSD-3-Clause ;;
	*"Redistribution and use in source and binary forms"*) echo BSD-2-Clause ;;
	*) echo "unknown licence in $1" >&2; return 1 ;;
	esac
}

first() { # the licence file of a directory
	find "$1" -maxdepth 1 -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'unlicense*' \) | sort | head -n 1
}

cat <<'HEAD'
<!-- Written by scripts/licences.sh (make docs); do not edit. -->
# What is inside, and under which licence

Rondo itself: [MIT](../LICENSE). Below is everything that ends up in the program or in the page; tools for building and
testing are not in it.

## Font

| what | licence |
| --- | --- |
HEAD
font=static/src/styles/fonts/OFL.txt
echo "| Hanken Grotesk | $(kind "$font"), [text](../$font) |"

cat <<'HEAD'

## Page (npm)

| package | version | licence |
| --- | --- | --- |
HEAD
(cd static && node scripts/shipped.mjs) | while read -r package; do
	node -p "const p = require('./static/node_modules/$package/package.json'); '| ' + p.name + ' | ' + p.version + ' | ' + p.license + ' |'"
done

cat <<'HEAD'

## Program (Go)

| module | version | licence |
| --- | --- | --- |
HEAD
echo "| the Go standard library | $(sed -n 's/^go //p' go.mod) or later | BSD-3-Clause |"
go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./server | sort -u |
	while read -r module version dir; do
		file=$(first "$dir")
		[[ -n $file ]] || { echo "$module has no licence" >&2; exit 1; }
		licence=$(kind "$file")
		echo "| $module | $version | $licence |"
	done
