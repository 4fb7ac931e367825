package tracker

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"rondo/rooms"
)

func exported(t *testing.T, name string) []byte {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestWhatTrackersExport(t *testing.T) {
	for name, want := range map[string][]rooms.Brought{
		"jira.csv": {
			{Title: "Pay again after a failed charge", Note: "PAY-12\nA charge fails.\nToday people begin anew, \"from scratch\".", Size: "5", Acceptance: []string{"Three attempts", "One mail a day"}},
			{Title: "Invoices for companies", Note: "PAY-13"},
		},
		"github.csv": {
			{Title: "Pay again", Link: "https://github.com/heron/shop/issues/12", Size: "3"},
			{Title: "=1+1 is a title", Link: "https://github.com/heron/shop/issues/13"},
		},
		"linear.csv": {{Title: "Pay again", Note: "PAY-12\n## Why\n\nIt fails, often.", Size: "2"}},
		"azure.csv":  {{Title: "Erneut zahlen", Note: "4711\nEine Zahlung schlägt fehl.", Size: "8", Acceptance: []string{"Drei Versuche", "Eine Mail am Tag"}}},
	} {
		b := Read(exported(t, name), nil)
		if len(b.Faults) > 0 || !reflect.DeepEqual(b.Items, want) {
			t.Errorf("%s: %+v, faults %+v\nwant %+v", name, b.Items, b.Faults, want)
		}
	}
}

// What has no place in an item is counted, so that nobody loses it unheard: a text is cut, a
// size that is none and a criterion too many are left out.
func TestWhatHasNoPlaceIsCounted(t *testing.T) {
	criteria := strings.Repeat("- One\n", rooms.MostAcceptance+2)
	b := Read([]byte("Title,Size,Acceptance criteria\nA,5,\nB,as much as the last one,\""+criteria+"\"\n"+strings.Repeat("x", 5000)+",3.0,\n"), nil)
	if len(b.Items) != 3 || b.Left != 3 || b.Cut == 0 || len(b.Faults) > 0 {
		t.Errorf("%d items, %d left out, %d cut, faults %v", len(b.Items), b.Left, b.Cut, b.Faults)
	}
	if b.Items[1].Size != "" || len(b.Items[1].Acceptance) != rooms.MostAcceptance || b.Items[2].Size != "3" {
		t.Errorf("taken: %+v", b.Items[1:])
	}
}

func TestWhatIsWrongIsNamedByLineAndColumn(t *testing.T) {
	for file, want := range map[string]string{
		"":                             "1:0 no_text",
		"\x00\x01\x02\x03":             "1:0 no_text",
		"Number\n1\n":                  "1:0 no_title_column",
		"Title,Link\nA,javascript:x\n": "2:3 ",
		"Title\nA\n\"B\n":              "3:4 quote",
		"Title,URL\nA,https://a.example\n\nB,https://b.example,c\n": "4:0 cells",
		"ID,Title\n1,\n":                           "2:3 ",
		"{\"rondo\":\"minutes\"}":                  "1:0 no_own",
		"{\"rondo\":\"backlog\",":                  "1:19 no_own",
		"{\"rondo\":\"backlog\",\n \"items\":[}]}": "2:11 no_own",
		"{\"rondo\":\"backlog\",\"items\":[{\"title\":\"A\"},{\"title\":\"\"}]}": "2:0 ",
	} {
		b := Read([]byte(file), nil)
		if len(b.Faults) == 0 {
			t.Errorf("%q has no fault: %+v", file, b.Items)
			continue
		}
		f := b.Faults[0]
		if got := fmt.Sprintf("%d:%d %s", f.Line, f.Column, f.Why.Reason); !strings.HasPrefix(got, want) {
			t.Errorf("%q: %s %v, want %s", file, got, f.Why, want)
		}
	}
}

// What is wrong in an own file is named by its path; the rest is taken, and what was split from
// what is bad stands for itself.
func TestWhatIsWrongInAnOwnFileIsNamedByItsPath(t *testing.T) {
	head := `{"rondo":"backlog","version":2,"goals":[{"id":"g","text":"G"}],"ready":[{"id":"r","text":"R"}],"items":[{"id":"a","title":"A"},`
	for item, want := range map[string]string{
		`{"title":7}`:                                                             "/items/1/title wrong_type",
		`{"title":"B","link":"javascript:x"}`:                                     "/items/1/link no_page",
		`{"title":"B","state":"gone"}`:                                            "/items/1/state one_of",
		`{"title":"B","state":"current"}`:                                         "/items/1/state one_of",
		`{"title":"B","acceptance":["a",""]}`:                                     "/items/1/acceptance/1 ",
		`{"title":"B","questions":[{"text":""}]}`:                                 "/items/1/questions/0/text ",
		`{"title":"B","concern":{}}`:                                              "/items/1/concern/text ",
		`{"title":"B","estimates":[{"size":"5","at":-1}]}`:                        "/items/1/estimates/0/at range",
		`{"title":"B","proposed":[1]}`:                                            "/items/1/proposed/0 range",
		`{"title":"B","parent":"b"}`:                                              "/items/1/parent not_in_file",
		`{"id":"b","title":"B","parent":"b"}`:                                     "/items/1/parent own_parent",
		`{"id":"b","title":"B","parent":"c"},{"id":"c","title":"C","parent":"b"}`: "/items/1/parent own_parent",
		`{"id":"a","title":"B"}`:                                                  "/items/1/id id_twice",
		`{"title":"B","goal":"r"}`:                                                "/items/1/goal not_in_file",
		`{"title":"B","ready":["r","g"]}`:                                         "/items/1/ready/1 not_in_file",
		`{"title":"B","title":"C"}`:                                               "/items/1/title key_twice",
	} {
		b := Read([]byte(head+item+`]}`), nil)
		if len(b.Faults) == 0 || len(b.Items) != 1 {
			t.Errorf("%s: taken are %+v, faults %v", item, b.Items, b.Faults)
			continue
		}
		if got := b.Faults[0].Field + " " + b.Faults[0].Why.Reason; !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s %v, want %s", item, got, b.Faults[0].Why, want)
		}
	}
	for file, want := range map[string]string{
		`{"rondo":"backlog","version":3,"items":[]}`:                                          " own_version",
		`{"rondo":"backlog","goals":[{"id":"g","text":""}],"items":[]}`:                       "/goals/0/text ",
		`{"rondo":"backlog","done":[{"id":"d","text":"D"},{"id":"d","text":"E"}],"items":[]}`: "/done/1/id id_twice",
		`{"rondo":"backlog","ready":[{"text":"D"}],"items":[]}`:                               "/ready/0/id ",
	} {
		if b := Read([]byte(file), nil); len(b.Faults) != 1 || !strings.HasPrefix(b.Faults[0].Field+" "+b.Faults[0].Why.Reason, want) {
			t.Errorf("%s: %+v", file, b.Faults)
		}
	}
	if b := Read([]byte(head+`{"id":"b","title":""},{"title":"C","parent":"b"}]}`), nil); len(b.Items) != 2 || b.Items[1].Parent != "" || len(b.Faults) != 1 {
		t.Errorf("of a child of what is bad: %+v", b)
	}
}

