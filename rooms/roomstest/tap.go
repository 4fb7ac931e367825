package roomstest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

// tap looks at everything that anybody is sent, and at the log, for texts that
// only one person may know until all are shown at once.
type tap struct {
	t     *testing.T
	log   bytes.Buffer
	texts []*canary
	shown map[string]string // group -> what the patch that shows it contains
	named []string          // ballots whose results have names
	first time.Time         // when anything was shown
}

// canary is one text. Whatever it is quoted in, its number is found.
type canary struct {
	author rooms.ID
	group  string
	back   bool // taken back by its author
}

var song = regexp.MustCompile(`~(\d{4})~`)

func (t *tap) mint(author rooms.ID, group, words string) string {
	t.texts = append(t.texts, &canary{author: author, group: group})
	return fmt.Sprintf("~%04d~ %s", len(t.texts)-1, words)
}

func (t *tap) of(quoted []byte) int {
	n := 0
	_, _ = fmt.Sscanf(string(quoted), "~%04d~", &n)
	return n
}

func (t *tap) takeBack(text string) {
	for _, quoted := range song.FindAll([]byte(text), -1) {
		t.texts[t.of(quoted)].back = true
	}
}

// living are the texts of a group that were not taken back.
func (t *tap) living(group string) (numbers []int) {
	for i, c := range t.texts {
		if c.group == group && !c.back {
			numbers = append(numbers, i)
		}
	}
	return numbers
}

// check is called when the meeting is over.
func (t *tap) check(people []*viewer) {
	t.t.Helper()
	if quoted := song.Find(t.log.Bytes()); quoted != nil {
		t.t.Errorf("the log quotes %s", quoted)
	}
	shown := map[string]bool{} // groups, to anybody
	for _, v := range people {
		seen := map[string]bool{} // groups
		for _, k := range v.said {
			t.hear(v, k, seen)
		}
		maps.Copy(shown, seen)
	}
	for _, group := range t.groups() {
		if len(t.living(group)) > 0 && !shown[group] {
			t.t.Errorf("nobody is ever shown %s: a secret that stays one proves nothing", group)
		}
	}
}

func (t *tap) groups() (names []string) {
	for _, c := range t.texts {
		if !slices.Contains(names, c.group) {
			names = append(names, c.group)
		}
	}
	return names
}

// isOwn matches frames for one person alone.
var isOwn = regexp.MustCompile(`^\{("at":\[\d+,\d+\],)?"(mine|me)":`)

// hear looks at one frame.
func (t *tap) hear(v *viewer, k kept, seen map[string]bool) {
	t.t.Helper()
	own := isOwn.Match(k.frame)
	if !own && bytes.Contains(k.frame, []byte(`"votes":`)) && t.tellsVotes(k.frame) {
		t.t.Errorf("%s is sent votes: %s", v.name, k.frame)
	}
	quoted := map[int]bool{}
	for _, number := range song.FindAll(k.frame, -1) {
		quoted[t.of(number)] = true
	}
	for n := range quoted {
		c := t.texts[n]
		switch {
		case own && v.you == c.author:
		case own:
			t.t.Errorf("%s is sent a secret of %s: %s", v.name, c.author, k.frame)
		case c.back:
			t.t.Errorf("%s is sent what %s took back: %s", v.name, c.author, k.frame)
		case !seen[c.group]:
			seen[c.group] = true
			t.isShown(v, k, c.group, quoted)
		}
	}
}

// tellsVotes tells whether a frame has votes of a ballot whose results have no names.
func (t *tap) tellsVotes(frame []byte) bool {
	var said struct {
		Doc, Patch struct {
			Room struct {
				Ballots map[string]struct {
					Results map[string]struct{ Votes any }
				}
			}
		}
	}
	if err := json.Unmarshal(frame, &said); err != nil {
		t.t.Errorf("%s: %v", frame, err)
	}
	if said.Doc.Room.Ballots == nil {
		said.Doc = said.Patch
	}
	for ballot, b := range said.Doc.Room.Ballots {
		for _, r := range b.Results {
			if r.Votes != nil && !slices.Contains(t.named, ballot) {
				return true
			}
		}
	}
	return false
}

// isShown: the first time that anybody else sees one of a group, they see all of
// it, and that is the step which shows it.
func (t *tap) isShown(v *viewer, k kept, group string, quoted map[int]bool) {
	t.t.Helper()
	if t.first.IsZero() || k.when.Before(t.first) {
		t.first = k.when
	}
	if patch := strings.Contains(string(k.frame), `"patch":`); patch && !strings.Contains(string(k.frame), t.shown[group]) {
		t.t.Errorf("%s is sent one of %s before its time: %s", v.name, group, k.frame)
	}
	for _, n := range t.living(group) {
		if !quoted[n] {
			t.t.Errorf("%s is sent some of %s without number %d", v.name, group, n)
		}
	}
}

// shownAt is when the first secret was shown, or never.
func (t *tap) shownAt() time.Time {
	if t.first.IsZero() {
		return forEver
	}
	return t.first
}
