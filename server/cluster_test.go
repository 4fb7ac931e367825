package main

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"rondo/deploy/local/balance"
	protocol "rondo/rooms/client"
	"rondo/rooms/redis/redistest"
)

var (
	nemesisFor   = flag.Duration("nemesis", time.Minute, "how long TestNodesFail breaks things")
	nemesisSeed  = flag.Uint64("nemesis-seed", 0, "which things, and when; 0: random")
	nemesisKinds = flag.String("nemesis-kinds", "", "only faults whose names contain this")
)

// cluster is some nodes as processes, their Redis, and a balancer in front of them.
type cluster struct {
	t     *testing.T
	redis *redistest.Server
	lines []*redistest.Line // of the nodes to it
	nodes []*process
	front *url.URL
}

func newCluster(t *testing.T, n int, args ...string) *cluster {
	t.Helper()
	server := redistest.Start(t)
	var lines []*redistest.Line
	c := newClusterOn(t, func(node int) string {
		lines = append(lines, server.Line(t, fmt.Sprint("line", node)))
		return lines[node].URL()
	}, n, args...)
	c.redis, c.lines = server, lines
	return c
}

// newClusterOn is newCluster on a Redis that is there; address is where a node finds it.
func newClusterOn(t *testing.T, address func(node int) string, n int, args ...string) *cluster {
	t.Helper()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, clusterSecret, 0o600); err != nil {
		t.Fatal(err)
	}
	c := &cluster{t: t}
	bin := compiled(t)
	var urls []*url.URL
	for i := range n {
		node := spawnBuilt(t, bin, append([]string{"-redis", address(i), "-cluster-secret", secret, "-trusted-proxies", "127.0.0.1", "-raise-limits", "100"}, args...)...)
		c.nodes, urls = append(c.nodes, node), append(urls, node.url)
	}
	t.Cleanup(func() {
		if t.Failed() {
			for i, n := range c.nodes {
				t.Logf("node %d: %s", i, n.log.String())
			}
		}
	})
	front := httptest.NewServer(balance.New(urls...))
	t.Cleanup(front.Close)
	var err error
	if c.front, err = url.Parse(front.URL); err != nil {
		t.Fatal(err)
	}
	return c
}

func (p *process) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) }

// stop is what an orchestrator does: SIGTERM, and time to end.
func (p *process) stop() {
	p.signal(syscall.SIGTERM)
	_ = p.cmd.Wait()
}

// crew is people at work in one room of a cluster, and what they saw.
type crew struct {
	t      *testing.T
	name   string
	link   protocol.Link
	opener *protocol.Browser
	people []*protocol.Client
	began  time.Time

	mu       sync.Mutex
	history  []porcupine.Operation
	answered []time.Time   // of each person, the newest
	slowest  time.Duration // that anybody waited for an answer, since it was looked at last
	done     int
}

// report is what somebody does with the room's list of things in the way: puts one on it
// (text), or reads it (text is "").
type report struct{ text string }

func newCrew(t *testing.T, front *url.URL, name string, n int) *crew {
	t.Helper()
	c := &crew{t: t, name: name, opener: protocol.NewBrowser(front, nil), began: time.Now(), answered: make([]time.Time, n)}
	var err error
	if c.link, err = c.opener.Open(t.Context(), "standup", name); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		b := c.opener
		if i > 0 {
			b = protocol.NewBrowser(front, nil)
		}
		if _, err := b.Join(t.Context(), c.link, protocol.Guest{Name: fmt.Sprintf("%s%d", name, i)}); err != nil {
			t.Fatal(err)
		}
		p := b.Enter(t.Context(), c.link.Room, protocol.Options{})
		if _, err := p.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.people = append(c.people, p)
	}
	return c
}

// note adds an operation to the history. Of one that failed nobody knows whether it took effect.
func (c *crew) note(who int, in report, out string, from time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	to := time.Since(c.began).Nanoseconds()
	if err != nil {
		if in.text == "" {
			return // a read that was not answered says nothing
		}
		to = 1 << 62
	} else if in.text != "" {
		c.answered[who] = time.Now()
		c.slowest = max(c.slowest, time.Since(from))
		c.done++
	}
	c.history = append(c.history, porcupine.Operation{ClientId: who, Input: in, Call: from.Sub(c.began).Nanoseconds(), Output: out, Return: to})
}

