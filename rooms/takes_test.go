package rooms

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

type takesAll struct {
	Name  string   `json:"name,omitempty" takes:"name"`
	Note  *string  `json:"note,omitempty" takes:"extra?"`
	Link  *string  `json:"link,omitempty" takes:"link"`
	Day   *string  `json:"day,omitempty" takes:"date?"`
	At    *string  `json:"at,omitempty" takes:"time"`
	State *string  `json:"state,omitempty" takes:"done|parked"`
	Phase *string  `json:"phase,omitempty" takes:"key"`
	Weeks *int     `json:"weeks,omitempty" takes:"1..4"`
	MS    Millis   `json:"ms,omitempty" takes:"5000..6000"`
	Least *int     `json:"least" takes:"1..4"`
	Cards []string `json:"cards,omitempty" takes:"face"`
	Rows  []row    `json:"rows,omitempty" takes:"1..2"`
	Free  struct {
		Text string `json:"text"`
	} `json:"free,omitzero" takes:"any"`
}

type row struct {
	Title string `json:"title" takes:"title"`
}

func TestArgumentsAreWhatTheirTagsTake(t *testing.T) {
	long := strings.Repeat("x", maxExtra)
	for with, want := range map[string]string{
		`{}`:                                    "",
		`{"name":" "}`:                          "/name empty",
		`{"name":"` + long + `"}`:               "/name too_long",
		`{"note":""}`:                           "",
		`{"note":"` + long + `"}`:               "",
		`{"note":"` + long + `x"}`:              "/note too_long",
		`{"link":"https://x.y/z"}`:              "",
		`{"link":"javascript:1"}`:               "/link no_page",
		`{"link":""}`:                           "/link no_page",
		`{"day":""}`:                            "",
		`{"day":"2026-02-30"}`:                  "/day day",
		`{"at":"9:00"}`:                         "/at time_of_day",
		`{"at":"09:00"}`:                        "",
		`{"at":"24:00"}`:                        "/at time_of_day",
		`{"at":"09:00+05:45"}`:                  "",
		`{"at":"09:00-1:00"}`:                   "/at time_of_day",
		`{"at":"09:00+15:00"}`:                  "/at time_of_day",
		`{"at":"09:00Z"}`:                       "/at time_of_day",
		`{"state":"parked"}`:                    "",
		`{"state":"Parked"}`:                    "/state one_of",
		`{"phase":"` + long + `"}`:              "/phase too_long",
		`{"weeks":0}`:                           "/weeks range",
		`{"weeks":4}`:                           "",
		`{"weeks":5}`:                           "/weeks range",
		`{"ms":4999}`:                           "/ms timebox",
		`{"cards":["1","` + long + `"]}`:        "/cards/1 too_long",
		`{"rows":[]}`:                           "/rows how_many",
		`{"rows":[{"title":"a"},{"title":""}]}`: "/rows/1/title empty",
		`{"free":{"text":"` + long + `x"}}`:     "",
	} {
		got := ""
		var refused *Error
		if _, err := strictly[takesAll]([]byte(with)); errors.As(err, &refused) {
			got = refused.Field + " " + refused.Reason
		}
		if got != want {
			t.Errorf("%.60s is refused with %q, want %q", with, got, want)
		}
	}
}

func TestWhatPeopleWroteIsCleanedBeforeItsRuleRuns(t *testing.T) {
	with, err := strictly[takesAll]([]byte(`{"name":" A \n B ","rows":[{"title":"one\ttwo"}],"note":" x\n y "}`))
	if err != nil || with.Name != "A B" || with.Rows[0].Title != "one two" || *with.Note != "x\n y" {
		t.Errorf("came as %q, %q, %q, %v", with.Name, with.Rows[0].Title, *with.Note, err)
	}
}

func TestATagThatSaysNothingIsRefused(t *testing.T) {
	for tag, wrong := range map[string]bool{"card": false, "card?": false, "1..4": false, "a|b": false, "crad": true, "1..x": true, "1..4?": true, "": true} {
		f := reflect.StructField{Tag: reflect.StructTag(`takes:"` + tag + `"`)}
		if _, ok, err := TakesOf(f); !ok || (err != nil) != wrong {
			t.Errorf("%q: read %v, %v", tag, ok, err)
		}
	}
}
