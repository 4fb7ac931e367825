package main

import (
	"bufio"
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// process is the program under measurement.
type process struct {
	cmd     *exec.Cmd
	url     *url.URL
	data    string
	program string
	env     []string
	others  []*process // nodes that share its rooms; people come to each in turn
}

// at is where the nth person comes to.
func (p *process) at(n int) *url.URL {
	if i := n % (len(p.others) + 1); i > 0 {
		return p.others[i-1].url
	}
	return p.url
}

// raised is for loads that come from one address: the limits are out of the way.
const raised = "RONDO_RAISE_LIMITS=10000"

// start runs the program in a data directory of its own, with what it is to find in
// its environment, and waits until it says where it is.
func start(ctx context.Context, program string, env ...string) (*process, error) {
	data, err := os.MkdirTemp("", "rondo-bench")
	if err != nil {
		return nil, err
	}
	p := &process{data: data, program: program, env: env}
	return p, p.boot(ctx, "127.0.0.1:0")
}

func (p *process) boot(ctx context.Context, addr string) error {
	p.cmd = exec.CommandContext(ctx, p.program, "-addr", addr, "-data", p.data)
	p.cmd.Env = append(os.Environ(), p.env...)
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := p.cmd.Start(); err != nil {
		return fmt.Errorf("%s: %w (run `make build`)", p.program, err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if _, at, ok := strings.Cut(lines.Text(), "http://"); ok {
			p.url, err = url.Parse("http://" + strings.TrimRight(strings.Fields(at)[0], ","))
			return err
		}
	}
	return fmt.Errorf("%s ended before it served", p.program)
}

// kill ends the program as a power cut would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	_ = p.cmd.Wait()
}

func (p *process) close() {
	p.kill()
	_ = os.RemoveAll(p.data)
}

// cpu is how much processor time the program has used.
func (p *process) cpu() time.Duration {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	user, _ := strconv.Atoi(fields[11])
	system, _ := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond // Linux counts in hundredths
}

// memory is what the program holds in RAM, in KiB.
func (p *process) memory() int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	kib, _ := strconv.Atoi(strings.Fields(rest)[0])
	return kib
}
