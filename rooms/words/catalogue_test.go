package words

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// lacks returns what keeps a translation from standing for the source: keys and
// arguments that differ. A translation may choose by an argument where the source
// does not, and the other way round; what is shown must be shown in both.
func lacks(source, other *Words) []string {
	var faults []string
	for _, file := range source.Files() {
		for _, key := range source.Keys(file) {
			m := other.files[file][key]
			if m == nil {
				faults = append(faults, fmt.Sprintf("%s/%s is missing", file, key))
				continue
			}
			want, got := source.files[file][key].Arguments(), m.Arguments()
			for name := range union(want, got) {
				if want[name]&Shown != got[name]&Shown || want[name] == 0 {
					faults = append(faults, fmt.Sprintf("%s/%s: {%s} is shown in one, and not in the other", file, key, name))
				}
			}
		}
	}
	for _, file := range other.Files() {
		for _, key := range other.Keys(file) {
			if source.files[file][key] == nil {
				faults = append(faults, fmt.Sprintf("%s/%s is too many", file, key))
			}
		}
	}
	return faults
}

func union(a, b map[string]Use) map[string]Use {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	if len(All.Tags()) < 2 {
		t.Fatal("nothing to compare")
	}
	for _, tag := range All.Tags()[1:] {
		for _, fault := range lacks(All.In(Source), All.In(tag.String())) {
			t.Errorf("%s: %s", tag, fault)
		}
	}
}

// A role that most people have is not named at their seat.
const meantToBeEmpty = "room/seat.short.developer"

func TestNoMessageIsEmptyOrAGroupToo(t *testing.T) {
	for _, tag := range All.Tags() {
		w := All.In(tag.String())
		for _, file := range w.Files() {
			for _, key := range w.Keys(file) {
				if name := file + "/" + key; len(w.files[file][key].parts) == 0 && name != meantToBeEmpty {
					t.Errorf("%s: %s is empty", tag, name)
				}
				for at := range strings.Lines(strings.ReplaceAll(key, ".", ".\n")) {
					group, _, inside := strings.Cut(key, at)
					if group = strings.TrimSuffix(group, "."); inside && group != "" && w.files[file][group] != nil {
						t.Errorf("%s: %s/%s is a message and a group", tag, file, group)
					}
				}
			}
		}
	}
}

// copied are the message files that a pattern names.
func copied(t *testing.T, pattern string) fstest.MapFS {
	t.Helper()
	paths, err := fs.Glob(files, pattern)
	if err != nil {
		t.Fatal(err)
	}
	all := fstest.MapFS{}
	for _, name := range paths {
		raw, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = &fstest.MapFile{Data: raw}
	}
	return all
}

// A third language is a folder of files: English in other letters is one.
func TestALanguageIsAFolder(t *testing.T) {
	three := copied(t, "*/*.json")
	for name, file := range copied(t, Source+"/*.json") {
		three["fr/"+strings.TrimPrefix(name, Source+"/")] = &fstest.MapFile{Data: accented(t, file.Data)}
	}
	c, err := Load(three)
	if err != nil {
		t.Fatal(err)
	}
	french := c.In("fr-CA")
	if got := french.Say("standup", "phase.round", nil); got != "Róúnd" {
		t.Errorf("the round is %q", got)
	}
	if got := french.Say("standup", "blockers.someUnowned", Args{"n": 2}); got != "2 stíll nééd án ównér." {
		t.Errorf("two blockers are %q", got)
	}
	if faults := lacks(c.In(Source), french); faults != nil {
		t.Error(faults)
	}
}

// A language may be translated bit by bit: what it lacks is said in English.
func TestALanguageMayBeHalfDone(t *testing.T) {
	half := copied(t, Source+"/*.json")
	half["fr/room.json"] = &fstest.MapFile{Data: []byte(`{"phase.lobby": "Accueil"}`)}
	half["fr/talk.json"] = &fstest.MapFile{Data: []byte(`{"phase.talk": "Débat"}`)}
	c, err := Load(half)
	if err != nil {
		t.Fatal(err)
	}
	french := c.In("fr")
	for _, s := range [][3]string{
		{"talk", "phase.talk", "Débat"}, {"talk", "phase.lobby", "Accueil"}, {"standup", "phase.lobby", "Accueil"},
		{"talk", "section.outcome", "Outcome"}, {"standup", "phase.round", "Round"}, {"standup", "phase.talk", "phase.talk"},
	} {
		if got := french.Say(s[0], s[1], nil); got != s[2] {
			t.Errorf("%s/%s is %q, want %q", s[0], s[1], got, s[2])
		}
	}
	if got := french.Refusal("talk", "forbidden", "park", "", Args{"as": "x"}); got != "Everybody here parks topics. You are here as x." {
		t.Errorf("a refusal is %q", got)
	}
}

