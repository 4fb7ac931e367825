package main

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"
)

// shownAt is the position of a change that all see.
type shownAt struct{ epoch, seq int64 }

// sees notes a change. Nobody is shown another one in its place.
func (c *crew) sees(at shownAt, patch []byte) {
	sum := sha1.Sum(patch) // as Redis's scripts have it
	c.mu.Lock()
	defer c.mu.Unlock()
	is := hex.EncodeToString(sum[:])
	if was, ok := c.shown[at]; ok && was != is {
		c.twofold = append(c.twofold, at)
	}
	c.shown[at] = is
}

// logged is an entry of a room's log.
type logged struct {
	epoch, lsn int64 // of its place
	at         shownAt
	sum        string // of what all see
}

// log is what Redis has of a room behind its snapshot, and what it keeps from before.
func (c *cluster) log(room string) (snapshot, end int64, entries []logged) {
	c.t.Helper()
	out := c.do("EVAL", `
local room = 'rondo:{' .. ARGV[1] .. '}:'
local meta = redis.call('HMGET', room .. 'meta', 'sn', 'l')
local out = {meta[1] .. ' ' .. meta[2]}
for _, entry in ipairs(redis.call('XRANGE', room .. 'log', '-', '+')) do
  local of = {e = string.match(entry[1], '^(%d+)'), s = '0'}
  for i = 1, #entry[2], 2 do of[entry[2][i]] = entry[2][i + 1] end
  out[#out + 1] = entry[1] .. ' ' .. of.e .. ' ' .. of.s .. ' ' .. (of.o and redis.sha1hex(of.o) or '-')
end
return out`, "0", room)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	var epoch int64
	if _, err := fmt.Sscanf(lines[0], "%d %d-%d", &snapshot, &epoch, &end); err != nil {
		c.t.Fatalf("%s: %v", lines[0], err)
	}
	for _, line := range lines[1:] {
		var e logged
		if _, err := fmt.Sscanf(line, "%d-%d %d %d %s", &e.epoch, &e.lsn, &e.at.epoch, &e.at.seq, &e.sum); err != nil {
			c.t.Fatalf("%s: %v", line, err)
		}
		entries = append(entries, e)
	}
	return snapshot, end, entries
}

// fits holds a room's log against itself and against what people were shown: behind the
// snapshot nothing is missing, epochs do not fall, and nobody saw what is not there.
func (c *cluster) fits(crew *crew) {
	c.t.Helper()
	snapshot, last, entries := c.log(crew.link.Room)
	epoch, compared := int64(0), 0
	for _, e := range entries {
		if e.epoch < epoch {
			c.t.Errorf("%s: entry %d is of epoch %d, one before it of %d", crew.name, e.lsn, e.epoch, epoch)
		}
		if epoch = e.epoch; e.lsn > snapshot {
			if snapshot++; e.lsn != snapshot {
				c.t.Errorf("%s: entry %d is where %d should be", crew.name, e.lsn, snapshot)
			}
		}
		if was, ok := crew.shown[e.at]; ok && e.sum != "-" {
			if compared++; was != e.sum {
				c.t.Errorf("%s: people were shown something else at %v than the log has", crew.name, e.at)
			}
		}
	}
	if snapshot != last {
		c.t.Errorf("%s: the log goes up to %d, and ends at %d", crew.name, last, snapshot)
	}
	if len(crew.twofold) > 0 {
		c.t.Errorf("%s: people were shown different things at %v", crew.name, crew.twofold)
	}
	if compared == 0 {
		c.t.Errorf("%s: of %d entries nobody was shown any", crew.name, len(entries))
	}
}