func TestAColumnCanBeChosen(t *testing.T) {
	b := Read([]byte("Was;Wozu\nZahlen;Damit es geht\n"), &Columns{Title: "Wozu", Note: "Was"})
	if len(b.Items) != 1 || b.Items[0].Title != "Damit es geht" || b.Items[0].Note != "Zahlen" {
		t.Errorf("%+v", b)
	}
}

func TestWhatExcelWritesInTheWest(t *testing.T) {
	b := Read([]byte("Title;Size\nGr\xf6\xdfe w\xe4hlen;3\n"), nil)
	if len(b.Items) != 1 || b.Items[0].Title != "Größe wählen" {
		t.Errorf("%+v", b)
	}
}

func TestALongTitleIsCutAndStandsInTheNote(t *testing.T) {
	long := strings.Repeat("lang ", 60)
	b := Read([]byte("Title\n"+long+"\n"), nil)
	if b.Cut != 1 || len(b.Items) != 1 || !strings.HasSuffix(b.Items[0].Title, "…") || b.Items[0].Note != strings.TrimSpace(long) {
		t.Errorf("%+v", b)
	}
}

func TestFiveThousandLines(t *testing.T) {
	file := "Title\n" + strings.Repeat("An item\n", MostItems)
	if b := Read([]byte(file), nil); len(b.Items) != MostItems || len(b.Faults) != 0 {
		t.Errorf("%d items, faults %v", len(b.Items), b.Faults)
	}
	if b := Read([]byte(file+"One more\n"), nil); len(b.Faults) != 1 || b.Faults[0].Line != MostItems+2 {
		t.Errorf("one more: %v", b.Faults)
	}
}

