package sqlite

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"testing"

	"rondo/rooms"
)

// board is what is left of a round in the database.
type board struct {
	orders map[string][]string // texts of the notes, in every order that is stored
}

// readBoard opens everything that is stored of a room, as whoever has the
// database and the room's own key can.
func readBoard(t *testing.T, j *Journal, room rooms.ID) board {
	t.Helper()
	record, err := j.Read(t.Context(), room)
	if err != nil {
		t.Fatal(err)
	}
	b := board{orders: map[string][]string{}}
	type note struct {
		Text string
		By   string
		Rank int
	}
	var open struct {
		Shared struct{ Notes map[string]note }
	}
	parts := [][]byte{record.Snapshot.Open}
	for _, e := range record.Entries {
		if e.Key != "room" || e.LSN <= record.Snapshot.LSN {
			t.Errorf("%s: entry %d of the round is still there", room, e.LSN)
		}
		parts = append(parts, e.Open)
	}
	for _, part := range parts {
		if bytes.Contains(part, []byte(`"notes":{`)) && len(open.Shared.Notes) == 0 {
			if err := json.Unmarshal(part, &open); err != nil {
				t.Fatal(err)
			}
		}
	}
	var ids []string
	for id, n := range open.Shared.Notes {
		if n.By != "" {
			t.Errorf("%s: a note says that %s wrote it", room, n.By)
		}
		ids = append(ids, id)
	}
	if len(ids) != linkedAuthors*linkedNotes {
		t.Fatalf("%s: %d notes are stored", room, len(ids))
	}
	slices.Sort(ids)
	text := func(id string) string { return open.Shared.Notes[id].Text }
	for _, id := range ids {
		b.orders["ids"] = append(b.orders["ids"], text(id))
	}
	slices.SortFunc(ids, func(x, y string) int { return open.Shared.Notes[x].Rank - open.Shared.Notes[y].Rank })
	for _, id := range ids {
		b.orders["ranks"] = append(b.orders["ranks"], text(id))
	}
	b.orders["sizes"] = slices.SortedFunc(slices.Values(b.orders["ids"]), func(x, y string) int { return len(x) - len(y) })
	return b
}

// inFile adds the order in which the texts lie in the database file.
func (b board) inFile(file []byte) {
	at := map[string]int{}
	for _, text := range b.orders["ids"] {
		at[text] = bytes.Index(file, []byte(text)[:22])
	}
	b.orders["bytes"] = slices.SortedFunc(slices.Values(b.orders["ids"]), func(x, y string) int { return at[x] - at[y] })
}

// guesses are ways to name an author by the place of a note in an order. The one
// who guesses knows more than is stored: who wrote when, and in which order
// people came.
var guesses = map[string]func(place int, r *linkedRound) int{
	"as written": func(place int, r *linkedRound) int { return r.author[r.texts[place]] },
	"backwards":  func(place int, r *linkedRound) int { return r.author[r.texts[len(r.texts)-1-place]] },
	"in blocks":  func(place int, _ *linkedRound) int { return place / linkedNotes },
	"in turn":    func(place int, _ *linkedRound) int { return place % linkedAuthors },
}

// guessAll fails when any order, with any way of guessing, is better than chance,
// or goes with the order of writing.
func guessAll(t *testing.T, dir string, all []*linkedRound, boards map[rooms.ID]board) {
	t.Helper()
	file := contentsOf(t, dir)["/"+databaseFile]
	hits, rho := map[string]int{}, map[string]float64{}
	for _, r := range all {
		b := boards[r.room]
		b.inFile(file)
		for order, texts := range b.orders {
			rho[order] += spearman(r.texts, texts) / float64(len(all))
			for way, guess := range guesses {
				for place, text := range texts {
					if guess(place, r) == r.author[text] {
						hits[order+", "+way]++
					}
				}
			}
		}
	}
	notes := len(all) * linkedAuthors * linkedNotes
	for how, n := range hits {
		rate, chance := float64(n)/float64(notes), 1.0/linkedAuthors
		t.Logf("%-20s %.3f of %d notes, by chance %.3f", how, rate, notes, chance)
		if math.Abs(rate-chance) > within(0.01, 0.4, notes) {
			t.Errorf("authors guessed by %s: %.3f, and chance is %.3f", how, rate, chance)
		}
	}
	for order, mean := range rho {
		t.Logf("%-20s Spearman %+.3f over %d rounds", order, mean, len(all))
		if math.Abs(mean) > within(0.05, 0.27, len(all)) {
			t.Errorf("the order by %s goes with the order of writing: %.3f", order, mean)
		}
	}
}

// spearman is the rank correlation of two orders of the same things.
func spearman(a, b []string) float64 {
	n, sum := float64(len(a)), 0.0
	for i, x := range a {
		d := float64(i - slices.Index(b, x))
		sum += d * d
	}
	return 1 - 6*sum/(n*(n*n-1))
}

// within is how far from chance the mean of n tries may be. Six deviations: a fair lot is
// further away once in many millions of runs, though each run looks at twenty means; what
// says who wrote what is several times as far.
func within(least, deviation float64, n int) float64 {
	return max(least, 6*deviation/math.Sqrt(float64(n)))
}
