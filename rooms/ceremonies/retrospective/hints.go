package retrospective

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"rondo/rooms"
)

// Groups that the room proposes: notes of which the words that count are alike.
// No service is asked, and nothing is learned from: the same notes always give
// the same hints.

const (
	mostHints  = 20
	alikeFrom  = 0.34 // of the words of two notes
	leastStem  = 3    // letters of a word that counts
	mostStems  = 40   // of a note: what a room works on while all wait must have an end
	mostInHint = 8
	mostCommon = 30 // notes that have a word which still says something
)

// findHints proposes groups of the notes that stand alone.
func findHints(t *turn) {
	t.Shared.Hints = rooms.Map[rooms.ID, GroupHint]{}
	var notes []rooms.ID
	for _, id := range onBoard(t) {
		if n, _ := t.Shared.Notes.Get(id); n.Group == "" {
			notes = append(notes, id)
		}
	}
	for i, hint := range alike(t, notes) {
		hint.Rank = i + 1
		t.Shared.Hints.Put(t.Rand.ID(), hint)
	}
}

// pairing is two notes and how alike they are.
type pairing struct {
	a, b  int
	alike float64
}

// alike puts together what is alike, the most alike pair first.
func alike(t *turn, notes []rooms.ID) (hints []GroupHint) {
	stems := make([]map[string]bool, len(notes))
	for i, id := range notes {
		n, _ := t.Shared.Notes.Get(id)
		stems[i] = stemsOf(n.Text)
	}
	pairs := pairsOf(stems)
	at := map[int]int{} // note -> hint
	var clusters [][]int
	for _, p := range pairs {
		i, hasA := at[p.a]
		j, hasB := at[p.b]
		switch {
		case !hasA && !hasB:
			at[p.a], at[p.b] = len(clusters), len(clusters)
			clusters = append(clusters, []int{p.a, p.b})
		case hasA && !hasB && len(clusters[i]) < mostInHint:
			at[p.b] = i
			clusters[i] = append(clusters[i], p.b)
		case hasB && !hasA && len(clusters[j]) < mostInHint:
			at[p.a] = j
			clusters[j] = append(clusters[j], p.a)
		}
	}
	for _, c := range clusters[:min(len(clusters), mostHints)] {
		hints = append(hints, hintOf(notes, stems, c))
	}
	return hints
}

func hintOf(notes []rooms.ID, stems []map[string]bool, members []int) GroupHint {
	var ids []rooms.ID
	count := map[string]int{}
	for _, m := range members {
		ids = append(ids, notes[m])
		for stem := range stems[m] {
			count[stem]++
		}
	}
	var words []string
	for stem, n := range count {
		if n > 1 {
			words = append(words, stem)
		}
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(count[b]-count[a], len(b)-len(a), cmp.Compare(a, b)) })
	return GroupHint{Notes: rooms.ListOf(ids...), Words: rooms.ListOf(words[:min(3, len(words))]...)}
}

// pairsOf returns the pairs that are alike enough: of which twice the words that
// both have is a good part of all their words (Dice's coefficient).
func pairsOf(stems []map[string]bool) (pairs []pairing) {
	in := map[string][]int{}
	for i, words := range stems {
		for w := range words {
			in[w] = append(in[w], i)
		}
	}
	shared := make([]int, len(stems)) // words that each note has in common with note a
	for a, words := range stems {
		clear(shared)
		for w := range words {
			if notes := in[w]; len(notes) <= mostCommon {
				for _, b := range notes {
					shared[b]++
				}
			}
		}
		for b := a + 1; b < len(stems); b++ {
			score := float64(2*shared[b]) / float64(max(1, len(words)+len(stems[b])))
			if score >= alikeFrom {
				pairs = append(pairs, pairing{a, b, score})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pairing) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return pairs
}

// stemsOf returns the first words of a text that count, without their endings.
func stemsOf(text string) map[string]bool {
	stems := map[string]bool{}
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for _, w := range words {
		if idle[w] {
			continue
		}
		if stem := stemOf(w); len([]rune(stem)) >= leastStem {
			stems[stem] = true
		}
		if len(stems) == mostStems {
			break
		}
	}
	return stems
}

// endings of English and German words, the longest first.
var endings = []string{"ungen", "ings", "ung", "ing", "ies", "ern", "est", "ed", "en", "er", "es", "em", "s", "e", "n", "y"}

// stemOf cuts one ending off, so that review, reviews and reviewing are one word.
func stemOf(word string) string {
	for _, end := range endings {
		if stem, ok := strings.CutSuffix(word, end); ok && len([]rune(stem)) > leastStem {
			return stem
		}
	}
	return word
}

// idle words say nothing about what a note is about.
var idle = wordSet(`a about after all also am an and any are as at be because been before but by can could did do does done
	each even every few for from get gets got had has have he her his how i if in into is it its just less like lot made make many
	me more most much my need needs never no not now of off on once one only or other our out over own same she should so some still
	such than that the their them then there these they this those to too two up us very was we well were what when where which
	while who why will with would you your
	aber alle als also am an auch auf aus bei bin bis das dass dem den der des die dies diese doch du durch ein eine einem einen
	einer eines er es für gibt hat habe haben hatte ich ihr ihre im immer in ist ja kann kein keine man mehr mein mit muss nach
	nicht noch nun nur ob oder ohne schon sehr sein sich sie sind so über um und uns unser unsere unter viel vom von vor war waren
	was wenn wer werden wie wir wird zu zum zur zwei`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		set[w] = true
	}
	return set
}

type hintWith struct {
	Hint rooms.ID `json:"hint"`
	Yes  bool     `json:"yes"`
}

// answerHint makes a group as proposed, or refuses the proposal.
func answerHint(t *turn, with hintWith) error {
	if err := mayGroup(t); err != nil {
		return err
	}
	hint, ok := t.Shared.Hints.Get(with.Hint)
	if !ok {
		return rooms.NoSuch("hint")
	}
	t.Shared.Hints.Delete(with.Hint)
	if !with.Yes {
		return nil
	}
	var into rooms.ID
	for i, note := range hint.Notes.All() {
		if i == 0 {
			into = newGroup(t, note)
			continue
		}
		joinGroup(t, note, into)
	}
	return nil
}

// dropHints forgets proposals of which a note has found its group meanwhile.
func dropHints(t *turn) {
	for id, hint := range t.Shared.Hints.All() {
		for _, note := range hint.Notes.All() {
			if n, ok := t.Shared.Notes.Get(note); !ok || n.Group != "" {
				t.Shared.Hints.Delete(id)
				break
			}
		}
	}
}
