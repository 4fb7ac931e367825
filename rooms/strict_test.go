package rooms

import (
	"strings"
	"testing"
)

// What a field must be is said in words of JSON, not of this program.
func TestAWrongTypeIsNamedInJSON(t *testing.T) {
	for raw, types := range map[string][2]string{
		`true`:                   {"object", "boolean"},
		`{"person":7,"on":true}`: {"string", "number"},
		`{"on":"yes"}`:           {"boolean", "string"},
	} {
		_, err := strictly[flagWith]([]byte(raw))
		if got := AsError(err); got.Code != "invalid" || got.Reason != "wrong_type" || got.Args["wanted"] != types[0] || got.Args["got"] != types[1] {
			t.Errorf("%s: %+v", raw, got)
		}
	}
}

// A place is taken by its exact name, once, and the refusal points at it.
func TestArgumentsAreDecodedAsTheyAreWritten(t *testing.T) {
	type with struct {
		Key  string         `json:"key"`
		Text string         `json:"text"`
		N    int            `json:"n"`
		Of   map[string]int `json:"of"`
		List []struct {
			On bool `json:"on"`
		} `json:"list"`
	}
	for raw, at := range map[string]string{
		`{"TEXT":"a"}`: "/TEXT", `{"Text":"a"}`: "/Text", `{"N":1}`: "/N", `{"Key":"a"}`: "/Key",
		`{"text":"a","text":"b"}`: "/text", `{"text":"a","\u0074ext":"b"}`: "/text", `{"of":{"a":1,"a":2}}`: "/of/a",
		`{"of":{"__proto__":1}}`: "/of/__proto__", `{"__proto__":1}`: "/__proto__", `{"of":{"\u005f_x":1}}`: "/of/__x",
		`{"n":9007199254740992}`: "/n", `{"n":-9007199254740993}`: "/n", `{"n":1e999}`: "/n", `{"n":1.5}`: "/n", `{"n":"1"}`: "/n",
		`{"list":[{"on":true},{"on":1}]}`: "/list/1/on", `{"list":[{"ON":true}]}`: "/list/0/ON", `{"of":{"a/b":"x"}}`: "/of/a~1b",
		`{"n":` + strings.Repeat("[", 9) + strings.Repeat("]", 9) + `}`: "/n" + strings.Repeat("/0", 7),
		`{"text":"a"`: "/", `{"text":"a"}{}`: "/", `{"text":"a"} x`: "/", ``: "/", "{\"text\":\"\xff\"}": "/", "{\"text\":\"a\nb\"}": "/text",
	} {
		if got := AsError(Decode([]byte(raw), new(with))); got.Code != "invalid" || got.Field != at {
			t.Errorf("%s: %v, want it at %s", raw, got, at)
		}
	}
}

func TestArgumentsThatAreTaken(t *testing.T) {
	for raw, want := range map[string]string{
		``: "", `{}`: "", `null`: "", ` {"text":"a"} `: "a", `{"text":null}`: "", `{"text":"a\u0000b"}`: "a\x00b",
		`{"text":"\ud83d\ude42"}`: "🙂", `{"text":"cut \ud83d"}`: "cut \ufffd", `{"n":9007199254740991}`: "",
	} {
		got, err := strictly[struct {
			Text string `json:"text"`
			N    int    `json:"n"`
		}]([]byte(raw))
		if got.Text != want || err != nil {
			t.Errorf("%s: %q, %v", raw, got.Text, err)
		}
	}
}
