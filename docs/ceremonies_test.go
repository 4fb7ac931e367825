package docs

import (
	"go/ast"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// rules are the files of the package that ceremonies are written with, tests left
// out, and without machine.go, which ceremonies cannot reach.
func rules(t *testing.T) (files []*ast.File) {
	t.Helper()
	names, err := filepath.Glob("../rooms/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !strings.HasSuffix(name, "_test.go") && filepath.Base(name) != "machine.go" {
			files = append(files, parse(t, name))
		}
	}
	return files
}

// The page for authors names every service with its verbs and its bundle of rights,
// what rules call, every event, and every field of what a ceremony says of itself.
func TestTheAuthorsPageIsWhole(t *testing.T) {
	page, want := read(t, "ceremonies.md"), map[string]string{}
	for _, file := range rules(t) {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				wantOfFunc(decl, want)
			case *ast.GenDecl:
				wantOfTypes(decl, want)
			}
		}
	}
	for _, least := range []string{"ItemService", "vote", "OpenBallot", "AtZero", "About"} {
		if _, ok := want[least]; !ok {
			t.Errorf("the test does not look for %s", least)
		}
	}
	for name, what := range want {
		if !regexp.MustCompile("[`.]" + name + `\b`).MatchString(page) {
			t.Errorf("ceremonies.md says nothing of %s, %s", name, what)
		}
	}
}

// wantOfFunc adds services, their verbs, their rights, and the methods that rules call.
func wantOfFunc(f *ast.FuncDecl, want map[string]string) {
	switch name := f.Name.Name; {
	case !f.Name.IsExported():
	case f.Recv == nil && (strings.HasSuffix(name, "Service") || strings.HasSuffix(name, "Rights")):
		want[name] = "a service or its rights"
		for _, verb := range verbsIn(f) {
			want[verb] = "a verb of " + name
		}
	case f.Recv != nil && (receiver(f) == "Tx" || receiver(f) == "Base"):
		want[name] = "which rules call"
	}
}

func receiver(f *ast.FuncDecl) string {
	star, ok := f.Recv.List[0].Type.(*ast.StarExpr)
	if !ok {
		return ""
	}
	name, _ := star.X.(*ast.Ident)
	if name == nil {
		return ""
	}
	return name.Name
}

// verbsIn returns the keys of the literal map[string]Verb in a function.
func verbsIn(f *ast.FuncDecl) (verbs []string) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		lit, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		of, ok := lit.Type.(*ast.MapType)
		if !ok || !isIdent(of.Value, "Verb") {
			return true
		}
		for _, pair := range lit.Elts {
			if key, ok := pair.(*ast.KeyValueExpr).Key.(*ast.BasicLit); ok {
				verbs = append(verbs, strings.Trim(key.Value, `"`))
			}
		}
		return false
	})
	return verbs
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// wantOfTypes adds the fields of what a ceremony says of itself.
func wantOfTypes(d *ast.GenDecl, want map[string]string) {
	for _, spec := range d.Specs {
		of, ok := spec.(*ast.TypeSpec)
		if !ok || !slices.Contains([]string{"Ceremony", "PhasePlan", "BallotPlan", "AgendaPlan", "FloorPlan"}, of.Name.Name) {
			continue
		}
		for _, field := range of.Type.(*ast.StructType).Fields.List {
			for _, name := range field.Names {
				want[name.Name] = "a field of " + of.Name.Name
			}
		}
	}
}
