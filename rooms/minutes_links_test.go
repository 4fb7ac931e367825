package rooms

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	xhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// rendered is what a reader of Markdown sees of a text: its words, and where they lead.
type rendered struct {
	text  string
	links []string
}

// github renders Markdown with the extensions that GitHub has, as XML.
var github = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(xhtml.WithXHTML(), xhtml.WithUnsafe()))

// render reads Markdown as GitHub does, and takes what it made from <start> to its end.
func render(t *testing.T, markdown []byte, start string) (seen []rendered) {
	t.Helper()
	var page bytes.Buffer
	if err := github.Convert(markdown, &page); err != nil {
		t.Fatal(err)
	}
	read := xml.NewDecoder(strings.NewReader("<page>" + page.String() + "</page>"))
	read.Strict, read.AutoClose = false, xml.HTMLAutoClose // the ends of lines in tables are ours
	for inside := false; ; {
		token, err := read.Token()
		if errors.Is(err, io.EOF) {
			return seen
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, page.String())
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Local == start {
				inside, seen = true, append(seen, rendered{})
			}
			if inside {
				last := &seen[len(seen)-1]
				switch token.Name.Local {
				case "a":
					last.links = append(last.links, token.Attr[0].Value)
				case "br":
					last.text += "\n"
				}
			}
		case xml.EndElement:
			inside = inside && token.Name.Local != start
		case xml.CharData:
			if inside {
				seen[len(seen)-1].text += string(token)
			}
		}
	}
}

// linkedMinutes say a text once in a paragraph, once in a line of a list, and once in a table.
func linkedMinutes(text string) []byte {
	return Minutes{Kind: "standup", Sections: []Section{
		{Key: "k", Title: "Text", Text: text},
		{Key: "k", Title: "List", Rows: [][]string{{text}}},
		{Key: "k", Title: "Table", Head: []string{"A", "B"}, Rows: [][]string{{text, "b"}}},
	}}.Markdown(english)
}

// places is what became of the text in each of them.
func places(t *testing.T, markdown []byte) map[string]rendered {
	t.Helper()
	found := map[string]rendered{}
	for place, at := range map[string]struct {
		element string
		n       int
	}{"paragraph": {"p", 1}, "list": {"li", 0}, "table": {"td", 0}} { // the first paragraph is of the meeting
		if all := render(t, markdown, at.element); len(all) > at.n {
			found[place] = all[at.n]
		}
	}
	return found
}

func TestLinksInMarkdownLeadWhereTheySay(t *testing.T) {
	for text, want := range map[string][]string{
		"https://ci.example.com/job/main_build_42#console":       {"https://ci.example.com/job/main_build_42#console"},
		"see https://a.example/x_y_z, then (http://b.example)":   {"https://a.example/x_y_z", "http://b.example"},
		"https://de.wikipedia.org/wiki/Rondo_(Musik).":           {"https://de.wikipedia.org/wiki/Rondo_(Musik)"},
		"https://a.example/?a=1&b=2&copy;=3*4~5~":                {"https://a.example/?a=1&b=2&copy;=3*4~5"},
		"https://a.example/$x$/@ann/[1]!":                        {"https://a.example/$x$/@ann/%5B1%5D"},
		"a|b https://a.example/x|y|z_":                           {"https://a.example/x%7Cy%7Cz"},
		"\u2068https://a.example/\u2069 \"https://b.example/_\"": {"https://a.example/", "https://b.example/"},
		"www.example.com/a_b_c":                                  {"http://www.example.com/a_b_c"},
		"HTTPS://A.example/`x`":                                  {"HTTPS://A.example/%60x%60"},
		"https://bücher.example/ü_ö_":                            {"https://b%C3%BCcher.example/%C3%BC_%C3%B6"},
		"https://a.example/_#one\nhttps://a.example/_#two":       {"https://a.example/_#one", "https://a.example/_#two"},
		"no link: https:// and a_b_c#1 and www.":                 nil,
	} {
		for place, got := range places(t, linkedMinutes(text)) {
			if !slices.Equal(got.links, want) {
				t.Errorf("%q in a %s leads to %q, want %q", text, place, got.links, want)
			}
		}
	}
}

// FuzzMarkdown: whatever people write reads in each place as they wrote it, and every link
// leads to an address that stands there.
func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"*a* <b>c</b>", "https://a.example/b_c|d&copy;#e)", "1. a\n\n# b\n---", "www.a.b`c`_d_", "a@b.example ![x](y)"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		clean, err := Lines("text", text, 1, 1000)
		if err != nil || clean != text || !isXML(text) {
			t.Skip() // not what a room takes
		}
		md := linkedMinutes(text)
		for place, got := range places(t, md) {
			if want := strings.Fields(text); !slices.Equal(strings.Fields(got.text), want) {
				t.Fatalf("a %s reads %q, want %q:\n%s", place, got.text, want, md)
			}
			for _, link := range got.links {
				if to := strings.TrimPrefix(link, "http://"); !strings.Contains(string(util.URLEscape([]byte(text), false)), to) {
					t.Fatalf("a %s leads to %q, which %q does not say", place, link, text)
				}
			}
		}
	})
}

// isXML tells whether a text can stand in what is read here.
func isXML(text string) bool {
	return xml.Unmarshal([]byte("<a>"+html.EscapeString(text)+"</a>"), new(string)) == nil
}
