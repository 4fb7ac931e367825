package roomstest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/live"
)

// Play plays a scenario and compares what everybody was sent with what the file
// says; with update it rewrites the file instead. A file reads like a play:
//
//	# A comment.
//	ann joins as developer, scrum_master     the first one opens the room
//	dan comes by owns                        a link of the room that has this secret
//	bob comes back by lost                   their way back, on another device
//	after 90s
//	ann: pass to=bob                         an action and its arguments
//	bob drops · bob returns · everybody drops · everybody returns
//	the server restarts
//	the forecast holds within 5s             from here to the end of the meeting
//	story round as ann                       what ann has now is a story of the page (story.go)
//
// Lines that are indented are what followed: when, to whom, what. Moments are
// counted from the beginning of the play; #1 is the first thing that was given
// an id, and people go by their names.
//
// A play is of the first of the kinds, unless it says "this is a retrospective".
// The stories that it tells come back, by their names.
func Play(t *testing.T, kinds []*rooms.Kind, file string, update bool) (stories map[string][]byte) {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(filepath.Base(file), ".play")
	var got string
	synctest.Test(t, func(t *testing.T) {
		p := perform(t, kindOf(kinds, string(raw)), name, string(raw))
		got, stories = p.script.String(), p.stories
	})
	if got == string(raw) {
		return stories
	}
	if !update {
		t.Errorf("%s: %s\nIf that is how it should be, run with -update.", file, firstDifference(string(raw), got))
		return stories
	}
	if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
		t.Fatal(err)
	}
	return stories
}

const indent = "    "

const thisIs = "this is a "

// kindOf is the kind of meeting that a script says it is of.
func kindOf(kinds []*rooms.Kind, script string) *rooms.Kind {
	for _, kind := range kinds {
		if slices.Contains(strings.Split(script, "\n"), thisIs+kind.Name) {
			return kind
		}
	}
	return kinds[0]
}

// openerOf is who joins first.
func openerOf(script string) string {
	for line := range strings.Lines(script) {
		if who, _, joins := strings.Cut(line, " joins as "); joins && !strings.HasPrefix(line, "#") {
			return who
		}
	}
	return cast[0].Name
}

// performance is a play under way.
type performance struct {
	*stage
	name    string
	schema  described
	start   time.Time
	names   *names
	read    map[*viewer]int    // frames that were written down
	waiting map[*viewer][]deed // done without a connection
	asked   map[*viewer][]deed // done, and not answered yet
	holds   time.Duration      // how exact the forecast must be, 0: not yet
	ends    []forecast
	script  strings.Builder
	stories map[string][]byte
}

type forecast struct {
	made time.Duration
	ends rooms.Millis
}

// perform plays a script to its end: then the performance has it with what followed each
// of its lines, and the stories that it tells.
func perform(t *testing.T, kind *rooms.Kind, name, script string) *performance {
	t.Helper()
	p := &performance{
		stage: stageOf(openerOf(script), t, kind, live.Limits{}), name: name, schema: describedAs(t, kind), start: time.Now(), names: newNames(),
		read: map[*viewer]int{}, waiting: map[*viewer][]deed{}, asked: map[*viewer][]deed{}, stories: map[string][]byte{},
	}
	defer p.end()
	for n, line := range strings.Split(strings.TrimRight(script, "\n"), "\n") {
		if strings.HasPrefix(line, indent) {
			continue // what followed the last time
		}
		p.script.WriteString(line + "\n")
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' || strings.HasPrefix(line, thisIs) {
			continue
		}
		if err := p.perform(line); err != nil {
			t.Fatalf("line %d: %s: %v", n+1, line, err)
		}
		synctest.Wait()
		p.count()
		p.writeDown()
		p.look()
	}
	p.forecastHeld()
	return p
}

// perform does what a line says.
func (p *performance) perform(line string) error {
	if who, act, ok := strings.Cut(line, ": "); ok && !strings.Contains(who, " ") {
		return p.deed(who, act)
	}
	words := strings.Fields(line)
	switch rest := strings.Join(words[1:], " "); {
	case line == "the server restarts":
		p.restart()
	case strings.HasPrefix(line, "the forecast holds within "):
		return p.forecastFrom(words[4])
	case words[0] == "story":
		return p.tell(rest)
	case words[0] == "after":
		d, err := time.ParseDuration(rest)
		p.sleep(d)
		return err
	case strings.HasPrefix(rest, "joins as "):
		p.enters(words[0], strings.TrimPrefix(rest, "joins as "))
	case strings.HasPrefix(rest, "comes by "):
		p.comesBy(words[0], words[3])
	case strings.HasPrefix(rest, "comes back by "):
		p.comesBackBy(words[0], words[4])
	case words[0] == "everybody":
		for _, v := range p.people {
			p.moves(v, rest)
		}
	default:
		p.moves(p.named(words[0]), rest)
	}
	return nil
}