// work lets everybody work until ctx ends, each at a pace that people could have.
func (c *crew) work(ctx context.Context) {
	var all sync.WaitGroup
	for who, p := range c.people {
		all.Go(func() {
			for n := 0; c.next(ctx); n++ {
				in, from := report{fmt.Sprintf("%s.%d.%d", c.name, who, n)}, time.Now()
				err := p.Act(c.t.Context(), "raise", map[string]string{"text": in.text})
				c.note(who, in, "", from, err)
				if err != nil {
					c.t.Errorf("%s: %v", in.text, err)
					return
				}
			}
		})
	}
	all.Go(func() {
		for c.next(ctx) {
			from := time.Now()
			things, err := c.read(ctx)
			c.note(len(c.people), report{}, things, from, err)
		}
	})
	all.Wait()
}

func (c *crew) next(ctx context.Context) bool {
	select {
	case <-time.After(250 * time.Millisecond):
		return true
	case <-ctx.Done():
		return false
	}
}

// read reads the list at whichever node the balancer comes to.
func (c *crew) read(ctx context.Context) (string, error) {
	_, doc, err := c.opener.Doc(ctx, c.link.Room)
	if err != nil {
		return "", err
	}
	var things []string
	for _, thing := range doc["room"].(protocol.Tree)["blockers"].(protocol.Tree) {
		things = append(things, thing.(protocol.Tree)["text"].(string))
	}
	slices.Sort(things)
	return strings.Join(things, " "), nil
}

// isBack waits until everybody in the room has been answered since a moment, and returns how
// long the slowest answer took since it was asked last.
func (c *crew) isBack(since time.Time, within time.Duration) (waited time.Duration) {
	c.t.Helper()
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		waited, c.slowest = c.slowest, 0
	}()
	for {
		c.mu.Lock()
		late := slices.MinFunc(c.answered, time.Time.Compare)
		c.mu.Unlock()
		if late.After(since) {
			return 0
		}
		if time.Since(since) > within {
			c.t.Fatalf("%s: somebody waits for more than %v", c.name, within)
		}
		<-time.After(5 * time.Millisecond)
	}
}

// list is what the room's list is: each thing that was put on it is there once, from the
// moment it was acknowledged, or shown, to everybody who asks.
var list = porcupine.Model{
	Init: func() any { return "" },
	Step: func(state, in, out any) (bool, any) {
		was, did := state.(string), in.(report)
		if did.text == "" {
			return out.(string) == was, was
		}
		things := append(strings.Fields(was), did.text)
		slices.Sort(things)
		return true, strings.Join(things, " ")
	},
}

// check looks at everything that the crew saw.
func (c *crew) check() {
	c.t.Helper()
	from := time.Now()
	things, err := c.read(c.t.Context())
	c.note(len(c.people), report{}, things, from, err)
	if err != nil {
		c.t.Errorf("%s: %v", c.name, err)
	}
	times := map[string]int{}
	for _, thing := range strings.Fields(things) {
		times[thing]++
	}
	for _, op := range c.history {
		if text := op.Input.(report).text; text != "" && op.Return < 1<<62 && times[text] != 1 {
			c.t.Errorf("%s was acknowledged once and is there %d times", text, times[text])
		}
	}
	if got := porcupine.CheckOperationsTimeout(list, c.history, 20*time.Second); got == porcupine.Illegal {
		c.t.Errorf("%s: what people read and what they did fit no order", c.name)
	} else if got == porcupine.Unknown {
		c.t.Logf("%s: the order was not found in time", c.name)
	}
	for i, p := range c.people {
		if v := p.View(); v.Resets != 0 {
			c.t.Errorf("%s%d saw something that was taken back, %d times", c.name, i, v.Resets)
		}
		p.Close()
	}
}

// trouble is one thing that goes wrong, until it is mended.
type trouble struct {
	name   string
	within time.Duration // everybody works again after that
	do     func(c *cluster, dice *rand.Rand) (since time.Time)
}

