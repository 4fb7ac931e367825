package main

import (
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/oasdiff/yaml"
)

func deployed(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Every variable that a deployment file names is one that the program reads.
func TestDeployedVariablesExist(t *testing.T) {
	known := []string{}
	for _, spec := range flagSpecs {
		known = append(known, envName(spec.name))
	}
	files := []string{"../Dockerfile"}
	err := filepath.WalkDir("../deploy", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) < 8 {
		t.Fatalf("%q, %v", files, err)
	}
	for _, file := range files {
		for _, name := range regexp.MustCompile(`\bRONDO_[A-Z_]*[A-Z]\b`).FindAllString(deployed(t, strings.TrimPrefix(file, "../")), -1) {
			if !slices.Contains(known, name) {
				t.Errorf("%s names %s, which is no setting", file, name)
			}
		}
	}
}

// What the files set, the program takes.
func TestDeployedSettingsAreTaken(t *testing.T) {
	unit := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^Environment=(\w+)=(.*)$`).FindAllStringSubmatch(deployed(t, "deploy/rondo.service"), -1) {
		unit[m[1]] = m[2]
	}
	image := map[string]string{}
	for _, m := range regexp.MustCompile(`\b(RONDO_\w+)=(\S+)`).FindAllStringSubmatch(deployed(t, "Dockerfile"), -1) {
		image[m[1]] = m[2]
	}
	for what, env := range map[string]map[string]string{"the unit": unit, "the image": image, "compose": readCompose(t).Services["rondo"].Environment} {
		cfg, _, err := parseConfig(nil, func(name string) string { return env[name] }, io.Discard)
		if err != nil || env["RONDO_ADDR"] == "" || env["RONDO_DATA"] == "" {
			t.Errorf("%s: %+v, %v", what, env, err)
		}
		if _, port, _ := net.SplitHostPort(cfg.addr); port != "8080" {
			t.Errorf("%s listens on %s; the proxies' files say 8080", what, cfg.addr)
		}
	}
	for _, want := range []string{"RuntimeDirectoryPreserve=restart", "RuntimeDirectory=rondo\n", "RONDO_KEYS=/run/rondo\n", "TimeoutStopSec=30\n", "DynamicUser=yes", "ExecStart=/usr/local/bin/rondo serve\n"} {
		if !strings.Contains(deployed(t, "deploy/rondo.service"), want) {
			t.Errorf("the unit lacks %s", want)
		}
	}
}

type compose struct {
	Services map[string]struct {
		Environment map[string]string
		Expose      []string
		Volumes     []string
		ReadOnly    bool   `json:"read_only"`
		Grace       string `json:"stop_grace_period"`
	}
	Volumes map[string]any
}

func readCompose(t *testing.T) (c compose) {
	t.Helper()
	if _, err := yaml.Unmarshal([]byte(deployed(t, "deploy/compose.yaml")), &c, yaml.DecodeOpts{}); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestCompose(t *testing.T) {
	c := readCompose(t)
	rondo := c.Services["rondo"]
	for name, env := range map[string]string{"addr": "RONDO_ADDR", "metrics": "RONDO_METRICS_ADDR"} {
		_, port, err := net.SplitHostPort(rondo.Environment[env])
		if err != nil || !slices.Contains(rondo.Expose, port) {
			t.Errorf("the port of %s is not exposed: %q in %q", name, rondo.Environment[env], rondo.Expose)
		}
	}
	if !rondo.ReadOnly || rondo.Grace != "30s" {
		t.Errorf("%+v", rondo)
	}
	for service, s := range c.Services {
		for _, volume := range s.Volumes {
			from, to, _ := strings.Cut(volume, ":")
			if _, err := os.Stat(filepath.Join("../deploy", from)); !hasKey(c.Volumes, from) && err != nil {
				t.Errorf("%s mounts %s, which is nowhere", service, from)
			}
			if service == "rondo" && from == "data" && to != rondo.Environment["RONDO_DATA"] {
				t.Errorf("data is mounted at %s", to)
			}
		}
	}
	if upstream := "reverse_proxy rondo:8080"; !strings.Contains(deployed(t, "deploy/Caddyfile.compose"), upstream) {
		t.Errorf("Caddy does not say %s", upstream)
	}
}

func hasKey[V any](m map[string]V, key string) bool { _, ok := m[key]; return ok }

// What nginx forgets, nobody gets a socket without.
func TestProxies(t *testing.T) {
	_, port, _ := net.SplitHostPort(flagSpecs[0].def)
	for file, wants := range map[string][]string{
		"deploy/Caddyfile": {"reverse_proxy 127.0.0.1:" + port, "health_uri /livez"},
		"deploy/nginx.conf": {
			fmt.Sprintf("proxy_pass http://127.0.0.1:%s;", port), "proxy_http_version 1.1;", "proxy_set_header Host $host;",
			"proxy_set_header Upgrade $http_upgrade;", "proxy_buffering off;", "proxy_read_timeout 60s;",
		},
	} {
		for _, want := range wants {
			if !strings.Contains(deployed(t, file), want) {
				t.Errorf("%s lacks %s", file, want)
			}
		}
	}
	if l := defaultLimits(); l.ping.Seconds() >= 60 || l.drain.Seconds() >= 30 {
		t.Error("the proxies' files and units count on other times")
	}
}

// A proxy's access log has the bytes of each connection, which say how much a
// person wrote in an anonymous round. nginx writes one unless told not to, Caddy
// only when told to.
func TestProxiesLogNoConnections(t *testing.T) {
	nginx := deployed(t, "deploy/nginx.conf")
	servers := strings.Count(nginx, "\nserver {")
	if off := strings.Count(nginx, "\n\taccess_log off;"); servers == 0 || off != servers || strings.Count(nginx, "access_log") != servers {
		t.Errorf("%d of nginx's %d servers log nothing", off, servers)
	}
	for _, name := range []string{"deploy/Caddyfile", "deploy/Caddyfile.compose"} {
		if regexp.MustCompile(`(?m)^\s*log\b`).MatchString(deployed(t, name)) {
			t.Errorf("%s logs requests", name)
		}
	}
}
