package redis

import (
	"bytes"
	"fmt"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"
)

// ear hears a talk.
type ear struct {
	mu    sync.Mutex
	words []string
	ended int
	talk  *Talk
}

func (e *ear) hear(parts [][]byte) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, part := range parts {
		e.words = append(e.words, string(part))
	}
}

func (e *ear) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.ended++
}

func (e *ear) heard() []string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return slices.Clone(e.words)
}

func (e *ear) over() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.ended > 0
}

// listener takes talks.
type listener struct {
	mu   sync.Mutex
	ears []*ear
}

func (l *listener) take(talk *Talk, first []byte) {
	e := &ear{talk: talk, words: []string{string(first)}}
	talk.Hear(e.hear, e.end)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ears = append(l.ears, e)
}

func (l *listener) ear(t *testing.T, i int) *ear {
	t.Helper()
	until(t, "a talk has begun", func() bool {
		l.mu.Lock()
		defer l.mu.Unlock()
		return len(l.ears) > i
	})
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ears[i]
}

func TestTalksKeepTheirOrder(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	const many, talks = 300, 5
	var want [talks][]string
	var all [talks]*Talk
	for i := range talks {
		first := fmt.Sprint("hello ", i)
		all[i], want[i] = a.Post().Begin(b.ID(), []byte(first), func([][]byte) {}, func() {}), []string{first}
	}
	for n := range many {
		same := []byte(fmt.Sprint("to all ", n))
		for i := range talks {
			all[i].Say(same)
			want[i] = append(want[i], string(same))
			if n%7 == i {
				all[i].Say([]byte("own"), []byte(fmt.Sprint(n)))
				want[i] = append(want[i], "own", fmt.Sprint(n))
			}
		}
	}
	for i := range talks {
		e := at.ear(t, i)
		until(t, "all is heard", func() bool { return len(e.heard()) == len(want[i]) })
		if !slices.Equal(e.heard(), want[i]) {
			t.Errorf("talk %d: %v", i, e.heard())
		}
		e.talk.Say([]byte("back"))
		all[i].End()
		until(t, "the end is heard", e.over)
	}
}

// What is said to many goes over once.
func TestTheSameWordsGoOverOnce(t *testing.T) {
	same := []byte("frame")
	a, b := message{kind: says, talks: []uint64{3}, parts: [][]byte{same}}, message{kind: says, talks: []uint64{5}, parts: [][]byte{same}}
	if !a.takes(b) {
		t.Error("the same bytes to another talk are two messages")
	}
	for name, other := range map[string]message{
		"the same talk": {kind: says, talks: []uint64{3}, parts: [][]byte{same}},
		"other bytes":   {kind: says, talks: []uint64{5}, parts: [][]byte{bytes.Clone(same)}},
		"more":          {kind: says, talks: []uint64{5}, parts: [][]byte{same, same}},
		"an end":        {kind: ends, talks: []uint64{5}},
	} {
		if a.takes(other) {
			t.Errorf("%s: one message", name)
		}
	}
}

// When a message goes missing, both sides hear that the talk is over, and a new one works.
func TestWhatGoesMissingIsMissed(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	var mine ear
	talk := a.Post().Begin(b.ID(), []byte("hello"), mine.hear, mine.end)
	theirs := at.ear(t, 0)
	l := a.post.to(b.ID())
	l.mu.Lock()
	l.seq++ // as if one had been lost on the way
	l.mu.Unlock()
	talk.Say([]byte("lost"))
	until(t, "both sides hear of it", func() bool { return mine.over() && theirs.over() })
	if words := theirs.heard(); len(words) != 1 {
		t.Errorf("heard %v", words)
	}
	var again ear
	next := a.Post().Begin(b.ID(), []byte("hello again"), again.hear, again.end)
	e := at.ear(t, 1)
	next.Say([]byte("there"))
	until(t, "the new talk goes on", func() bool { return slices.Equal(e.heard(), []string{"hello again", "there"}) })
	e.talk.Say([]byte("here"))
	until(t, "it is answered", func() bool { return slices.Equal(again.heard(), []string{"here"}) })
}

// A node that has forgotten the link, for instance because it took the other one for dead,
// begins anew, and is heard.
func TestAForgottenLinkBeginsAnew(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	var mine, again ear
	for range 3 {
		a.Post().Begin(b.ID(), []byte("hello"), mine.hear, mine.end)
	}
	theirs := at.ear(t, 2)
	a.post.keep(nil)
	next := a.Post().Begin(b.ID(), []byte("hello again"), again.hear, again.end)
	e := at.ear(t, 3)
	until(t, "the old talks are over on both sides", func() bool { return mine.over() && theirs.over() })
	next.Say([]byte("there"))
	e.talk.Say([]byte("here"))
	until(t, "the new one goes on", func() bool {
		return slices.Equal(e.heard(), []string{"hello again", "there"}) && slices.Equal(again.heard(), []string{"here"})
	})
}

