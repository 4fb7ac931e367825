package rooms

import (
	"encoding/json"
	"fmt"
	"reflect"
	"rondo/rooms/document"
	"slices"
)

// Kind is a registered ceremony whose types the kernel need not know.
type Kind struct {
	Name          string
	Version       int
	Bytes         int // see Ceremony
	Rights        Rights
	Phases        []PhasePlan
	services      []Service
	ballots       []string
	audiences     map[string]Who
	audienceNames []string // sorted
	quiet         bool
	verbs         map[string]verb
	blank         func() Document
	opens         func(Document, *Tx, Brief) error
	goesOn        func(Document, *Tx, Document) error
	hears         func(Document, *Tx, Event) error
	tidies        func(Document)
	minutes       func(Document) Minutes
	gives         func(Document, *Handover)
	receives      func(Document, *Tx, Handover) error // nil: no home
	upgrade       func(map[string]any, int) error
	detaches      func(Document)
	drawers       []reflect.Type // S, P, A: for the generated TypeScript
}

type kind = Kind

// verb is an action of a service or of the ceremony.
type verb struct {
	manner
	of  string // the service's name; "" for the ceremony's own
	run func(Document, *Tx, json.RawMessage) error
}

// Register makes a Kind of a ceremony. It panics on mistakes in it, such as a
// field that cannot be diffed, a misspelt phase, or an action that has no row in the
// table of rights (mistakes.go): the first test finds them.
func Register[S, P, A any](c Ceremony[S, P, A]) *Kind {
	var m mistakes
	c.check(&m)
	k := c.kind()
	for _, t := range append(k.drawers, reflect.TypeFor[Base]()) {
		document.MustHold(t)
	}
	c.addVerbs(k, &m)
	k.checkArguments(&m)
	k.checkRights(&m)
	m.panics(c.Kind)
	k.rehearse(&m)
	m.panics(c.Kind)
	return k
}

// kind is a ceremony as the kernel has it, without its verbs.
func (c Ceremony[S, P, A]) kind() *Kind {
	k := &Kind{
		Name: c.Kind, Version: c.Version, Bytes: c.Bytes, Rights: c.Rights, Phases: c.Phases,
		services: c.Services, ballots: c.Ballots, quiet: c.Quiet, verbs: map[string]verb{},
		audiences: c.Audiences, audienceNames: sortedAudiences(c.Audiences),
		blank: func() Document { return &Meeting[S, P, A]{} },
		opens: func(doc Document, t *Tx, b Brief) error { return c.Opens(turnOf[S, P, A](doc, t), b) },
		goesOn: func(doc Document, t *Tx, past Document) error {
			if c.GoesOn == nil {
				return nil
			}
			return c.GoesOn(turnOf[S, P, A](doc, t), past.(*Meeting[S, P, A]))
		},
		hears: func(doc Document, t *Tx, e Event) error {
			if c.Hears == nil {
				return nil
			}
			return c.Hears(turnOf[S, P, A](doc, t), e)
		},
		tidies: func(doc Document) {
			if c.Tidies != nil {
				c.Tidies(&doc.(*Meeting[S, P, A]).Private)
			}
		},
		minutes: func(doc Document) Minutes {
			return c.Minutes(doc.(*Meeting[S, P, A]))
		},
		upgrade: c.Upgrade,
		detaches: func(doc Document) {
			if c.Detaches != nil {
				c.Detaches(doc.(*Meeting[S, P, A]))
			}
		},
		drawers: []reflect.Type{reflect.TypeFor[S](), reflect.TypeFor[P](), reflect.TypeFor[A]()},
		gives: func(doc Document, h *Handover) {
			if c.Gives != nil {
				c.Gives(doc.(*Meeting[S, P, A]), h)
			}
		},
	}
	if c.Receives != nil {
		k.receives = func(doc Document, t *Tx, h Handover) error { return c.Receives(turnOf[S, P, A](doc, t), h) }
	}
	return k
}

func turnOf[S, P, A any](doc Document, t *Tx) *Turn[S, P, A] {
	m := doc.(*Meeting[S, P, A])
	return &Turn[S, P, A]{t, &m.Shared, &m.Private, &m.Audience}
}

// addVerbs adds the verbs of the services, the ceremony's own actions, and taking back,
// whose way package live has by itself.
func (c Ceremony[S, P, A]) addVerbs(k *Kind, m *mistakes) {
	for _, s := range c.Services {
		for name, v := range s.Verbs {
			k.add(m, name, v.of(s.Name))
		}
	}
	for name, a := range c.Actions {
		k.add(m, name, verb{a.manner, "", func(doc Document, t *Tx, raw json.RawMessage) error { return a.run(turnOf[S, P, A](doc, t), raw) }})
	}
	k.add(m, UndoVerb, Do(takeBack).of(UndoVerb))
}

// of is a verb as the verb of a service.
func (v Verb) of(service string) verb {
	return verb{v.manner, service, v.run}
}

