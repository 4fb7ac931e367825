package sqlite

import (
	"math"
	"slices"
	"sync"
)

// What one room may have in one transaction, and what all may have together:
// a room with much to write must not make the others wait for it.
const (
	roomEntries = 64
	roomBytes   = 256 << 10
	batchBytes  = 1 << 20
	short       = 4 << 10 // bytes of a request that does not wait for long ones
)

// request is a call on its way through the writer.
type request struct {
	room           string
	entries, bytes int
	run            func(*conn) (more bool, err error) // more: run again in a later transaction
	done           chan error                         // has room for the answer
}

// queue holds requests, those of one room in their order. It has no limit of
// its own: a room has one call in flight, and the rooms open are limited.
type queue struct {
	mu     sync.Mutex
	lanes  map[string][]*request
	turns  []string      // the rooms that have a lane, in the order of their turns
	ready  chan struct{} // holds one token while something waits
	closed bool
}

func newQueue() *queue {
	return &queue{lanes: map[string][]*request{}, ready: make(chan struct{}, 1)}
}

// push adds a request; false when the queue is closed.
func (q *queue) push(r *request) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return false
	}
	q.add(r)
	return true
}

// again puts back what has more to do, even when the queue is closed.
func (q *queue) again(r *request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.add(r)
}

func (q *queue) add(r *request) {
	if q.lanes[r.room] == nil {
		q.turns = append(q.turns, r.room)
	}
	q.lanes[r.room] = append(q.lanes[r.room], r)
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.ready <- struct{}{}:
	default: // the token is there already
	}
}

// close refuses new requests; false when it was closed before.
func (q *queue) close() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	was := q.closed
	q.closed = true
	return !was
}

// take returns the next batch: each room in turn, up to its limits. What is short comes
// first, up to half of the batch: a vote does not wait behind the long texts of other
// rooms. Who had no turn is first the next time.
func (q *queue) take() (batch []*request) {
	q.mu.Lock()
	defer q.mu.Unlock()
	var had []string
	left, total := q.turns, 0
	for _, round := range []struct{ longest, most int }{{short, batchBytes / 2}, {math.MaxInt, batchBytes}} {
		var passed []string
		for _, room := range left {
			lane := q.lanes[room]
			if total >= round.most || lane[0].bytes > round.longest {
				passed = append(passed, room)
				continue
			}
			n, bytes := share(lane)
			batch, total = append(batch, lane[:n]...), total+bytes
			if q.lanes[room] = lane[n:]; n == len(lane) {
				delete(q.lanes, room)
				continue
			}
			had = append(had, room)
		}
		left = passed
	}
	if q.turns = slices.Concat(left, had); len(q.turns) > 0 {
		q.signal()
	}
	return batch
}

// share returns how many of a room's requests go into one batch. The first
// always does, since a request cannot be split.
func share(lane []*request) (n, bytes int) {
	entries := 0
	for _, r := range lane {
		entries += r.entries
		if n > 0 && (entries > roomEntries || bytes+r.bytes > roomBytes) {
			break
		}
		n, bytes = n+1, bytes+r.bytes
	}
	return n, bytes
}
