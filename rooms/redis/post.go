package redis

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/redis/go-redis/v9"
)

// Post carries what nodes say to each other. Two nodes talk over a link, in order, and each
// conversation over it is a Talk. Pub/sub may lose something: then the link breaks, and
// with it every talk on it. Nothing is repeated here: a browser that loses its connection
// comes back by itself, and what it did takes effect once.
type Post struct {
	node   *Node
	pubsub atomic.Pointer[redis.PubSub]
	serve  func(*Talk, []byte)
	reader sync.WaitGroup

	mu     sync.Mutex
	links  map[string]*link
	made   uint64 // links
	silent int    // signs of our own that went out since the last one was heard
}

func newPost(n *Node) *Post { return &Post{node: n, links: map[string]*link{}} }

// Serve says who takes a talk that another node begins, with what that one said first. It
// must not block, and sets what hears the rest (Talk.Hear) before it returns.
func (p *Post) Serve(take func(talk *Talk, first []byte)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.serve = take
}

// Begin begins a talk with another node. hear gets what that one says, in order, and must
// not block; ended is called once when nothing more will come.
func (p *Post) Begin(node string, first []byte, hear func([][]byte), ended func()) *Talk {
	return p.to(node).begin(first, hear, ended)
}

// listen hears what the others say.
func (p *Post) listen(ctx context.Context) error {
	if err := p.subscribe(ctx); err != nil {
		return err
	}
	p.reader.Go(p.read)
	go p.node.keys.reply(word{Do: saysAll})
	return nil
}

func (p *Post) subscribe(ctx context.Context) error {
	to := p.node.client.Subscribe(ctx, channelOf(p.node.id), allNodes)
	for range 2 { // both channels
		if _, err := to.Receive(ctx); err != nil {
			return errors.Join(err, to.Close())
		}
	}
	if before := p.pubsub.Swap(to); before != nil {
		_ = before.Close()
	}
	return nil
}

// listens takes care that what is said to this node is heard. A subscription may be to a
// server that is the primary no more, or stands still, and nothing says so; but then the
// node does not hear the signs either that it gives itself.
func (p *Post) listens(ctx context.Context) {
	p.mu.Lock()
	p.silent++
	deaf := p.silent > mostSilent
	if deaf {
		p.silent = 0
	}
	p.mu.Unlock()
	if !deaf {
		return
	}
	if err := p.subscribe(ctx); err != nil {
		p.node.options.Log.Debug("the node is deaf, and cannot subscribe", "error", err)
		return
	}
	p.node.options.Log.Warn("what other nodes say was not heard: subscribed again")
}

// mostSilent is how many signs of itself a node may miss. They come with its beats.
const mostSilent = 4

// read takes messages as they come. It never waits for anything: what Redis cannot get rid
// of it throws away.
func (p *Post) read() {
	for {
		m, err := p.pubsub.Load().ReceiveMessage(p.node.life)
		if p.node.life.Err() != nil {
			return
		}
		if err != nil {
			_ = pause(p.node.life, reconnectPause)
			continue
		}
		if m.Channel == allNodes {
			p.node.keys.take([]byte(m.Payload))
			continue
		}
		p.take([]byte(m.Payload))
	}
}

// take takes in an envelope of another node.
func (p *Post) take(raw []byte) {
	if len(raw) < idSize {
		return
	}
	from := string(raw[:idSize])
	if from == p.node.id {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.silent = 0
		return
	}
	l := p.to(from)
	plain, err := l.in.open(raw[idSize:], from+p.node.id)
	if err != nil {
		p.node.options.Log.Warn("a message that is not of our nodes came over Redis", "error", err)
		return
	}
	if env, err := parseEnvelope(plain); err == nil {
		l.receive(env)
	}
}

// to returns the link to a node, and makes it.
func (p *Post) to(node string) *link {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.links[node]
	if l == nil {
		p.made++
		l = newLink(p, node, p.made<<32)
		p.links[node] = l
	}
	return l
}

// keep ends all talks with nodes that are not there any more.
func (p *Post) keep(there []string) {
	p.mu.Lock()
	var gone []*link
	for node, l := range p.links {
		if !slices.Contains(there, node) {
			gone = append(gone, l)
			delete(p.links, node)
		}
	}
	p.mu.Unlock()
	for _, l := range gone {
		l.end()
	}
}

// beat lets every link that is in use say that nothing is missing.
func (p *Post) beat() {
	for _, l := range p.all() {
		l.beat()
	}
}

func (p *Post) all() (links []*link) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.links {
		links = append(links, l)
	}
	return links
}

func (p *Post) close() {
	_ = p.pubsub.Load().Close()
	p.reader.Wait()
	for _, l := range p.all() {
		l.end()
	}
}
