#!/usr/bin/env bash
# Takes one guarantee after the other out of the program, and looks whether the tests notice:
# a check that nobody has seen fail proves nothing. The files stay as they are; the compiler
# is given others in their place (go help build, -overlay).
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
alive=0 n=0

# mutant NAME FILE SED PACKAGE TESTS: the tests must fail, and not for want of compiling.
mutant() {
  local name=$1 file=$2 change=$3 package=$4 tests=$5
  [[ -z ${ONLY:-} || $name == *"$ONLY"* ]] || return 0
  n=$((n + 1))
  sed -E "$change" "$file" >"$work/mutant"
  if cmp -s "$file" "$work/mutant"; then
    echo "STALE   $name: nothing changes in $file"
    alive=$((alive + 1))
    return 0
  fi
  printf '{"Replace":{"%s":"%s"}}' "$PWD/$file" "$work/mutant" >"$work/overlay.json"
  if GOFLAGS="-overlay=$work/overlay.json" go test -count=1 -timeout 2m "$package" -run "$tests" >"$work/out" 2>&1; then
    echo "ALIVE   $name: $package -run $tests passes without it"
    alive=$((alive + 1))
  elif grep -q 'build failed\|setup failed' "$work/out"; then
    echo "BROKEN  $name:" && head -20 "$work/out"
    alive=$((alive + 1))
  else
    echo "noticed $name: $(grep -m1 -oE -- '--- FAIL: [^ ]+' "$work/out" || tail -1 "$work/out")"
  fi
}

redis=./rooms/redis
mutant 'a fence at the append' rooms/redis/scripts/append.lua "s/^if granted > epoch .*fenced.*//" $redis TestAnOldOwnerIsFenced
mutant 'a fence at the snapshot' rooms/redis/scripts/snapshot.lua "s/^if granted > epoch .*fenced.*//" $redis TestADeadNode
mutant 'entries matched by owner' rooms/redis/scripts/append.lua "s/ and \(ARGV\[6\] == '' or ARGV\[6\] == meta\[3\]\)//" $redis TestRedisGetsBackWhatItLost
mutant 'the same append twice is once' rooms/redis/scripts/append.lua "s/^elseif not again\(\) then/else/" $redis 'TestJournal$'
mutant 'a lease is of one' rooms/redis/scripts/claim.lua "s/^if own and own .*//" $redis TestAHouseholdIsAtOneNode
mutant 'time for owners to come back' rooms/redis/beat.go 's/n\.grace = (now|time\.Now\(\))\.Add\(.*/_ = run/' $redis TestNobodyTakesOver
mutant 'healing' rooms/redis/heal.go 's/answer, err := j\.run\(ctx, rewriteScript, keys, args\)/_ = keys; answer, err := []string{"no"}, error(nil)/' $redis TestRedisGetsBackWhatItLost
mutant 'who cannot know acknowledges nothing' rooms/redis/unsure.go 's/return !asked\.Before\(n\.unsure\)/_ = asked; return true/' $redis TestOfTwoOwners
mutant 'of two owners the later one stays' rooms/redis/scripts/renew.lua 's/ and not forgotten then/ then/' $redis TestOfTwoOwners
mutant 'a Sentinel is no other Redis' rooms/redis/beat.go 's/ && fieldOf\(info, "redis_mode"\) != "sentinel"//' $redis TestASentinel
mutant 'all are back' rooms/redis/unsure.go 's/return returned\[id\] == n\.run/return returned[id] == ""/' $redis TestANodeIsSureAgain
mutant 'what was decided before another Redis' rooms/redis/scripts/claim.lua 's/ or string\.match.* then/ then/' $redis TestWhatWasDecided
mutant 'a room at rest may be open at who is not back' rooms/redis/household.go 's/wait = 2/wait = 1/' $redis TestARoomAtRest
mutant 'a deaf node subscribes again' rooms/redis/post.go 's/deaf := p\.silent > mostSilent/deaf := false/' $redis TestADeafNode
mutant 'a room goes to who can read it' rooms/redis/household.go 's/ \|\| n\.reads\[id\] < least//' $redis TestARoomGoes
mutant 'a deleted room stays gone' rooms/redis/scripts/delete.lua "s/^redis.call\('SET'.*//" $redis TestADeletedRoomStaysGone
mutant 'a burn leaves nothing in memory' rooms/redis/scripts/snapshot.lua "s/^if ARGV\[6\] ~= '' and #dropped > 0 then/if false then/" $redis TestABurnLeavesNothing
mutant 'a gap between nodes' rooms/redis/link.go 's/missing := env\.seq != l\.heard\+1/missing := false/' $redis GoesMissing
mutant 'sealed between nodes' rooms/redis/box.go 's/^	return b\.aead\.Seal\(nonce, nonce, plain, \[\]byte\(place\)\)/	return append(b.aead.Seal(nonce, nonce, plain, []byte(place)), plain...)/; s/b\.aead\.Open\(nil, sealed\[:size\], sealed\[size:\]/b.aead.Open(nil, sealed[:size], sealed[size:size+(len(sealed)-size-b.aead.Overhead())\/2+b.aead.Overhead()]/' ./server TestNotesAreAnonymousOverNodes
mutant 'rounds keys in no store' rooms/redis/keys.go 's/^	if !round \{/	if true {/' ./server TestNotesAreAnonymousOverNodes
mutant 'nothing is acknowledged before it is stored' rooms/live/write.go 's/case len\(r\.batch\.steps\) > 0:/case false:/; s/case r\.writing != nil \&\& len\(r\.writing\.steps\) > 0:/case false:/' ./rooms/live TestNothingIsShownBeforeItIsDurable
mutant 'an action takes effect once' rooms/live/act.go 's/case up\.N <= tab\.last:/case false:/' ./rooms/live TestAFullDiskTakesBackNothing
mutant 'who saw what did not survive starts anew' rooms/live/resume.go 's/end = epochs\.At\(i \+ 1\)\.From/_ = i/' ./rooms/live TestWhatDidNotOutlive
mutant 'votes are sealed' rooms/live/seal.go 's/^	return seal\(key, plain, s\.place\(what, format, lsn\)\)/	_, _ = key, plain; return plain, nil/' ./rooms/live Seal

echo "$n guarantees taken out, $((n - alive)) noticed"
((alive == 0))
