package main

import (
	"encoding/binary"
	"encoding/json"
	"strconv"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Opcodes and the final bit of a frame (RFC 6455, 5.2). Frames of a server are
// not masked, so header and payload can be put together by us and sent as they are.
const (
	finText  = 0x81
	finClose = 0x88
	opClose  = 0x8
)

var pingFrame = []byte{0x89, 0}

// piece is a frame on its way out: a header of ours before a payload that every
// seat may share.
type piece struct {
	head [10]byte
	n    uint8 // bytes of head in use
	body []byte
}

func textPiece(payload []byte) piece {
	p := piece{body: payload}
	p.head[0] = finText
	switch size := len(payload); {
	case size < 126:
		p.head[1], p.n = byte(size), 2
	case size <= 0xffff:
		p.head[1], p.n = 126, 4
		binary.BigEndian.PutUint16(p.head[2:], uint16(size))
	default:
		p.head[1], p.n = 127, 10
		binary.BigEndian.PutUint64(p.head[2:], uint64(size))
	}
	return p
}

func (p *piece) size() int { return int(p.n) + len(p.body) }

// closeFrame says goodbye. The reason is for people who debug; it has to fit
// into a control frame.
func closeFrame(code int, reason string) []byte {
	reason = reason[:min(len(reason), 123)]
	frame := []byte{finClose, byte(2 + len(reason)), 0, 0}
	binary.BigEndian.PutUint16(frame[2:], uint16(code))
	return append(frame, reason...)
}

// closeCode reads the code out of a close frame that coder/websocket made.
func closeCode(frame []byte) int {
	if len(frame) < 4 {
		return closeNoStatus
	}
	return int(binary.BigEndian.Uint16(frame[2:]))
}

func pongFrame(ping json.RawMessage, now rooms.Millis) wire.Frame {
	frame := append([]byte(`{"pong":`), ping...)
	frame = strconv.AppendInt(append(frame, `,"now":`...), int64(now), 10)
	return append(frame, '}')
}

func byeFrame(in time.Duration) wire.Frame {
	return append(strconv.AppendInt([]byte(`{"bye":{"in":`), in.Milliseconds(), 10), "}}"...)
}