var nemesis = []trouble{
	{"kill a node", 8 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		n := c.nodes[dice.IntN(len(c.nodes))]
		n.kill()
		died := time.Now()
		<-time.After(time.Duration(dice.IntN(4000)) * time.Millisecond)
		n.start()
		return died
	}},
	{"stop a node for a while", 9 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		n := c.nodes[dice.IntN(len(c.nodes))]
		n.signal(syscall.SIGSTOP)
		stopped := time.Now()
		<-time.After(time.Duration(500+dice.IntN(6000)) * time.Millisecond)
		n.signal(syscall.SIGCONT)
		return stopped
	}},
	{"drain a node", 8 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		n := c.nodes[dice.IntN(len(c.nodes))]
		from := time.Now()
		n.stop()
		n.start()
		return from
	}},
	{"cut all connections to Redis", 8 * time.Second, func(c *cluster, _ *rand.Rand) time.Time {
		c.redis.Do("CLIENT", "KILL", "TYPE", "normal")
		c.redis.Do("CLIENT", "KILL", "TYPE", "pubsub")
		return time.Now()
	}},
	{"cut a node off", 12 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		line := c.lines[dice.IntN(len(c.lines))]
		way := 1 + dice.IntN(3) // it is not heard, it hears nothing, or both
		line.Cut(way&1 != 0, way&2 != 0)
		<-time.After(time.Duration(500+dice.IntN(6000)) * time.Millisecond)
		line.Mend(dice.IntN(2) == 0)
		return time.Now()
	}},
	{"kill Redis", 10 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Kill()
		<-time.After(time.Duration(dice.IntN(2000)) * time.Millisecond)
		c.redis.Again()
		return time.Now()
	}},
	{"stop Redis for a while", 12 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Stop()
		<-time.After(time.Duration(100+dice.IntN(5000)) * time.Millisecond)
		c.redis.Go()
		return time.Now()
	}},
}

// Nodes die, stand still, are stopped and started again, Redis too, while people work in
// several rooms through a balancer that sends every request to another node. Nothing that
// was acknowledged is lost, nothing is there twice, nobody sees what is then taken back,
// and what people did and read fits one order (porcupine).
func TestNodesFail(t *testing.T) {
	t.Parallel() // most of the time it waits for leases
	began, seen := time.Now(), waits{}
	breakThings(t, nemesis, seen, func(int) bool { return time.Since(began) < *nemesisFor })
	seen.tell(t)
}

// waits are how long the slowest answer took, by kind of trouble.
type waits map[string][]time.Duration

func (w waits) tell(t *testing.T) {
	for name, took := range w {
		slices.Sort(took)
		t.Logf("%4d × %-34s the slowest answer took p50 %v, p95 %v, at most %v", len(took), name,
			took[len(took)/2].Round(time.Millisecond), took[len(took)*95/100].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	}
}

// breakThings lets people work while things of some kinds go wrong, as long as there is more
// to go wrong, and checks what they saw.
func breakThings(t *testing.T, kinds []trouble, seen waits, more func(n int) bool) {
	t.Helper()
	seed := *nemesisSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-nemesis-seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, seed))
	c := newCluster(t, 3)
	var crews []*crew
	for _, name := range []string{"a", "b", "c"} {
		crews = append(crews, newCrew(t, c.front, name, 2))
	}
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	for _, crew := range crews {
		working.Go(func() { crew.work(ctx) })
	}
	faults := slices.DeleteFunc(slices.Clone(kinds), func(f trouble) bool { return !strings.Contains(f.name, *nemesisKinds) })
	for n := 0; more(n); n++ {
		f := faults[dice.IntN(len(faults))]
		if n < len(faults) {
			f = faults[n] // each at least once
		}
		<-time.After(time.Duration(dice.IntN(500)) * time.Millisecond)
		since := f.do(c, dice)
		slowest := time.Duration(0)
		for _, crew := range crews {
			slowest = max(slowest, crew.isBack(since, f.within+time.Since(since)))
		}
		seen[f.name] = append(seen[f.name], slowest)
	}
	stop()
	working.Wait()
	done := 0
	for _, crew := range crews {
		crew.check()
		done += crew.done
	}
	t.Logf("%d things done, each there once; nothing was taken back, and all that was read fits one order", done)
}
