package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/oasdiff/yaml"

	"rondo/rooms/redis"
	"rondo/rooms/redis/redistest"
)

// strictly decodes YAML and refuses what v has no place for: a name that is misspelt there
// would be passed over in silence by whoever reads it in earnest.
func strictly(t *testing.T, name, text string, v any) {
	t.Helper()
	strict := func(d *json.Decoder) *json.Decoder { d.DisallowUnknownFields(); return d }
	if _, err := yaml.Unmarshal([]byte(text), v, yaml.DecodeOpts{}, strict); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// nodeSettings holds what a node is started with against what the program takes.
func nodeSettings(t *testing.T, name string, env map[string]string, ports []string) config {
	t.Helper()
	cfg, _, err := parseConfig(nil, func(name string) string { return env[name] }, io.Discard)
	if err != nil || cfg.publicURL == nil || len(cfg.proxies) == 0 || cfg.redis == "" || cfg.clusterSecret == "" || cfg.drainDelay == 0 {
		t.Fatalf("%s: %+v, %v", name, cfg, err)
	}
	for _, addr := range []string{cfg.addr, cfg.metricsAddr} {
		if _, port, _ := net.SplitHostPort(addr); !slices.Contains(ports, port) {
			t.Errorf("%s: the port of %s is not among %q", name, addr, ports)
		}
	}
	return cfg
}

// graceful wants time for a node to leave and to drain, and a little more.
func graceful(t *testing.T, name string, cfg config, grace time.Duration) {
	t.Helper()
	if least := cfg.drainDelay + defaultLimits().drain; grace < least+5*time.Second {
		t.Errorf("%s is killed after %v, and needs %v", name, grace, least)
	}
}

// suitable starts a real Redis with the arguments of a file, and lets a node look at it.
func suitable(t *testing.T, name string, args []string) {
	t.Helper()
	if args[0] != "redis-server" {
		t.Errorf("%s starts %s", name, args[0])
	}
	server := redistest.Start(t, args[1:]...)
	node, err := redis.Open(t.Context(), redis.Options{URL: server.URL(), Secret: clusterSecret})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if err := node.Close(); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"appendonly\nyes", "appendfsync\neverysec", "maxmemory-policy\nnoeviction"} {
		what, _, _ := strings.Cut(want, "\n")
		if got := strings.TrimSpace(server.Do("config", "get", what)); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

type composeCheck struct {
	Test        []string
	Interval    string
	Timeout     string
	StartPeriod string `json:"start_period"`
}

type clusterService struct {
	Build, Image, Restart, User string
	ReadOnly                    bool     `json:"read_only"`
	Drop                        []string `json:"cap_drop"`
	Security                    []string `json:"security_opt"`
	Grace                       string   `json:"stop_grace_period"`
	Environment                 map[string]string
	Secrets                     []string
	MemLimit                    string `json:"mem_limit"`
	Ulimits                     map[string]int
	Healthcheck                 composeCheck
	Expose, Ports               []string
	Command                     []string
	Volumes                     []string
	DependsOn                   any `json:"depends_on"`
	Networks                    []string
}

// Two nodes, their Redis and Caddy: each name in the file is one that is there.
func TestClusterCompose(t *testing.T) {
	var c struct {
		Node     clusterService `json:"x-node"`
		Services map[string]clusterService
		Secrets  map[string]struct{ File string }
		Volumes  map[string]any
		Networks map[string]struct {
			Internal bool
			IPAM     struct{ Config []struct{ Subnet string } }
		}
	}
	strictly(t, "compose", deployed(t, "deploy/cluster/compose.yaml"), &c)
	caddy := deployed(t, "deploy/cluster/Caddyfile")
	for _, name := range []string{"one", "two"} {
		node := c.Services[name]
		cfg := nodeSettings(t, name, node.Environment, node.Expose)
		grace, err := time.ParseDuration(node.Grace)
		if err != nil {
			t.Error(err)
		}
		graceful(t, name, cfg, grace)
		if at, _ := url.Parse(cfg.redis); at.Hostname() != "redis" || at.Port() != "6379" {
			t.Errorf("its Redis is %s", cfg.redis)
		}
		if want := path.Join("/run/secrets", node.Secrets[0]); cfg.clusterSecret != want || c.Secrets[node.Secrets[0]].File != "./secret" {
			t.Errorf("its secret is %s, mounted at %s", cfg.clusterSecret, want)
		}
		if cfg.proxies[0].String() != c.Networks["inside"].IPAM.Config[0].Subnet {
			t.Errorf("it trusts %v", cfg.proxies)
		}
		if !slices.Equal(node.Healthcheck.Test, []string{"CMD", "/rondo", "healthcheck"}) {
			t.Errorf("%q", node.Healthcheck.Test)
		}
		_, port, _ := net.SplitHostPort(cfg.addr)
		if !strings.Contains(caddy, name+":"+port) {
			t.Errorf("Caddy knows nothing of %s:%s", name, port)
		}
	}
	for name, s := range c.Services {
		if name != "caddy" && (!s.ReadOnly || !slices.Equal(s.Drop, []string{"ALL"}) || len(s.Security) != 1) {
			t.Errorf("%s may do too much: %+v", name, s)
		}
		for _, volume := range s.Volumes {
			from, _, _ := strings.Cut(volume, ":")
			if _, err := os.Stat(filepath.Join("../deploy/cluster", from)); !hasKey(c.Volumes, from) && err != nil {
				t.Errorf("%s mounts %s, which is nowhere", name, from)
			}
		}
		for _, net := range s.Networks {
			if !hasKey(c.Networks, net) {
				t.Errorf("%s is in %s, which is nowhere", name, net)
			}
		}
	}
	if r := c.Services["redis"]; !slices.Equal(r.Networks, []string{"store"}) || !c.Networks["store"].Internal || len(r.Ports)+len(r.Expose) > 0 {
		t.Error("others than the nodes reach Redis")
	}
	suitable(t, "compose", c.Services["redis"].Command)
}

// Balancers keep nobody at a node, ask whether it is ready, and log no connections.
func TestClusterBalancers(t *testing.T) {
	caddy, nginx := deployed(t, "deploy/cluster/Caddyfile"), deployed(t, "deploy/cluster/nginx.conf")
	bare := regexp.MustCompile(`(?m)#.*$`).ReplaceAllString(nginx, "")
	for _, want := range []string{"lb_policy round_robin", "health_uri /readyz"} {
		if !strings.Contains(caddy, want) {
			t.Errorf("Caddy lacks %s", want)
		}
	}
	for _, bad := range []string{"ip_hash", "sticky", "hash ", "non_idempotent", "http_503"} {
		if strings.Contains(bare, bad) {
			t.Errorf("nginx has %s", bad)
		}
	}
	if strings.Count(bare, "access_log off;") != strings.Count(bare, "\nserver {") || regexp.MustCompile(`(?m)^\s*log\b`).MatchString(caddy) {
		t.Error("a balancer logs requests")
	}
	if program, err := exec.LookPath("caddy"); err != nil {
		t.Log("caddy is not installed here: nobody but this test has read deploy/cluster/Caddyfile")
	} else if out, err := exec.CommandContext(t.Context(), program, "validate", "--adapter", "caddyfile", "--config", "../deploy/cluster/Caddyfile").CombinedOutput(); err != nil {
		t.Errorf("caddy: %v: %s", err, out)
	}
}

// Behind a real nginx people meet over two nodes, and go on meeting when one has died.
func TestARealNginxBalancesNodes(t *testing.T) {
	program, err := exec.LookPath("nginx")
	if err != nil {
		t.Skipf("nginx is not installed here (%v): deploy/cluster/nginx.conf is only read, see TestClusterBalancers", err)
	}
	server, bin := redistest.Start(t), compiled(t)
	var hosts []string
	var nodes []*process
	for range 2 {
		nodes = append(nodes, spawnBuilt(t, bin, "-redis", server.URL(), "-cluster-secret", secretFile(t), "-public-url", "http://rondo.example", "-trusted-proxies", "127.0.0.1"))
		hosts = append(hosts, nodes[len(nodes)-1].url.Host)
	}
	dir, addr := t.TempDir(), freeAddress(t)
	site := regexp.MustCompile(`(?m)^\s*(ssl_\w+|listen \[::\]).*$`).ReplaceAllString(deployed(t, "deploy/cluster/nginx.conf"), "")
	for old, now := range map[string]string{"listen 443 ssl;": "listen " + addr + ";", "listen 80;": "listen " + freeAddress(t) + ";", "10.0.0.11:8080": hosts[0], "10.0.0.12:8080": hosts[1]} {
		if strings.Count(site, old) != 1 {
			t.Fatalf("deploy/cluster/nginx.conf has %q %d times", old, strings.Count(site, old))
		}
		site = strings.Replace(site, old, now, 1)
	}
	conf := fmt.Sprintf("pid %[1]s/pid;\nerror_log %[1]s/error.log;\nevents {}\nhttp {\naccess_log %[1]s/access.log;\n%[2]s\n}\n", dir, site)
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	nginx := func(more ...string) {
		t.Helper()
		if out, err := exec.Command(program, append([]string{"-p", dir, "-c", filepath.Join(dir, "nginx.conf")}, more...)...).CombinedOutput(); err != nil {
			t.Fatalf("nginx %v: %v\n%s", more, err, out)
		}
	}
	nginx("-t")
	nginx()
	t.Cleanup(func() { nginx("-s", "stop") })
	meetThrough(t, addr)
	for i, n := range nodes {
		if !strings.Contains(n.log.String(), `"route"`) && !strings.Contains(n.log.String(), `"session"`) {
			t.Errorf("nobody came to node %d: %s", i, n.log.String())
		}
	}
	nodes[0].kill()
	meetThrough(t, addr)
	if log, err := os.ReadFile(filepath.Join(dir, "access.log")); err != nil || len(log) > 0 {
		t.Errorf("nginx has logged %s, %v", log, err)
	}
}
