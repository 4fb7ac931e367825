package rooms

import "testing"

// What a field must be is said in words of JSON, not of this program.
func TestAWrongTypeIsNamedInJSON(t *testing.T) {
	for raw, say := range map[string]string{
		`true`:                   "This must be an object, not bool.",
		`{"person":7,"on":true}`: "This must be a string, not number.",
		`{"on":"yes"}`:           "This must be true or false, not string.",
	} {
		_, err := strictly[flagWith]([]byte(raw))
		if got := AsError(err); got.Code != "invalid" || got.Say != say {
			t.Errorf("%s: %+v", raw, got)
		}
	}
}
