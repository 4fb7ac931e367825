package retrospective

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"do":         {"write", "group", "merge", "tighten", "accept", "due", "how", "pick", "one"},
		"settings":   {"named"}, // without it no promise can be made stricter
		"write.text": {"No test database", "No database for the tests", "The test database"},
	})
}

// Who writes how much, and when, nobody else can hear; nor who thinks better of it.
func TestWhatIsWrittenInSecretIsNotHeard(t *testing.T) {
	roomstest.Worlds(t, Kind(),
		roomstest.Conduct{Phase: write, Does: scribbles},
		roomstest.Conduct{Phase: rooms.Closing, Does: thanks},
	)
}

// scribbles writes notes of all lengths, says them otherwise, and throws them away.
func scribbles(doc client.Tree, dice func(int) int) (do string, with any) {
	text := strings.Repeat(string([]rune(`a<"ß字🙂`)[dice(6)]), 1+dice(200))
	see := client.View{Doc: doc}
	notes, _ := see.Get("me", "own", "notes").(client.Tree)
	columns, _ := see.Get("shared", "columns").(client.Tree)
	mine, into := byRank(notes), byRank(columns)
	if len(mine) > 0 && dice(3) == 0 {
		note := mine[dice(len(mine))]
		if dice(2) == 0 {
			return "unwrite", map[string]any{"note": note}
		}
		return "rewrite", map[string]any{"note": note, "text": text}
	}
	return "write", map[string]any{"column": into[dice(len(into))], "text": text}
}

// thanks says thank you to one or the other.
func thanks(doc client.Tree, dice func(int) int) (do string, with any) {
	people, _ := client.View{Doc: doc}.Get("room", "people").(client.Tree)
	to := slices.Sorted(maps.Keys(people))
	return "thank", map[string]any{"to": to[dice(len(to))], "text": strings.Repeat("Ö", 1+dice(60)), "signed": dice(2) == 0}
}

// byRank are the keys of things in their order.
func byRank(things client.Tree) []string {
	rank := func(id string) string { return fmt.Sprint(client.View{Doc: things}.Get(id, "rank")) }
	return slices.SortedFunc(maps.Keys(things), func(a, b string) int {
		return cmp.Or(cmp.Compare(len(rank(a)), len(rank(b))), cmp.Compare(rank(a), rank(b)))
	})
}