func (p *performance) enters(name, roles string) {
	guest := client.Guest{Name: name}
	for _, role := range strings.Split(roles, ", ") {
		guest.Roles = append(guest.Roles, rooms.Role(role))
	}
	v := p.join(guest)
	p.names.person(v.you, name)
	v.sit()
}

// comesBy lets somebody in by a link, as what the link gives them, or tells what they are told.
func (p *performance) comesBy(name, secret string) {
	you, err := p.house.Join(context.Background(), p.room, live.Knock{Secret: secret, Browser: name, Name: name})
	if err != nil {
		p.atDoor(name, err)
		return
	}
	v := &viewer{stage: p.stage, name: name, you: you, answers: map[int]*rooms.Error{}}
	p.people = append(p.people, v)
	p.names.person(you, name)
	v.sit()
}

// comesBackBy lets somebody have their seat again, in a browser that nobody knows.
func (p *performance) comesBackBy(name, secret string) {
	you, err := p.house.Join(context.Background(), p.room, live.Knock{Recovery: secret, Browser: rooms.NewSecret()})
	switch {
	case err != nil:
		p.atDoor(name, err)
	case you != p.named(name).you:
		p.t.Errorf("%s comes back as %s", name, p.names.of(string(you)))
	}
}

// atDoor writes down what somebody is told who does not come in.
func (p *performance) atDoor(name string, err error) {
	refused := rooms.AsError(err)
	fmt.Fprintf(&p.script, indent+"%s < at the door: %s\n", name, strings.TrimSuffix(refused.Code+"/"+refused.Reason, "/"))
}

func (p *performance) moves(v *viewer, how string) {
	p.t.Helper()
	switch how {
	case "drops":
		v.rise()
	case "returns":
		v.sit()
		for _, d := range p.waiting[v] {
			p.does(v, d.Do, d.With)
		}
		delete(p.waiting, v)
	default:
		p.t.Fatalf("how does one %q?", how)
	}
}

// deed is "verb key=value ...".
func (p *performance) deed(who, act string) error {
	verb, rest, _ := strings.Cut(act, " ")
	with := map[string]any{}
	for rest = strings.TrimSpace(rest); rest != ""; {
		key, after, ok := strings.Cut(rest, "=")
		if !ok {
			return fmt.Errorf("%q is not key=value", rest)
		}
		value, left, err := p.names.value(after)
		if err != nil {
			return err
		}
		with[key], rest = value, left
	}
	v := p.named(who)
	if v.seat != nil {
		p.does(v, verb, with)
	} else {
		p.waiting[v] = append(p.waiting[v], deed{v.n + len(p.waiting[v]) + 1, verb, with})
	}
	return nil
}

// does acts; the script says what the answer was.
func (p *performance) does(v *viewer, verb string, with map[string]any) {
	p.t.Helper()
	up := v.send(verb, with)
	synctest.Wait() // in an anonymous round the answer follows by the beat
	p.asked[v] = append(p.asked[v], deed{N: up.N, Do: verb})
	p.schema.act(up, v.answers[up.N])
}

// count counts what was done, once it is answered: in an anonymous round that comes later.
func (p *performance) count() {
	for v, asked := range p.asked {
		p.asked[v] = slices.DeleteFunc(asked, func(d deed) bool {
			refused, answered := v.answers[d.N]
			if answered && refused == nil {
				p.did[d.Do]++
			}
			return answered
		})
	}
}

// look is what must hold all the time: patched is fresh, and nobody gets less
// than the least slot.
func (p *performance) look() {
	p.t.Helper()
	p.looksLikeFresh()
	for _, v := range p.seated()[:min(1, len(p.seated()))] {
		base := v.base()
		if slot, ok := base.Room.Timers.Get("slot"); ok && slot.Of < rooms.For(rooms.SlotLeast) {
			p.t.Errorf("%s has a slot of %d ms", p.names.of(string(base.Room.Floor.Speaker)), slot.Of)
		}
		if p.holds > 0 && base.Room.Ended == 0 {
			now := rooms.MillisOf(time.Now())
			p.ends = append(p.ends, forecast{time.Since(p.start), base.Forecast(now).Ends})
		}
	}
}

func (p *performance) forecastFrom(exact string) (err error) {
	p.holds, err = time.ParseDuration(exact)
	return err
}

func (p *performance) forecastHeld() {
	p.t.Helper()
	if p.holds == 0 {
		return
	}
	end := p.people[0].base().Room.Ended
	if end == 0 {
		p.t.Error("the meeting has not ended, so nobody knows whether the forecast held")
	}
	for _, f := range p.ends {
		if off := (f.ends - end).Duration().Abs(); off > p.holds {
			p.t.Errorf("after %v the forecast was off by %v", f.made, off)
		}
	}
}

func firstDifference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		if at(a, i) != at(b, i) {
			return fmt.Sprintf("line %d\n says %s\n and is %s", i+1, at(a, i), at(b, i))
		}
	}
	return "the same"
}
