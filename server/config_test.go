package main

import (
	"io"
	"strings"
	"testing"
)

func TestBadFlagsAreNamed(t *testing.T) {
	for flag, bad := range map[string][]string{
		"addr":            {"nonsense", ":notaport", ""},
		"data":            {""},
		"redis":           {"http://127.0.0.1", "127.0.0.1:6379", "redis://u:secret@h:bad"},
		"redis-wait":      {"-1", "x", "11"},
		"public-url":      {"rondo.example", "ftp://x", "https://x/sub", "https://x?y", "https://u:p@x", "https://x#y", "://"},
		"trusted-proxies": {"10.0.0.0/33", "localhost", "10.0.0.1;10.0.0.2"},
		"metrics-addr":    {"nonsense"},
		"drain-delay":     {"5", "-1s", "2m"},
		"hsts":            {"on", "subdomain", "Host"},
		"raise-limits":    {"0", "-1", "x", "20000"},
		"from":            {"http://127.0.0.1", "redis://u:secret@h:bad"},
		"to":              {"http://127.0.0.1"},
		"open-rounds":     {"keep", "Void"},
	} {
		for _, value := range bad {
			_, _, err := parseConfig([]string{"-" + flag + "=" + value}, noEnv, io.Discard)
			if err == nil || !strings.HasPrefix(err.Error(), "-"+flag) || !strings.Contains(err.Error(), envName(flag)) {
				t.Errorf("-%s=%s: %v", flag, value, err)
			}
			if value == "" {
				continue // an empty variable is one that is not set
			}
			env := func(name string) string { return map[string]string{envName(flag): value}[name] }
			if _, _, err := parseConfig(nil, env, io.Discard); err == nil || !strings.HasPrefix(err.Error(), "-"+flag) {
				t.Errorf("%s=%s: %v", envName(flag), value, err)
			}
		}
	}
	_, _, err := parseConfig([]string{"-redis", "redis://u:secret@h:bad"}, noEnv, io.Discard)
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("-redis, with a password: %v", err)
	}
}

func TestFlagsWinOverTheEnvironment(t *testing.T) {
	env := func(name string) string {
		return map[string]string{"RONDO_ADDR": ":1", "RONDO_DATA": "/d", "RONDO_PUBLIC_URL": "https://Rondo.Example:443/", "RONDO_TRUSTED_PROXIES": "10.0.0.1, fd00::/8"}[name]
	}
	cfg, rest, err := parseConfig([]string{"-addr", ":2", "rest"}, env, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if cfg.addr != ":2" || cfg.data != "/d" || cfg.publicURL.String() != "https://rondo.example" || len(rest) != 1 {
		t.Errorf("%+v %q", cfg, rest)
	}
	if len(cfg.proxies) != 2 || cfg.proxies[0].String() != "10.0.0.1/32" || cfg.proxies[1].String() != "fd00::/8" {
		t.Errorf("the proxies are %v", cfg.proxies)
	}
}

func TestKeysMustBeInMemory(t *testing.T) {
	if err := checkKeysDir(t.TempDir()); err != nil && !strings.Contains(err.Error(), "tmpfs") {
		t.Errorf("a directory: %v", err)
	}
	if err := checkKeysDir("/proc/self/nothing"); err == nil {
		t.Error("a directory that cannot be passes")
	}
	if err := checkKeysDir(""); err != nil {
		t.Errorf("none: %v", err)
	}
}

func TestUsage(t *testing.T) {
	var out strings.Builder
	if err := run(t.Context(), []string{"help"}, noEnv, &out, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, spec := range flagSpecs {
		if !strings.Contains(out.String(), "-"+spec.name) || !strings.Contains(out.String(), envName(spec.name)) {
			t.Errorf("help does not name -%s", spec.name)
		}
	}
	for _, args := range [][]string{{"dance"}, {"serve", "what"}, {"-nothing"}, {"backup"}} {
		if run(t.Context(), args, noEnv, io.Discard, io.Discard) == nil {
			t.Errorf("%q passes", args)
		}
	}
	if err := run(t.Context(), []string{"-h"}, noEnv, io.Discard, io.Discard); err != nil {
		t.Errorf("-h: %v", err)
	}
}
