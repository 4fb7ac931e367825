package rooms

import (
	"bytes"
	"encoding/json"
	"time"
)

// Minutes is what is kept of a meeting, in one structure; Markdown, CSV, JSON
// and the printable page are all made from it. It is built from what everyone
// in the room could see, so what was anonymous stays so.
type Minutes struct {
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Started  Millis    `json:"started"` // 0: never; in JSON a time as in RFC 3339, UTC, or absent
	Ended    Millis    `json:"ended"`   // 0: not yet; likewise
	People   []string  `json:"people"`  // names of those who took part, in order of arrival
	Sections []Section `json:"sections"`
	Silent   []Section `json:"-"` // what says nothing today
}

// Section is one part of the minutes: a heading with lines or a table. Title, Head and
// what the program writes into cells are in English, for programs that read the
// minutes; In says them in a reader's language. Words stand under section.<Key>,
// head.<head> and cell.<head>.<cell>, those of an answer to a ballot under answer.<answer>.
type Section struct {
	Key   string     `json:"key"` // stable
	Title string     `json:"title"`
	Text  string     `json:"text,omitempty"`
	Head  []string   `json:"head,omitempty"`
	Rows  [][]string `json:"rows,omitempty"`

	Says    Word                    `json:"-"` // Text, where the program wrote it
	Said    map[string]List[string] `json:"-"` // by head: all that the program may write below it
	Named   List[string]            `json:"-"` // heads that people named, or numbers
	Answers List[string]            `json:"-"` // heads below which stand answers of a ballot, "3" or "2 × 3, 1 × coffee", and Key where Text is one: a kind may have words for them
	Decimal List[string]            `json:"-"` // heads below which the program writes numbers that need not be whole
}

// empty tells whether there is nothing to say.
func (s Section) empty() bool { return s.Text == "" && len(s.Rows) == 0 }

// isoMillis is a moment for other programs: RFC 3339 in UTC, to the millisecond.
const isoMillis = "2006-01-02T15:04:05.000Z"

// minutesJSON is Minutes as other programs read it.
type minutesJSON struct {
	Kind     string    `json:"kind"`
	Title    string    `json:"title"`
	Started  string    `json:"started,omitempty"`
	Ended    string    `json:"ended,omitempty"`
	People   []string  `json:"people"`
	Sections []Section `json:"sections"`
}

// MarshalJSON writes times in RFC 3339 and lists that are empty as [].
func (m Minutes) MarshalJSON() ([]byte, error) {
	out := minutesJSON{m.Kind, m.Title, iso(m.Started), iso(m.Ended), m.People, m.Sections}
	if out.People == nil {
		out.People = []string{}
	}
	if out.Sections == nil {
		out.Sections = []Section{}
	}
	return unescaped(out, "")
}

// UnmarshalJSON reads what MarshalJSON wrote, without loss.
func (m *Minutes) UnmarshalJSON(b []byte) error {
	var in minutesJSON
	if err := json.Unmarshal(b, &in); err != nil {
		return err
	}
	*m = Minutes{Kind: in.Kind, Title: in.Title, People: in.People, Sections: in.Sections}
	var err error
	if m.Started, err = fromISO(in.Started); err != nil {
		return err
	}
	m.Ended, err = fromISO(in.Ended)
	return err
}

// JSON returns the minutes without loss, indented for people who look inside.
func (m Minutes) JSON() []byte {
	b, err := unescaped(m, "  ")
	if err != nil {
		panic(err) // strings only
	}
	return append(b, '\n')
}

// unescaped leaves <, > and & readable: these files are never put into a page.
func unescaped(v any, indent string) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return bytes.TrimRight(buf.Bytes(), "\n"), err
}

// fromISO is the moment that iso wrote.
func fromISO(text string) (Millis, error) {
	if text == "" {
		return 0, nil
	}
	at, err := time.Parse(isoMillis, text)
	return MillisOf(at), err
}

func iso(m Millis) string {
	if m == 0 {
		return ""
	}
	return m.Time().Format(isoMillis)
}
