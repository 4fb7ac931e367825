package ceremonies

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestEveryKindHasItsWordsInEveryLanguage(t *testing.T) {
	for _, kind := range All() {
		roomstest.Worded(t, kind)
	}
}
