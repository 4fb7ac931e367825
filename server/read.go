package main

import (
	"errors"
	"io"
	"sync"
	"time"
)

// usualFrame is what most frames are shorter than: a buffer of so many bytes is of no
// account.
const usualFrame = 2 << 10

var errHalves = errors.New("too much is half sent")

// messages are the buffers that frames are read into: a connection that says
// nothing holds none.
var messages = sync.Pool{New: func() any { b := make([]byte, 0, usualFrame); return &b }}

// read reads one frame into buf, whole. One that is longer than most counts for its
// address and for all until it is read, and has to come within a time: else whoever sends
// all but the last byte on every connection they may have could hold memory for ever.
func (k *socket) read(r io.Reader, buf []byte) ([]byte, error) {
	counted := 0
	defer func() {
		if counted > 0 {
			k.server.halves.change(k.at.ip, -counted)
			k.awake()
		}
	}()
	for {
		if len(buf) == cap(buf) {
			if !k.server.halves.change(k.at.ip, cap(buf)) {
				k.shut(closeOverload, "too much is half sent")
				return buf, errHalves
			}
			if counted == 0 && k.session != nil { // before, hello has a deadline of its own
				_ = k.SetReadDeadline(time.Now().Add(k.server.limits.frame))
			}
			counted += cap(buf)
			buf = append(make([]byte, 0, 2*cap(buf)), buf...)
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return buf, err
		}
	}
}
