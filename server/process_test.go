package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// process is the program as an operating system runs it: something that can be
// killed.
type process struct {
	t    *testing.T
	bin  string
	args []string
	url  *url.URL
	cmd  *exec.Cmd
	log  safeBuffer
}

// compiled builds the program; the second time the compiler has little to do.
func compiled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rondo")
	if out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return path
}

// spawn starts the program on an address that it keeps over its deaths.
func spawn(t *testing.T, data string, args ...string) *process {
	t.Helper()
	return spawnBuilt(t, compiled(t), append([]string{"-data", data}, args...)...)
}

// spawnBuilt is spawn of a program that is built already.
func spawnBuilt(t *testing.T, bin string, args ...string) *process {
	t.Helper()
	addr := freeAddress(t)
	p := &process{
		t: t, bin: bin, url: &url.URL{Scheme: "http", Host: addr},
		args: append([]string{"-addr", addr}, args...),
	}
	p.start()
	t.Cleanup(p.kill)
	return p
}

// freeAddress picks a port below those that the system gives to connections:
// while the program is dead, a client that dials would otherwise in time be
// given that very port, and be connected to itself.
func freeAddress(t *testing.T) string {
	t.Helper()
	for range 100 {
		addr := fmt.Sprintf("127.0.0.1:%d", 12000+rand.IntN(20000))
		if ln, err := net.Listen("tcp", addr); err == nil {
			_ = ln.Close()
			return addr
		}
	}
	t.Fatal("no free port")
	return ""
}

// start runs the program and returns when it says where it is.
func (p *process) start() {
	p.t.Helper()
	p.cmd = exec.Command(p.bin, p.args...)
	p.cmd.Stderr = &p.log
	stdout, err := p.cmd.StdoutPipe()
	if err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	said := bufio.NewScanner(stdout)
	for said.Scan() {
		if strings.HasPrefix(said.Text(), "Rondo is at") {
			return
		}
	}
	p.t.Fatalf("the program did not start: %s", p.log.String())
}

// kill is kill -9, and waits until the system has cleaned up.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}
