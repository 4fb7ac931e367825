package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"rondo/rooms"
)

// refusing are the folders in whose sources refusals are written down, each with
// everything below it: a package that is new or moves keeps its codes.
var refusing = []string{"rooms", "server"}

// mute are folders whose code answers nobody.
var mute = []string{"testdata", "roomstest", "wiregen"}

// refusal is one that the sources make, or a row of a table of rights.
type refusal struct {
	kind         string // whose words come first: that of a ceremony's own code, or ""
	code, reason string
	args         []string // sorted
	at           string   // where it is made
}

func (r refusal) key() string {
	return (&rooms.Error{Code: r.code, Reason: r.reason}).Key()
}

// refusalsOf are all that people may be told: by the sources, and by the rights of
// each kind. Codes are what others act on, so they are read from the code that says
// them.
func refusalsOf(kinds []*rooms.Kind) (all []refusal) {
	for _, folder := range refusing {
		err := filepath.WalkDir(filepath.Join(root, folder), func(file string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && slices.Contains(mute, d.Name()):
				return filepath.SkipDir
			case filepath.Ext(file) == ".go" && !strings.HasSuffix(file, "_test.go"):
				all = append(all, refusalsIn(file)...)
			}
			return nil
		})
		if err != nil {
			panic(err) // the sources that this was built from
		}
	}
	for _, k := range kinds {
		for _, row := range k.Rights {
			all = append(all, refusal{kind: k.Name, code: "forbidden", reason: row.Reason(), at: "the rights of " + k.Name})
		}
	}
	return all
}

// refusalsIn finds Refuse(code, args…), Invalid(field, reason, args…), and what is no
// longer there: NoSuch(noun), EditIn(list, id, noun, …).
func refusalsIn(file string) (found []refusal) {
	files := token.NewFileSet()
	tree, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		panic(err) // it would not compile either
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		code, args := madeBy(call)
		if code == "" {
			return true
		}
		r := refusal{kind: kindOf(file), at: files.Position(call.Pos()).String()}
		r.code, r.reason, _ = strings.Cut(code, "/")
		for i := 0; i < len(args); i += 2 {
			name, _ := literal(args[i])
			r.args = append(r.args, name)
		}
		slices.Sort(r.args)
		found = append(found, r)
		return true
	})
	return found
}

// made says which argument of a call is the code, what stands before it, and where
// the sentence's own arguments begin, if it has some.
var made = map[string]struct {
	code   int
	before string
	args   int
}{
	"Refuse": {0, "", 1}, "Invalid": {1, "invalid/", 2}, "NoSuch": {0, "no_such_", 1}, "EditIn": {2, "no_such_", 4},
}

// madeBy returns what a call refuses with; nothing if it is no refusal, or if the code
// is put together: then the parts are found elsewhere, in calls and rights.
func madeBy(call *ast.CallExpr) (code string, args []ast.Expr) {
	m, ok := made[called(call.Fun)]
	if !ok || len(call.Args) < m.args {
		return "", nil
	}
	code, ok = literal(call.Args[m.code])
	if !ok {
		return "", nil
	}
	return m.before + code, call.Args[m.args:]
}

// kindOf is the kind of meeting that a source file is of, by its folder.
func kindOf(file string) string {
	_, rest, ok := strings.Cut(filepath.ToSlash(file), "rooms/ceremonies/")
	kind, _, folder := strings.Cut(rest, "/")
	if !ok || !folder {
		return ""
	}
	return kind
}

func called(f ast.Expr) string {
	switch f := f.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}

// String names a refusal and where it is made, for whoever has to mend it.
func (r refusal) String() string { return fmt.Sprintf("%s (%s)", r.key(), r.at) }