// The last message may be the one that is lost: the beat says so.
func TestALastMessageThatIsLostIsMissed(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	var mine ear
	a.Post().Begin(b.ID(), []byte("hello"), mine.hear, mine.end)
	theirs := at.ear(t, 0)
	l := a.post.to(b.ID())
	l.mu.Lock()
	l.seq++
	l.mu.Unlock()
	until(t, "both sides hear of it", func() bool { return mine.over() && theirs.over() })
}

// deafen lets a subscription be up and hear nothing, as one does that is to a server which
// is the primary no more.
func (m *member) deafen(t *testing.T) {
	t.Helper()
	if err := m.post.pubsub.Load().Unsubscribe(t.Context(), channelOf(m.ID()), allNodes); err != nil {
		t.Fatal(err)
	}
}

// A node that is not reached any more, although Redis answers it, subscribes again.
func TestADeafNodeHearsAgain(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	b.deafen(t)
	a.Post().Begin(b.ID(), []byte("hello"), func([][]byte) {}, func() {})
	if e := at.ear(t, 0); e.heard()[0] != "hello" {
		t.Errorf("heard %v", e.heard())
	}
}

// A talk with a node that is gone ends.
func TestATalkEndsWithItsNode(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	var mine, never ear
	a.Post().Begin(b.ID(), []byte("hello"), mine.hear, mine.end)
	at.ear(t, 0)
	b.crash()
	until(t, "the talk is over", mine.over)
	a.Post().Begin("0123456789abcdef", []byte("hello"), never.hear, never.end)
	until(t, "so is one with a node that never was", never.over)
}

// What somebody else publishes, or publishes again, does nothing.
func TestStrangersAreNotHeard(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	var at listener
	b.Post().Serve(at.take)
	a.Post().Begin(b.ID(), []byte("hello"), func([][]byte) {}, func() {})
	theirs := at.ear(t, 0)
	l := a.post.to(b.ID())
	env := &envelope{gen: l.gen, seq: 1, messages: []message{{kind: begins, talks: []uint64{3}, parts: [][]byte{[]byte("hello")}}}}
	sealed := append([]byte(a.ID()), l.out.seal(env.bytes(), a.ID()+b.ID())...)
	forged := bytes.Clone(sealed)
	forged[len(forged)-1] ^= 1
	for _, raw := range [][]byte{sealed, forged, []byte("x"), nil, append([]byte("fedcba9876543210"), sealed[idSize:]...)} {
		if err := a.client.Publish(t.Context(), channelOf(b.ID()), raw).Err(); err != nil {
			t.Fatal(err)
		}
	}
	a.Post().Begin(b.ID(), []byte("last"), func([][]byte) {}, func() {})
	if e := at.ear(t, 1); e.heard()[0] != "last" || theirs.over() {
		t.Errorf("heard %v, over %v", e.heard(), theirs.over())
	}
}

func TestEnvelopesComeBackAsTheyWere(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		env := envelope{gen: rapid.Uint64().Draw(r, "gen"), seq: rapid.Uint64().Draw(r, "seq"), wants: rapid.Uint64().Draw(r, "wants")}
		for range rapid.IntRange(0, 5).Draw(r, "messages") {
			m := message{kind: rapid.SampledFrom([]byte{beats, begins, says, ends}).Draw(r, "kind")}
			m.talks = rapid.SliceOfN(rapid.Uint64(), 0, 5).Draw(r, "talks")
			m.parts = rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 0, 4).Draw(r, "parts")
			env.messages = append(env.messages, m)
		}
		raw := env.bytes()
		got, err := parseEnvelope(raw)
		if err != nil || !bytes.Equal(got.bytes(), raw) {
			r.Fatalf("%+v came back as %+v, %v", env, got, err)
		}
		cut := rapid.IntRange(0, len(raw)).Draw(r, "cut")
		_, _ = parseEnvelope(raw[:cut]) // must not panic
	})
}

func FuzzEnvelope(f *testing.F) {
	f.Add([]byte{1, 1, 0, 2, 1, 3, 1, 1, 'x'})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if env, err := parseEnvelope(raw); err == nil {
			if again, err := parseEnvelope(env.bytes()); err != nil || !bytes.Equal(again.bytes(), env.bytes()) {
				t.Errorf("%x", raw)
			}
		}
	})
}

// What a newer node adds to an envelope is passed over.
func TestEnvelopesOfAnotherVersion(t *testing.T) {
	raw := []byte{4, 7, 1, 0, 99, says, 1, 3, 1, 2, 'h', 'i', 200, 1, 3, 0}
	env, err := parseEnvelope(raw)
	if err != nil || env.gen != 7 || env.seq != 1 || len(env.messages) != 2 || string(env.messages[0].parts[0]) != "hi" || env.messages[1].kind != 200 {
		t.Errorf("%+v, %v", env, err)
	}
	if env, err = parseEnvelope([]byte{2, 7, 1, ends, 1, 3, 0}); err != nil || env.wants != 0 || env.messages[0].kind != ends {
		t.Errorf("of an older one: %+v, %v", env, err)
	}
}
