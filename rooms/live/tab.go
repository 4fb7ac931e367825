package live

import (
	"encoding/json"
	"hash/crc32"
	"maps"
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
)

// tabKey is the key of a tab in Internal.Tabs: a person's tabs are that person's
// alone, so nobody can use up another's numbers.
func tabKey(person rooms.ID, tab string) string { return string(person) + "/" + tab }

// tabState is what the room's memory adds to a Tab: answers of the newest
// actions, refusals included, which are never journaled.
type tabState struct {
	last    int
	answers map[int]answer
	left    rooms.Millis // when its connection ended; of no meaning while it has one
}

type answer struct {
	sum     uint32       // 0: not known any more
	refusal *rooms.Error // nil: it was done
}

func newTabState() *tabState { return &tabState{answers: map[int]answer{}} }

// remembered is the tab as the document has it after a restart.
func remembered(tab rooms.Tab, sums map[int]uint32) *tabState {
	s := newTabState()
	s.last, s.left = tab.Last, tab.Left
	for n, sum := range sums {
		if n <= tab.Last && n > tab.Last-keptAnswers {
			s.answers[n] = answer{sum, nil}
		}
	}
	for _, n := range tab.Not.All() {
		s.answers[n] = answer{0, rooms.Refuse("refused")}
	}
	return s
}

// refused lists the numbers that were refused, as far back as a page may ask.
func (s *tabState) refused() rooms.List[int] {
	var numbers []int
	for n, a := range s.answers {
		if a.refusal != nil {
			numbers = append(numbers, n)
		}
	}
	slices.Sort(numbers)
	return rooms.ListOf(numbers...)
}

// keptAnswers is how many answers a tab may ask for again: as many as it may
// have in flight.
const keptAnswers = 32

// sums are what actions asked for, by tab and number, as far as the journal still
// knows: after a restart a number is still of one action alone.
type sums map[string]map[int]uint32

// note takes note of a step of the journal. In an era that begins all numbers are free
// again.
func (s sums) note(step sealedStep) {
	var kernel struct {
		Era string `json:"era"`
	}
	if step.Tidy || json.Unmarshal(step.Internal, &kernel) == nil && kernel.Era != "" {
		clear(s)
	}
	if step.Sum == 0 {
		return
	}
	key := tabKey(step.Actor, step.Tab)
	if s[key] == nil {
		s[key] = map[int]uint32{}
	}
	s[key][step.N] = step.Sum
}

func sumOf(up wire.Up) uint32 {
	sum := crc32.ChecksumIEEE([]byte(up.Do))
	sum = crc32.Update(sum, crc32.IEEETable, up.With)
	for _, pointer := range slices.Sorted(maps.Keys(up.If)) {
		sum = crc32.Update(crc32.Update(sum, crc32.IEEETable, []byte(pointer)), crc32.IEEETable, up.If[pointer])
	}
	return sum
}

// recall answers an action that was sent again.
func (s *tabState) recall(up wire.Up) *rooms.Error {
	a, known := s.answers[up.N]
	switch {
	case !known:
		return nil // older than what is kept: it was answered long ago
	case a.sum != 0 && a.sum != sumOf(up):
		return rooms.Refuse("number_reused").At("n")
	}
	return a.refusal
}

func (s *tabState) keep(up wire.Up, refusal *rooms.Error) {
	s.last = up.N
	s.answers[up.N] = answer{sumOf(up), refusal}
	delete(s.answers, up.N-keptAnswers)
}

// skip takes the page's word that it waits for nothing up to last.
func (s *tabState) skip(last int) {
	if last <= s.last {
		return
	}
	s.last = last
	maps.DeleteFunc(s.answers, func(n int, _ answer) bool { return n <= last-keptAnswers })
}

// takeBack undoes keep for n and all that came after it.
func (s *tabState) takeBack(n int) {
	s.last = min(s.last, n-1)
	maps.DeleteFunc(s.answers, func(later int, _ answer) bool { return later >= n })
}
