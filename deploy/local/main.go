// Command local runs several nodes on this machine, with a Redis and a balancer in front,
// for trying what that is like: stop one, kill one, and look at the page meanwhile.
package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"rondo/deploy/local/balance"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "cluster:", err)
		os.Exit(1)
	}
}

func run() error {
	addr := flag.String("addr", "127.0.0.1:8080", "address of the balancer")
	count := flag.Int("n", 3, "nodes")
	program := flag.String("rondo", "bin/rondo", "the program")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	dir, err := os.MkdirTemp("", "rondo-cluster-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	secret, socket := filepath.Join(dir, "secret"), filepath.Join(dir, "redis")
	if err := os.WriteFile(secret, newSecret(), 0o600); err != nil {
		return err
	}
	all := &programs{}
	defer all.end()
	if err := all.start("redis-server", "--port", "0", "--unixsocket", socket, "--dir", dir, "--appendonly", "yes", "--save", "", "--loglevel", "warning"); err != nil {
		return err
	}
	if err := answers(ctx, "unix", socket); err != nil {
		return err
	}
	var nodes []*url.URL
	for range *count {
		at, err := freeAddress()
		if err != nil {
			return err
		}
		said, err := all.node(*program, "-addr", at, "-redis", "unix://"+socket, "-cluster-secret", secret, "-trusted-proxies", "127.0.0.1")
		if err != nil {
			return err
		}
		fmt.Printf("%s, process %d\n", said, all.last())
		nodes = append(nodes, &url.URL{Scheme: "http", Host: at})
	}
	fmt.Printf("Redis is at %s\n", socket)
	ln, err := new(net.ListenConfig).Listen(ctx, "tcp", *addr)
	if err != nil {
		return err
	}
	front := &http.Server{Handler: balance.New(nodes...), ReadHeaderTimeout: 5 * time.Second}
	failed := make(chan error, 1)
	go func() { failed <- front.Serve(ln) }()
	fmt.Printf("Rondo is at http://%s, at another node with every request. Kill one (kill PROCESS) and go on; Ctrl-C ends all.\n", ln.Addr())
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
		return front.Close()
	}
}

func newSecret() []byte {
	var raw [32]byte
	_, _ = rand.Read(raw[:])
	return []byte(hex.EncodeToString(raw[:]))
}

// freeAddress is an address that nobody listens at now.
func freeAddress() (string, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return ln.Addr().String(), ln.Close()
}

// answers waits until somebody listens at an address.
func answers(ctx context.Context, network, addr string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := new(net.Dialer).DialContext(ctx, network, addr)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer: %w", addr, err)
		}
	}
}

// programs are the programs that were started.
type programs struct{ all []*exec.Cmd }

func (p *programs) start(name string, args ...string) error {
	return p.run(command(name, args...))
}

// node starts a node, and returns the line in which it says where it is.
func (p *programs) node(name string, args ...string) (said string, err error) {
	cmd := command(name, args...)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = p.run(cmd)
	}
	if err != nil {
		return "", err
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if at, ok := strings.CutPrefix(lines.Text(), "Rondo is at "); ok {
			return "node at " + at, nil
		}
	}
	return "", errors.New("a node did not start")
}

func command(name string, args ...string) *exec.Cmd {
	return exec.CommandContext(context.Background(), name, args...) // #nosec G204 -- whoever runs this names it
}

func (p *programs) run(cmd *exec.Cmd) error {
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for us: we end them in order
	if err := cmd.Start(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return fmt.Errorf("%s is not installed: run `make deps`", cmd.Path)
		}
		return err
	}
	p.all = append(p.all, cmd)
	return nil
}

func (p *programs) last() int { return p.all[len(p.all)-1].Process.Pid }

// end ends them: nodes before their Redis, which was started first.
func (p *programs) end() {
	for _, group := range [][]*exec.Cmd{p.all[min(1, len(p.all)):], p.all[:min(1, len(p.all))]} {
		for _, cmd := range group {
			_ = cmd.Process.Signal(syscall.SIGTERM)
		}
		for _, cmd := range group {
			_ = cmd.Wait()
		}
	}
}
