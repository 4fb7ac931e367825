package rooms

import "strings"

// Words are the words of one language.
type Words interface {
	// Word returns the message of a kind of meeting under a key, or the one that all
	// kinds share.
	Word(kind, key string, args Args) (said string, ok bool)
	// Decimal is the sign that the language writes before tenths: "." or ",".
	Decimal() string
}

// In returns the minutes in the words of a language: titles, heads, and what the
// program wrote into cells and texts. What people wrote stays as it is.
func (m Minutes) In(w Words) Minutes {
	say := speaker{w, m.Kind}
	sections := m.Sections
	m.Sections = make([]Section, 0, len(sections))
	for _, s := range sections {
		m.Sections = append(m.Sections, say.section(s))
	}
	return m
}

// speaker says what a kind of meeting has to say in a language.
type speaker struct {
	words Words
	kind  string
}

// word returns the message under a key, or instead where there is none.
func (s speaker) word(key, instead string, args ...any) string {
	if said, ok := s.words.Word(s.kind, key, argsOf(args)); ok {
		return said
	}
	return instead
}

func (s speaker) section(of Section) Section {
	if of.Says.Key != "" {
		if said, ok := s.words.Word(s.kind, of.Says.Key, of.Says.Args); ok {
			of.Text = said
		}
	}
	if of.Answers.Has(of.Key) {
		of.Text = s.answers(of.Text)
	}
	of.Title = s.word(of.TitleKey(), of.Title)
	heads, rows := of.Head, of.Rows
	of.Head, of.Rows = nil, nil
	for _, head := range heads {
		of.Head = append(of.Head, s.word(of.HeadKey(head), head))
	}
	for _, row := range rows {
		var said []string
		for i, cell := range row {
			if i < len(heads) {
				cell = s.word(of.CellKey(heads[i], cell), cell)
				if of.Answers.Has(heads[i]) {
					cell = s.answers(cell)
				}
			}
			if i < len(heads) && of.Decimal.Has(heads[i]) {
				cell = strings.Replace(cell, ".", s.words.Decimal(), 1)
			}
			said = append(said, cell)
		}
		of.Rows = append(of.Rows, said)
	}
	return of
}

// answers says answers to a ballot, some of them more than once: "2 × 3, 1 × coffee".
func (s speaker) answers(cell string) string {
	said := strings.Split(cell, ", ")
	for i, part := range said {
		_, answer, counted := strings.Cut(part, times)
		if !counted {
			answer = part
		}
		said[i] = strings.TrimSuffix(part, answer) + s.word("answer."+answer, answer)
	}
	return strings.Join(said, ", ")
}

// TitleKey is where the words of the title stand.
func (s Section) TitleKey() string { return "section." + s.Key }

// HeadKey is where the words of a head stand; "" for what people named.
func (s Section) HeadKey(head string) string {
	if s.Named.Has(head) {
		return ""
	}
	return "head." + head
}

// CellKey is where the words of a cell below a head stand; "" for what people wrote.
func (s Section) CellKey(head, cell string) string {
	if said := s.Said[head]; said.Has(cell) {
		return "cell." + head + "." + cell
	}
	return ""
}
