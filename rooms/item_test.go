package rooms

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

// titles are those of the list in order, with what is withdrawn in brackets and what
// is current behind a star.
func (h *hall) titles() (titles []string) {
	for _, id := range h.room().Items.Ranked(Item.rank) {
		item, _ := h.room().Items.Get(id)
		switch item.State {
		case ItemWithdrawn:
			item.Title = "(" + item.Title + ")"
		case ItemCurrent:
			item.Title = "*" + item.Title
		}
		titles = append(titles, item.Title)
	}
	return titles
}

func (h *hall) list(want ...string) {
	h.Helper()
	if got := h.titles(); !slices.Equal(got, want) {
		h.Errorf("the list is %q, want %q", got, want)
	}
}

func (h *hall) item(title string) ID {
	for id, item := range h.room().Items.All() {
		if item.Title == title {
			return id
		}
	}
	return "none"
}

func withItems(t *testing.T, titles ...string) *hall {
	h := newHall(t, "p1", "p2", "p3")
	for _, title := range titles {
		h.must(h.do("p2", "item_add", `{"title":%q}`, title))
	}
	return h
}

func TestItemsAreChecked(t *testing.T) {
	h := withItems(t)
	h.must(h.do("p2", "item_add", `{"title":" Pay  again ","link":"https://example.org/1","note":"a\nb"}`))
	if item, _ := h.room().Items.Get(h.item("Pay again")); toJSON(t, item) != `{"title":"Pay again","link":"https://example.org/1","note":"a\nb","by":"p2","rank":1048576,"state":"open"}` {
		t.Errorf("item %s", toJSON(t, item))
	}
	for field, with := range map[string]string{
		"/title": `{"title":""}`,
		"/link":  `{"title":"x","link":"javascript:alert(1)"}`,
		"/note":  `{"title":"x","note":"` + strings.Repeat("y", maxExtra+1) + `"}`,
	} {
		if err := h.do("p2", "item_add", "%s", with); err == nil || AsError(err).Field != field {
			t.Errorf("%s: %v, want a refusal at %s", with, err, field)
		}
	}
	for _, link := range []string{"example.org", "https://", "//x", "ftp://x.org", "https://a b.org", "file:///etc/passwd", "https://ann@x.org"} {
		h.refused("invalid", func() error { return h.do("p2", "item_add", `{"title":"x","link":%q}`, link) })
	}
	h.must(h.do("p3", "item_reword", `{"item":%q,"title":"Pay once more"}`, h.item("Pay again")))
	h.list("Pay once more")
	for _, verb := range []string{"item_reword", "item_move", "item_withdraw", "item_pick"} {
		with := map[string]string{"item_reword": `{"item":"x","title":"y"}`, "item_withdraw": `{"item":"x","on":true}`}[verb]
		if with == "" {
			with = `{"item":"x"}`
		}
		h.refused("no_such_item", func() error { return h.do("p2", verb, "%s", with) })
	}
}

func TestItemsAreMoved(t *testing.T) {
	h := withItems(t, "a", "b", "c", "d")
	move := func(item, after string) {
		with := fmt.Sprintf(`{"item":%q}`, h.item(item))
		if after != "" {
			with = fmt.Sprintf(`{"item":%q,"after":%q}`, h.item(item), h.item(after))
		}
		h.must(h.do("p1", "item_move", "%s", with))
	}
	move("c", "")
	h.list("c", "a", "b", "d")
	move("c", "d")
	h.list("a", "b", "d", "c")
	move("a", "b")
	h.list("b", "a", "d", "c")
	h.refused("invalid", func() error { return h.do("p1", "item_move", `{"item":%q,"after":"x"}`, h.item("a")) })
	h.refused("invalid", func() error { return h.do("p1", "item_move", `{"item":%q,"after":%q}`, h.item("a"), h.item("a")) })
}

// However often things are put into one place, the order is right, and those far from it stay.
func TestAPlaceThatIsFullIsMadeByAFew(t *testing.T) {
	h := withItems(t, "a", "b", "c", "d", "e", "f")
	for _, after := range []string{"a", "", "c"} {
		for i := range 200 {
			last, of := h.room().Items.Ranked(Item.rank), ""
			if after != "" {
				of = fmt.Sprintf(`,"after":%q`, h.item(after))
			}
			moved := []string{"d", "e", "f"}[i%3]
			far, _ := h.room().Items.Get(last[len(last)-1])
			h.must(h.do("p1", "item_move", `{"item":%q%s}`, h.item(moved), of))
			is := h.room().Items.Ranked(Item.rank)
			at := slices.Index(is, h.item(moved))
			if after == "" && at != 0 || after != "" && (at == 0 || is[at-1] != h.item(after)) {
				t.Fatalf("%s is at %d of %v", moved, at, is)
			}
			if now, _ := h.room().Items.Get(last[len(last)-1]); after == "a" && i > 3 && last[len(last)-1] == h.item("c") && now.Rank != far.Rank {
				t.Fatalf("after %d moves the last was moved as well", i)
			}
		}
	}
}

