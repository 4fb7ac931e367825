package roomstest

import (
	"go/ast"
	"slices"
	"strings"
	"testing"
)

// slept are the files that may sleep in real time, with why. A test that sleeps for a
// moment is slow on a quiet machine and red on a busy one: it waits for what it
// expects, or lives in a bubble of testing/synctest, where sleeping takes no time.
var slept = map[string]string{
	"rooms/live/write.go":                "a pause between two tries, in the program",
	"rooms/live/alias_test.go":           "in a bubble of stage_test.go",
	"rooms/live/undo_test.go":            "in bubbles of stage_test.go",
	"rooms/live/full_test.go":            "in bubbles of stage_test.go",
	"rooms/client/storm_test.go":         "a slow line, in bubbles of other files",
	"rooms/redis/redistest/sentinel.go":  "redis-server says by nothing but an answer that it listens",
	"rooms/redis/redistest/redistest.go": "redis-server says by nothing but an answer that it listens",
	"server/crash_test.go":               "the moment of the crash is what is random",
	"server/handover_kill_test.go":       "the moments at which the program is killed",
	"server/retro_circle_test.go":        "the moment of the crash is what is random",
	"bench/latency.go":                   "a measurement begins in silence",
	"bench/restart.go":                   "the collector has its turn before memory is measured",
}

func TestNobodySleeps(t *testing.T) {
	for _, file := range sources(t) {
		sleeping := sleeps(file)
		if why := slept[file.name]; sleeping != (why != "") {
			t.Errorf("%s: sleeps %v; it may because %q", file.name, sleeping, why)
		}
	}
	for _, bad := range []string{`time.Sleep(time.Second)`, `for ; ; time.Sleep(1) {}`, `later(time.Sleep)`} {
		text := `package x; import "time"; func f() { ` + bad + ` }`
		if !sleeps(source(t, "x/x_test.go", text)) {
			t.Errorf("it does not see %s", bad)
		}
		if sleeps(source(t, "x/x_test.go", strings.Replace(text, `import "time"`, `import ("time"; "testing/synctest")`, 1))) {
			t.Errorf("it sees %s where time is virtual", bad)
		}
	}
}

// sleeps tells whether a file sleeps in real time.
func sleeps(f sourceFile) (yes bool) {
	if slices.ContainsFunc(f.tree.Imports, func(spec *ast.ImportSpec) bool { return spec.Path.Value == `"testing/synctest"` }) {
		return false
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Sleep" {
			from, ok := sel.X.(*ast.Ident)
			yes = yes || ok && from.Name == "time"
		}
		return true
	})
	return yes
}
