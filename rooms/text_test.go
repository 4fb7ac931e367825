package rooms

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// What comes along with a paste is cleaned away, and what was meant stays: also in a Hebrew
// name with a mark of direction (DefactoSoftware/Hours#165).
func TestTextIsCleaned(t *testing.T) {
	const (
		scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
		family   = "👨\u200d👩\u200d👧"
		persian  = "می\u200cخواهم"
		hidden   = "\U000e0068\U000e0069"
	)
	for what, c := range map[string]struct{ sent, lines, line string }{
		"space of no width":    {"copied from\u200b Slack", "copied from Slack", "copied from Slack"},
		"soft hyphen":          {"Zu\u00adsammen", "Zusammen", "Zusammen"},
		"byte order mark":      {"\ufeffa\ufeffb", "ab", "ab"},
		"word joiner":          {"a\u2060b", "ab", "ab"},
		"NUL":                  {"a\x00b", "ab", "ab"},
		"controls":             {"\x1b[1ma\x7f\u0090\ab", "[1mab", "[1mab"},
		"half a pair":          {"a\ufffd", "a\ufffd", "a\ufffd"},
		"all breaks":           {"a\vb\rc\r\nd\u0085e\u2028f\u2029g\fh\ni", "a\nb\nc\nd\ne\nf\ng\nh\ni", "a b c d e f g h i"},
		"empty lines":          {"a\r\n\r\nb\n\nc\r\rd\n\re", "a\n\nb\n\nc\n\nd\n\ne", "a b c d e"},
		"tab":                  {"a\tb", "a\tb", "a b"},
		"blanks":               {" \t a  b\u00a0 \n", "a  b", "a b"},
		"marks of direction":   {"שלום\u200e \u200fx\u061c", "שלום\u200e \u200fx\u061c", "שלום\u200e \u200fx\u061c"},
		"override":             {"\u202egnp.exe\u202c", "gnp.exe", "gnp.exe"},
		"embedding":            {"\u202a\u202bx\u202d", "x", "x"},
		"isolates":             {"\u2066x\u2069 \u2068y\u2069", "\u2066x\u2069 \u2068y\u2069", "\u2066x\u2069 \u2068y\u2069"},
		"isolate left open":    {"\u2067x\ny", "\u2067x\u2069\ny", "\u2067x\u2069 y"},
		"isolates in another":  {"\u2066\u2067x", "\u2066\u2067x\u2069\u2069", "\u2066\u2067x\u2069\u2069"},
		"end of no isolate":    {"x\u2069\u2069y", "xy", "xy"},
		"flag of a region":     {scotland + "!", scotland + "!", scotland + "!"},
		"flag of a country":    {"🇩🇪", "🇩🇪", "🇩🇪"},
		"pirates":              {"🏴\u200d☠\ufe0f", "🏴\u200d☠\ufe0f", "🏴\u200d☠\ufe0f"},
		"flag without an end":  {"🏴" + hidden + hidden, "🏴", "🏴"},
		"words in tags":        {"a" + hidden + "\U000e007f\U000e0001", "a", "a"},
		"family":               {family, family, family},
		"profession":           {"👩🏽\u200d💻", "👩🏽\u200d💻", "👩🏽\u200d💻"},
		"kind of picture":      {"❤\ufe0f 5\ufe0f\u20e3 ☺\ufe0e", "❤\ufe0f 5\ufe0f\u20e3 ☺\ufe0e", "❤\ufe0f 5\ufe0f\u20e3 ☺\ufe0e"},
		"joined letters":       {persian, persian, persian},
		"joiner at a word end": {"ന്\u200d", "ന്\u200d", "ന്\u200d"},
		"joiners of nothing":   {"\u200da \u200db\u200d\u200c\u200d", "a b\u200d", "a b\u200d"},
		"composed at last":     {"e\u200b\u0301", "é", "é"},
		"numbers in Arabic":    {"\u0600١", "\u0600١", "\u0600١"},
	} {
		if got, err := Lines("text", c.sent, 1, MaxCard); got != c.lines || err != nil {
			t.Errorf("%s: lines are %+q, want %+q (%v)", what, got, c.lines, err)
		}
		if got, err := Line("text", c.sent, 1, MaxCard); got != c.line || err != nil {
			t.Errorf("%s: a line is %+q, want %+q (%v)", what, got, c.line, err)
		}
	}
}

// What cannot be cleaned is refused, and the refusal says where and what.
func TestTextThatIsRefused(t *testing.T) {
	for what, c := range map[string]struct{ sent, want string }{
		"nothing":              {"", "invalid/empty at /name"},
		"blanks":               {" \n\u2003", "invalid/empty at /name"},
		"joiners":              {"\u200d\u200c\u200d", "invalid/empty at /name"},
		"marks of direction":   {"\u200e\u061c", "invalid/empty at /name"},
		"what is cleaned away": {"\u200b\x00\u2060\u202e", "invalid/empty at /name"},
		"isolates":             {"\u2066\u2069", "invalid/empty at /name"},
		"fillers":              {"\u3164\u115f\uffa0\u2800", "invalid/empty at /name"},
		"signs of nothing":     {"\U0001d159\ufffc", "invalid/empty at /name"},
		"only accents":         {"\u0301", "invalid/empty at /name"},
		"a heap":               {"xa" + strings.Repeat("\u0307", 5) + "\u200b\u200d" + strings.Repeat("\u0307", 5), "invalid/accents at /name letter=ȧ"},
		"too long":             {strings.Repeat("ä", 41), "invalid/too_long at /name most=40 n=41"},
	} {
		_, err := Line("name", c.sent, 1, MaxName)
		if got := fmt.Sprint(err); got != c.want {
			t.Errorf("%s: %s", what, got)
		}
	}
}

// The limit is of what is kept.
func TestTextIsCleanedBeforeItIsCounted(t *testing.T) {
	if _, err := Line("name", strings.Repeat("a\u200b", MaxName), 1, MaxName); err != nil {
		t.Error(err)
	}
	if got, err := Lines("text", "\u200b", 0, MaxCard); got != "" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

// Whatever is sent, what is kept is clean: cleaning it again changes nothing, it has
// one kind of break, and turns no writing.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"a\r\nb", "\u2066x\ny\u2069", "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", "e\u200b\u0301\u200d", " \u200d x\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		once, _ := Lines("text", text, 0, MaxNote)
		if twice, _ := Lines("text", once, 0, MaxNote); twice != once || !utf8.ValidString(once) {
			t.Errorf("%+q became %+q, and then %+q", text, once, twice)
		}
		if strings.ContainsAny(once, "\x00\v\f\r\u0085\u00ad\u200b\u2028\u2029\u2060\ufeff\u202a\u202b\u202c\u202d\u202e") {
			t.Errorf("%+q is kept as %+q", text, once)
		}
		line, _ := Line("text", text, 0, MaxNote)
		if again, _ := Line("text", once, 0, MaxNote); again != line || strings.Contains(line, "\n") {
			t.Errorf("%+q is %+q in a line, and %+q when it was cleaned before", text, line, again)
		}
	})
}
