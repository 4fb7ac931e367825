// Package docs holds documentation; its tests keep what is written by hand true
// where that can be checked.
package docs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func parse(t *testing.T, name string) *ast.File {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestEveryFlagIsInTheOperatorsPage(t *testing.T) {
	page, flags := read(t, "operate.md"), 0
	ast.Inspect(parse(t, "../server/config.go"), func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "flagSpecs" {
			return true
		}
		for _, row := range spec.Values[0].(*ast.CompositeLit).Elts {
			name, err := strconv.Unquote(row.(*ast.CompositeLit).Elts[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			flags++
			env := "RONDO_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
			if !strings.Contains(page, fmt.Sprintf("| `-%s` | `%s` |", name, env)) {
				t.Errorf("operate.md says nothing of -%s and %s", name, env)
			}
		}
		return false
	})
	if flags < 5 {
		t.Errorf("found only %d flags in the server", flags)
	}
}

func TestEveryCloseCodeIsInTheProtocol(t *testing.T) {
	page, codes := read(t, "protocol.md"), 0
	for _, file := range []string{"../rooms/wire/close_codes.go", "../server/socket.go"} {
		ast.Inspect(parse(t, file), func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 || !strings.HasPrefix(strings.ToLower(spec.Names[0].Name), "close") {
				return true
			}
			if code, ok := spec.Values[0].(*ast.BasicLit); ok {
				codes++
				if !strings.Contains(page, code.Value) {
					t.Errorf("protocol.md says nothing of %s, %s", code.Value, spec.Names[0].Name)
				}
			}
			return true
		})
	}
	if codes < 10 {
		t.Errorf("found only %d close codes", codes)
	}
}

var link = regexp.MustCompile(`\]\(([^)#:]+)(#[a-z-]+)?\)`)

func TestLinksLeadSomewhere(t *testing.T) {
	pages, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range append(pages, "../README.md", "../CONTRIBUTING.md") {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			if strings.HasSuffix(m[1], ".png") {
				continue // pictures are taken by make screens
			}
			to := filepath.Join(filepath.Dir(page), m[1])
			if _, err := os.Stat(to); err != nil {
				t.Errorf("%s: the link to %s leads nowhere", page, m[1])
			} else if m[2] != "" && !strings.Contains(read(t, to), "\n## "+heading(read(t, to), m[2])+"\n") {
				t.Errorf("%s: %s has no heading %s", page, m[1], m[2])
			}
		}
	}
}

// heading returns the heading that an anchor means.
func heading(page, anchor string) string {
	for line := range strings.Lines(page) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "## ")
		if ok && "#"+strings.ToLower(strings.ReplaceAll(text, " ", "-")) == anchor {
			return text
		}
	}
	return anchor
}

// Commands in the README are those of the Makefile.
func TestCommandsAreThere(t *testing.T) {
	makefile := read(t, "../Makefile")
	for _, page := range []string{"../README.md", "../CONTRIBUTING.md", "ceremonies.md", "operate.md", "privacy.md", "protocol.md", "decisions.md"} {
		for _, m := range regexp.MustCompile("make ([a-z0-9-]+)`").FindAllStringSubmatch(read(t, page), -1) {
			if !strings.Contains(makefile, "\n"+m[1]+":") {
				t.Errorf("%s: there is no make %s", page, m[1])
			}
		}
	}
}
