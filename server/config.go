package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"rondo/rooms/redis"
	"rondo/rooms/sqlite"
)

// config is what the operator decides. Every flag is also read from the
// environment; the flag wins.
type config struct {
	addr          string
	data          string
	redis         string // "": SQLite in data
	redisCA       string
	redisWait     int
	clusterSecret string   // file
	publicURL     *url.URL // nil: the server answers to localhost and to this machine's addresses
	proxies       []netip.Prefix
	keys          string
	metricsAddr   string
	hsts          string
	drainDelay    time.Duration
	raiseLimits   int
	from, to      string // of a copy: a data directory, or the URL of a Redis
	openRounds    string
	help          bool

	namedBy string // the flag that named the storage, where that is neither -data nor -redis
	sole    bool   // nobody else may be at the Redis

	sqlite sqlite.Options // for tests
}

// flagSpec is one setting. set checks the value, so that a wrong one is refused
// at the start, by the name of its flag.
type flagSpec struct {
	name, def, help string
	set             func(*config, string) error
}

var flagSpecs = []flagSpec{
	{"addr", ":8080", "address to listen on", func(c *config, v string) error { c.addr = v; return checkAddr(v) }},
	{"data", "./data", "directory of the database and its keys", func(c *config, v string) error { c.data = v; return notEmpty(v) }},
	{"redis", "", "redis://, rediss:// or unix:// URL, for several nodes that share rooms (default: SQLite in -data)", setRedis},
	{"redis-ca", "", "file with the authority of a rediss:// server (default: the system's)", func(c *config, v string) error { c.redisCA = v; return nil }},
	{"redis-wait", "0", "replicas of Redis that must have an action before it counts", setRedisWait},
	{"cluster-secret", "", "file with a secret of 32 bytes or more, the same on all nodes; needed with -redis", func(c *config, v string) error { c.clusterSecret = v; return nil }},
	{"public-url", "", "URL under which browsers reach the server, such as https://rondo.example", setPublicURL},
	{"trusted-proxies", "", "addresses or prefixes whose X-Forwarded-For counts, comma separated", setProxies},
	{"hsts", "host", "what browsers remember of https: off, host, or subdomains too", setHSTS},
	{"keys", "", "directory on tmpfs for the keys of anonymous rounds (default: data/keys)", func(c *config, v string) error { c.keys = v; return nil }},
	{"metrics-addr", "", "address for Prometheus metrics (default: none)", func(c *config, v string) error { c.metricsAddr = v; return checkOptionalAddr(v) }},
	{"drain-delay", "0s", "how long /readyz answers 503 before the server drains, so that a balancer sends nobody more", setDrainDelay},
	{"raise-limits", "1", "factor on all limits; for benchmarks and tests only", setRaiseLimits},
	{"from", "", "copy: data directory or URL of a Redis that rooms come from", func(c *config, v string) error { c.from = v; return checkPlace(v) }},
	{"to", "", "copy: data directory or URL of a Redis that they go to", func(c *config, v string) error { c.to = v; return checkPlace(v) }},
	{"open-rounds", "refuse", "copy: what to do about open anonymous rounds: refuse, or void them", setOpenRounds},
}

// envName is the flag's name in the environment.
func envName(flagName string) string {
	return "RONDO_" + strings.ToUpper(strings.ReplaceAll(flagName, "-", "_"))
}

// parseConfig reads flags and environment and returns the arguments left over.
func parseConfig(args []string, getenv func(string) string, stderr io.Writer) (config, []string, error) {
	set := flag.NewFlagSet("rondo", flag.ContinueOnError)
	set.SetOutput(stderr)
	values := make([]*string, len(flagSpecs))
	for i, spec := range flagSpecs {
		def := spec.def
		if v := getenv(envName(spec.name)); v != "" {
			def = v
		}
		values[i] = set.String(spec.name, def, spec.help+"; "+envName(spec.name))
	}
	set.Usage = func() { fmt.Fprint(stderr, usage); set.PrintDefaults() }
	var cfg config
	rest, err := parseMixed(set, args)
	if errors.Is(err, flag.ErrHelp) {
		return config{help: true}, nil, nil
	} else if err != nil {
		return cfg, nil, err
	}
	for i, spec := range flagSpecs {
		if err := spec.set(&cfg, *values[i]); err != nil {
			return cfg, nil, fmt.Errorf("-%s (or %s): %w", spec.name, envName(spec.name), err)
		}
	}
	return cfg, rest, nil
}

