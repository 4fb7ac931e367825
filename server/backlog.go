package main

import (
	"errors"
	"os"
	"slices"
	"sync"
	"syscall"
	"time"

	"rondo/rooms/wire"
)

// maxWrite is the most that one write hands to the kernel: about what a socket
// takes at once.
const maxWrite = 64 << 10

// batch is what one write is made from.
type batch struct {
	pieces []piece
	buf    []byte
}

var batches = sync.Pool{New: func() any { return &batch{buf: make([]byte, 0, 4<<10)} }}

func (b *batch) free() {
	clear(b.pieces) // holds payloads otherwise
	if b.pieces = b.pieces[:0]; cap(b.buf) <= maxWrite {
		batches.Put(b)
	}
}

// send writes frames, in order, in one go. It returns false when the reader is
// too far behind: everything that waited is dropped, and when the rest is out,
// drained is called.
func (p *pipe) send(frames []wire.Frame, most limits) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closing:
		return true // nobody reads any more; the seat is given back in a moment
	case p.behind:
		return false
	}
	b := batches.Get().(*batch)
	defer b.free()
	for _, f := range frames {
		b.pieces = append(b.pieces, textPiece(f))
	}
	if len(p.queue) > 0 {
		return p.wait(b.pieces, most)
	}
	p.pushBatch(b)
	return true
}

// wait puts pieces behind what waits already, if there is room. A single batch
// always has room (see push): a snapshot larger than the queue must get out.
func (p *pipe) wait(pieces []piece, most limits) bool {
	size := 0
	for i := range pieces {
		size += pieces[i].size()
	}
	fits := len(p.queue)+len(pieces) <= most.backFrames && p.waiting+size <= most.backBytes
	if fits {
		p.queue, p.waiting = append(p.queue, pieces...), p.waiting+size
	}
	if fits = p.owe() && fits; !fits {
		clear(p.queue[p.flight:])
		p.queue, p.behind, p.waiting = p.queue[:p.flight], true, 0
		p.owe()
	}
	return fits
}

func (p *pipe) push(pieces []piece) {
	b := batches.Get().(*batch)
	defer b.free()
	b.pieces = append(b.pieces, pieces...)
	p.pushBatch(b)
}

// pushBatch writes once, without waiting. The rest, if any, starts a flusher.
func (p *pipe) pushBatch(b *batch) {
	b.buf = gather(b.buf[:0], b.pieces, 0)
	n, err := p.tryWrite(b.buf)
	if err != nil {
		p.fail(err)
		return
	}
	rest, done := advance(b.pieces, 0, n)
	if len(rest) == 0 {
		return
	}
	p.queue, p.done, p.flight, p.waiting = slices.Clone(rest), done, 1, 0
	for i := range rest[1:] {
		p.waiting += rest[1+i].size()
	}
	if !p.owe() {
		p.closing, p.code = true, wire.CloseSlow
		p.fail(nil)
		return
	}
	go p.flush()
}

func (p *pipe) tryWrite(b []byte) (int, error) {
	p.try.b = b
	err := p.raw.Write(p.try.once)
	p.try.b = nil
	switch {
	case err != nil:
		return 0, err
	case again(p.try.err):
		return 0, nil
	case p.try.err != nil:
		return 0, p.try.err
	}
	return p.try.n, nil
}

// again tells whether a write took nothing now but may later.
func again(err error) bool {
	return errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EINTR)
}

// flush writes what waits as the kernel takes it, and ends with it.
func (p *pipe) flush() {
	b := batches.Get().(*batch)
	defer b.free()
	for more := true; more; {
		b.buf = p.take(b.buf[:0])
		n, err := p.writeSome(b.buf)
		more = p.wrote(n, err)
	}
}

// take gathers what is written next and marks it as not to be dropped.
func (p *pipe) take(buf []byte) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	buf = gather(buf, p.queue, p.done)
	p.flight = 0
	for size := p.done + len(buf); size > 0; p.flight++ {
		size -= p.queue[p.flight].size()
	}
	return buf
}

// writeSome waits until the kernel takes something, but not for ever: a reader
// that takes nothing for that long is gone or stuck.
func (p *pipe) writeSome(b []byte) (n int, err error) {
	if err := p.Conn.SetWriteDeadline(time.Now().Add(p.stall)); err != nil {
		return 0, err
	}
	waited := p.raw.Write(func(fd uintptr) bool {
		n, err = syscall.Write(int(fd), b)
		return !again(err)
	})
	if waited != nil {
		return 0, waited
	}
	return n, err
}

// wrote takes note of a write and tells whether there is more to do.
func (p *pipe) wrote(n int, err error) bool {
	p.mu.Lock()
	if err != nil {
		p.fail(err)
		p.mu.Unlock()
		return false
	}
	p.queue, p.done = advance(p.queue, p.done, n)
	if len(p.queue) > 0 {
		p.flight = 1 // of which a part may be out
		p.recount()
		p.owe()
		p.mu.Unlock()
		return true
	}
	caughtUp := p.behind
	p.queue, p.flight, p.behind, p.waiting = nil, 0, false, 0
	p.owe()
	_ = p.Conn.SetWriteDeadline(time.Time{})
	p.mu.Unlock()
	if caughtUp {
		p.drained()
	}
	return false
}

func (p *pipe) recount() {
	p.waiting = 0
	for i := range p.queue[1:] {
		p.waiting += p.queue[1+i].size()
	}
}

// fail gives a connection up that cannot be written to.
func (p *pipe) fail(err error) {
	if !p.closing {
		p.closing = true
		if errors.Is(err, os.ErrDeadlineExceeded) {
			p.code = wire.CloseSlow
		}
	}
	p.queue, p.behind, p.waiting = nil, false, 0
	p.owe()
	p.cut()
}

// gather appends pieces to buf, without the first done bytes, up to maxWrite.
func gather(buf []byte, pieces []piece, done int) []byte {
	for i := range pieces {
		p := &pieces[i]
		head := p.head[min(done, int(p.n)):p.n]
		body := p.body[max(0, done-int(p.n)):]
		done = 0
		room := maxWrite - len(buf)
		if len(head) > room {
			break
		}
		buf = append(buf, head...)
		buf = append(buf, body[:min(len(body), maxWrite-len(buf))]...)
		if len(buf) == maxWrite {
			break
		}
	}
	return buf
}

// advance drops n bytes from the front of pieces, of whose first one done bytes
// were dropped before.
func advance(pieces []piece, done, n int) ([]piece, int) {
	done += n
	for len(pieces) > 0 && done >= pieces[0].size() {
		done -= pieces[0].size()
		pieces[0] = piece{}
		pieces = pieces[1:]
	}
	return pieces, done
}
