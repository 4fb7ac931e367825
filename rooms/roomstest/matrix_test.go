package roomstest

import (
	"fmt"
	"strings"
	"testing"

	"rondo/rooms"
)

// itemsMatrix is what the ceremony items says itself. Phases: l lobby, w work, c close.
const itemsMatrix = `
action         phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

done           lwc      ●  ●  ●  –  ●   –   –    ●  –   –   –
item_add       lwc      ●  ●  ●  –  ●   –   –    ●  –   –   –
item_move      lwc      ●  –  ●  –  –   –   –    ●  –   –   –
`

var itemsKeys = map[rune]string{'l': rooms.Lobby, 'w': "work", 'c': rooms.Closing}

// listener hears what a test would have been failed with.
type listener struct {
	testing.TB
	said []string
}

func (l *listener) Errorf(format string, args ...any) {
	l.said = append(l.said, fmt.Sprintf(format, args...))
}

// said is what is wrong with the rights of the ceremony items.
func said(t *testing.T, rights rooms.Rights, matrix string) string {
	kind, l := *items(), &listener{TB: t}
	kind.Rights = rights
	Rights(l, &kind, matrix, itemsKeys, Cast)
	return strings.Join(l.said, "\n")
}

func TestAMatrixSaysWhatItLacks(t *testing.T) {
	rights := items().Rights
	if got := said(t, rights, itemsMatrix); got != "" {
		t.Error(got)
	}
	short := strings.Replace(itemsMatrix, "item_add", "item_bring", 1)
	if got := said(t, rights, short); got != "" {
		t.Errorf("one action stands for those of the same example: %s", got)
	}
	short = strings.Replace(itemsMatrix, "item_move", "item_add", 1)
	if got := said(t, rights, short); !strings.Contains(got, "item_move is not in the matrix") {
		t.Errorf("it says %q", got)
	}
}

// Whichever row is another one, the matrix says so: it names its cell, or that it is like
// nothing that is tested.
func TestAMatrixSeesEveryRowThatIsWrong(t *testing.T) {
	for i, row := range items().Rights {
		for what, wrong := range map[string]rooms.Right{
			"somebody more": {Do: row.Do, In: row.In, May: row.May ^ rooms.Observers},
			"at times":      {Do: row.Do, In: []string{"work", rooms.Lobby}, May: row.May},
		} {
			rights := items().Rights
			rights[i] = wrong
			if got := said(t, rights, itemsMatrix); !strings.Contains(got, row.Do) {
				t.Errorf("%s of %s: it says %q", what, row.Do, got)
			}
		}
	}
}
