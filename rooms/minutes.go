package rooms

// Minutes is what is kept of a meeting, in one structure; Markdown, CSV, JSON
// and the printable page are all made from it. It is built from what everyone
// in the room could see, so what was anonymous stays so.
type Minutes struct {
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Started  Millis    `json:"started"`
	Ended    Millis    `json:"ended"`
	People   []string  `json:"people"`
	Sections []Section `json:"sections"`
}

// Section is one part of the minutes: a heading with lines or a table.
type Section struct {
	Key   string     `json:"key"` // stable; the page translates the heading by it
	Title string     `json:"title"`
	Text  string     `json:"text,omitempty"`
	Head  []string   `json:"head,omitempty"`
	Rows  [][]string `json:"rows,omitempty"`
}
