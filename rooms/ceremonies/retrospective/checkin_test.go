package retrospective

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	catalogue "rondo/rooms/words"
)

func TestTheStageAsksAQuestionAndAlwaysAnother(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	if r.shared().CheckIn != "" {
		t.Fatal("asked before anybody can answer")
	}
	r.GoTo(stage)
	first := r.shared().CheckIn
	if !slices.Contains(checkIns, first) {
		t.Fatalf("the question is %q", first)
	}
	r.Refused("forbidden", ben, "check_in", nil)
	seen := map[string]bool{}
	for range 500 {
		was := r.shared().CheckIn
		r.Does(ann, "check_in", nil)
		if is := r.shared().CheckIn; is == was || !slices.Contains(checkIns, is) {
			t.Fatalf("%q, and then %q", was, is)
		}
		seen[r.shared().CheckIn] = true
	}
	if len(seen) != len(checkIns) {
		t.Errorf("only %d of %d are ever asked", len(seen), len(checkIns))
	}
}

func TestTheQuestionStaysWhenThePhaseIsHeldAgain(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(stage)
	r.Does(ann, "check_in", nil)
	asked := r.shared().CheckIn
	r.GoTo(old)
	r.Refused("phase_closed", ann, "check_in", nil)
	r.Does(ann, "back", nil)
	if is := r.shared().CheckIn; is != asked {
		t.Fatalf("%q was answered, and now it is %q", asked, is)
	}
}

func TestKeysOfQuestionsAreOnce(t *testing.T) {
	for i, key := range checkIns {
		if !regexp.MustCompile(`^[a-z_]+$`).MatchString(key) || slices.Index(checkIns, key) != i {
			t.Errorf("%q", key)
		}
	}
	// Each is in the catalogue, and nothing else is.
	source, asked := catalogue.All.In(catalogue.Source), 0
	for _, key := range source.Keys("retrospective") {
		if name, ok := strings.CutPrefix(key, "checkin.questions."); ok {
			if asked++; !slices.Contains(checkIns, name) {
				t.Errorf("nobody asks %q", name)
			}
		}
	}
	if asked != len(checkIns) {
		t.Errorf("%d of %d questions have words", asked, len(checkIns))
	}
	if len(checkIns) != 24 {
		t.Errorf("there are %d", len(checkIns))
	}
}
