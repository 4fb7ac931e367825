package ceremonies

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestPropertiesOfEveryCeremony(t *testing.T) {
	for _, kind := range All() {
		t.Run(kind.Name, func(t *testing.T) { roomstest.Ceremony(t, kind) })
	}
}
