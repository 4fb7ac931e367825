package redistest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Guarded is a redis-server with a replica, and a Sentinel that puts the replica in its place.
type Guarded struct {
	t        testing.TB
	dir      string
	programs []*exec.Cmd // primary, replica, Sentinel
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
	g := &Guarded{t: t, dir: dir, Primary: freePort(t), Replica: freePort(t), sentinel: freePort(t)}
	t.Cleanup(g.end)
	for i, port := range []int{g.Primary, g.Replica} {
		of := filepath.Join(dir, fmt.Sprint(i))
		if err := os.Mkdir(of, 0o700); err != nil {
			t.Fatal(err)
		}
		args := []string{"--bind", "127.0.0.1", "--port", fmt.Sprint(port), "--dir", of, "--save", "", "--appendonly", "yes", "--loglevel", "warning"}
		if i == 1 {
			args = append(args, "--replicaof", "127.0.0.1", fmt.Sprint(g.Primary))
		}
		g.run(port, args...)
	}
	conf := filepath.Join(dir, "sentinel.conf")
	text := fmt.Sprintf("port %d\nbind 127.0.0.1\ndir %s\nsentinel monitor rondo 127.0.0.1 %d 1\nsentinel down-after-milliseconds rondo 1000\nsentinel failover-timeout rondo 5000\n", g.sentinel, dir, g.Primary)
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	g.run(g.sentinel, conf, "--sentinel")
	return g
}

// URL is where nodes find whoever is the primary.
func (g *Guarded) URL() string {
	return fmt.Sprintf("redis://127.0.0.1:%d?master_name=rondo", g.sentinel)
}

// KillPrimary ends the primary for good.
func (g *Guarded) KillPrimary() {
	_ = g.programs[0].Process.Kill()
	_ = g.programs[0].Wait()
}

// KillReplica ends the replica for good.
func (g *Guarded) KillReplica() {
	_ = g.programs[1].Process.Kill()
	_ = g.programs[1].Wait()
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

func (g *Guarded) run(port int, args ...string) {
	g.t.Helper()
	cmd := exec.CommandContext(g.t.Context(), binary(g.t), args...)
	if err := cmd.Start(); err != nil {
		g.t.Fatal(err)
	}
	g.programs = append(g.programs, cmd)
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if c, err := new(net.Dialer).DialContext(g.t.Context(), "tcp", fmt.Sprint("127.0.0.1:", port)); err == nil {
			_ = c.Close()
			return
		}
	}
	g.t.Fatal("redis-server did not start")
}

func (g *Guarded) end() {
	for _, p := range g.programs {
		_ = p.Process.Kill()
		_ = p.Wait()
	}
	_ = os.RemoveAll(g.dir)
}

func freePort(t testing.TB) int {
	t.Helper()
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = ln.Close() }()
	return ln.Addr().(*net.TCPAddr).Port
}
