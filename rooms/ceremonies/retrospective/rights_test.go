package retrospective

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// matrix is what the retrospective says itself of docs/rights.md, and of each example that
// it gives to a bundle one action. Columns: the facilitator by the baton alone, the roles,
// and the positions of a co-facilitator, of the speaker, of a listener who is invited to
// take part, and of somebody who is offered the baton. Phases: l lobby, s stage, o open
// actions, f facts, w write, r read, g group, v vote, d discuss, e decide, c close.
const matrix = `
action         phases       FAC SM PO PM DEV STK OBS  CO SPK INV OFR

done           ofwrgvdec     ●  ●  ●  –  ●   –   –    ●  –   ●   –
undo           lsofwrvdec    ●  –  –  –  –   –   –    ●  –   –   –
undo           g             ●  ●  ●  –  ●   –   –    ●  –   ●   –

settings       lsofwrg       ●  –  –  –  –   –   –    ●  –   –   –
columns        lsof          ●  –  –  –  –   –   –    ●  –   –   –
check_in       s             ●  –  –  –  –   –   –    ●  –   –   –
tighten        sofwrgvdec    ●  ●  ●  –  ●   –   –    ●  –   ●   –

carry          lso           ●  ●  ●  –  ●   –   –    ●  –   –   –
carry_own      lso           ●  ●  ●  –  ●   –   –    ●  –   –   –
uncarry        lso           ●  ●  ●  –  ●   –   –    ●  –   –   –
answer         o             ●  ●  ●  –  ●   –   –    ●  –   –   –
bring          lsof          ●  ●  ●  –  ●   –   –    ●  –   –   –
fact           lsof          ●  ●  ●  –  ●   –   –    ●  –   –   –
unfact         lsof          ●  ●  ●  –  ●   –   –    ●  –   –   –

write          w             –  ●  ●  –  ●   –   –    –  –   ●   –
rewrite        w             –  ●  ●  –  ●   –   –    –  –   ●   –
unwrite        w             –  ●  ●  –  ●   –   –    –  –   ●   –
read           r             ●  ●  ●  –  ●   –   –    ●  –   ●   –

group          g             ●  ●  ●  –  ●   –   –    ●  –   ●   –
move           g             ●  ●  ●  –  ●   –   –    ●  –   ●   –
name_group     g             ●  ●  ●  –  ●   –   –    ●  –   ●   –
merge          g             ●  ●  ●  –  ●   –   –    ●  –   ●   –
split          g             ●  ●  ●  –  ●   –   –    ●  –   ●   –
hint           g             ●  ●  ●  –  ●   –   –    ●  –   ●   –

vote           sofwrgvdec    –  ●  ●  –  ●   –   –    –  –   ●   –
let_vote       sofwrgvdec    ●  –  –  –  –   –   –    ●  –   –   –
reveal         svdc          ●  –  –  –  –   –   –    ●  –   –   –

topic          d             ●  ●  ●  –  ●   –   –    ●  –   ●   –
discuss        d             ●  –  –  –  –   –   –    ●  –   –   –
topic_done     d             ●  –  –  –  –   –   –    ●  –   –   –
scribe         de            ●  ●  ●  –  ●   –   –    ●  –   ●   –
said           dec           ●  ●  ●  –  ●   –   –    ●  –   ●   –

task           dec           ●  ●  ●  ●  ●   –   –    ●  –   ●   –
accept         dec           ●  ●  ●  –  ●   –   –    ●  –   –   –
finish         c             ●  ●  ●  –  ●   –   –    ●  –   –   –
pick           ec            ●  ●  ●  –  ●   –   –    ●  –   –   –
one            ec            ●  ●  ●  –  ●   –   –    ●  –   –   –

thank          c             ●  ●  ●  –  ●   –   –    ●  –   ●   –
unthank        c             ●  ●  ●  –  ●   –   –    ●  –   ●   –
next_lead      c             ●  –  –  –  –   –   –    ●  –   –   –

park           lsofwrgvdec   ●  ●  ●  –  ●   –   –    ●  –   ●   –
unpark         lsofwrgvdec   ●  ●  ●  –  ●   –   –    ●  –   ●   –
follow_up      lsofwrgvdec   ●  ●  ●  –  ●   –   –    ●  –   –   –
`

