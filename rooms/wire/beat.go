package wire

import (
	"bytes"
	"iter"
	"rondo/rooms"
	"slices"
	"unicode/utf8"
)

// While an anonymous round is open, what is private goes by the beat, both ways:
// every beat brings one frame of BeatSize bytes, whether there is something to say
// or not. So who counts bytes learns nothing. What is to be said is lines of JSON,
// cut wherever a frame is full; the next frame goes on there.

// mostOfALine is the most that may wait for the end of its line: a frame up.
const mostOfALine = 64 << 10

// AddLine appends a frame to what is to be said by the beat.
func AddLine(said []byte, frame []byte) []byte { return append(append(said, frame...), '\n') }

// silence is a beat that says nothing, as most do.
var silence, _ = cut(nil)

// Beat returns the next beat, and what is left to be said.
func Beat(said []byte) (beat Frame, left []byte) {
	if len(said) == 0 {
		return silence, nil
	}
	return cut(said)
}

func cut(said []byte) (beat Frame, left []byte) {
	const before, behind = `{"beat":"`, `"}`
	beat = append(make(Frame, 0, BeatSize), before...)
	for len(said) > 0 {
		_, n := utf8.DecodeRune(said)
		as := said[:n]
		switch said[0] {
		case '\n':
			as = []byte(`\n`)
		case '"', '\\':
			as = []byte{'\\', said[0]}
		}
		if len(beat)+len(as)+len(behind) > BeatSize {
			break
		}
		beat, said = append(beat, as...), said[n:]
	}
	beat = append(beat, behind...)
	return append(beat, bytes.Repeat([]byte(" "), BeatSize-len(beat))...), said
}

// Heard puts the lines together that come by the beat.
type Heard struct{ part []byte }

// Ups takes what a beat brought, and yields the frames that are whole now, as
// ParseUp does: actions and signs.
func (h *Heard) Ups(beat string) iter.Seq2[Up, error] {
	return func(yield func(Up, error) bool) {
		lines, tooLong := h.Add(beat)
		for _, line := range lines {
			up, err := ParseUp(line)
			if err == nil && up.N == 0 && up.Gesture == nil {
				up, err = Up{}, rooms.Invalid("beat", "beat")
			}
			if !yield(up, err) {
				return
			}
		}
		if tooLong != nil {
			yield(Up{}, tooLong)
		}
	}
}

// Add takes what a beat brought, and returns the lines that are whole now.
func (h *Heard) Add(beat string) (lines [][]byte, err error) {
	all := slices.Concat(h.part, []byte(beat))
	for {
		line, rest, whole := bytes.Cut(all, []byte("\n"))
		if !whole {
			break
		}
		lines, all = append(lines, line), rest
	}
	if h.part = bytes.Clone(all); len(h.part) > mostOfALine {
		h.part = nil
		err = rooms.Invalid("beat", "beat_long")
	}
	return lines, err
}
