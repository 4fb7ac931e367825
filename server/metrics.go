package main

import (
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"rondo/rooms/live"
	"rondo/rooms/redis"
	"rondo/rooms/wire"
)

// metrics are totals of this process, never of a room or a person: a counter
// that is read every few seconds must not tell who just voted.
type metrics struct {
	registry  *prometheus.Registry
	now       func() time.Time
	requests  *prometheus.CounterVec
	refused   *prometheus.CounterVec
	closes    *prometheus.CounterVec
	limited   prometheus.Counter
	badFrames prometheus.Counter
	frames    atomic.Int64 // in the path of every frame: plainer than a Counter
	bytes     atomic.Int64
}

func newMetrics(stats func() live.Stats, c *crowd, now func() time.Time) *metrics {
	m := &metrics{
		registry:  prometheus.NewRegistry(),
		now:       now,
		requests:  prometheus.NewCounterVec(opts("http_requests_total", "HTTP requests by route and status."), []string{"route", "status"}),
		closes:    prometheus.NewCounterVec(opts("socket_closes_total", "Connections that ended, by close code."), []string{"code"}),
		limited:   prometheus.NewCounter(opts("rate_limited_total", "Frames refused for their rate.")),
		refused:   prometheus.NewCounterVec(opts("http_refusals_total", "HTTP requests that were refused, by code."), []string{"code"}),
		badFrames: prometheus.NewCounter(opts("bad_frames_total", "Frames that were none.")),
	}
	m.registry.MustRegister(m.requests, m.refused, m.closes, m.limited, m.badFrames,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	gauge, count := m.gauge, m.count
	gauge("connections", "Sockets that are open.", func() float64 { return float64(c.size()) })
	gauge("rooms", "Rooms that are open.", func() float64 { return float64(stats().Rooms) })
	gauge("seats", "Connections that have a chair.", func() float64 { return float64(stats().Seats) })
	gauge("burns_pending", "Keys of anonymous rounds that wait to be destroyed.", func() float64 { return float64(stats().Burns) })
	gauge("rooms_damaged", "Rooms that were found damaged and are set aside.", func() float64 { return float64(stats().Damaged) })
	count("frames_sent_total", "Frames sent.", m.frames.Load)
	count("frame_bytes_sent_total", "Bytes of frames sent, without headers.", m.bytes.Load)
	count("steps_total", "Steps that rooms made.", func() int64 { return stats().Steps })
	for _, code := range live.CountedCodes {
		o := opts("refusals_total", "Actions that rooms refused, by code; those of their rules are one.")
		o.ConstLabels = prometheus.Labels{"code": code}
		m.registry.MustRegister(prometheus.NewCounterFunc(o, func() float64 { return float64(stats().Refused[code]) }))
	}
	gauge("storage_full", "1 while the disk is full.", func() float64 { return oneIf(stats().Full) })
	count("entries_total", "Entries appended to the journal.", func() int64 { return stats().Entries })
	count("batches_total", "Batches of entries appended.", func() int64 { return stats().Batches })
	count("snapshots_total", "Snapshots stored.", func() int64 { return stats().Snapshots })
	count("resumes_total", "Browsers that resumed.", func() int64 { return stats().Resumes })
	count("panics_total", "Panics of rooms that were caught.", func() int64 { return stats().Bugs })
	count("resets_total", "Browsers that got a whole document.", func() int64 { return stats().Resets })
	return m
}

// ofNodes adds what is known where several nodes share a Redis.
func (m *metrics) ofNodes(stats func() redis.Stats) {
	m.gauge("nodes", "Nodes that share the Redis, this one included.", func() float64 { return float64(stats().Nodes) })
	m.gauge("households", "Teams with their meetings, and rooms without a team, that are at this node.", func() float64 { return float64(stats().Households) })
	m.gauge("redis_reachable", "1 while Redis answers.", func() float64 { return oneIf(stats().Reachable) })
	m.count("rooms_healed_total", "Rooms of which Redis had lost a part, and got it back.", func() int64 { return stats().Healed })
	m.count("rooms_lost_total", "Rooms that another node took while they were open here.", func() int64 { return stats().Lost })
	m.count("node_links_broken_total", "Times that something said between two nodes went missing.", func() int64 { return stats().Broken })
}

func (m *metrics) gauge(name, help string, value func() float64) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts(opts(name, help)), value))
}

func (m *metrics) count(name, help string, value func() int64) {
	m.registry.MustRegister(prometheus.NewCounterFunc(opts(name, help), func() float64 { return float64(value()) }))
}

func oneIf(on bool) float64 {
	if on {
		return 1
	}
	return 0
}

func opts(name, help string) prometheus.CounterOpts {
	return prometheus.CounterOpts{Namespace: "rondo", Name: name, Help: help}
}

// settled is how long figures stand: on a server with one meeting, a counter that is
// read all the time would show each secret step as it is made.
const settled = time.Minute

// handler serves the metrics, on a listener of their own.
func (m *metrics) handler() http.Handler {
	gather := prometheus.GathererFunc(seldom(settled, func() time.Time { return m.now() }, m.registry.Gather))
	return promhttp.HandlerFor(gather, promhttp.HandlerOpts{Registry: m.registry})
}

// seldom asks again once what it was told is older than that.
func seldom[T any](pause time.Duration, now func() time.Time, ask func() (T, error)) func() (T, error) {
	var (
		mu     sync.Mutex
		told   T
		asked  time.Time
		failed error
	)
	return func() (T, error) {
		mu.Lock()
		defer mu.Unlock()
		if asked.IsZero() || now().Sub(asked) >= pause {
			told, failed = ask()
			asked = now()
		}
		return told, failed
	}
}

func (m *metrics) sent(frames []wire.Frame) {
	size := 0
	for _, f := range frames {
		size += len(f)
	}
	m.frames.Add(int64(len(frames)))
	m.bytes.Add(int64(size))
}

// closed counts by code. Codes of strangers are one: they could invent thousands.
func (m *metrics) closed(code int) {
	label := "other"
	switch {
	case code >= 1000 && code <= closeOverload, code >= wire.CloseBadFrame && code <= wire.CloseFlood:
		label = strconv.Itoa(code)
	}
	m.closes.WithLabelValues(label).Inc()
}