// add adds a verb under a name that nothing else has.
func (k *Kind) add(m *mistakes, name string, v verb) {
	if other, twice := k.verbs[name]; twice {
		m.add("Actions", "%q is %s already", name, other.origin())
	}
	at := fmt.Sprintf("Actions[%q]", name)
	m.name(at, name)
	k.verbs[name] = v
	for _, pointer := range v.meant {
		k.checkPointer(m, at+".MeantFor", v, pointer)
	}
}

// A rule may set off others (the last speaker ends the round, the round's end
// opens the next phase), and one step may concern everybody in a full room, but
// not for ever.
const maxNews = 300

// settle hands on what happened in a step, first to the services and then to
// the ceremony, until nothing more happens.
func (k *Kind) settle(doc Document, t *Tx) error {
	for n := 0; len(t.news) > 0; n++ {
		if n == maxNews {
			return fmt.Errorf("%s: a step set off more than %d others, the last was %v", k.Name, maxNews, t.news[0])
		}
		e := t.news[0]
		t.news = t.news[1:]
		t.final = t.final || e.What == Settled || e.What == Closed
		for _, s := range k.services {
			if s.Hears == nil {
				continue
			}
			if err := s.Hears(t, e); err != nil {
				return err
			}
		}
		if err := k.hears(doc, t, e); err != nil {
			return err
		}
	}
	return nil
}

// ring lets a timer ring: it is gone before anybody hears of it, so it rings once.
func (k *Kind) ring(t *Tx, name string) error {
	t.Room.Timers.Delete(name)
	first, of := timerService(name)
	for _, s := range k.services {
		if rings, ok := s.Rings[first]; ok {
			return rings(t, of)
		}
	}
	t.Tell(Rang, name)
	return nil
}

func (t *Tx) steady(timer string) bool {
	first, _ := timerService(timer)
	return slices.ContainsFunc(t.kind.services, func(s Service) bool { return slices.Contains(s.Steady, first) })
}

// Grace is how long after its time a timer rings, for what is still on its way.
func (k *Kind) Grace(timer string) Millis {
	first, _ := timerService(timer)
	for _, s := range k.services {
		if g, ok := s.Grace[first]; ok {
			return For(g)
		}
	}
	return 0
}

// Tidy empties the drawers of what an ended anonymous round left there. It
// depends on the state of the document alone, so it may be done again.
func (k *Kind) Tidy(doc Document) {
	for _, s := range k.services {
		if s.Tidies != nil {
			s.Tidies(doc.Common())
		}
	}
	k.tidies(doc)
}

// Untidied is the patch of a step that ended an anonymous round without what
// emptied the drawers: a patch that named whose drawer held
// something would say who wrote or voted. The kernel's part says nothing of tabs.
func (k *Kind) Untidied(patch Patch, before, after Document) Patch {
	emptied := before.Clone()
	*emptied.Common() = *after.Common()
	emptied.Common().Held = before.Common().Held
	k.Tidy(emptied)
	rest := after.Since(emptied)
	patch.Held, patch.Private, patch.Internal = rest.Held, rest.Private, eraPatch(before, after)
	return patch
}

// Opening is the first change of a room: what is the same in every ceremony,
// and then what the ceremony has when it opens.
func (k *Kind) Opening(b Brief, door Door) Change {
	return func(doc Document, t *Tx) error {
		t.Room.Kind, t.Room.Title, t.Room.Opened = k.Name, b.Title, t.Now
		t.Door = door
		t.beginEra("opening")
		t.Room.Team = b.Team
		t.beginWith(b.Given)
		for _, s := range k.services {
			if s.Begins != nil {
				s.Begins(t, b.Given)
			}
		}
		if err := k.opens(doc, t, b); err != nil {
			return err
		}
		t.noteLent(b.Given)
		if b.File != nil {
			defer func() { t.Room.Title = b.Title }() // which was looked at as a title
			return k.takeIn(doc, t, *b.File)
		}
		if b.Before == nil {
			return nil
		}
		t.heldLike(b.Before.Common())
		return k.goesOn(doc, t, b.Before)
	}
}

// sortedAudiences is made once: every step asks for it.
func sortedAudiences(of map[string]Who) []string {
	names := make([]string, 0, len(of))
	for name := range of {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// AudiencesOf names the audiences that a person belongs to, sorted.
func (k *Kind) AudiencesOf(doc Document, person ID) []string {
	var names []string
	who := doc.Common().WhoIs(person)
	for _, name := range k.audienceNames {
		if k.audiences[name]&who != 0 {
			names = append(names, name)
		}
	}
	return names
}

// whose reads from an action's arguments whom it is for. What cannot be decoded
// is for nobody else: the rule decodes it again, and refuses it.
func (v verb) whose(raw []byte) ID {
	field, ok := reflect.StructField{}, false
	if v.args.Kind() == reflect.Struct {
		field, ok = v.args.FieldByName("For")
	}
	if !ok || field.Type.Kind() != reflect.String {
		return ""
	}
	with := reflect.New(v.args)
	if Decode(raw, with.Interface()) != nil {
		return ""
	}
	return ID(with.Elem().FieldByIndex(field.Index).String())
}
