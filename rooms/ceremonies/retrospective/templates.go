package retrospective

import (
	"rondo/rooms"
)

// retroTemplate is a board as it comes: the page translates titles and hints by
// key and column, so they are English here.
type template struct {
	Key     string
	Columns []Column
}

// retroTemplates ship as data; the first is what a room opens with.
var templates = []template{
	{"well", []Column{
		{Title: "Went well", Hint: "What helped us, and should stay?"},
		{Title: "To improve", Hint: "What cost us time, or nerves?"},
		{Title: "Ideas", Hint: "What could we try?"},
	}},
	{"glad", []Column{
		{Title: "Mad", Hint: "What made you angry?"},
		{Title: "Sad", Hint: "What let you down?"},
		{Title: "Glad", Hint: "What made you happy?"},
	}},
	{"start", []Column{
		{Title: "Start", Hint: "What should we begin to do?"},
		{Title: "Stop", Hint: "What should we no longer do?"},
		{Title: "Continue", Hint: "What should we keep on doing?"},
	}},
	{"four", []Column{
		{Title: "Liked", Hint: "What did you like?"},
		{Title: "Learned", Hint: "What do you know now?"},
		{Title: "Lacked", Hint: "What was missing?"},
		{Title: "Longed for", Hint: "What do you wish for?"},
	}},
	{"sailboat", []Column{
		{Title: "Wind", Hint: "What drives us on?"},
		{Title: "Anchor", Hint: "What holds us back?"},
		{Title: "Rocks", Hint: "What lies ahead that could hurt us?"},
		{Title: "Island", Hint: "Where do we want to get to?"},
	}},
	{"coffee", []Column{
		{Title: "Topics", Hint: "What should we talk about?"},
	}},
}

// templateCustom is a board with columns of the team's own.
const templateCustom = "custom"

func templateOf(key string) (template, bool) {
	for _, t := range templates {
		if t.Key == key {
			return t, true
		}
	}
	return template{}, false
}

// layColumns gives the board its columns. Their ids say nothing, so that a note
// in flight never lands in a column of another template.
func layColumns(t *turn, of template) {
	t.Shared.Template, t.Shared.Columns = of.Key, rooms.Map[rooms.ID, Column]{}
	for i, c := range of.Columns {
		c.Rank = i + 1
		t.Shared.Columns.Put(t.Rand.ID(), c)
	}
}

type columnWith struct {
	Title string `json:"title" takes:"name"`
	Hint  string `json:"hint,omitempty" takes:"title?"`
}

// setColumns gives the board columns of the team's own.
func setColumns(t *turn, with struct {
	Columns []columnWith `json:"columns" takes:"1..6"`
}) error {
	if err := beforeNotes(t, "columns"); err != nil {
		return err
	}
	custom := template{Key: templateCustom}
	for _, c := range with.Columns {
		custom.Columns = append(custom.Columns, Column{Title: c.Title, Hint: c.Hint})
	}
	layColumns(t, custom)
	return nil
}

// beforeNotes refuses what would pull the board away under notes, also under those
// that lie in the drawers after going back. Whether there are any is nobody's to know.
func beforeNotes(t *turn, field string) error {
	if t.Shared.Notes.Len() > 0 || t.Shared.Writing != "" || t.Holds(heldNotes) {
		return rooms.Refuse("too_late/columns").At(field)
	}
	return nil
}
