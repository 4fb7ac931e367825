package words

import (
	"strings"
	"testing"

	"golang.org/x/text/language"
)

func TestMessagesSayTheirArguments(t *testing.T) {
	for _, c := range []struct {
		lang, source string
		args         Args
		want         string
	}{
		{"en", "plain", nil, "plain"},
		{"en", "{name} speaks.", Args{"name": "Ann"}, "Ann speaks."},
		{"en", "{ name } speaks.", Args{"name": "Ann"}, "Ann speaks."},
		{"en", "{name} speaks.", nil, "{name} speaks."},
		{"en", "{n, plural, one {# note} other {# notes}}", Args{"n": 1}, "1 note"},
		{"en", "{n, plural, one {# note} other {# notes}}", Args{"n": 2}, "2 notes"},
		{"en", "{n, plural, one {# byte} other {# bytes}}", Args{"n": 12345}, "12,345 bytes"},
		{"de", "{n, plural, one {# Byte} other {# Bytes}}", Args{"n": 12345}, "12.345 Bytes"},
		{"en", "{n, plural, =0 {none} one {one} other {{n} of {of}}}", Args{"n": 0}, "none"},
		{"en", "{n, plural, =0 {none} one {one} other {{n} of {of}}}", Args{"n": float64(3), "of": 4}, "3 of 4"},
		{"pl", "{n, plural, one {# nota} few {# noty} many {# not} other {# noty}}", Args{"n": 5}, "5 not"},
		{"pl", "{n, plural, one {# nota} few {# noty} many {# not} other {# noty}}", Args{"n": 22}, "22 noty"},
		{"ar", "{n, plural, zero {z} one {o} two {t} few {f} many {m} other {x}}", Args{"n": 2}, "t"},
		{"en", "{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}", Args{"n": 23}, "23rd"},
		{"en", "{n, plural, other {{role, select, po {owner #} other {dev #}}}}", Args{"n": 7, "role": "po"}, "owner 7"},
		{"en", "{role, select, po {owner} other {dev #}}", Args{"role": "x"}, "dev #"},
		{"en", "{a, plural, other {{b, plural, other {#}} #}}", Args{"a": 1, "b": 2}, "2 1"},
		{"en", "it''s {name}'s '{name}' # it's", Args{"name": "Ann"}, "it's Ann's {name} # it's"},
		{"en", "{n, plural, other {'#' #}}", Args{"n": 4}, "# 4"},
	} {
		m, err := Parse(language.MustParse(c.lang), c.source)
		if err != nil {
			t.Error(err)
		} else if got := m.Say(c.args); got != c.want {
			t.Errorf("%s of %v says %q, want %q", c.source, c.args, got, c.want)
		}
	}
}

func TestMessagesThatAreNoneAreRefused(t *testing.T) {
	for source, want := range map[string]string{
		"{": "without a name", "{}": "without a name", "a}": "} without {", "{n": "neither", "{n, date}": "not known",
		"{n, plural}": "no ,", "{n, plural, one {x}}": "other", "{n, plural, other x}": "has no text",
		"{n, plural, other {x} other {y}}": "twice", "{n, plural, other {x": "does not end", "{n, plural, other {{}}}": "without a name",
	} {
		if _, err := Parse(language.English, source); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", source, err, want)
		}
	}
}

// FuzzParse: whatever a translator types, it is a message or a fault, and saying
// it ends.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"{n, plural, one {#} other {{x} '{'}}", "it''s", "{a, select, other {}}", "{{{", "}'", "{n,plural,=1{a}other{#'}}"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if m, err := Parse(language.German, source); err == nil {
			m.Say(Args{"n": 1, "x": "y"})
			m.Arguments()
		}
	})
}
