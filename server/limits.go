package main

import (
	"math"
	"time"

	"golang.org/x/time/rate"

	"rondo/rooms/wire"
)

// limits are all limits of the server, with the defaults of docs/protocol.md.
// Those of a room are rooms.Limits.
type limits struct {
	// Sockets.
	message     int64         // bytes of one message from a browser
	actions     bucket        // of one person in one room
	signals     bucket        // pings and gestures of one person in one room; pings of RFC 6455 of one connection
	hellos      int           // of one connection: those before the last were refused
	floods      int           // refusals for the rate within strikeTime until the connection is closed
	badFrames   int           // malformed frames within strikeTime until the connection is closed
	strikeTime  time.Duration // see floods and badFrames
	hello       time.Duration // from the handshake to the first frame
	backFrames  int           // frames that wait for a slow reader
	backBytes   int           // and their bytes, without the one being written
	backPerIP   int           // bytes that wait for slow readers at one address, see ledger
	backAll     int           // and for all
	halfPerIP   int           // bytes of long frames and of files that are not here whole, of one address
	halfAll     int           // and of all
	frame       time.Duration // for a long frame to come
	stall       time.Duration // without a byte leaving until a reader is dropped
	linger      time.Duration // for the browser's answer to a close frame
	ping        time.Duration
	pong        time.Duration
	sendBuffer  int // SO_SNDBUF: small, so that a reader that stopped is noticed
	perCookie   int // connections of one browser
	perIP       int // connections of one address: an office may be behind it
	perRoom     int // connections to one room
	perNode     int // connections to this process
	waiting     int // connections of one address that have not said hello
	handshakes  bucket
	strangers   bucket        // files of another version of the page, that are asked of other nodes
	bye         time.Duration // over which browsers spread when the server stops
	drain       time.Duration // the longest that a stop may take
	newRooms    float64       // share of GOMEMLIMIT from which no rooms are opened
	newSockets  float64       // share of GOMEMLIMIT from which no connections are taken
	rememberFor int           // addresses, cookies and rooms whose rates are remembered

	// What all share, see shares. Actions and signals count alike.
	actionsPerBrowser    bucket
	actionsPerIP         bucket // an office may be behind it
	actionsPerRoom       bucket
	actionsPerNode       bucket
	action               int    // bytes of an action that count as one more: a list of hundreds of lines is as much work as they are
	actionTurns          bucket // in which those of one address are handed on, see turnstile
	handshakesPerBrowser bucket
	handshakesPerIP      bucket
	floodPause           bucket // connections of a browser that was shown out for flooding
	requestsPerBrowser   bucket // to the API
	requestsPerIP        bucket // to the API
	requestsPerNode      bucket // to the API
	requestTurns         bucket // in which those of one address are handed on
	filesPerIP           bucket // of the page
	answer               int    // bytes of an answer that count as one more request
	refused              int    // refused requests that are held at a time, see turnAway
	refusedFor           time.Duration

	// HTTP.
	body             int64
	headers          int
	readHeader       time.Duration
	read             time.Duration
	write            time.Duration
	idle             time.Duration
	roomsPerCookie   bucket
	roomsPerIP       bucket
	roomTurns        bucket        // in which those of one address are opened
	joins            bucket        // of one room, from one address: an office comes at once
	doors            bucket        // looks at where a link of one room leads, from one address
	knocks           bucket        // at one room, from one address
	knocksPerBrowser bucket        // at any room
	knock            time.Duration // until one that nobody answers is over
	knockersPerIP    int           // who wait at a time: each holds a connection
	knockersPerNode  int
	brought          bucket        // files of backlogs, of one address: each may be a second's work
	failures         bucket        // joins of one room that failed, from one address
	refusalPace      time.Duration // a join that fails is answered at a multiple of this
	botsAtOnce       int
	botsPerRoom      int
	botsPerAddress   int // so that one address does not take all
	botsPerNode      int
	botsPerRoomMaker bucket
}

// worth is as how many actions one counts.
func (l limits) worth(up wire.Up) int { return 1 + len(up.With)/l.action }

