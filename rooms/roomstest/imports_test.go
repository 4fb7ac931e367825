package roomstest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rule says what packages must not import, and why. A name that ends in /...
// means everything below it as well; thirdParty means every module but ours.
type rule struct {
	in   []string // packages by directory
	out  []string // but not these
	not  []string // must not import these
	but  []string // except these
	why  string
	uses bool // also in tests
}

const thirdParty = "third party"

// ceremonies is where rules must be pure, in every folder below as well.
var ceremonies = []string{"rooms/ceremonies/..."}

// house is how the packages hang together:
//
//	{document, lookalike} <- rooms <- {journal, wire} <- live <- server -> static
//	rooms <- ceremonies <- server, journal <- {sqlite, redis} <- server, wire <- client, words <- wire
//
// Go refuses a circle; these refuse the shorter way, each with its reason.
var house = []rule{
	{in: []string{"rooms/document"}, not: []string{"rondo/...", thirdParty},
		why: "a document is maps and lists that know how to differ: it has never heard of a meeting"},
	{in: []string{"rooms"}, not: []string{thirdParty}, but: []string{"github.com/google/uuid", "golang.org/x/text/...", "github.com/rivo/uniseg", "github.com/go-json-experiment/json/..."},
		why: "the rules are what everything else stands on: what they need beyond the standard library, everybody needs. That is ids, texts as Unicode has them, and arguments decoded as they are written, which Go has as encoding/json/v2 from 1.27 on"},
	{in: []string{"rooms/lookalike"}, not: []string{"rondo/...", thirdParty}, but: []string{"golang.org/x/text/...", "github.com/mtibben/confusables"},
		why: "how names look is Unicode's, whoever has them"},
	{in: []string{"rooms"}, not: []string{"rondo/..."}, but: []string{"rondo/rooms/document", "rondo/rooms/lookalike"},
		why: "the rules know no journal, no ceremony, no socket and no server"},
	{in: []string{"rooms", "rooms/document"}, not: []string{"os/...", "net/...", "database/sql/...", "syscall", "log/...", "context", "time/tzdata"},
		why: "rules do no I/O and nothing in them runs by itself: what lives is package live"},
	{in: []string{"rooms"}, not: []string{"sync/..."},
		why: "a meeting is changed by one goroutine at a time, and it is not a rule that decides which"},

	{in: []string{"rooms/words"}, not: []string{"rondo/...", thirdParty}, but: []string{"golang.org/x/text/..."},
		why: "words are data that any program may say: they have never heard of a room"},
	{in: []string{"rooms/journal", "rooms/wire"}, not: []string{"rondo/...", thirdParty}, but: []string{"rondo/rooms", "rondo/rooms/words"},
		why: "what is stored and what is sent are two languages that meet in package live alone"},
	{in: []string{"rooms/live"}, not: []string{"rondo/..."}, but: []string{"rondo/rooms", "rondo/rooms/document", "rondo/rooms/journal", "rondo/rooms/wire"},
		why: "living rooms know no ceremony, no database, no socket: those are handed in"},
	{in: []string{"rooms/live"}, not: []string{thirdParty, "os/...", "net/...", "database/sql/...", "syscall"},
		why: "rooms do no I/O: journals and seats are interfaces"},

	{in: ceremonies, out: []string{"rooms/ceremonies"}, not: []string{thirdParty, "rondo/..."}, but: []string{"rondo/rooms"},
		why: "a ceremony is rules over plain structs; package rooms is all it may lean on, and what two ceremonies share is a service there"},
	{in: []string{"rooms/ceremonies"}, not: []string{thirdParty, "rondo/..."}, but: []string{"rondo/rooms", "rondo/rooms/ceremonies/..."},
		why: "it is the list of ceremonies"},
	{in: ceremonies, not: []string{"math/rand/...", "crypto/..."},
		why: "the only dice are those of the turn: a meeting must play the same way again"},
	{in: ceremonies, not: []string{"os/...", "net/...", "io/...", "syscall", "log/...", "database/..."},
		why: "rules do no I/O, and what people write must never reach a log"},
	{in: ceremonies, not: []string{"sync/...", "context", "unsafe", "runtime/..."},
		why: "a rule runs on one goroutine, at once, and cannot be cancelled"},
	{in: ceremonies, not: []string{"reflect", "encoding/..."},
		why: "arguments arrive decoded and documents are written by the kernel"},

	{in: []string{"rooms/sqlite", "rooms/redis"}, not: []string{"rondo/..."}, but: []string{"rondo/rooms", "rondo/rooms/journal"},
		why: "a journal keeps bytes and knows nothing of what is in them"},
	{in: []string{"rooms/tracker"}, not: []string{"rondo/...", "os/...", "net/...", "log/..."}, but: []string{"rondo/rooms"},
		why: "a file that somebody brings is read from memory, and what it says must never reach a log"},
	{in: []string{"rooms/calendar"}, not: []string{"rondo/...", "os/...", "net/...", "log/..."}, but: []string{"rondo/rooms"},
		why: "a calendar is written from what a team's home says, and goes nowhere but to whoever asked"},
	{in: []string{"..."}, out: []string{"rooms/calendar"}, not: []string{"github.com/arran4/..."},
		why: "one package knows how calendars are written"},
	{in: []string{"rooms/client/..."}, not: []string{"rondo/..."}, but: []string{"rondo/rooms", "rondo/rooms/wire", "rondo/rooms/words", "rondo/rooms/client/..."},
		why: "a client knows the protocol, and words to say it in, not the server: it must work against any build"},
	{in: []string{"static"}, not: []string{"rondo/...", thirdParty},
		why: "the page is files; whoever serves it decides the rest"},

	{in: []string{"..."}, not: []string{"rondo/server/..."}, uses: true,
		why: "the server is where everything is put together: nobody may depend on it"},
	{in: []string{"..."}, out: []string{"server/..."}, not: []string{"github.com/gorilla/..."}, uses: true,
		why: "routes are the server's"},
	{in: []string{"..."}, out: []string{"server/...", "rooms/client/...", "bench/..."}, not: []string{"github.com/coder/websocket/..."}, uses: true,
		why: "sockets are the server's and the client's: a room knows seats"},
	{in: []string{"..."}, out: []string{"rooms/redis/..."}, not: []string{"github.com/redis/..."}, uses: true,
		why: "one package knows go-redis, whose defaults move between releases"},
	{in: []string{"..."}, out: []string{"rooms/sqlite/..."}, not: []string{"database/sql/...", "modernc.org/..."},
		why: "one package knows SQL"},
	{in: []string{"..."}, out: []string{"rooms/roomstest/...", "rooms/redis/redistest"}, not: []string{"testing/...", "pgregory.net/..."},
		why: "what is only for tests stays out of the program"},
	{in: []string{"..."}, not: []string{"unsafe", "C"}, why: "not worth it, and the program is built without cgo"},
}

