//go:build chaos

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rondo/rooms/client"
)

var greedyFor = flag.Duration("greed", 15*time.Second, "how long each greedy client is at it")

const (
	goLimit   = "512MiB"
	hardLimit = 640 << 10 // KiB that the program may ever hold in RAM
	// noticed is what the honest people's p99 may be in any case: up to there things feel
	// instant (Nielsen, Response Times), and a machine that has other things to do is no
	// reason to look into the program.
	noticed = 100 * time.Millisecond
)

// Somebody takes as much of one thing as one address gets. The program goes on, within
// its memory, and a room of other people hardly notices: no more than twice what they wait
// while the same is done to another program on the same machine, which is what the machine
// itself makes of it.
func TestChaosGreed(t *testing.T) {
	for _, g := range greeds {
		t.Run(g.of, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
			defer cancel()
			p, err := start(ctx, "../bin/rondo", "GOMEMLIMIT="+goLimit)
			if err != nil {
				t.Fatal(err)
			}
			defer p.close()
			h, err := p.honestRoom(ctx, 8)
			if err != nil {
				t.Fatal(err)
			}
			defer h.crowd.leave()
			quiet, err := h.meet(ctx, *greedyFor/2)
			if err != nil {
				t.Fatal(err)
			}
			beside := h.meetBeside(ctx, t, g.of)
			before := p.cpu()
			got := setLoose(ctx, t, g.of, p)
			under, err := h.meet(ctx, *greedyFor)
			if err != nil {
				t.Fatalf("the honest room: %v", err)
			}
			busy := p.cpu() - before
			if err := p.cmd.Process.Signal(syscall.Signal(0)); err != nil {
				t.Fatalf("the program is gone: %v", err)
			}
			most := p.mostMemory()
			was, is := quantile(beside, 0.99), quantile(under, 0.99)
			t.Logf("%s: at most %d MiB, %.0f %% of a core, honest p99 %v, beside another program %v, quiet %v",
				got(), most>>10, 100*busy.Seconds()/greedyFor.Seconds(), is, was, quantile(quiet, 0.99))
			if most > hardLimit {
				t.Errorf("it held %d MiB", most>>10)
			}
			if is > max(2*was, noticed) {
				t.Errorf("the honest room waits %v, and %v beside another program", is, was)
			}
		})
	}
}

// meetBeside is how the honest people fare while another program is what somebody is greedy with.
func (h *honest) meetBeside(ctx context.Context, t *testing.T, of string) []time.Duration {
	other, err := start(ctx, "../bin/rondo", "GOMEMLIMIT="+goLimit)
	if err != nil {
		t.Fatal(err)
	}
	defer other.close()
	ended := setLoose(ctx, t, of, other)
	times, err := h.meet(ctx, *greedyFor)
	if err != nil {
		t.Fatal(err)
	}
	ended()
	return times
}

// setLoose starts a greedy client: a process of its own, with the lowest priority, so
// that its work is not what the honest people wait for. It ends after greedyFor, and
// got returns what it had.
func setLoose(ctx context.Context, t *testing.T, of string, p *process) (got func() string) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "nice", "-n", "19", self, "-test.run", "^TestGreedyClient$", "-greed", greedyFor.String())
	cmd.Env, cmd.Stdout, cmd.Stderr = append(os.Environ(), "RONDO_GREED="+of, "RONDO_GREED_AT="+p.url.String()), &out, &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return func() string {
		if err := cmd.Wait(); err != nil {
			t.Errorf("the greedy client: %v", err)
		}
		said, _, _ := strings.Cut(out.String(), "\n")
		return said
	}
}

// TestGreedyClient is the process that setLoose starts; no test by itself.
func TestGreedyClient(t *testing.T) {
	at, err := url.Parse(os.Getenv("RONDO_GREED_AT"))
	if err != nil || at.Host == "" {
		t.Skip("is started by TestChaosGreed")
	}
	ctx, stop := context.WithTimeout(t.Context(), *greedyFor)
	defer stop()
	for _, g := range greeds {
		if g.of == os.Getenv("RONDO_GREED") {
			got := new(taken)
			g.take(ctx, &process{url: at}, got)
			fmt.Println(got)
		}
	}
}

// greeds are ways to take more than a share. Each keeps within what an honest client
// may do at a time, and does it in many places at once: limits alone do not stop it.
var greeds = []struct {
	of   string
	take func(context.Context, *process, *taken)
}{
	{"texts", func(ctx context.Context, p *process, got *taken) {
		p.grow(ctx, got, "standup", "park", text)
	}},
	{"actions", func(ctx context.Context, p *process, got *taken) { p.grow(ctx, got, "talk", "task", text) }},
	{"rewriting", func(ctx context.Context, p *process, got *taken) {
		p.grow(ctx, got, "talk", "outcome", text)
	}},
	{"drawers", func(ctx context.Context, p *process, got *taken) {
		p.grow(ctx, got, "standup", "note", func(i int) string { return fmt.Sprintf(`{"plan":%q,"blocked":%q}`, long(i), long(i)) })
	}},
	{"rooms", manyRooms}, {"connections", manyConnections}, {"halves", halfFrames},
	{"slow readers", slowReaders}, {"bodies", halfBodies}, {"people", manyPeople},
}

// manyRooms opens one room after the other and has a tab in each.
func manyRooms(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	for ctx.Err() == nil {
		one, _, err := p.enter(ctx, way, "retrospective")
		if err != nil {
			got.add("refused: " + codeOf(err))
			pause(ctx, 100*time.Millisecond)
			continue
		}
		got.add("rooms")
		defer one.conn.Close()
	}
}

