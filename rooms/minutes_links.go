package rooms

import (
	"regexp"
	"strings"
)

// address finds where a link in a text begins and how far it goes at most: what
// readers of Markdown make a link of by themselves (GFM 6.9). Nothing invisible
// belongs to it.
var address = regexp.MustCompile(`(?i)(?:(?:https?|ftp)://|\bwww\.)[^\s\p{Z}\p{C}<>"]+`)

// entity is what would stand for another character.
var entity = regexp.MustCompile(`&#?\w+;`)

// markdownInline escapes what means something anywhere in a line. Addresses are
// written as links of their own: escaped, they would lead to an address with
// backslashes in it (ProseMirror/prosemirror-markdown#65).
func markdownInline(text string) string {
	var w strings.Builder
	done := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		link := withoutEnd(text[at[0]:at[1]])
		w.WriteString(markdownSigns.Replace(text[done:at[0]]))
		w.WriteString(markdownLink(link))
		done = at[0] + len(link)
	}
	w.WriteString(markdownSigns.Replace(text[done:]))
	return w.String()
}

// markdownLink writes an address between angles, where it stands for itself; with a text
// and a destination where angles would not be enough: without a scheme, or with signs that
// a table or an entity is made of.
func markdownLink(link string) string {
	to := link
	if !strings.Contains(link, "://") {
		to = "http://" + link
	}
	if to == link && !strings.ContainsAny(link, `|\`) && !entity.MatchString(link) {
		return "<" + link + ">"
	}
	return "[" + markdownSigns.Replace(link) + "](<" + markdownTo.Replace(to) + ">)"
}

var markdownTo = strings.NewReplacer(`\`, `\\`, "|", `\|`, "&", "&amp;")

// withoutEnd drops what ends the sentence that an address stands in, and the bracket
// around it.
func withoutEnd(link string) string {
	for {
		short := strings.TrimRight(link, "?!.,:;*_~'…”’»。，、")
		for _, pair := range []string{"()", "[]"} {
			if strings.HasSuffix(short, pair[1:]) && strings.Count(short, pair[:1]) < strings.Count(short, pair[1:]) {
				short = short[:len(short)-1]
			}
		}
		if short == link {
			return link
		}
		link = short
	}
}
