package main

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Whoever still sends when the answer is ready would lose it with the line.
func TestABodyThatIsTooLargeIsTakenInAndNotRead(t *testing.T) {
	for size, most := range map[int]bool{99: true, 100: true, 101: false, 300 << 10: false} {
		sent := strings.NewReader(strings.Repeat("x", size))
		got, err := io.ReadAll(&measured{ReadCloser: io.NopCloser(sent), most: 100, left: 100})
		var large *http.MaxBytesError
		if errors.As(err, &large) == most || len(got) != min(size, 100) {
			t.Errorf("of %d bytes %d are read: %v", size, len(got), err)
		}
		if sent.Len() != 0 {
			t.Errorf("of %d bytes %d are still on the line", size, sent.Len())
		}
	}
}
