package main

import (
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"rondo/deploy/local/balance"
	"rondo/rooms/redis/redistest"
)

// cluster is some nodes as processes, their Redis, and a balancer in front of them.
type cluster struct {
	t       *testing.T
	redis   *redistest.Server
	lines   []*redistest.Line  // of the nodes to it
	guarded *redistest.Guarded // instead of these: a Redis with a replica
	nodes   []*process
	rooms   []string // in which people are
	front   *url.URL
}

func newCluster(t *testing.T, n int, args ...string) *cluster {
	t.Helper()
	return newClusterOf(t, compiled(t), n, args...)
}

// newClusterOf is newCluster of a program that is built already.
func newClusterOf(t *testing.T, bin string, n int, args ...string) *cluster {
	t.Helper()
	server := redistest.Start(t)
	var lines []*redistest.Line
	c := newClusterOn(t, bin, func(node int) string {
		lines = append(lines, server.Line(t, fmt.Sprint("line", node)))
		return lines[node].URL()
	}, n, args...)
	c.redis, c.lines = server, lines
	return c
}

// newClusterOn is newClusterOf on a Redis that is there; address is where a node finds it.
func newClusterOn(t *testing.T, bin string, address func(node int) string, n int, args ...string) *cluster {
	t.Helper()
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, clusterSecret, 0o600); err != nil {
		t.Fatal(err)
	}
	c := &cluster{t: t}
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

// do asks Redis something.
func (c *cluster) do(args ...string) string {
	c.t.Helper()
	if c.guarded != nil {
		return c.guarded.Do(c.guarded.Primary, args...)
	}
	return c.redis.Do(args...)
}

// owner is the node that has a room.
func (c *cluster) owner(room string) *process {
	c.t.Helper()
	id := ""
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); <-time.After(10 * time.Millisecond) {
		id = strings.TrimSpace(c.do("GET", "rondo:{"+room+"}:own"))
		for _, n := range c.nodes {
			if id != "" && strings.Contains(n.log.String(), `"node":"`+id+`"`) {
				return n
			}
		}
	}
	c.t.Fatalf("the room is at no node, but at %q", id)
	return nil
}

// any is one of the nodes.
func (c *cluster) any(dice *rand.Rand) *process { return c.nodes[dice.IntN(len(c.nodes))] }

func (p *process) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) }

// stop is what an orchestrator does: SIGTERM, and time to end.
func (p *process) stop() {
	p.signal(syscall.SIGTERM)
	_ = p.cmd.Wait()
}
