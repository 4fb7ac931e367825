package redistest

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Guarded is a redis-server with a replica, and a Sentinel that puts the replica in its place.
type Guarded struct {
	t        testing.TB
	dir      string
	servers  map[int]*exec.Cmd // by port
	sentinel int
	Primary  int // port
	Replica  int // port
}

// StartGuarded starts one, and ends it with the test.
func StartGuarded(t testing.TB) *Guarded {
	t.Helper()
	dir, err := os.MkdirTemp("", "redis")
	if err != nil {
		t.Fatal(err)
	}
	g := &Guarded{t: t, dir: dir, servers: map[int]*exec.Cmd{}, Primary: freePort(t), Replica: freePort(t), sentinel: freePort(t)}
	t.Cleanup(g.end)
	g.run(g.Primary)
	g.run(g.Replica, "--replicaof", "127.0.0.1", fmt.Sprint(g.Primary))
	conf := filepath.Join(dir, "sentinel.conf")
	text := fmt.Sprintf("port %d\nbind 127.0.0.1\ndir %s\nsentinel monitor rondo 127.0.0.1 %d 1\nsentinel down-after-milliseconds rondo 1000\nsentinel failover-timeout rondo 5000\n", g.sentinel, dir, g.Primary)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	g.exec(g.sentinel, conf, "--sentinel")
	return g
}

// URL is where nodes find whoever is the primary.
func (g *Guarded) URL() string {
	return fmt.Sprintf("redis://127.0.0.1:%d?master_name=rondo", g.sentinel)
}

// Kill ends the primary or the replica for good.
func (g *Guarded) Kill(port int) {
	_ = g.servers[port].Process.Kill()
	_ = g.servers[port].Wait()
}

// Stop lets the primary or the replica stand still until Go.
func (g *Guarded) Stop(port int) { _ = g.servers[port].Process.Signal(syscall.SIGSTOP) }

// Go lets it go on.
func (g *Guarded) Go(port int) { _ = g.servers[port].Process.Signal(syscall.SIGCONT) }

// Online waits until the replica has what the primary has.
func (g *Guarded) Online() {
	g.t.Helper()
	g.until("the replica does not come", func() bool {
		return strings.Contains(g.Do(g.Primary, "INFO", "replication"), "state=online")
	})
}

// Promoted waits until the Sentinel has put the replica in the primary's place. From then on
// what was the replica is the primary, and the other way round.
func (g *Guarded) Promoted() {
	g.t.Helper()
	g.until("the replica is not promoted", func() bool {
		return strings.Contains(g.Do(g.sentinel, "SENTINEL", "GET-MASTER-ADDR-BY-NAME", "rondo"), fmt.Sprint(g.Replica)) &&
			strings.HasPrefix(g.Do(g.Replica, "ROLE"), "master")
	})
	g.Primary, g.Replica = g.Replica, g.Primary
}

// Renew starts the replica anew, whatever became of it.
func (g *Guarded) Renew() {
	g.t.Helper()
	g.Kill(g.Replica)
	g.run(g.Replica, "--replicaof", "127.0.0.1", fmt.Sprint(g.Primary))
	g.Online()
}

func (g *Guarded) until(in string, is func() bool) {
	g.t.Helper()
	for end := time.Now().Add(30 * time.Second); !is(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			g.t.Fatal(in)
		}
	}
}

// Do asks one of the servers something.
func (g *Guarded) Do(port int, args ...string) string {
	g.t.Helper()
	out, err := exec.CommandContext(g.t.Context(), "redis-cli", append([]string{"-p", fmt.Sprint(port)}, args...)...).CombinedOutput()
	if err != nil {
		g.t.Fatalf("redis-cli %v: %v: %s", args, err, out)
	}
	return string(out)
}

// run starts one of the two on the data of before.
func (g *Guarded) run(port int, args ...string) {
	g.t.Helper()
	of := filepath.Join(g.dir, fmt.Sprint(port))
	if err := os.MkdirAll(of, 0o700); err != nil {
		g.t.Fatal(err)
	}
	g.exec(port, append([]string{
		"--bind", "127.0.0.1", "--port", fmt.Sprint(port), "--dir", of, "--save", "", "--appendonly", "yes", "--loglevel", "warning",
		"--repl-diskless-sync-delay", "0",
	}, args...)...)
}

func (g *Guarded) exec(port int, args ...string) {
	g.t.Helper()
	cmd := exec.CommandContext(g.t.Context(), binary(g.t), args...)
	if err := cmd.Start(); err != nil {
		g.t.Fatal(err)
	}
	g.servers[port] = cmd
	g.until("redis-server did not start", func() bool {
		c, err := new(net.Dialer).DialContext(g.t.Context(), "tcp", fmt.Sprint("127.0.0.1:", port))
		if err == nil {
			_ = c.Close()
		}
		return err == nil
	})
}

func (g *Guarded) end() {
	for _, p := range g.servers {
		_ = p.Process.Kill()
		_ = p.Wait()
	}
	_ = os.RemoveAll(g.dir)
}

// freePort picks one below those that the system gives to connections: somebody who dials a
// server that is dead would otherwise in time be given that very port, and reach themselves.
func freePort(t testing.TB) int {
	t.Helper()
	for range 100 {
		port := 12000 + rand.IntN(20000)
		if ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			_ = ln.Close()
			return port
		}
	}
	t.Fatal("no free port")
	return 0
}