func TestARefusalNamesTheFieldInTheReadersLanguage(t *testing.T) {
	german := All.In("de")
	for field, want := range map[string]string{
		"/title": "Titel: Bitte schreib hier etwas.", "/notes/0/text": "Text: Bitte schreib hier etwas.",
		"/never_seen": "Bitte schreib hier etwas.", "": "Bitte schreib hier etwas.",
	} {
		if got := german.Refusal("standup", "invalid", "empty", field, nil); got != want {
			t.Errorf("at %q: %q, want %q", field, got, want)
		}
	}
	if got := german.Refusal("standup", "invalid", "empty", "/plan", nil); got != "Plan: Bitte schreib hier etwas." {
		t.Errorf("a kind's own field: %q", got)
	}
	if got := german.Refusal("", "too_large", "", "/text", nil); got != "Das ist zu lang." {
		t.Errorf("another code: %q", got)
	}
}

func TestALanguageHasItsDecimalSign(t *testing.T) {
	for tag, want := range map[string]string{"en": ".", "de": ",", "tlh": "."} {
		if got := All.In(tag).Decimal(); got != want {
			t.Errorf("%s writes tenths behind %q, want %q", tag, got, want)
		}
	}
}

// accented is English that nobody takes for English: only what is shown changes.
func accented(t *testing.T, raw []byte) []byte {
	t.Helper()
	var messages map[string]string
	if err := json.Unmarshal(raw, &messages); err != nil {
		t.Fatal(err)
	}
	accents := strings.NewReplacer("a", "á", "e", "é", "i", "í", "o", "ó", "u", "ú")
	for key, source := range messages {
		var b strings.Builder
		// Names and cases stand between a brace, a comma or a case's end and the next brace; texts elsewhere.
		for depth, rest := 0, source; rest != ""; {
			i := strings.IndexAny(rest, "{}")
			if i < 0 {
				i = len(rest)
			}
			if depth%2 == 0 {
				b.WriteString(accents.Replace(rest[:i]))
			} else {
				b.WriteString(rest[:i])
			}
			if i < len(rest) {
				b.WriteByte(rest[i])
				if rest[i] == '{' {
					depth++
				} else {
					depth--
				}
				i++
			}
			rest = rest[i:]
		}
		messages[key] = b.String()
	}
	out, err := json.Marshal(messages)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLanguagesAreMatchedAsBrowsersAskForThem(t *testing.T) {
	for asked, want := range map[string]string{
		"": "en", "de": "de", "de-AT": "de", "fr, de;q=0.5": "de", "en-GB, de": "en", "fr": "en", "nonsense;;": "en",
	} {
		if got := All.In(asked).Tag.String(); got != want {
			t.Errorf("%q is answered in %s, want %s", asked, got, want)
		}
	}
	if got := All.In("", "de").Tag.String(); got != "de" {
		t.Errorf("nothing, then German, is answered in %s", got)
	}
}

func TestWhatIsNoCatalogueIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"en/a.json": `{"x": "{"}`, "english/a.json": `{}`, "de/a.json": `{"x": 1}`,
	} {
		if _, err := Load(fstest.MapFS{"en/b.json": {Data: []byte(`{}`)}, name: {Data: []byte(text)}}); err == nil {
			t.Errorf("%s with %s passed", name, text)
		}
	}
	if _, err := Load(fstest.MapFS{"de/a.json": {Data: []byte(`{}`)}}); err == nil {
		t.Error("words without English passed")
	}
}

func TestWhatAKindDoesNotSayAllKindsSay(t *testing.T) {
	w := All.In(Source)
	for _, c := range [][3]string{
		{"standup", "phase.round", "Round"}, {"standup", "phase.lobby", "Lobby"}, {"new", "phase.lobby", "Lobby"},
		{"talk", "phase.round", "phase.round"}, {"", "section.blockers", "Blockers"},
	} {
		if got := w.Say(c[0], c[1], nil); got != c[2] {
			t.Errorf("%s/%s is %q, want %q", c[0], c[1], got, c[2])
		}
	}
	if !slices.Contains(w.Kinds(), "talk") || slices.Contains(w.Kinds(), "room") {
		t.Errorf("the kinds are %v", w.Kinds())
	}
}