// crowdIn has as many connections to one room as it gets, of as many people.
func crowdIn(ctx context.Context, p *process, got *taken, link client.Link, most int, hold func(*person)) {
	way := from(greedyAddress)
	for n := 0; ctx.Err() == nil && n < most; {
		one, err := p.sit(ctx, client.NewBrowser(p.url, way), link)
		if err != nil {
			got.add("refused: " + codeOf(err))
			pause(ctx, 20*time.Millisecond)
			continue
		}
		n++
		got.add("connections")
		hold(one)
	}
	<-ctx.Done()
}

// manyConnections sits in rooms and does nothing.
func manyConnections(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	var all sync.WaitGroup
	for range 6 {
		_, link, err := p.enter(ctx, way, "standup")
		if err != nil {
			got.add("refused: " + codeOf(err))
			continue
		}
		all.Go(func() { crowdIn(ctx, p, got, link, 190, func(one *person) { go drain(ctx, one) }) })
	}
	all.Wait()
}

func drain(ctx context.Context, one *person) {
	defer one.conn.Close()
	for {
		if _, err := one.conn.Read(ctx); err != nil {
			return
		}
	}
}

// manyPeople joins one room again and again.
func manyPeople(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	_, link, err := p.enter(ctx, way, "standup")
	if err != nil {
		got.add("refused: " + codeOf(err))
		return
	}
	for ctx.Err() == nil {
		one, err := p.sit(ctx, client.NewBrowser(p.url, way), link)
		if err != nil {
			got.add("refused: " + codeOf(err))
			pause(ctx, 20*time.Millisecond)
			continue
		}
		_ = one.act(ctx, "leave", `{}`)
		drain(ctx, one)
		got.add("came and went")
	}
}

// slowReaders fill a room and then have it sent to many who hardly read.
func slowReaders(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	filling, filled := context.WithTimeout(ctx, *greedyFor/3)
	defer filled()
	var all sync.WaitGroup
	for range 3 {
		one, link, err := p.enter(ctx, way, "retrospective")
		if err != nil {
			got.add("refused: " + codeOf(err))
			continue
		}
		all.Go(func() {
			go one.write(filling, got, "park", text)
			for range 8 { // more people fill it faster
				if helper, err := p.sit(ctx, client.NewBrowser(p.url, way), link); err == nil {
					go helper.write(filling, got, "task", text)
				}
			}
			<-filling.Done()
			crowdIn(ctx, p, got, link, 190, func(*person) {}) // connected, and never reads on
		})
	}
	all.Wait()
}

// halfFrames sends nearly all of the largest frame on each of many connections.
func halfFrames(ctx context.Context, p *process, got *taken) {
	var all sync.WaitGroup
	way := from(greedyAddress)
	browser := client.NewBrowser(p.url, way)
	link, err := browser.Open(ctx, "standup", "Greedy")
	if err != nil {
		got.add("refused: " + codeOf(err))
		return
	}
	for range 900 {
		pause(ctx, 15*time.Millisecond)
		all.Go(func() {
			conn, err := p.handshake(ctx, link.Room)
			if err != nil {
				got.add("refused")
				return
			}
			defer func() { _ = conn.Close() }()
			got.add("connections")
			head := []byte{0x01, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0} // a text of 64 KiB, not the last of its message
			_, _ = conn.Write(append(head, bytes.Repeat([]byte(" "), 63<<10)...))
			_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
			go func() { <-ctx.Done(); _ = conn.Close() }()
			_, _ = io.Copy(io.Discard, conn)
		})
	}
	all.Wait()
}

// handshake is a WebSocket's by hand, of a browser without a seat.
func (p *process) handshake(ctx context.Context, room string) (net.Conn, error) {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: greedyAddress.AsSlice()}}
	conn, err := dialer.DialContext(ctx, "tcp", p.url.Host)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintf(conn, "GET /api/rooms/%s/live HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Protocol: rondo.v1\r\n\r\n", room, p.url.Host, p.url.Host)
	answer := make([]byte, 12)
	if err == nil {
		_, err = io.ReadFull(conn, answer)
	}
	if err == nil && !bytes.HasSuffix(answer, []byte("101")) {
		err = fmt.Errorf("answered %s", answer)
	}
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return conn, nil
}

// halfBodies asks with bodies that never end.
func halfBodies(ctx context.Context, p *process, got *taken) {
	var all sync.WaitGroup
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: greedyAddress.AsSlice()}}
	for ctx.Err() == nil {
		pause(ctx, 7*time.Millisecond)
		all.Go(func() {
			conn, err := dialer.DialContext(ctx, "tcp", p.url.Host)
			if err != nil {
				got.add("refused")
				return
			}
			defer func() { _ = conn.Close() }()
			got.add("requests")
			_, _ = fmt.Fprintf(conn, "POST /api/rooms HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/json\r\nContent-Length: 262000\r\n\r\n", p.url.Host, p.url.Host)
			_, _ = conn.Write(bytes.Repeat([]byte(" "), 250<<10))
			go func() { <-ctx.Done(); _ = conn.Close() }()
			_, _ = io.Copy(io.Discard, conn)
		})
	}
	all.Wait()
}

// mostMemory is the most that the program ever held in RAM, in KiB.
func (p *process) mostMemory() int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	var kib int
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(rest, &kib)
	return kib
}