// parseMixed takes flags before and behind other arguments, which it returns.
func parseMixed(set *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := set.Parse(args); err != nil || set.NArg() == 0 {
			return rest, err
		}
		rest, args = append(rest, set.Arg(0)), set.Args()[1:]
	}
}

func printUsage(w io.Writer) error {
	if _, err := fmt.Fprint(w, usage); err != nil {
		return err
	}
	for _, spec := range flagSpecs {
		if _, err := fmt.Fprintf(w, "  -%-16s %s (%s)\n", spec.name, spec.help, envName(spec.name)); err != nil {
			return err
		}
	}
	return nil
}

func notEmpty(v string) error {
	if v == "" {
		return errors.New("must not be empty")
	}
	return nil
}

func checkAddr(v string) error {
	_, port, err := net.SplitHostPort(v)
	if err != nil {
		return fmt.Errorf("%q is not host:port", v)
	}
	if _, err := net.LookupPort("tcp", port); err != nil {
		return fmt.Errorf("%q is not a port", port)
	}
	return nil
}

func checkOptionalAddr(v string) error {
	if v == "" {
		return nil
	}
	return checkAddr(v)
}

func setRedis(c *config, v string) error {
	if c.redis = v; v == "" {
		return nil
	}
	return redis.CheckURL(v)
}

// checkPlace takes a directory, or the URL of a Redis.
func checkPlace(v string) error {
	if !isURL(v) {
		return nil
	}
	return redis.CheckURL(v)
}

func setOpenRounds(c *config, v string) error {
	if c.openRounds = v; v != "refuse" && v != "void" {
		return fmt.Errorf("%q is neither refuse nor void", v)
	}
	return nil
}

func setRedisWait(c *config, v string) error {
	if _, err := fmt.Sscanf(v, "%d", &c.redisWait); err != nil || c.redisWait < 0 || c.redisWait > 10 {
		return fmt.Errorf("%q is not a number from 0 to 10", v)
	}
	return nil
}

// setPublicURL takes an origin: scheme and host, nothing more, because the
// links that people share and the origins that are let in are made from it.
func setPublicURL(c *config, v string) error {
	if v == "" {
		return nil
	}
	u, err := url.Parse(v)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http":
		return fmt.Errorf("%q is not like https://rondo.example", v)
	case strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return fmt.Errorf("%q must be only scheme and host: the server cannot live under a path", v)
	}
	c.publicURL = &url.URL{Scheme: u.Scheme, Host: plainHost(u.Scheme, u.Host)}
	return nil
}

func setProxies(c *config, v string) error {
	for _, word := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		prefix, err := netip.ParsePrefix(word)
		if err != nil {
			addr, err := netip.ParseAddr(word)
			if err != nil {
				return fmt.Errorf("%q is neither an address nor a prefix like 10.0.0.0/8", word)
			}
			prefix = netip.PrefixFrom(addr, addr.BitLen())
		}
		c.proxies = append(c.proxies, prefix.Masked())
	}
	return nil
}

func setHSTS(c *config, v string) error {
	if _, known := transportSecurity[v]; !known {
		return fmt.Errorf("%q is none of off, host and subdomains", v)
	}
	c.hsts = v
	return nil
}

func setDrainDelay(c *config, v string) (err error) {
	if c.drainDelay, err = time.ParseDuration(v); err != nil || c.drainDelay < 0 || c.drainDelay > time.Minute {
		return fmt.Errorf("%q is not a time from 0s to 1m", v)
	}
	return nil
}

func setRaiseLimits(c *config, v string) error {
	if _, err := fmt.Sscanf(v, "%d", &c.raiseLimits); err != nil || c.raiseLimits < 1 || c.raiseLimits > 10_000 {
		return fmt.Errorf("%q is not a factor from 1 to 10000", v)
	}
	return nil
}
