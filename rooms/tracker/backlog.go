package tracker

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	"rondo/rooms"
)

// Columns says in which column of a file what of an item stands, by the names in its head;
// "" where nowhere.
type Columns struct {
	Title      string `json:"title"`
	Key        string `json:"key"`
	Link       string `json:"link"`
	Note       string `json:"note"`
	Size       string `json:"size"`
	Acceptance string `json:"acceptance"`
}

// Backlog is what was found in a file.
type Backlog struct {
	rooms.BroughtBacklog

	Head   []string // the columns that there are
	From   Columns
	Faults []Fault
	Cut    int // texts of which only the beginning has room
	Left   int // sizes that no card can have, and acceptance criteria beyond what an item has
}

// MostItems is how many lines of a file are read: as many as a backlog holds.
const MostItems = 5000

// names are what trackers call a column, in the order of preference. Jira writes its own
// fields as "Custom field (Story Points)".
var names = map[string][]string{
	"title":      {"title", "summary", "issue title", "name", "titel", "zusammenfassung"},
	"key":        {"issue key", "key", "id", "number", "identifier", "schlüssel"},
	"link":       {"url", "link", "html_url", "issue url"},
	"note":       {"description", "body", "details", "beschreibung"},
	"size":       {"story points", "story point estimate", "estimate", "effort", "size", "points", "schätzung"},
	"acceptance": {"acceptance criteria", "akzeptanzkriterien"},
}

var custom = regexp.MustCompile(`^custom field \((.*)\)$`)

// Guess finds the columns by what trackers call them.
func Guess(head []string) (c Columns) {
	for what, into := range map[string]*string{"title": &c.Title, "key": &c.Key, "link": &c.Link, "note": &c.Note, "size": &c.Size, "acceptance": &c.Acceptance} {
		*into = first(head, names[what])
	}
	return c
}

func first(head, wanted []string) string {
	for _, name := range wanted {
		for _, column := range head {
			plain := strings.ToLower(strings.TrimSpace(column))
			if plain = custom.ReplaceAllString(plain, "$1"); plain == name {
				return column
			}
		}
	}
	return ""
}

// Read reads a backlog from a file. The columns are guessed unless they are given.
func Read(file []byte, from *Columns) (b Backlog) {
	if own := bytes.TrimSpace(file); bytes.HasPrefix(own, []byte("{")) {
		b.readOwn(own)
		return b
	}
	text, ok := decoded(file)
	if !ok {
		b.fault(1, 0, rooms.Refuse("invalid/no_text"))
		return b
	}
	b.readSheet(text, from)
	return b
}

func (b *Backlog) fault(line, column int, why *rooms.Error) {
	b.Faults = append(b.Faults, Fault{Line: line, Column: column, Why: why})
}

type places struct{ title, key, link, note, size, acceptance int }

func (b *Backlog) places() places {
	at := func(column string) int {
		for i, name := range b.Head {
			if column != "" && name == column {
				return i
			}
		}
		return -1
	}
	return places{at(b.From.Title), at(b.From.Key), at(b.From.Link), at(b.From.Note), at(b.From.Size), at(b.From.Acceptance)}
}

// of is the place of what an argument is called.
func (p places) of(field string) int {
	switch strings.TrimPrefix(field, "/") {
	case "title":
		return p.title
	case "link":
		return p.link
	case "note":
		return p.note
	}
	return -1
}

// take makes an item of a line, or notes what is wrong with it.
func (b *Backlog) take(r row, at places) {
	title := strings.Join(strings.Fields(r.cell(at.title)), " ")
	item := rooms.Brought{Title: b.clip(title, "title"), Link: r.cell(at.link), Size: b.size(r.cell(at.size))}
	key := r.cell(at.key)
	if item.Title != title { // the whole of it is in the note
		key = strings.TrimSpace(key + " " + title)
	}
	item.Note = b.clip(strings.TrimSpace(key+"\n"+r.cell(at.note)), "extra")
	for line := range strings.SplitSeq(r.cell(at.acceptance), "\n") {
		switch line = rooms.Unbulleted(line); {
		case line == "":
		case len(item.Acceptance) == rooms.MostAcceptance:
			b.Left++
		default:
			item.Acceptance = append(item.Acceptance, b.clip(line, "extra"))
		}
	}
	if err := rooms.Check(&item); err != nil {
		why := rooms.AsError(err)
		b.fault(r.line, r.column(at.of(why.Field)), why)
		return
	}
	b.Items = append(b.Items, item)
}

// clip is the beginning of a text that is too long for its form.
func (b *Backlog) clip(text, form string) string {
	runes, most := []rune(text), rooms.Texts[form].Most
	if len(runes) <= most {
		return text
	}
	b.Cut++
	return strings.TrimSpace(string(runes[:most-1])) + "…"
}

var (
	isHTML = regexp.MustCompile(`(?i)</?(div|p|br|li|ul|ol|span|b|i|a)\b[^>]*>`)
	breaks = regexp.MustCompile(`(?i)<(br|/p|/div|/li)\b[^>]*>`)
	tags   = regexp.MustCompile(`<[^>]*>`)
)

// plain is a cell without the HTML that Azure Boards writes into it.
func plain(cell string) string {
	if isHTML.MatchString(cell) {
		cell = html.UnescapeString(tags.ReplaceAllString(breaks.ReplaceAllString(cell, "\n"), ""))
	}
	if strings.HasPrefix(cell, "'") && strings.ContainsAny(cell[1:min(2, len(cell))], "=+-@") {
		cell = cell[1:] // as BacklogCSV writes what would be a formula
	}
	return strings.TrimSpace(strings.ReplaceAll(cell, "\u00a0", " "))
}

// size is an estimate as a card has it: Jira writes 3.0 where people chose 3.
func (b *Backlog) size(cell string) string {
	cell = strings.TrimSuffix(strings.TrimSpace(cell), ".0")
	if len([]rune(cell)) > rooms.Texts["face"].Most {
		b.Left++
		return ""
	}
	return cell
}
