package rooms

import (
	"regexp"
	"strings"
)

// bullet is what a line of a list begins with: a dash or dot, a number, a box to tick,
// in whatever order they were nested.
var bullet = regexp.MustCompile(`^(?:(?:[-*+•‣◦–—]|\d{1,3}[.)]|\[[ xX]?\]|#{1,6})\s+)+`)

// maxPasted is room for as many lines as a list holds, with what they begin with.
const maxPasted = mostItems * (MaxTitle + 10) // characters

// bringItems adds an item for each line of a pasted text. It is all or nothing: a line
// that cannot be taken, more than fits, or something that is on the list already is
// said, and nothing is written. With new, what is there already is left out.
func bringItems(t *Tx, with struct {
	Text string `json:"text" takes:"list"`
	New  bool   `json:"new,omitempty"` // leave out what is on the list already
}) error {
	titles, twice, err := t.titlesIn(with.Text)
	switch over := t.over(len(titles)); {
	case err != nil:
		return err
	case len(twice) > 0 && !with.New:
		return Refuse("already_there", "n", len(twice), "first", twice[0]).At("text")
	case over > 0:
		return Invalid("text", "items_over", "n", over, "most", t.mostItems())
	case len(titles) == 0 && len(twice) == 0:
		return Invalid("text", "empty")
	}
	for _, title := range titles {
		t.AddItem(Item{Title: title, By: t.Actor})
	}
	t.Tell(Listed, "")
	return nil
}

// titlesIn reads titles out of a pasted text, one a line, and tells which of them are
// there twice: on the list already, or earlier in the text.
func (t *Tx) titlesIn(text string) (titles, twice []string, err error) {
	listed, seen := t.titles(), map[string]bool{}
	for i, line := range strings.Split(text, "\n") {
		if line = Unbulleted(line); line == "" {
			continue
		}
		title, err := Line("text", line, 1, MaxTitle)
		if err != nil {
			return nil, nil, Invalid("text", "line", "line", i+1, "why", AsError(err).word())
		}
		if key := strings.ToLower(title); listed[key] != "" || seen[key] {
			twice = append(twice, title)
		} else {
			seen[key] = true
			titles = append(titles, title)
		}
	}
	return titles, twice, nil
}

// Unbulleted is a line of a list without what it begins with.
func Unbulleted(line string) string {
	return strings.TrimSpace(bullet.ReplaceAllString(strings.TrimSpace(line)+" ", ""))
}