// What goes out comes in again, as JSON without loss and as CSV as far as a table says it.
func TestWhatIsExportedIsReadAgain(t *testing.T) {
	items := []rooms.Brought{
		{Title: "=1+1 is a title", Link: "https://a.example/1", Note: "Two\nlines; \"quoted\"", Size: "½", Acceptance: []string{"@one", "two, three"}},
		{Title: "Größe 👩‍💻"},
	}
	own, err := json.Marshal(Own{OwnKind, OwnVersion, rooms.BroughtBacklog{Items: items}})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"JSON": own, "CSV": rooms.BacklogCSV(items)} {
		if b := Read(file, nil); !reflect.DeepEqual(b.Items, items) {
			t.Errorf("%s: %+v, faults %+v\n%s", name, b.Items, b.Faults, file)
		}
	}
	if file := string(rooms.BacklogCSV(items)); !strings.Contains(file, "'=1+1") {
		t.Errorf("a formula is left in:\n%s", file)
	}
}

// A file takes no more memory than some forty of itself, garbage included, whatever it is made of.
func TestNothingOfAFileTakesMuchMemory(t *testing.T) {
	const most = 4 << 20
	fill := func(head, again, end string) []byte {
		return []byte(head + strings.Repeat(again, (most-len(head))/len(again)) + end)
	}
	for name, file := range map[string][]byte{
		"separators":        fill("", ";", ""),
		"separators behind": fill("Title,Link\nA,", ",", ""),
		"quoted lines":      fill("Title,Link\nA,", "\"\n\",", ""),
		"bad lines":         fill("Title,Link\n", "a,b\n", ""),
		"wide lines":        fill("Title\n", "a,b\n", ""),
		"many columns":      fill("Title"+strings.Repeat(",", mostColumns-1)+"\n", "a"+strings.Repeat(",", mostColumns-1)+"\n", ""),
		"criteria":          fill("Title,Acceptance criteria\nA,\"", "\n", "\"\n"),
		"tags":              fill("Title,Description\nA,\"", "<b>", "\"\n"),
		"items":             fill(`{"rondo":"backlog","items":[{}`, ",{}", "]}"),
		"texts of an item":  fill(`{"rondo":"backlog","items":[{"acceptance":[""`, `,""`, "]}]}"),
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		b := Read(file, nil)
		runtime.ReadMemStats(&after)
		if took := after.TotalAlloc - before.TotalAlloc; took > 45*most {
			t.Errorf("%s: %d MiB of memory for %d", name, took>>20, most>>20)
		}
		if len(b.Items) > MostItems || len(b.Faults) > MostItems+1 {
			t.Errorf("%s: %d items, %d faults", name, len(b.Items), len(b.Faults))
		}
	}
}

func TestAFileHasSoManyColumns(t *testing.T) {
	for n, want := range map[int]int{mostColumns: 0, mostColumns + 1: 1} {
		b := Read([]byte("Title"+strings.Repeat(",", n-1)+"\nA\n"), nil)
		if len(b.Faults) != want || want == 0 && len(b.Items) != 1 {
			t.Errorf("%d columns: %+v", n, b.Faults)
		}
	}
	if b := Read([]byte("Title;Link\nA;\""+strings.Repeat("x;", 2*mostColumns)+"\"\n"), nil); len(b.Faults) != 1 || b.Faults[0].Why.Reason == "columns_over" {
		t.Errorf("separators within quotes are taken for columns: %v", b.Faults)
	}
}

func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Title,URL\nA,https://a.example\n", "{\"rondo\":\"backlog\"}", "\xff\xfeT\x00", "\"", "a;b\n;;;"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, item := range Read(file, nil).Items {
			if err := rooms.Check(&item); err != nil {
				t.Errorf("%+v: %v", item, err)
			}
		}
	})
}
