package lookalike

import (
	"fmt"
	"testing"
)

func TestLooksAreForgotten(t *testing.T) {
	m := newMemory(3)
	first := m.of("Name 0")
	for n := range 10 {
		m.of(fmt.Sprint("Name ", n))
	}
	if len(m.looks) != 3 {
		t.Errorf("%d names are remembered", len(m.looks))
	}
	if m.of("Name 0") != first || m.of("Name 1") == first {
		t.Error("what was forgotten is worked out otherwise than before")
	}
}
