package main

import (
	"encoding/json"
	"errors"
	"log/slog"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/redis"
	"rondo/rooms/redis/redistest"
)

// A node without its Redis lets nobody new come, says so once, and lives; and so when Redis
// is back.
func TestANodeWithoutRedisIsNotReady(t *testing.T) {
	server, log := redistest.Start(t), &safeBuffer{}
	node, err := redis.Open(t.Context(), redis.Options{URL: server.URL(), Secret: clusterSecret, Log: slog.New(slog.NewTextHandler(log, nil)), TTL: 1500 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := node.Close(); err != nil {
			t.Error(err)
		}
	})
	h := live.NewHouse(live.Options{Journal: node.Journal(), Keys: node.Keys(), Now: node.Now}, kinds()...)
	w := newWorld(t, realHouse{h})
	w.s.join(h, node)
	b := w.browser()
	ready := func() string { return string(b.get("/readyz?verbose").body) }
	if got := ready(); !strings.Contains(got, `"redis":"ok"`) {
		t.Errorf("it is %s", got)
	}
	server.Kill()
	waitFor(t, func() bool { return strings.Contains(ready(), `"redis":"unavailable"`) })
	if got := b.get("/readyz").must(t, 503); got.code() != "unavailable" {
		t.Errorf("it is %s", got.body)
	}
	b.get("/livez").must(t, 200)
	server.Again()
	waitFor(t, func() bool { return strings.Contains(ready(), `"redis":"ok"`) })
	waitFor(t, func() bool { return strings.Contains(log.String(), "Redis answers again") })
	if said := log.String(); strings.Count(said, "Redis does not answer") != strings.Count(said, "Redis answers again") {
		t.Errorf("the log says %s", said)
	}
}

// What concerns nodes is measured where there are some, and nowhere else.
func TestMetricsOfNodes(t *testing.T) {
	scrape := func(w *world) string {
		rec := httptest.NewRecorder()
		w.s.metrics.handler().ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
		return rec.Body.String()
	}
	w := nodes(t, 1)[0]
	ann := w.browser()
	ann.enter(ann.open().ID)
	for _, want := range []string{"rondo_nodes 1\n", "rondo_households 1\n", "rondo_redis_reachable 1\n", "rondo_rooms_healed_total 0\n", "rondo_rooms_lost_total 0\n", "rondo_node_links_broken_total 0\n"} {
		if got := scrape(w); !strings.Contains(got, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if got := scrape(realWorld(t)); strings.Contains(got, "rondo_nodes") {
		t.Error("a server alone counts nodes")
	}
}

// Every metric is in the operator's page, and no other.
func TestEveryMetricIsInTheOperatorsPage(t *testing.T) {
	m := newMetrics(func() live.Stats { return live.Stats{} }, newCrowd(defaultLimits()), time.Now)
	m.ofNodes(func() redis.Stats { return redis.Stats{} })
	have := map[string]bool{}
	all := make(chan *prometheus.Desc)
	go func() { m.registry.Describe(all); close(all) }()
	for desc := range all {
		if name := regexp.MustCompile(`fqName: "(rondo_\w+)"`).FindStringSubmatch(desc.String()); name != nil {
			have[name[1]] = true
		}
	}
	page := deployed(t, "docs/operate.md")
	for name := range have {
		if !strings.Contains(page, "| `"+name+"` |") {
			t.Errorf("operate.md says nothing of %s", name)
		}
	}
	for _, name := range regexp.MustCompile("`(rondo_\\w+)[`{]").FindAllStringSubmatch(page, -1) {
		if !have[name[1]] {
			t.Errorf("operate.md names %s, which there is not", name[1])
		}
	}
	if len(have) < 20 {
		t.Errorf("only %d were found", len(have))
	}
}

// Before it drains, a server lets balancers hear of it, and serves whoever comes.
func TestLeavingServesWhoComes(t *testing.T) {
	h := live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, kinds()...)
	w := newWorld(t, realHouse{h}, func(c *config, _ *limits) { c.drainDelay = time.Hour })
	ann := w.browser()
	room := ann.open()
	fatal, left := newAlarm(), make(chan error)
	go func() { left <- w.s.leave(fatal) }()
	waitFor(t, func() bool { return w.s.leaving.Load() })
	if got := ann.get("/readyz").must(t, 503); got.code() != "draining" {
		t.Errorf("it is %s", got.body)
	}
	ann.enter(room.ID)
	var other openedRoom
	if err := json.Unmarshal(ann.post("/api/rooms", `{"kind":"standup","title":"Heron"}`).must(t, 201).body, &other); err != nil || other.ID == rooms.ID("") {
		t.Errorf("%+v, %v", other, err)
	}
	broken := errors.New("the disk is gone")
	fatal.ring(broken)
	if err := <-left; !errors.Is(err, broken) {
		t.Errorf("it went on for %v", err)
	}
}

// A program that is stopped leaves first and drains then.
func TestProgramLeavesBeforeItDrains(t *testing.T) {
	p := boot(t, t.TempDir(), "-drain-delay", "10ms")
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	log := p.log.String()
	if leaving, draining := strings.Index(log, `"leaving"`), strings.Index(log, `"draining"`); leaving < 0 || draining < leaving {
		t.Errorf("the log says %s", log)
	}
}