// bucket is a rate and how much of it may come at once.
type bucket struct {
	per   rate.Limit // a second
	burst int
}

func defaultLimits() limits {
	return limits{
		message: 64 << 10, actions: bucket{10, 30}, signals: bucket{20, 40}, hellos: 3,
		floods: 5, badFrames: 10, strikeTime: time.Minute, hello: 5 * time.Second,
		backFrames: 256, backBytes: 512 << 10, backPerIP: 16 << 20, backAll: 64 << 20,
		halfPerIP: 16 << 20, halfAll: 64 << 20, frame: 15 * time.Second, stall: 5 * time.Second, linger: 2 * time.Second,
		ping: 20 * time.Second, pong: 10 * time.Second, sendBuffer: 64 << 10,
		perCookie: 16, perIP: 1000, perRoom: 300, perNode: 10_000, waiting: 50, handshakes: bucket{200, 400}, strangers: bucket{100, 1000},
		actionsPerBrowser: bucket{20, 60}, actionsPerIP: bucket{400, 1000}, actionsPerRoom: bucket{300, 600}, actionsPerNode: bucket{5000, 10_000},
		action: 4 << 10, actionTurns: bucket{1000, 8}, requestTurns: bucket{400, 8}, roomTurns: bucket{20, 2},
		handshakesPerBrowser: bucket{1, 30}, handshakesPerIP: bucket{50, 300}, floodPause: bucket{1.0 / 30, 1},
		requestsPerBrowser: bucket{20, 100}, requestsPerIP: bucket{100, 600}, requestsPerNode: bucket{2000, 4000},
		filesPerIP: bucket{400, 8000}, answer: 16 << 10, refused: 1000, refusedFor: time.Second,
		bye: 8 * time.Second, drain: 25 * time.Second, newRooms: 0.8, newSockets: 0.9, rememberFor: 50_000,
		body: 16 << 10, headers: 16 << 10, readHeader: 5 * time.Second, read: 15 * time.Second,
		write: time.Minute, idle: time.Minute,
		roomsPerCookie: perHour(30), roomsPerIP: perHour(300),
		joins: bucket{1, 210}, doors: bucket{1, 210},
		knocks: bucket{0.5, 30}, knocksPerBrowser: bucket{1.0 / 20, 6}, knock: 3 * time.Minute, knockersPerIP: 50, knockersPerNode: 1000,
		brought: bucket{0.1, 10}, failures: bucket{10.0 / 60, 10}, refusalPace: 25 * time.Millisecond,
		botsAtOnce: 3, botsPerRoom: 9, botsPerAddress: 27, botsPerNode: 90, botsPerRoomMaker: bucket{1.0 / 10, 3},
	}
}

func perHour(n int) bucket { return bucket{rate.Limit(float64(n) / 3600), n} }

// times raises what bounds load, for benchmarks that come from one address. What
// bounds time and memory of one connection stays.
func (l limits) times(n int) limits {
	for _, b := range []*bucket{
		&l.actions, &l.signals, &l.actionsPerBrowser, &l.actionsPerIP, &l.actionsPerRoom, &l.actionsPerNode,
		&l.handshakes, &l.strangers, &l.handshakesPerBrowser, &l.handshakesPerIP, &l.requestsPerBrowser, &l.requestsPerIP, &l.requestsPerNode, &l.filesPerIP,
		&l.roomsPerCookie, &l.roomsPerIP, &l.joins, &l.doors, &l.actionTurns, &l.requestTurns, &l.roomTurns,
	} {
		b.per *= rate.Limit(n)
		b.burst = raised(b.burst, n)
	}
	for _, count := range []*int{&l.perCookie, &l.perIP, &l.perRoom, &l.perNode, &l.waiting, &l.backPerIP, &l.backAll, &l.halfPerIP, &l.halfAll} {
		*count = raised(*count, n)
	}
	return l
}

func raised(count, n int) int {
	if count > math.MaxInt32/n {
		return math.MaxInt32
	}
	return count * n
}