func TestNobodyImportsWhatTheyMustNot(t *testing.T) {
	for _, file := range sources(t) {
		for _, complaint := range imports(file) {
			t.Error(complaint)
		}
	}
}

func TestRulesAreWithoutClockDiceAndGoroutines(t *testing.T) {
	for _, file := range sources(t) {
		if !covers(ceremonies, file.dir) || file.test {
			continue
		}
		for _, complaint := range impure(file) {
			t.Error(complaint)
		}
	}
}

// A checker that nobody has seen fail proves nothing.
func TestTheCheckerSeesWhatIsWrong(t *testing.T) {
	bad := source(t, "rooms/ceremonies/x/bad.go", `package x
		import ("os"; "math/rand/v2"; "rondo/server"; "github.com/redis/go-redis/v9"; "time")
		func f(c chan int) { go f(c); _ = time.Now(); later := time.AfterFunc; _ = later; c <- 1; <-c }
		func g(t *rooms.Tx) { t.Internal.Burn, t.Door.Secret = "", "" }`)
	if got := imports(bad); len(got) < 5 {
		t.Errorf("of four wrong imports it said only %v", got)
	}
	if got := impure(bad); len(got) != 8 {
		t.Errorf("of a channel, a goroutine, two clocks, a send, a receive and two drawers it said only %q", got)
	}
	good := source(t, "rooms/ceremonies/x/good.go", `package x
		import ("time"; "rondo/rooms")
		const slot = 90 * time.Second
		func f(t *rooms.Table) rooms.Millis { return t.Now }`)
	if got := append(imports(good), impure(good)...); got != nil {
		t.Errorf("it complains without reason: %v", got)
	}
}

