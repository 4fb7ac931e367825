//go:build chaos

package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// edit changes one place in a file of the program, or of Go ("GOROOT/…").
type edit struct{ file, old, new string }

// hooks let things go wrong inside of a node, by signals: SIGUSR1 and SIGUSR2 let its wall
// clock jump by an hour, SIGHUP lets it stand still before the next write to a room.
var hooks = []edit{
	{"GOROOT/src/time/time.go", "\t\"errors\"\n", "\t\"errors\"\n\t\"sync/atomic\"\n"},
	{"GOROOT/src/time/time.go", "func Now() Time {\n\tsec, nsec, mono := runtimeNow()\n", "var Ahead atomic.Int64\n\nfunc Now() Time {\n\tsec, nsec, mono := runtimeNow()\n\tsec += Ahead.Load()\n"},
	{"rooms/redis/append.go", "\tanswer, err := j.appending(", "\tbeforeWrite()\n\tanswer, err := j.appending("},
}

// tomorrow is a program of another version: whatever nodes tell each other, keep in Redis
// and tell browsers has more in it, or is of a sort that nobody has heard of yet.
var tomorrow = []edit{
	{"rooms/redis/envelope.go", "numbers := []uint64{e.gen, e.seq, e.wants}", "numbers := []uint64{e.gen, e.seq, e.wants, 4711}"},
	{"rooms/redis/envelope.go", "for _, m := range e.messages {\n\t\tb = append(b, m.kind)", "for _, m := range append([]message{{kind: 200, talks: []uint64{1}, parts: [][]byte{[]byte(\"tomorrow\")}}}, e.messages...) {\n\t\tb = append(b, m.kind)"},
	{"rooms/redis/entry.go", "\tf.bytes(\"m\", e.MAC)\n", "\tf.bytes(\"m\", e.MAC)\n\tf.number(\"tomorrow\", 1)\n"},
	{"rooms/redis/entry.go", "\tf.bytes(\"mac\", s.MAC)\n", "\tf.bytes(\"mac\", s.MAC)\n\tf.number(\"tomorrow\", 1)\n"},
	{"rooms/redis/scripts/append.lua", "redis.call('HSET', KEYS[1], 'l', entries[#entries].id)", "redis.call('HSET', KEYS[1], 'l', entries[#entries].id, 'tomorrow', '1')"},
	{"rooms/redis/keytalk.go", "\tDo   string   `json:\"do\"`\n", "\tDo   string   `json:\"do\"`\n\tTomorrow []int `json:\"tomorrow\"`\n"},
	{"rooms/redis/post.go", "\tgo p.node.keys.reply(word{Do: saysAll})\n", "\tgo p.node.keys.reply(word{Do: saysAll})\n\tgo p.node.keys.reply(word{Do: \"tomorrow\"})\n"},
	{"rooms/wire/frame.go", "`{\"at\":[`", "`{\"tomorrow\":{\"a\":[1]},\"at\":[`"},
	{"rooms/wire/frame.go", "`,\"ok\":true}`", "`,\"ok\":true,\"tomorrow\":1}`"},
	{"server/relay.go", "type relayedRequest struct {\n", "type relayedRequest struct {\n\tTomorrow []int `json:\"tomorrow\"`\n"},
	{"server/relay.go", "type relayedAnswer struct {\n", "type relayedAnswer struct {\n\tTomorrow []int `json:\"tomorrow\"`\n"},
	{"server/remote_session.go", "type remoteEnter struct {\n", "type remoteEnter struct {\n\tTomorrow []int `json:\"tomorrow\"`\n"},
	{"server/remote_session.go", "type remoteAnswer struct {\n", "type remoteAnswer struct {\n\tTomorrow []int `json:\"tomorrow\"`\n"},
	{"server/remote_session.go", "\t\tc.talk.Say(saysAct, raw)\n", "\t\tc.talk.Say([]byte(\"tomorrow\"), raw)\n\t\tc.talk.Say(saysAct, append([]byte(`{\"tomorrow\":[1],`), raw[1:]...), raw)\n"},
	{"server/remote_seat.go", "\ts.talk.Say(parts...)\n", "\ts.talk.Say([]byte(\"tomorrow\"))\n\ts.talk.Say(parts...)\n"},
	{"server/elsewhere.go", "\ts.log.Info(\"one of several nodes\"", "\tfor _, other := range node.Members() {\n\t\tnode.Post().Begin(other, []byte(`{\"tomorrow\":{}}`), func([][]byte) {}, func() {})\n\t}\n\ts.log.Info(\"one of several nodes\""},
}

// altered builds the program with edits. The files stay as they are; the compiler is given
// others in their place (go help build, -overlay).
func altered(t *testing.T, edits ...edit) string {
	t.Helper()
	work, root := t.TempDir(), filepath.Dir(said(t, "go", "env", "GOMOD"))
	replace := map[string]string{filepath.Join(root, "rooms/redis/hooks.go"): filepath.Join(root, "server/testdata/chaos/hooks.go")}
	for i, e := range edits {
		file := filepath.Join(root, e.file)
		if of, ok := strings.CutPrefix(e.file, "GOROOT"); ok {
			file = said(t, "go", "env", "GOROOT") + of
		}
		was := file
		if before := replace[file]; before != "" {
			was = before
		}
		raw, err := os.ReadFile(was)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(raw), e.old); n != 1 {
			t.Fatalf("%s has %q %d times", e.file, e.old, n)
		}
		replace[file] = filepath.Join(work, strconv.Itoa(i))
		if err := os.WriteFile(replace[file], []byte(strings.Replace(string(raw), e.old, e.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	if err == nil {
		err = os.WriteFile(filepath.Join(work, "overlay.json"), raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-overlay", filepath.Join(work, "overlay.json"), "-o", filepath.Join(work, "rondo"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return filepath.Join(work, "rondo")
}

// said is what a program says.
func said(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), args[0], args[1:]...).Output()
	if err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return strings.TrimSpace(string(out))
}
