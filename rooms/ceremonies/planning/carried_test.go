package planning

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

// What the sprint before left undone is asked about in the inputs, wherever it lies on the
// backlog by now; what is done of it is not.
func TestWhatIsCarriedOverIsAskedAbout(t *testing.T) {
	h := rooms.Handover{Home: true, Sprint: rooms.Sprint{Number: 4, Forecast: rooms.ListOf[rooms.ID]("done", "left", "gone"), Built: rooms.ListOf[rooms.ID]("done")}}
	for i := range topItems {
		h.Items.Put(rooms.ID("i"+strconv.Itoa(i)), rooms.Item{Title: "x", Rank: i, State: rooms.ItemOpen})
	}
	h.Items.Put("done", rooms.Item{Title: "Done", Rank: -1, State: rooms.ItemOpen, Result: "3"})
	h.Items.Put("left", rooms.Item{Title: "Left", Rank: 1000, State: rooms.ItemOpen, Result: "8"})
	h.Items.Put("gone", rooms.Item{Title: "Gone", Rank: 1001, State: rooms.ItemWithdrawn, Result: "2"})
	r, err := rooms.Rehearse(Kind(), rooms.Brief{Title: "Heron", Given: h}, 1)
	if err != nil {
		t.Fatal(err)
	}
	m := r.Meeting().(*meeting)
	if got := carried(&m.Base, &m.Shared); !slices.Equal(got, []rooms.ID{"left"}) || len(kept(&m.Base, &m.Shared)) != 0 {
		t.Errorf("carried over is %v", got)
	}
}

// Section 3: developers pull in and out, the product owner asks, the scrum master brings what
// is carried over; a size is asked for by whoever asks for sizes.
func TestDevelopersKeepWhatIsCarriedOverOrLetItGoBack(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out\nPay"))
	in, out, pay := item(s, "Log in"), item(s, "Log out"), item(s, "Pay")
	s.Refused("not_carried", ann, "pull", roomstest.With("item", in, "on", true))
	s.Refused("not_carried", ann, "resize", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", olga, "carried", roomstest.With("item", in, "on", true))
	for _, id := range []rooms.ID{in, out, pay} {
		s.Does(sam, "carried", roomstest.With("item", id, "on", true))
	}
	s.Does(sam, "carried", roomstest.With("item", pay, "on", false))
	s.Does(olga, "wish", roomstest.With("item", out, "wish", "out"))
	s.Refused("forbidden", olga, "pull", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", sam, "pull", roomstest.With("item", in, "on", true))
	s.Does(ben, "pull", roomstest.With("item", in, "on", true))
	s.Does(ben, "pull", roomstest.With("item", out, "on", false))
	s.Refused("carried_decided", sam, "carried", roomstest.With("item", in, "on", false))
	s.Refused("forbidden", sam, "resize", roomstest.With("item", in, "on", true))
	for id, want := range map[rooms.ID]ItemPlan{in: {In: true, Carried: carriedKept}, out: {Carried: carriedBack}, pay: {}} {
		if plan, _ := shared(s).Plans.Get(id); plan != want {
			t.Errorf("%s: it is planned as %+v, want %+v", id, plan, want)
		}
	}
	if is := sprint(s.Meeting().(*meeting)); !slices.Equal(is.Carried.Slice(), []rooms.ID{in}) {
		t.Errorf("the sprint carries %v", is.Carried.Slice())
	}
	text := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"| Log in |  | kept |", "| Log out |  | back on the backlog |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes have no %q:\n%s", want, text)
		}
	}
}

// What is left of an item is less than the whole: it has a size, and is sized all the same.
func TestWhatIsCarriedOverIsSizedAnew(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in"))
	in := item(s, "Log in")
	s.GoTo(what)
	votes(s, rooms.SizeBallot, "8", "8", "8")
	s.Does(ann, "settle", roomstest.With("card", "8"))
	s.Does(ann, "back", nil)
	s.Does(sam, "carried", roomstest.With("item", in, "on", true))
	s.Does(olga, "resize", roomstest.With("item", in, "on", true))
	s.GoTo(what)
	s.Does(olga, "item_pick", roomstest.With("item", in))
	if !isOpen(s, rooms.SizeBallot) {
		t.Fatal("the cards do not come out")
	}
	votes(s, rooms.SizeBallot, "3", "3", "3")
	s.Does(ann, "settle", roomstest.With("card", "3"))
	if plan, _ := shared(s).Plans.Get(in); plan.Resize {
		t.Error("sized anew it is still to be sized")
	}
}