type sourceFile struct {
	name string // from the root
	dir  string
	test bool
	set  *token.FileSet
	tree *ast.File
}

// sources parses every Go file of the repository, whatever its build tags.
func sources(t *testing.T) (files []sourceFile) {
	t.Helper()
	const root = "../.."
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case d.IsDir() && (name == "tools" || name == "static/node_modules" || d.Name() == "testdata" || strings.HasPrefix(name, ".") && name != "."):
			return filepath.SkipDir
		case !d.IsDir() && path.Ext(name) == ".go":
			files = append(files, source(t, name, nil))
		}
		return nil
	})
	if err != nil || len(files) < 50 {
		t.Fatalf("found only %d files (%v)", len(files), err)
	}
	return files
}

// source parses one file; text nil means from the disk.
func source(t *testing.T, name string, text any) sourceFile {
	t.Helper()
	f := sourceFile{name: name, dir: path.Dir(name), test: strings.HasSuffix(name, "_test.go"), set: token.NewFileSet()}
	from := name
	if text == nil {
		from = filepath.Join("../..", name)
	}
	tree, err := parser.ParseFile(f.set, from, text, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	f.tree = tree
	return f
}

// imports says what a file imports against the rules.
func imports(f sourceFile) (complaints []string) {
	for _, spec := range f.tree.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		for _, r := range house {
			if f.test && !r.uses || !covers(r.in, f.dir) || covers(r.out, f.dir) {
				continue
			}
			if covers(r.not, imported) && !covers(r.but, imported) {
				complaints = append(complaints, fmt.Sprintf("%s imports %s: %s", f.name, imported, r.why))
			}
		}
	}
	return complaints
}

// covers tells whether one of the patterns means name.
func covers(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		if p == thirdParty {
			first, _, _ := strings.Cut(name, "/")
			return strings.Contains(first, ".")
		}
		below, all := strings.CutSuffix(p, "...")
		return p == name || all && strings.HasPrefix(name+"/", below)
	})
}

// clocks are what of package time asks a clock or waits for one.
var clocks = []string{"Now", "Since", "Until", "After", "AfterFunc", "Sleep", "Tick", "NewTimer", "NewTicker"}

// impure says what a file does that a rule must not do: rules get time and dice
// with the turn, so that they can be replayed, simulated and tried.
func impure(f sourceFile) (complaints []string) {
	complain := func(n ast.Node, what string) {
		complaints = append(complaints, fmt.Sprintf("%s:%d: a rule %s", f.name, f.set.Position(n.Pos()).Line, what))
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			complain(n, "starts a goroutine")
		case *ast.SendStmt, *ast.SelectStmt, *ast.ChanType:
			complain(n, "has to do with channels")
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				complain(n, "has to do with channels")
			}
		case *ast.SelectorExpr:
			if n.Sel.Name == "Internal" || n.Sel.Name == "Door" {
				complain(n, "reaches for ."+n.Sel.Name+", which no rule may read or change")
			}
			if pkg, ok := n.X.(*ast.Ident); ok && pkg.Name == "time" && slices.Contains(clocks, n.Sel.Name) {
				complain(n, "uses time."+n.Sel.Name+" instead of Turn.Now")
			}
		}
		return true
	})
	return complaints
}
