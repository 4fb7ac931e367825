package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	protocol "rondo/rooms/client"
)

// One retrospective is held twice over two nodes, the second time with the authors in each
// other's places, and the node that has the room is killed in the middle of the writing.
// Whoever does nothing in secret is sent the same over the whole meeting; and of what Redis
// has, everything is of the same size, while notes are hidden and when they are not.
func TestSwappedAuthorsLookTheSameOverNodes(t *testing.T) {
	t.Parallel()
	bin, held := compiled(t), [2]*secretive{}
	t.Run("held", func(t *testing.T) {
		for turn := range held {
			t.Run(fmt.Sprint(turn), func(t *testing.T) {
				t.Parallel()
				held[turn] = holdSecretive(t, bin, turn)
			})
		}
	})
	plain, swapped := held[0], held[1]
	if plain == nil || swapped == nil {
		t.FailNow()
	}
	for name := range plain.frames {
		same(t, name+" is sent", plain.transcript(name), swapped.transcript(name))
	}
	for i := range plain.sizes {
		same(t, "Redis has", plain.sizes[i], swapped.sizes[i])
	}
}

// same compares what was seen when everybody was in their own place with what was seen when
// they were not.
func same(t *testing.T, what string, plain, swapped []string) {
	t.Helper()
	if len(plain) < 3 {
		t.Errorf("%s only %q: this looks at nothing", what, plain)
	}
	for i := range max(len(plain), len(swapped)) {
		if i >= len(plain) || i >= len(swapped) || plain[i] != swapped[i] {
			t.Fatalf("%s, in place %d of %d and %d:\n%s\nand with others in each place\n%s", what, i, len(plain), len(swapped),
				slices.Concat(plain, []string{"nothing"})[i], slices.Concat(swapped, []string{"nothing"})[i])
		}
	}
}

// secretive is a retrospective with places for its authors, and what others see of it.
type secretive struct {
	*circle
	nodes *cluster
	turn  int // by how much everybody is in another's place

	mu     sync.Mutex
	frames map[string][][]byte // of who does nothing in secret
	sizes  [][]string          // in Redis, from time to time
}

// inPlaces is how many notes are written in each place.
var inPlaces = [4]int{5, 1, 3, 2}

// noteTexts are what is written, as different as can be: else some would be put together.
var noteTexts = strings.Fields("apricot bicycle chimney dolphin emerald falcon0 giraffe harvest iceberg jasmine kitchen lantern morning nirvana october penguin quantum")

func holdSecretive(t *testing.T, bin string, turn int) *secretive {
	s := &secretive{nodes: newClusterOf(t, bin, 2), turn: turn, frames: map[string][][]byte{"lead": nil}}
	s.circle = newCircleHeard(t, &process{url: s.nodes.front}, turn, s.hear)
	for round := range slices.Max(inPlaces[:]) {
		for place, n := range inPlaces {
			if round < n {
				s.writesIn(place, round)
			}
		}
		if round == 1 {
			s.nodes.owner(s.link.Room).kill()
		}
	}
	s.measure()
	s.burns(s.reveals)
	s.measure()
	for range 2 {
		s.do(s.lead, "next", nil)
	}
	v := s.await(s.lead, "the vote", func(v protocol.View) bool { return v.Get("room", "ballots", "dots") != nil })
	for place := range inPlaces {
		dots := map[string]int{}
		for id, note := range v.Get("shared", "notes").(protocol.Tree) {
			switch note.(protocol.Tree)["text"] {
			case noteTexts[0]:
				dots[id] = 3 - place%2
			case noteTexts[1]:
				dots[id] = 1 + place%2
			}
		}
		s.do(s.in(place), "vote", map[string]any{"ballot": "dots", "dots": dots})
	}
	s.measure()
	s.burns(func() { s.do(s.lead, "next", nil) })
	s.measure()
	s.leave()
	return s
}

// in is who is in a place.
func (s *secretive) in(place int) *member { return s.authors[(place+s.turn)%len(s.authors)] }

func (s *secretive) writesIn(place, n int) {
	s.do(s.in(place), "write", map[string]string{"column": s.column, "text": noteTexts[4*n+place]})
}

