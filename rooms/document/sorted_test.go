package document

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// The order that follows a map is the one that is sorted anew, whatever happened to the map
// meanwhile, and also of an older version than the last that was asked.
func TestSortedFollowsItsMap(t *testing.T) {
	rank := func(n int) int { return n }
	for seed := range uint64(200) {
		dice := rand.New(rand.NewPCG(seed, 1))
		var m Map[string, int]
		m.Sorted(rank)
		versions := []Map[string, int]{m}
		for range 60 {
			at := &m
			if dice.IntN(4) == 0 {
				at = &versions[dice.IntN(len(versions))]
			}
			for range dice.IntN(4) {
				key := fmt.Sprint(dice.IntN(30))
				if dice.IntN(3) == 0 {
					at.Delete(key)
				} else {
					at.Put(key, dice.IntN(12))
				}
			}
			versions = append(versions, *at)
			if got, want := at.Sorted(rank), at.Ranked(rank); !slices.Equal(got, want) {
				t.Fatalf("seed %d: in order are %v, not %v", seed, got, want)
			}
		}
	}
}
