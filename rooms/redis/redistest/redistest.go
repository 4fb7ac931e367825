// Package redistest starts a redis-server of a test's own.
package redistest

import (
	"cmp"
	"context"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// Server is a redis-server that only one test knows.
type Server struct {
	t      testing.TB
	bin    string
	dir    string
	args   []string
	cmd    *exec.Cmd
	Socket string // path of its unix socket
}

// Start starts one with an append-only file, and ends it with the test. More arguments are
// those of redis-server.
func Start(t testing.TB, args ...string) *Server {
	t.Helper()
	bin := binary(t)
	dir, err := os.MkdirTemp("", "redis") // t.TempDir can be longer than the path of a socket may be
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{t: t, bin: bin, dir: dir, args: args, Socket: filepath.Join(dir, "s")}
	t.Cleanup(func() { s.Kill(); _ = os.RemoveAll(dir) })
	s.Again()
	return s
}

// binary is redis-server, where it is.
func binary(t testing.TB) string {
	t.Helper()
	bin, err := exec.LookPath(cmp.Or(os.Getenv("REDIS_SERVER"), "redis-server"))
	if err != nil {
		t.Fatal("redis-server is not installed: run `make deps`, or set REDIS_SERVER")
	}
	return bin
}

// URL is where it is.
func (s *Server) URL() string { return "unix://" + s.Socket }

// Dir is where its append-only file and its dumps are.
func (s *Server) Dir() string { return s.dir }

// Again starts it on the data of before.
func (s *Server) Again() {
	s.t.Helper()
	_ = os.Remove(s.Socket)
	args := append([]string{
		"--port", "0", "--unixsocket", s.Socket, "--dir", s.dir,
		"--save", "", "--appendonly", "yes", "--appendfsync", "everysec", "--loglevel", "warning",
	}, s.args...)
	s.cmd = exec.CommandContext(context.Background(), s.bin, args...)
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if c, err := new(net.Dialer).DialContext(s.t.Context(), "unix", s.Socket); err == nil {
			_ = c.Close()
			return
		}
	}
	s.t.Fatal("redis-server did not start")
}

// Kill ends it as a power cut would, but for what the kernel has already.
func (s *Server) Kill() {
	if s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}

// Stop lets it stand still until Go.
func (s *Server) Stop() { _ = s.cmd.Process.Signal(syscall.SIGSTOP) }

// Go lets it go on.
func (s *Server) Go() { _ = s.cmd.Process.Signal(syscall.SIGCONT) }

// Do sends it a command, by redis-cli: a test is no node.
func (s *Server) Do(args ...string) string {
	s.t.Helper()
	out, err := exec.CommandContext(s.t.Context(), "redis-cli", append([]string{"-s", s.Socket}, args...)...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("redis-cli %v: %v: %s", args, err, out)
	}
	return string(out)
}