// burns waits until the key of the round is burnt that something ends.
func (s *secretive) burns(end func()) {
	before := s.nodes.do("ZCARD", "rondo:burnt")
	for end(); s.nodes.do("ZCARD", "rondo:burnt") == before; {
		select {
		case <-s.ctx.Done():
			s.t.Error("the round's key was not burned")
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func (s *secretive) hear(m *member, raw []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.frames[m.name]; ok {
		s.frames[m.name] = append(s.frames[m.name], slices.Clone(raw))
	}
}

// transcript is what somebody was sent, but for what is chance: the moment, the ids and the
// order of notes, who came back when after the node was gone, how many beats there were, what
// answers one's own actions, and whether a clock rang before somebody came back or after.
func (s *secretive) transcript(name string) (lines []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	texts := map[string]string{}
	for _, raw := range s.frames[name] {
		var f struct {
			Patch struct {
				Shared struct {
					Notes map[string]struct{ Text string }
				}
			}
		}
		_ = json.Unmarshal(raw, &f)
		for id, note := range f.Patch.Shared.Notes {
			if note.Text != "" {
				texts[id] = note.Text
			}
		}
	}
	for _, raw := range s.frames[name] {
		var f map[string]any
		if err := json.Unmarshal(raw, &f); err != nil {
			s.t.Error(err)
			continue
		}
		for _, chance := range []string{"pong", "here", "bye", "n", "era"} {
			if f[chance] != nil {
				f = nil
			}
		}
		if f == nil || f["hello"] != nil && f["doc"] == nil {
			continue
		}
		if f["beat"] != nil {
			f["beat"] = "of " + fmt.Sprint(len(raw)) + " bytes"
		}
		if line := fmt.Sprint(withoutChance(f, texts)); !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return lines
}

// withoutChance names notes by their texts, and leaves out times, ranks, positions and ids.
func withoutChance(v any, texts map[string]string) any {
	switch v := v.(type) {
	case map[string]any:
		of := map[string]any{}
		for key, value := range v {
			if slices.Contains([]string{"rank", "at", "spent", "check_in"}, key) { // the last by lot, too
				value = "…"
			}
			of[withoutChance(key, texts).(string)] = withoutChance(value, texts)
		}
		return of
	case []any: // of options, in an order by lot
		var all []string
		for _, value := range v {
			all = append(all, fmt.Sprint(withoutChance(value, texts)))
		}
		slices.Sort(all)
		return all
	case float64:
		if v > 999 {
			return "…"
		}
	case string:
		if text, ok := texts[v]; ok {
			return text
		}
		return anyID.ReplaceAllString(v, "…")
	}
	return v
}

var anyID = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// measure notes the sizes of what Redis has of the room, each once, but for what all see, and
// entries that are sealed under the key of no round. How many there are of each is a matter of
// time: a clock rang once or more often, and of who went away, and came back after the kill,
// some was noted before the others were.
func (s *secretive) measure() {
	sizes := strings.Split(strings.TrimSpace(s.nodes.do("--raw", "EVAL", `
local out = {}
local function sizes(what, of)
  local fields = {}
  for i = 1, #of, 2 do fields[#fields + 1] = of[i] .. ((of[i] == 'o' or of[i] == 'open') and '' or ' ' .. #of[i + 1]) end
  table.sort(fields)
  return what .. ': ' .. table.concat(fields, ', ')
end
for _, name in ipairs({'meta', 'snap', 'keys'}) do
  out[#out + 1] = sizes(name, redis.call('HGETALL', 'rondo:{' .. ARGV[1] .. '}:' .. name))
end
for _, entry in ipairs(redis.call('XRANGE', 'rondo:{' .. ARGV[1] .. '}:log', '-', '+')) do
  local of = sizes('entry', entry[2])
  if string.find(of, 'k 36') then out[#out + 1] = of end
end
return out`, "0", s.link.Room)), "\n")
	slices.Sort(sizes)
	notes := inPlaces[0] + inPlaces[1] + inPlaces[2] + inPlaces[3]
	if n := strings.Count(strings.Join(sizes, "\n"), "entry: f"); len(s.sizes) == 0 && n < notes {
		s.t.Errorf("Redis has %d secret entries of %d notes: this looks at nothing", n, notes)
	}
	s.sizes = append(s.sizes, slices.Compact(sizes))
}
