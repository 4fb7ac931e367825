package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"unicode"
	"unicode/utf8"
)

// source is what the sources of one package say about its types and rules.
type source struct {
	types  map[string]*ast.TypeSpec
	docs   map[string]string // of types and functions, by name
	rules  map[string]*ast.FuncDecl
	consts map[string][]string // the values that a type of texts has names for, in their order
}

var sources = map[string]*source{} // by folder

// sourceOf reads a package of ours once. This program's own is called main where
// it runs by itself.
func sourceOf(pkg string) *source {
	folder := strings.TrimPrefix(strings.Replace(pkg, "main", "rondo/rooms/wiregen", 1), "rondo/")
	if s, ok := sources[folder]; ok {
		return s
	}
	s := &source{map[string]*ast.TypeSpec{}, map[string]string{}, map[string]*ast.FuncDecl{}, map[string][]string{}}
	sources[folder] = s
	files, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, failed := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err = failed; err != nil {
			break
		}
		for _, d := range tree.Decls {
			s.note(d)
		}
	}
	if err != nil {
		panic(err) // it would not compile either
	}
	return s
}

func (s *source) note(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		s.rules[d.Name.Name], s.docs[d.Name.Name] = d, d.Doc.Text()
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				s.types[spec.Name.Name] = spec
				s.docs[spec.Name.Name] = firstOf(spec.Doc, d.Doc)
			case *ast.ValueSpec:
				s.value(d.Tok, spec)
			}
		}
	}
}

// value keeps the text of a constant with the type that it is declared with.
func (s *source) value(tok token.Token, spec *ast.ValueSpec) {
	of, named := spec.Type.(*ast.Ident)
	if tok != token.CONST || !named {
		return
	}
	for _, v := range spec.Values {
		if text, ok := literal(v); ok {
			s.consts[of.Name] = append(s.consts[of.Name], text)
		}
	}
}

func firstOf(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if text := g.Text(); text != "" {
			return text
		}
	}
	return ""
}

// aboutType is what the source says above a type; "" for one without a name.
func aboutType(t reflect.Type) string {
	if t.PkgPath() == "" {
		return ""
	}
	return sentence(sourceOf(t.PkgPath()).docs[t.Name()])
}

// aboutFields is what the source says beside the fields of a type, by their names in Go.
func aboutFields(t reflect.Type) map[string]string {
	if t.PkgPath() == "" {
		return nil
	}
	spec := sourceOf(t.PkgPath()).types[t.Name()]
	if spec == nil {
		return nil
	}
	return beside(spec.Type)
}

func beside(t ast.Expr) map[string]string {
	of, ok := t.(*ast.StructType)
	if !ok {
		return nil
	}
	said := map[string]string{}
	for _, f := range of.Fields.List {
		for _, name := range f.Names {
			said[name.Name] = sentence(firstOf(f.Doc, f.Comment))
		}
	}
	return said
}

// aboutRule is what the source says above the rule of an action, without the name of
// the function, and beside the arguments where they are written out in its head.
func aboutRule(rule any) (about string, fields map[string]string) {
	if rule == nil {
		return "", nil
	}
	full := runtime.FuncForPC(reflect.ValueOf(rule).Pointer()).Name()
	dot := strings.LastIndex(full, "/") + 1
	pkg, name, _ := strings.Cut(full[dot:], ".")
	s := sourceOf(full[:dot] + pkg)
	decl := s.rules[name]
	if decl == nil {
		return "", nil // written where it is used
	}
	if params := decl.Type.Params.List; len(params) > 0 {
		fields = beside(params[len(params)-1].Type)
	}
	about = strings.TrimLeft(strings.TrimPrefix(sentence(s.docs[name]), name), ": ")
	return capital(about), fields
}

// elsewhere are hints at sources, which say nothing to whoever has no sources.
var elsewhere = regexp.MustCompile(`[,;]? *\(?(see )?[a-z_]+\.go\)?`)

// sentence is a comment in one line.
func sentence(comment string) string {
	return elsewhere.ReplaceAllString(strings.Join(strings.Fields(comment), " "), "")
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// jsDoc is a comment in a line of its own above what it is about, or nothing.
func jsDoc(indent, about string) string {
	if about == "" {
		return ""
	}
	return indent + "/** " + strings.ReplaceAll(about, "*/", "* /") + " */\n"
}
