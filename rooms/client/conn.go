package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/coder/websocket"
)

// subprotocol is the version of the frames.
const subprotocol = "rondo.v1"

// maxDown is the largest frame taken from a server: a snapshot of a full room.
const maxDown = 8 << 20

// Dial returns a dialer for a room whose door has let this browser in.
func (b *Browser) Dial(room string) Dialer {
	return func(ctx context.Context) (Conn, error) {
		target := b.at.JoinPath("api", "rooms", room, "live")
		//nolint:bodyclose // the library says: "You never need to close resp.Body yourself."
		ws, resp, err := websocket.Dial(ctx, target.String(), &websocket.DialOptions{
			HTTPClient: b.http, Subprotocols: []string{subprotocol},
			HTTPHeader: http.Header{"Origin": {b.origin()}},
		})
		if err != nil {
			return nil, dialError(err, resp)
		}
		ws.SetReadLimit(maxDown)
		return socket{ws}, nil
	}
}

// dialError tells a server that does not want us from one that cannot be
// reached, or not now.
func dialError(err error, resp *http.Response) error {
	if resp == nil || resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests {
		return &unreachable{err: err, retry: retryAfter(resp)}
	}
	return &Ended{Code: 0, Reason: fmt.Sprintf("the handshake was refused with %d", resp.StatusCode)}
}

func retryAfter(resp *http.Response) time.Duration {
	if resp == nil {
		return 0
	}
	seconds, err := strconv.Atoi(resp.Header.Get("Retry-After"))
	if err != nil {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// socket is a Conn over a WebSocket.
type socket struct{ ws *websocket.Conn }

// Read returns the next frame, JSON in UTF-8. Its error is a *Closed when the server closed
// the connection; whatever ends one, ctx included, ends it for good.
func (s socket) Read(ctx context.Context) ([]byte, error) {
	kind, raw, err := s.ws.Read(ctx)
	var bye websocket.CloseError
	switch {
	case errors.As(err, &bye):
		return nil, &Closed{Code: int(bye.Code), Reason: bye.Reason}
	case err == nil && kind != websocket.MessageText:
		return nil, errors.New("a binary frame")
	}
	return raw, err
}

// Write sends one frame. That it returns nil does not say that anybody received it: the
// server answers for that.
func (s socket) Write(ctx context.Context, frame []byte) error {
	return s.ws.Write(ctx, websocket.MessageText, frame)
}

// Close does not wait for a goodbye: the server notices, and whoever wants to
// come back does so by number and position, not by manners.
func (s socket) Close() { _ = s.ws.CloseNow() }