var keys = map[rune]string{
	'l': rooms.Lobby, 's': stage, 'o': old, 'f': facts, 'w': write, 'r': read,
	'g': group, 'v': dots, 'd': discuss, 'e': decide, 'c': rooms.Closing,
}

// cast is the cast of the standup, with an observer who is invited.
func cast(phase string) *rooms.Base {
	b := roomstest.Cast(phase)
	b.Room.People.Put("INV", rooms.Person{Name: "INV", Roles: rooms.ListOf(rooms.Observer), Invited: true})
	return b
}

func TestRightsOfTheRetrospectiveCellByCell(t *testing.T) {
	roomstest.Rights(t, Kind(), matrix, keys, cast)
}

// A facilitator who stays aside keeps the meeting, whatever roles they hold, and
// has no right that a facilitator without any has not.
func TestAFacilitatorAsideHasTheRightsOfTheBatonAlone(t *testing.T) {
	rights := Kind().Rights
	for _, phase := range keys {
		plain, aside := cast(phase), cast(phase)
		aside.Room.People.Edit("FAC", func(p *rooms.Person) {
			p.Roles, p.Aside = rooms.ListOf(rooms.Developer, rooms.ScrumMaster), true
		})
		for _, row := range rights {
			may := rights.Refuses(&rooms.Tx{Base: plain, Actor: "FAC"}, row.Do) == nil
			if got := rights.Refuses(&rooms.Tx{Base: aside, Actor: "FAC"}, row.Do) == nil; got != may {
				t.Errorf("%s in %s by a facilitator aside: %v, want %v", row.Do, phase, got, may)
			}
		}
	}
}

func TestAnInvitedListenerTakesPartAndOwnsNothing(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	pam := r.guest("Pam", rooms.ProductManager)
	r.GoTo(write)
	r.Refused("forbidden", pam, "write", roomstest.With("column", r.column(0), "text", "Customers wait"))
	r.Does(ann, "invite", roomstest.With("person", pam, "on", true))
	r.Does(pam, "write", roomstest.With("column", r.column(0), "text", "Customers wait"))
	r.GoTo(decide)
	r.Does(pam, "task", roomstest.With("text", "Ask five customers"))
	r.Refused("forbidden", pam, "accept", roomstest.With("task", r.task("Ask five customers")))
	r.Does(ann, "invite", roomstest.With("person", pam, "on", false))
	r.GoTo(rooms.Closing)
	r.Refused("forbidden", pam, "thank", roomstest.With("to", ann, "text", "Thanks"))
}

func TestOnlyTheFacilitatorGroupsWhereThatIsSet(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "settings", roomstest.With("lead_groups", true))
	r.written(ben, "Alpha wall", "Omega door")
	r.GoTo(group)
	a, b := r.note("Alpha wall"), r.note("Omega door")
	r.Refused("forbidden", ben, "group", roomstest.With("note", a, "onto", b))
	r.Refused("forbidden", ben, "move", roomstest.With("note", a, "column", r.column(1)))
	r.Does(ann, "group", roomstest.With("note", a, "onto", b))
	for verb, args := range map[string]any{
		"split": roomstest.With("group", r.groupOf("Alpha wall")), "name_group": roomstest.With("group", r.groupOf("Alpha wall"), "title", "Ways"),
		"merge": roomstest.With("group", r.groupOf("Alpha wall"), "into", r.groupOf("Alpha wall")), "hint": roomstest.With("hint", "x", "yes", true),
	} {
		if verb != "merge" { // into itself is refused before
			r.Refused("forbidden", ben, verb, args)
		}
	}
}
