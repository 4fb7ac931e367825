package redis

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"

	"rondo/rooms"
)

// TTL is how long a lease lasts that nobody renews. A node that dies is taken over from
// after that; safety does not depend on it.
const TTL = 3 * time.Second

// LeastSecret is how many bytes the secret of a cluster has at least.
const LeastSecret = 32

// Options is what a node is built from.
type Options struct {
	URL    string         // redis://, rediss:// or unix://; with ?master_name=… and ?addr=host:port of further ones it names Sentinels
	CA     string         // file of the authority that signed the certificate of a rediss:// server; the system's when empty
	Wait   int            // replicas that must have an append before it counts as durable
	Secret []byte         // of the cluster: what goes over Redis is sealed under it
	TTL    time.Duration  // of leases, TTL when 0
	Log    *slog.Logger   // discarded when nil
	Lost   func(rooms.ID) // another node has the room, or may have; never called for one that was released
	Reads  int            // how much this program reads of what rooms are stored as; a newer one reads more
	Sole   bool           // moves rooms: no other node may be there, or come

	wipeEvery time.Duration // see there; shorter in tests
}

func (o Options) withDefaults() Options {
	if o.TTL == 0 {
		o.TTL = TTL
	}
	if o.wipeEvery == 0 {
		o.wipeEvery = wipeEvery
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Lost == nil {
		o.Lost = func(rooms.ID) {}
	}
	return o
}

// silence keeps go-redis from writing to standard error, where our log is, one line for each
// dial that fails. What it says there, its errors say as well.
type silence struct{}

// Printf says nothing.
func (silence) Printf(context.Context, string, ...any) {}

var silent = sync.OnceFunc(func() { redis.SetLogger(silence{}) })

// CheckURL tells what is wrong with the address of a Redis, without its password.
func CheckURL(address string) error {
	_, err := dialer(Options{URL: address}, nil)
	return err
}

// greeting is done at each connection that is made.
type greeting func(context.Context, *redis.Conn) error

// dialer makes a client of an address.
func dialer(o Options, greet greeting) (func() *redis.Client, error) {
	silent()
	u, err := url.Parse(o.URL)
	if err != nil {
		return nil, errors.New("it is no URL") // the error would repeat it, with its password
	}
	trust, err := authority(o.CA)
	if err != nil {
		return nil, err
	}
	if u.Query().Has("master_name") {
		return sentinels(o.URL, trust, greet)
	}
	options, err := redis.ParseURL(o.URL)
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), o.URL, "…"))
	}
	if options.TLSConfig != nil && trust != nil {
		options.TLSConfig.RootCAs = trust
	}
	return func() *redis.Client {
		own := *options
		careful(&own)
		own.OnConnect = greet
		return redis.NewClient(&own)
	}, nil
}

func sentinels(address string, trust *x509.CertPool, greet greeting) (func() *redis.Client, error) {
	options, err := redis.ParseFailoverURL(address)
	if err != nil {
		return nil, errors.New(strings.ReplaceAll(err.Error(), address, "…"))
	}
	if options.TLSConfig == nil && trust != nil {
		options.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	if options.TLSConfig != nil && trust != nil {
		options.TLSConfig.RootCAs = trust
	}
	return func() *redis.Client {
		own := *options
		own.MaxRetries, own.DialerRetries, own.ContextTimeoutEnabled, own.DisableIdentity = -1, 1, true, true
		own.DialTimeout, own.ReadTimeout, own.WriteTimeout, own.PoolSize = dialTimeout, answerTimeout, answerTimeout, poolSize
		own.OnConnect = greet
		return redis.NewFailoverClient(&own)
	}, nil
}

const (
	dialTimeout   = time.Second
	answerTimeout = 3 * time.Second
	poolSize      = 64
)

// careful sets what go-redis leaves to chance: a script that was sent is not sent again
// behind our back, a deadline is one, and nobody waits for dials that fail.
func careful(o *redis.Options) {
	o.MaxRetries, o.DialerRetries, o.ContextTimeoutEnabled, o.DisableIdentity = -1, 1, true, true
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolSize = dialTimeout, answerTimeout, answerTimeout, poolSize
	o.MaintNotificationsConfig = &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

func authority(file string) (*x509.CertPool, error) {
	if file == "" {
		return nil, nil
	}
	pem, err := os.ReadFile(file) // #nosec G304 -- the operator names it
	if err != nil {
		return nil, err
	}
	trust := x509.NewCertPool()
	if !trust.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("%s has no certificate", file)
	}
	return trust, nil
}

// suits refuses a Redis that is too old, takes no writes, or throws away what it was given to keep.
func suits(ctx context.Context, client *redis.Client) error {
	info, err := client.Info(ctx, "server").Result()
	if err != nil {
		return fmt.Errorf("it does not answer: %w", err)
	}
	if v := fieldOf(info, "redis_version"); older(v, 6, 2) {
		return fmt.Errorf("it is version %s, and 6.2 is the oldest that will do", v)
	}
	if role, err := client.Info(ctx, "replication").Result(); err == nil && fieldOf(role, "role") == "slave" {
		return errors.New("it is a replica, which takes no writes: name the primary, or the Sentinels that know it")
	}
	policy, err := client.ConfigGet(ctx, "maxmemory-policy").Result()
	if err != nil {
		return nil // a hosted Redis may not say; docs/operate.md tells what it must be
	}
	if p := policy["maxmemory-policy"]; p != "noeviction" {
		return fmt.Errorf("its maxmemory-policy is %s: it would throw rooms away when memory is short. Set it to noeviction", p)
	}
	return nil
}

// fieldOf returns a line of INFO.
func fieldOf(info, name string) string {
	for line := range strings.Lines(info) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func older(version string, major, minor int) bool {
	parts := strings.SplitN(version, ".", 3)
	if len(parts) < 2 {
		return false
	}
	a, err1 := strconv.Atoi(parts[0])
	b, err2 := strconv.Atoi(parts[1])
	return err1 == nil && err2 == nil && (a < major || a == major && b < minor)
}