func TestOneItemIsCurrent(t *testing.T) {
	h := withItems(t, "a", "b", "c")
	pick := func(title string) { h.must(h.do("p1", "item_pick", `{"item":%q}`, h.item(title))) }
	pick("b")
	pick("b")
	h.list("a", "*b", "c")
	pick("c")
	h.list("a", "b", "*c")
	if !h.told(Picked, string(h.item("c"))) {
		t.Errorf("nobody heard of it: %v", h.heard)
	}
	h.must(h.do("p1", "item_withdraw", `{"item":%q,"on":true}`, h.item("c")))
	h.must(h.do("p1", "item_withdraw", `{"item":%q,"on":true}`, h.item("c"))) // twice is once
	h.list("a", "b", "(c)")
	if id, _ := h.doc.Common().CurrentItem(); id != "" || !h.told(Picked, "") {
		t.Errorf("what is withdrawn is still current")
	}
	h.refused("item_withdrawn", func() error { return h.do("p1", "item_pick", `{"item":%q}`, h.item("c")) })
	h.must(h.do("p1", "item_withdraw", `{"item":%q,"on":false}`, h.item("c")))
	h.list("a", "b", "c")
	pick("a")
	h.must(h.do("p1", "item_pick", `{}`))
	h.list("a", "b", "c")
	if next := h.doc.Common().NextItem(); next != h.item("a") {
		t.Errorf("the next is %q", next)
	}
}

func TestWhatIsSettledKeepsItsRounds(t *testing.T) {
	h := withItems(t, "a", "b")
	a := h.item("a")
	h.must(h.do("p1", "item_pick", `{"item":%q}`, a))
	h.round(sizing(t, "fibonacci", string(a)), "5", "8")
	h.round(sizing(t, "fibonacci", string(h.item("b"))), "5", "5")
	h.round(sizing(t, "fibonacci", string(a)), "8", "8")
	h.must(h.change("p1", func(t *Tx) error { return t.SettleItem(a, "8", "q") }))
	if item, _ := h.room().Items.Get(a); item.Result != "8" || item.Rounds != 2 || item.State != ItemDone {
		t.Errorf("settled %s", toJSON(t, item))
	}
	h.must(h.do("p1", "item_pick", `{"item":%q}`, a)) // once more
	h.must(h.do("p1", "item_pick", `{"item":%q}`, h.item("b")))
	if item, _ := h.room().Items.Get(a); item.State != ItemDone {
		t.Errorf("what was settled before is %s", item.State)
	}
	h.must(h.do("p1", "item_withdraw", `{"item":%q,"on":true}`, h.item("b")))
	rows := h.doc.Common().ItemSection().Rows
	if len(rows) != 1 || !slices.Equal(rows[0], []string{"a", "8", "2", "done", ""}) {
		t.Errorf("minutes %q", rows)
	}
}

func TestAPastedListIsBroughtWholeOrNotAtAll(t *testing.T) {
	h := withItems(t, "Pay again")
	bring := func(text string, more string) error {
		return h.do("p1", "item_bring", `{"text":%q%s}`, text, more)
	}
	h.must(bring("- one\r\n* two\n\n 3. three \n12) four\n- [ ] five\n## 2026 plan\n-6 degrees\n1.5 times", ""))
	h.list("Pay again", "one", "two", "three", "four", "five", "2026 plan", "-6 degrees", "1.5 times")
	h.refused("already_there", func() error { return bring("six\n- PAY AGAIN", "") })
	h.refused("already_there", func() error { return bring("six\nsix", "") })
	h.must(bring("six\n- PAY AGAIN\nsix", `,"new":true`))
	h.must(bring("six", `,"new":true`)) // nothing is new: nothing changes
	if n := h.room().Items.Len(); n != 10 {
		t.Errorf("%d items", n)
	}
	h.refused("invalid", func() error { return bring("seven\n"+strings.Repeat("x", MaxTitle+1), "") })
	h.refused("invalid", func() error { return bring(" \n - \n", "") })
	var many []string
	for i := range mostItems {
		many = append(many, fmt.Sprint("item ", i))
	}
	err := bring(strings.Join(many, "\n"), "")
	if err == nil || AsError(err).Field != "/text" || AsError(err).Reason != "items_over" || AsError(err).Args["n"] != 10 {
		t.Errorf("too many: %v", err)
	}
	h.must(bring(strings.Join(many[10:], "\n"), ""))
	h.refused("too_many", func() error { return h.do("p1", "item_add", `{"title":"x"}`) })
}

// The page says beforehand what becomes of a pasted list, and reads the same cases.
func TestAPastedListIsReadAsThePageReadsIt(t *testing.T) {
	raw, err := os.ReadFile("testdata/pasted.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Text          string
		There, Titles []string
	}
	if err := json.Unmarshal(raw, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		h := withItems(t, c.There...)
		if err := h.do("p1", "item_bring", `{"text":%s,"new":true}`, toJSON(t, c.Text)); (err != nil) != (len(c.Titles) == 0) {
			t.Errorf("%q: %v", c.Text, err)
		}
		h.list(append(c.There, c.Titles...)...)
	}
}

func TestAWholeListOfLongTitlesIsBroughtAtOnce(t *testing.T) {
	h := withItems(t)
	var lines []string
	for i := range mostItems {
		lines = append(lines, fmt.Sprintf("- %03d %s", i, strings.Repeat("x", MaxTitle-4)))
	}
	h.must(h.do("p1", "item_bring", `{"text":%q}`, strings.Join(lines, "\n")))
	if n := h.room().Items.Len(); n != mostItems {
		t.Errorf("%d items", n)
	}
}
