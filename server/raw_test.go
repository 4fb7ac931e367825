package main

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// dialRaw opens a WebSocket by hand, with bytes right behind the handshake, for
// what no decent client would do.
func dialRaw(t testing.TB, w *world, cookie string, early []byte) net.Conn {
	t.Helper()
	return dialRoom(t, w, "r", cookie, early)
}

func dialRoom(t testing.TB, w *world, room, cookie string, early []byte) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = fmt.Fprintf(conn, "GET /api/rooms/%s/live HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\n"+
		"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"+
		"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: rondo.v1\r\n\r\n%s",
		room, strings.TrimPrefix(w.url, "http://"), w.url, cookie, early)
	if err != nil {
		t.Fatal(err)
	}
	br := bufio.NewReaderSize(conn, 16) // small: it must not read for us
	resp, err := http.ReadResponse(br, nil)
	if err != nil || resp.StatusCode != 101 {
		t.Fatalf("handshake: %v %v", resp, err)
	}
	return rawConn{conn, br}
}

// rawConn reads what the handshake's reader has read too much, first.
type rawConn struct {
	net.Conn
	br *bufio.Reader
}

func (c rawConn) Read(b []byte) (int, error) { return c.br.Read(b) }

// maskedFrame is a frame as browsers send it, under the mask of zeros.
func maskedFrame(first byte, payload string) []byte {
	f := []byte{first}
	switch n := len(payload); {
	case n < 126:
		f = append(f, 0x80|byte(n))
	case n <= 0xffff:
		f = binary.BigEndian.AppendUint16(append(f, 0x80|126), uint16(n))
	default:
		f = binary.BigEndian.AppendUint64(append(f, 0x80|127), uint64(n))
	}
	return append(append(f, 0, 0, 0, 0), payload...)
}

// waitFor waits for what another goroutine is about to do.
func waitFor(t testing.TB, done func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !done(); runtime.Gosched() {
		if time.Now().After(end) {
			t.Fatal("it did not happen")
		}
	}
}
