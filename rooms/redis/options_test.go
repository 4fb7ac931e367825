package redis

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rondo/rooms/redis/redistest"
)

// With -redis-wait an append counts once a replica has it, and not before.
func TestAnAppendWaitsForAReplica(t *testing.T) {
	t.Parallel()
	guarded := redistest.StartGuarded(t)
	m := &member{}
	var err error
	m.Node, err = Open(t.Context(), Options{URL: fmt.Sprintf("redis://127.0.0.1:%d", guarded.Primary), Secret: secret, TTL: quickTTL, Wait: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, m.Node) })
	guarded.Online()
	epoch := m.room(t, "r", "")
	until(t, "a replica has it", func() bool { return m.add(t, "r", epoch, 1) == nil }) // on a busy machine not at once
	if got := guarded.Do(guarded.Replica, "XLEN", logKey("r")); got != "1\n" {
		t.Errorf("the replica has %q entries", got)
	}
	guarded.Kill(guarded.Replica)
	if err := m.add(t, "r", epoch, 2); err == nil {
		t.Error("an append counts that no replica has")
	}
}

// Whoever asks a Sentinel where Redis is has not found another Redis.
func TestASentinelIsNoOtherRedis(t *testing.T) {
	t.Parallel()
	guarded := redistest.StartGuarded(t)
	until(t, "Redis is old enough", func() bool {
		return fieldOf(guarded.Do(guarded.Primary, "INFO", "server"), "uptime_in_seconds") >= "2"
	})
	n, err := Open(t.Context(), Options{URL: guarded.URL(), Secret: secret, TTL: quickTTL})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, n) })
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.grace.IsZero() {
		t.Errorf("another Redis was found: owners have until %v to come back", n.grace)
	}
	if info := guarded.Do(guarded.Primary, "INFO", "server"); fieldOf(info, "run_id") != n.run {
		t.Errorf("Redis is taken for %s: %s", n.run, info)
	}
}

// certificates makes an authority and a certificate for 127.0.0.1, in files.
func certificates(t *testing.T) (ca, cert, key string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, kind string, der []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	made := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, made, made, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return write("ca.pem", "CERTIFICATE", der), write("cert.pem", "CERTIFICATE", der), write("key.pem", "PRIVATE KEY", raw)
}

// A server with a certificate is reached by rediss://, if its authority is known.
func TestRedisOverTLS(t *testing.T) {
	t.Parallel()
	ca, cert, key := certificates(t)
	ln, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := ln.Addr().(*net.TCPAddr).Port
	_ = ln.Close()
	redistest.Start(t, "--bind", "127.0.0.1", "--tls-port", fmt.Sprint(port), "--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", ca, "--tls-auth-clients", "no")
	address := fmt.Sprintf("rediss://127.0.0.1:%d", port)
	n, err := Open(t.Context(), Options{URL: address, CA: ca, Secret: secret})
	if err != nil {
		t.Fatal(err)
	}
	closed(t, n)
	if n, err := Open(t.Context(), Options{URL: address, Secret: secret}); err == nil {
		closed(t, n)
		t.Error("a certificate of nobody is trusted")
	}
	if _, err := Open(t.Context(), Options{URL: address, CA: key, Secret: secret}); err == nil {
		t.Error("a file without a certificate is taken for an authority")
	}
}
