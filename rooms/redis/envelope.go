package redis

import (
	"encoding/binary"
	"errors"
)

// What a message does.
const (
	beats  byte = iota // nothing
	begins             // a talk
	says               // something in talks
	ends               // talks
)

// message is something that is said in one talk, or the same in several.
type message struct {
	kind  byte
	talks []uint64
	parts [][]byte
}

// takes tells whether another message says just the same in another talk.
func (m message) takes(other message) bool {
	if m.kind != says || other.kind != says || len(m.parts) != len(other.parts) || len(m.parts) == 0 || m.talks[len(m.talks)-1] == other.talks[0] {
		return false
	}
	for i := range m.parts {
		a, b := m.parts[i], other.parts[i]
		if len(a) != len(b) || len(a) > 0 && &a[0] != &b[0] {
			return false
		}
	}
	return true
}

func (m message) size() (n int) {
	for _, part := range m.parts {
		n += len(part)
	}
	return n + 16
}

// envelope is some messages on their way to a node. While nodes are upgraded one by one, that
// node may be older or newer: numbers and kinds of messages may be added, and what is not
// known of them is passed over.
type envelope struct {
	gen, seq uint64
	wants    uint64 // generation of the other side that is wanted; 0: whichever comes
	messages []message
}

func (e *envelope) bytes() []byte {
	size := 32
	for _, m := range e.messages {
		size += m.size() + 10*(len(m.talks)+len(m.parts))
	}
	b := make([]byte, 0, size)
	numbers := []uint64{e.gen, e.seq, e.wants}
	b = binary.AppendUvarint(b, uint64(len(numbers)))
	for _, number := range numbers {
		b = binary.AppendUvarint(b, number)
	}
	for _, m := range e.messages {
		b = append(b, m.kind)
		b = binary.AppendUvarint(b, uint64(len(m.talks)))
		for _, talk := range m.talks {
			b = binary.AppendUvarint(b, talk)
		}
		b = binary.AppendUvarint(b, uint64(len(m.parts)))
		for _, part := range m.parts {
			b = append(binary.AppendUvarint(b, uint64(len(part))), part...)
		}
	}
	return b
}

var errEnvelope = errors.New("redis: a message between nodes is cut off")

func parseEnvelope(b []byte) (env envelope, err error) {
	r := reader{b: b}
	numbers := make([]uint64, 3)
	for i := range r.count() {
		if number := r.number(); i < uint64(len(numbers)) {
			numbers[i] = number
		}
	}
	env.gen, env.seq, env.wants = numbers[0], numbers[1], numbers[2]
	for r.err == nil && len(r.b) > 0 {
		m := message{kind: r.byte()}
		for range r.count() {
			m.talks = append(m.talks, r.number())
		}
		for range r.count() {
			m.parts = append(m.parts, r.part())
		}
		env.messages = append(env.messages, m)
	}
	return env, r.err
}

// reader reads what bytes wrote.
type reader struct {
	b   []byte
	err error
}

func (r *reader) number() uint64 {
	n, size := binary.Uvarint(r.b)
	if size <= 0 {
		r.fail()
		return 0
	}
	r.b = r.b[size:]
	return n
}

// count is a number of things of at least one byte each.
func (r *reader) count() uint64 {
	n := r.number()
	if n > uint64(len(r.b)) {
		r.fail()
		return 0
	}
	return n
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.fail()
		return 0
	}
	b := r.b[0]
	r.b = r.b[1:]
	return b
}

func (r *reader) part() []byte {
	n := r.count()
	if r.err != nil {
		return nil
	}
	part := r.b[:n:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) fail() { r.err, r.b = errEnvelope, nil }
