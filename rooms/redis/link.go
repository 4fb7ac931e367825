package redis

import (
	"context"
	"sync"
	"time"
)

const (
	idSize         = 16 // of a node's id
	reconnectPause = 50 * time.Millisecond
	mostWaiting    = 64 << 20 // bytes that may wait for a node; then it is given up
	mostAtOnce     = 1 << 20  // bytes of one envelope, about
	leastPause     = 10 * time.Millisecond
	mostPause      = 250 * time.Millisecond
)

// link is all that this node and another say to each other. Envelopes are numbered from 1
// within a generation. Whoever misses one ends all talks and says which generation it wants
// next; the other then ends them too, and begins it. A generation that begins unasked says
// that its node gave up everything: it has forgotten the link meanwhile.
type link struct {
	post    *Post
	node    string // the other
	out, in box

	mu      sync.Mutex
	talks   map[uint64]*Talk
	next    uint64    // number of the next talk that begins here
	gen     uint64    // of what goes out; higher than any of a link to this node before
	seq     uint64    // of the last envelope that went out
	queue   []message // waits to go out
	bytes   int       // of queue
	sending bool      // a goroutine is at it
	stuck   *envelope // went out, and nobody knows whether it arrived
	theirs  uint64    // generation of what comes in
	heard   uint64    // number of the last envelope that came in
	wants   uint64    // the lowest generation that is still heard
	ended   bool
}

func newLink(p *Post, node string, gen uint64) *link {
	secret, me := p.node.options.Secret, p.node.id
	out, _ := newBox(secret, "post "+me+" "+node) // fails for no secret of a sane length
	in, _ := newBox(secret, "post "+node+" "+me)
	return &link{post: p, node: node, out: out, in: in, talks: map[uint64]*Talk{}, gen: gen}
}

// Talk is a conversation with another node. Its methods never block.
type Talk struct {
	link  *link
	id    uint64
	hear  func([][]byte)
	ended func()
}

// Node is the other one.
func (t *Talk) Node() string { return t.link.node }

// Hear says who gets what the other side says from now on, and who is told of the end.
func (t *Talk) Hear(hear func([][]byte), ended func()) { t.hear, t.ended = hear, ended }

// Say says something. The bytes must not change afterwards. What is said in several talks
// at once goes out once when it is the same bytes.
func (t *Talk) Say(parts ...[]byte) {
	t.link.push(message{kind: says, talks: []uint64{t.id}, parts: parts})
}

// End ends the talk on both sides. Who ends it is not told.
func (t *Talk) End() {
	t.link.mu.Lock()
	there := t.link.talks[t.id] == t
	delete(t.link.talks, t.id)
	t.link.mu.Unlock()
	if there {
		t.link.push(message{kind: ends, talks: []uint64{t.id}})
	}
}

// begin begins a talk. Its id is odd as seen from here, even from there.
func (l *link) begin(first []byte, hear func([][]byte), ended func()) *Talk {
	l.mu.Lock()
	l.next++
	t := &Talk{link: l, id: l.next<<1 | 1, hear: hear, ended: ended}
	over := l.ended
	if !over {
		l.talks[t.id] = t
	}
	l.mu.Unlock()
	if over {
		go ended()
		return t
	}
	l.push(message{kind: begins, talks: []uint64{t.id}, parts: [][]byte{first}})
	return t
}

// push puts a message into the queue.
func (l *link) push(m message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.ended {
		return
	}
	if n := len(l.queue); n > 0 && l.queue[n-1].takes(m) {
		l.queue[n-1].talks = append(l.queue[n-1].talks, m.talks...)
	} else {
		l.queue = append(l.queue, m)
		l.bytes += m.size()
	}
	if l.bytes > mostWaiting {
		go l.snap("too much waits for it")
	}
	if !l.sending {
		l.sending = true
		go l.send()
	}
}

// send takes the queue to Redis, one envelope after the other. What was not answered is
// sent again: the other side knows it by its number.
func (l *link) send() {
	for wait := leastPause; ; {
		env := l.take()
		if env == nil {
			return
		}
		ctx, cancel := context.WithTimeout(l.post.node.life, answerTimeout)
		plain := env.bytes()
		sealed := append([]byte(l.post.node.id), l.out.seal(plain, l.post.node.id+l.node)...)
		heard, err := l.post.node.client.Publish(ctx, channelOf(l.node), sealed).Result()
		cancel()
		if err == nil && heard > 0 {
			l.sent(env)
			wait = leastPause
			continue
		}
		if pause(l.post.node.life, wait) != nil {
			return
		}
		wait = min(2*wait, mostPause)
	}
}

