#!/usr/bin/env bash
# Installs what the tests need and this machine lacks: a Redis server, Chromium
# and an emoji font, and a C compiler for the race detector.
# REDIS_SERVER=/path and CHROMIUM=/path name ones that are already there.
set -euo pipefail

# Chromium without a browser around it: a page takes it less than half the work.
# Where there is none (Ubuntu), or it cannot be had, Chromium itself does.
shell=chromium-headless-shell
want=()
better=()
has() { command -v "$1" >/dev/null 2>&1; }

has "${REDIS_SERVER:-redis-server}" || want+=(redis-server)
if [[ -n ${CHROMIUM:-} ]]; then
	[[ -x $CHROMIUM ]] || { echo "CHROMIUM=$CHROMIUM is not a program" >&2; exit 1; }
elif [[ ! -x /usr/lib/chromium/$shell ]]; then
	if ! has chromium; then
		want+=("$shell")
	elif apt-cache show "$shell" >/dev/null 2>&1; then
		better=("$shell")
	fi
fi
# Without it every emoji is an empty box. Only Debian's own path is looked at:
# elsewhere the list below says what is wanted.
if [[ -z ${CHROMIUM:-} && ! -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ]]; then
	want+=(fonts-noto-color-emoji)
fi
# `go test -race` needs a compiler that can link against the C library.
if ! echo 'int main(void) { return 0; }' | "${CC:-gcc}" -x c -o /dev/null - 2>/dev/null; then
	want+=(gcc libc6-dev)
fi
((${#want[@]} + ${#better[@]})) || exit 0

as=()
if ((EUID != 0)); then
	as=(sudo)
	sudo -n true 2>/dev/null || as=(none)
fi
if ! has apt-get || [[ ${as[*]} == none ]]; then
	((${#want[@]})) || exit 0
	cat >&2 <<-EOF
		The tests need: ${want[*]}
		On Debian or Ubuntu:  sudo apt-get install --no-install-recommends ${want[*]}
		Elsewhere install them your way; REDIS_SERVER=/path and CHROMIUM=/path say where they are.
		Then run make test again.
	EOF
	exit 1
fi

# Recommended packages would upgrade half the system. RUNLEVEL=1 keeps Debian from
# starting a Redis of its own on port 6379: every test starts a private one.
install() {
	echo "installing $*" >&2
	"${as[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
		apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

if ((${#want[@]})); then
	"${as[@]}" apt-get update -qq
	apt-cache show "$shell" >/dev/null 2>&1 || want=("${want[@]/#$shell/chromium}")
	install "${want[@]}"
fi
((${#better[@]} == 0)) || install "${better[@]}" || echo "going on with Chromium itself" >&2
