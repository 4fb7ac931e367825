package words

// Use is what a message does with an argument.
type Use int

// A message shows an argument, chooses by its number, or by its text. An argument
// that is shown and chosen by is both.
const (
	Shown Use = 1 << iota
	Counted
	Chosen
)

// Arguments returns what the message does with which arguments.
func (m *Message) Arguments() map[string]Use {
	uses := map[string]Use{}
	collect(m.parts, "", uses)
	return uses
}

func collect(parts []part, counted string, uses map[string]Use) {
	for _, p := range parts {
		switch p := p.(type) {
		case hole:
			uses[string(p)] |= Shown
		case pound:
			uses[counted] |= Shown
		case choice:
			inner := counted
			if p.how == "select" {
				uses[p.name] |= Chosen
			} else {
				uses[p.name] |= Counted
				inner = p.name
			}
			for _, o := range p.cases {
				collect(o.parts, inner, uses)
			}
		}
	}
}