// take returns what is to go out next; nil when there is nothing.
func (l *link) take() *envelope {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ended && l.stuck != nil && l.stuck.gen == l.gen {
		return l.stuck
	}
	if l.ended || len(l.queue) == 0 {
		l.sending, l.stuck = false, nil
		return nil
	}
	n, size := 0, 0
	for n < len(l.queue) && (n == 0 || size+l.queue[n].size() <= mostAtOnce) {
		size += l.queue[n].size()
		n++
	}
	l.seq++
	l.stuck = &envelope{gen: l.gen, seq: l.seq, wants: l.wants, messages: l.queue[:n:n]}
	l.queue, l.bytes = l.queue[n:], l.bytes-size
	return l.stuck
}

func (l *link) sent(env *envelope) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.stuck == env {
		l.stuck = nil
	}
}

// beat says on a link that is in use that nothing more came, so that a last message that
// went missing is missed.
func (l *link) beat() {
	l.mu.Lock()
	use := len(l.talks) > 0 && len(l.queue) == 0
	l.mu.Unlock()
	if use {
		l.push(message{kind: beats})
	}
}

// receive takes in an envelope.
func (l *link) receive(env envelope) {
	l.mu.Lock()
	if l.ended || env.gen < max(l.theirs, l.wants) || env.gen == l.theirs && env.seq <= l.heard {
		l.mu.Unlock() // of a generation that is over, or come twice
		return
	}
	var over []*Talk
	if env.gen > l.theirs {
		if l.theirs != 0 && l.wants <= l.theirs { // nobody asked for it: the other side has given up everything
			over = l.giveUp()
		}
		l.theirs, l.heard = env.gen, 0
	}
	if env.wants > l.gen { // the other side has missed something
		over = append(over, l.giveUp()...)
		l.gen, l.seq = env.wants, 0
	}
	missing := env.seq != l.heard+1
	l.heard = env.seq
	l.mu.Unlock()
	for _, t := range over {
		t.ended()
	}
	if missing {
		l.snap("something went missing")
		return
	}
	for _, m := range env.messages {
		l.deliver(m)
	}
}

// snap breaks the link: all talks end here, and there once that side hears of it.
func (l *link) snap(why string) {
	l.post.node.count.broken.Add(1)
	l.post.node.options.Log.Debug("a link to another node broke", "node", l.node, "why", why)
	l.mu.Lock()
	l.wants = l.theirs + 1
	over := l.giveUp()
	l.mu.Unlock()
	for _, t := range over {
		t.ended()
	}
	l.push(message{kind: beats}) // the other side is to hear of it
}

// giveUp ends all talks, of which it returns those to be told. l.mu is locked.
func (l *link) giveUp() (over []*Talk) {
	for _, t := range l.talks {
		over = append(over, t)
	}
	l.talks, l.queue, l.bytes = map[uint64]*Talk{}, nil, 0
	return over
}

// end ends the link for good.
func (l *link) end() {
	l.mu.Lock()
	l.ended = true
	over := l.giveUp()
	l.mu.Unlock()
	for _, t := range over {
		t.ended()
	}
}

// deliver hands a message to the talks that it is of.
func (l *link) deliver(m message) {
	for _, id := range m.talks {
		id ^= 1 // what is odd there is even here
		l.mu.Lock()
		t := l.talks[id]
		if m.kind == begins && t == nil {
			t = &Talk{link: l, id: id, hear: func([][]byte) {}, ended: func() {}}
			l.talks[id] = t
		}
		if m.kind == ends {
			delete(l.talks, id)
		}
		l.mu.Unlock()
		if t == nil {
			continue
		}
		switch m.kind {
		case begins:
			l.post.mu.Lock()
			serve := l.post.serve
			l.post.mu.Unlock()
			if serve == nil || len(m.parts) == 0 {
				t.End()
				continue
			}
			serve(t, m.parts[0])
		case says:
			t.hear(m.parts)
		case ends:
			t.ended()
		}
	}
}
