package rooms

import (
	"fmt"
	"regexp"

	"rondo/rooms/lookalike"
)

// Marks on one letter of a name (UTS #39, 5.4): no script that people write their
// names in needs more, and more cover what stands around.
const maxMarksInNames = 4

// sameNames is how a name tells the second person of it: "Ann · 2".
var sameNames = regexp.MustCompile(`( · \d+)+$`)

// nameFor returns the name that somebody gets who wants to be called this: a line of
// text, "invalid" otherwise. Where it looks like the name of somebody else who is in
// the room, or was, it gets a number behind it, on every page and in the minutes:
// nobody can pass for another.
func (t *Tx) nameFor(person ID, text string) (string, error) {
	name, err := cleanName(text)
	if err != nil {
		return "", err
	}
	return t.toldApart(person, name), nil
}

// cleanName returns a text as a name: a line, "invalid" otherwise.
func cleanName(text string) (string, error) {
	name, err := Line("name", text, 1, MaxName)
	if err != nil {
		return "", err
	}
	return name, checkMarks("name", name, maxMarksInNames)
}

// toldApart puts a number behind a name that is somebody else's here.
func (b *Base) toldApart(person ID, name string) string {
	taken := b.namesBut(person)
	if !taken.has(name) {
		return name
	}
	plain := sameNames.ReplaceAllString(name, "")
	for n := 2; ; n++ {
		if name = fmt.Sprintf("%s · %d", plain, n); !taken.has(name) {
			return name
		}
	}
}

// taken are the looks of names that are somebody's.
type taken map[lookalike.Look]bool

// namesBut are the looks of all names in the room but one person's.
func (b *Base) namesBut(person ID) taken {
	names := make(taken, 2*b.Room.People.Len())
	for id, p := range b.Room.People.All() {
		if id != person && p.Expected == 0 { // who has not come has no name that another could pass for
			for _, l := range lookalike.Of(p.Name) {
				names[l] = true
			}
		}
	}
	return names
}

func (t taken) has(name string) bool {
	for _, l := range lookalike.Of(name) {
		if t[l] {
			return true
		}
	}
	return false
}
