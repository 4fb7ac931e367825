package ceremonies

import (
	"slices"
	"strings"
	"testing"
)

// Whatever removes something, and every vote, is done in a room that is full too: a
// new action whose name says that it does so must be marked as well.
func TestWhatRemovesIsAlwaysDone(t *testing.T) {
	removing := []string{
		"acceptance_drop", "call_out", "criterion_drop", "demo_drop", "done_drop", "drop", "feedback_drop", "forget", "goal_drop", "item_withdraw", "leave", "link_drop", "lock", "market_drop", "not_around",
		"question_drop", "remove", "risk_drop", "solve", "step_drop", "uncarry", "unfact", "unpark", "unschedule", "unthank", "unvote", "unwrite", "vote", "work_drop",
	}
	for _, kind := range All() {
		for verb := range kind.Verbs() {
			removes := slices.Contains(removing, verb)
			if named := strings.HasPrefix(verb, "un") || strings.Contains(verb, "remove") || strings.Contains(verb, "withdraw") || strings.Contains(verb, "delete"); named && verb != "undo" {
				removes = true
			}
			if movesOn := slices.Contains([]string{"agenda", "baton"}, kind.ServiceOf(verb)); kind.Always(verb) != (removes || movesOn) {
				t.Errorf("%s: is %s always done? %t", kind.Name, verb, kind.Always(verb))
			}
		}
	}
}
