package rooms

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// What an argument takes stands where the argument does, in a tag of its field. The
// room heeds it before the rule runs, and the schemas say it, so the two cannot differ:
//
//	Title string `json:"title" takes:"title"`             // one of Texts, cleaned
//	How   string `json:"how" takes:"card?"`               // the same, or nothing
//	Weeks *int   `json:"weeks,omitempty" takes:"1..4"`    // a number; of a list, how many
//	State string `json:"state" takes:"done|parked"`       // one of these words
//	By    string `json:"by" takes:"time?"`                // "14:00+01:00"; "date": "2026-11-30"
//	Phase string `json:"phase" takes:"key"`               // names what the meeting looks up
//	Old   data   `json:"old" takes:"any"`                 // its rule reads it by itself
//
// What depends on the state of a meeting stays with the rule.

// Takes is what the tag of an argument says.
type Takes struct {
	Form        string // a key of Texts or one of those below; "": not a text of a form
	Maybe       bool   // nothing will do as well
	Words       []string
	Range       bool // Least and Most count
	Least, Most int64
}

// TextForm is a form of text that people write.
type TextForm struct {
	Most  int  // code points, after cleaning and NFC
	Lines bool // breaks and blanks within are kept
}

// Texts are the forms of text, by the names that tags give them.
var Texts = map[string]TextForm{
	"name":  {Most: MaxName},
	"title": {Most: MaxTitle},
	"extra": {Most: maxExtra, Lines: true},
	"face":  {Most: maxCardName},
	"card":  {Most: MaxCard, Lines: true},
	"list":  {Most: maxPasted, Lines: true},
	"note":  {Most: MaxNote, Lines: true},
}

// Limits of texts that nobody writes freely, in code points.
const (
	MaxKey  = 64
	MaxLink = 500
)

const (
	formAny  = "any"
	formKey  = "key"
	formLink = "link" // the address of a page
	formDate = "date" // RFC 3339, full-date
	formTime = "time" // TimeForm
)

// TimeForm is a time of day, with how far the zone in which it counts is ahead of UTC: the
// hours and minutes of RFC 3339. Without a zone nobody elsewhere can know when it is.
const TimeForm = `^([01][0-9]|2[0-3]):[0-5][0-9]([+-](0[0-9]|1[0-4]):[0-5][0-9])?$`

var timeForm = regexp.MustCompile(TimeForm)

// pageForm is the address of a page that a browser may be led to: no scheme but the
// web's, nobody's name or password before the host, no spaces.
var pageForm = regexp.MustCompile(`^https?://[^\s/?#\\@]+(?:[/?#]\S*)?$`)

// TakesOf reads the tag of a field; false when there is none.
func TakesOf(f reflect.StructField) (takes Takes, ok bool, err error) {
	tag, ok := f.Tag.Lookup("takes")
	if !ok {
		return takes, false, nil
	}
	form, maybe := strings.CutSuffix(tag, "?")
	_, isText := Texts[form]
	least, most, isRange := strings.Cut(form, "..")
	switch {
	case isText, slices.Contains([]string{formAny, formKey, formLink, formDate, formTime}, form):
		return Takes{Form: form, Maybe: maybe}, true, nil
	case isRange && !maybe: // a number that may be left out has omitempty
		takes = Takes{Range: true}
		if takes.Least, err = strconv.ParseInt(least, 10, 64); err == nil {
			takes.Most, err = strconv.ParseInt(most, 10, 64)
		}
		return takes, true, err
	case strings.Contains(form, "|"):
		return Takes{Words: strings.Split(form, "|"), Maybe: maybe}, true, nil
	}
	return takes, true, fmt.Errorf("%q is no form of an argument", tag)
}

// Check cleans what a struct with such tags holds, and refuses what they do not take, at the
// field that it is in.
func Check(with any) error { return tidy(reflect.ValueOf(with), "") }

// tidy cleans what people wrote and refuses, at its field, what the tags do not take.
func tidy(v reflect.Value, at string) error {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return tidy(v.Elem(), at)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := tidy(v.Index(i), fmt.Sprintf("%s/%d", at, i)); err != nil {
				return err
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if err := tidyField(v.Type().Field(i), v.Field(i), at); err != nil {
				return err
			}
		}
	}
	return nil
}

func tidyField(f reflect.StructField, v reflect.Value, at string) error {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	name = strings.TrimPrefix(at+"/"+name, "/")
	takes, tagged, _ := TakesOf(f) // Register has read it
	isLeftOut := v.IsZero() && (options != "" || v.Kind() == reflect.Pointer)
	if tagged && !isLeftOut {
		if err := takes.heed(reflect.Indirect(v), name); err != nil {
			return err
		}
	}
	return tidy(v, name)
}

// heed cleans v, or refuses it.
func (k Takes) heed(v reflect.Value, field string) error {
	switch {
	case k.Form == formAny:
		return nil
	case k.Range:
		return k.inRange(v, field)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			if err := k.heed(v.Index(i), fmt.Sprintf("%s/%d", field, i)); err != nil {
				return err
			}
		}
		return nil
	}
	text, err := k.text(v.String(), field)
	v.SetString(text)
	return err
}

func (k Takes) inRange(v reflect.Value, field string) error {
	if v.Kind() == reflect.Slice {
		if n := int64(v.Len()); n < k.Least || n > k.Most {
			return Invalid(field, "how_many", "least", k.Least, "most", k.Most)
		}
		return nil
	}
	switch n := v.Int(); {
	case n >= k.Least && n <= k.Most:
		return nil
	case v.Type() == reflect.TypeFor[Millis]():
		return Invalid(field, "timebox")
	default:
		return Invalid(field, "range", "least", k.Least, "most", k.Most)
	}
}

func (k Takes) text(text, field string) (string, error) {
	if form, ok := Texts[k.Form]; ok {
		least := 1
		if k.Maybe {
			least = 0
		}
		if form.Lines {
			return Lines(field, text, least, form.Most)
		}
		return Line(field, text, least, form.Most)
	}
	if k.Maybe && text == "" {
		return text, nil
	}
	switch k.Form {
	case formLink:
		text, err := Line(field, text, 0, MaxLink)
		if err == nil && !pageForm.MatchString(text) {
			err = Invalid(field, "no_page")
		}
		return text, err
	case formKey:
		if n := utf8.RuneCountInString(text); n > MaxKey {
			return text, Invalid(field, "too_long", "n", n, "most", MaxKey)
		}
	case formDate:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return text, Invalid(field, "day")
		}
	case formTime:
		if !timeForm.MatchString(text) {
			return text, Invalid(field, "time_of_day")
		}
	default:
		for _, word := range k.Words {
			if text == word {
				return text, nil
			}
		}
		return text, Invalid(field, "one_of", "words", strings.Join(k.Words, ", "))
	}
	return text, nil
}
