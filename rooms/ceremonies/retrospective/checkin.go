package retrospective

import "slices"

// checkIns are the questions of which one is asked when the meeting begins, for
// everybody to answer aloud in a word or two: who has spoken once will speak again.
// The room keeps the key; each page has the words, in its own language. A key is
// never given another meaning, and one that is taken out here stays in the pages.
var checkIns = []string{
	"weather", "battery", "colour", "animal", "song", "sound", "dish", "drink",
	"vehicle", "gear", "season", "plant", "place", "film", "headline", "emoji",
	"word", "instrument", "sport", "game", "tool", "superpower", "surprise", "light",
}

// firstCheckIn asks when the stage is set for the first time. Whoever comes back to
// it finds the question that was answered.
func firstCheckIn(t *turn, phase string) {
	if phase == stage && t.Shared.CheckIn == "" {
		drawCheckIn(t)
	}
}

// nextCheckIn asks another question, never the same.
func nextCheckIn(t *turn, _ struct{}) error {
	drawCheckIn(t)
	return nil
}

func drawCheckIn(t *turn) {
	others := slices.DeleteFunc(slices.Clone(checkIns), func(key string) bool { return key == t.Shared.CheckIn })
	t.Shared.CheckIn = others[t.Rand.IntN(len(others))]
}
