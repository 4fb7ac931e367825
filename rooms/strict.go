package rooms

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// strictly decodes the arguments of an action and heeds what their tags say (Takes);
// none are an empty object.
func strictly[W any](raw []byte) (W, error) {
	var with W
	if len(raw) == 0 {
		raw = []byte("{}")
	}
	if err := Decode(raw, &with); err != nil {
		return with, err
	}
	return with, tidy(reflect.ValueOf(&with), "")
}

// Decode decodes one JSON value as it is written: names count with their case, and
// what is unknown, there twice or of the wrong type is refused, as are a key that
// starts with "__", more than eight levels, and a number that not every reader keeps
// (RFC 8259, section 6). The refusal is "invalid" and points at the place.
func Decode(raw []byte, into any) error { return decode(raw, into, true) }

// DecodeKnown decodes as Decode does, but leaves out what is unknown: a later program may say
// more.
func DecodeKnown(raw []byte, into any) error { return decode(raw, into, false) }

func decode(raw []byte, into any, all bool) error {
	if err := check(raw); err != nil {
		return err
	}
	err := json.Unmarshal(raw, into, json.RejectUnknownMembers(all), halves)
	var wrong *json.SemanticError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return badSyntax(err)
	case errors.Is(err, json.ErrUnknownName):
		return Invalid(field(wrong.JSONPointer), "unknown_field")
	default:
		return Invalid(field(wrong.JSONPointer), "wrong_type", "wanted", wanted(wrong.GoType.Kind()), "got", got(wrong))
	}
}

// Skim decodes what can be read of a value that Decode refuses, up to the fault.
func Skim(raw []byte, into any) {
	_ = json.Unmarshal(raw, into, jsontext.AllowDuplicateNames(true), halves)
}

// halves lets half of a surrogate pair pass, as U+FFFD: a page that cuts a text
// between two UTF-16 units sends one.
var halves = jsontext.AllowInvalidUTF8(true)

const maxDepth = 8

// MaxNumber is the largest whole number that every JSON reader keeps exactly
// (RFC 8259, section 6).
const MaxNumber = 1<<53 - 1

// check looks at what types do not say.
func check(raw []byte) error {
	if !utf8.Valid(raw) {
		return Invalid("", "not_utf8")
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(raw), halves)
	for {
		token, err := dec.ReadToken()
		if err != nil {
			return badSyntax(err)
		}
		if err := checkToken(dec, token); err != nil {
			return err
		}
		if dec.StackDepth() > 0 {
			continue
		}
		if _, err := dec.ReadToken(); !errors.Is(err, io.EOF) {
			return Invalid("", "one_value")
		}
		return nil
	}
}

func checkToken(dec *jsontext.Decoder, token jsontext.Token) error {
	switch token.Kind() {
	case '{', '[':
		if dec.StackDepth() > maxDepth {
			return Invalid(field(dec.StackPointer()), "too_deep")
		}
	case '0':
		if f, err := token.Float(); err != nil || f > MaxNumber || f < -MaxNumber {
			return Invalid(field(dec.StackPointer()), "number_size")
		}
	case '"':
		in, place := dec.StackIndex(dec.StackDepth())
		if isName := in == '{' && place%2 == 1; isName && strings.HasPrefix(token.String(), "__") {
			return Invalid(field(dec.StackPointer()), "reserved_key")
		}
	}
	return nil
}

// badSyntax refuses what is no JSON, or has a key twice.
func badSyntax(err error) error {
	var wrong *jsontext.SyntacticError
	switch {
	case !errors.As(err, &wrong) || errors.Is(err, io.ErrUnexpectedEOF):
		return Invalid("", "not_json")
	case errors.Is(err, jsontext.ErrDuplicateName):
		return Invalid(field(wrong.JSONPointer), "key_twice")
	default:
		return Invalid(field(wrong.JSONPointer), "not_json")
	}
}

// field is a JSON pointer as Invalid takes it.
func field(at jsontext.Pointer) string { return strings.TrimPrefix(string(at), "/") }

// wanted names a type as people who write JSON do: our own names say nothing to
// them.
func wanted(kind reflect.Kind) string {
	switch kind {
	case reflect.Struct, reflect.Map:
		return "object"
	case reflect.Slice:
		return "list"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	default:
		return "integer"
	}
}

// got names what is there instead; a number that is no whole one as it is written.
func got(wrong *json.SemanticError) string {
	switch wrong.JSONKind {
	case '{', '}':
		return "object"
	case '[', ']':
		return "list"
	case '"':
		return "string"
	case '0':
		return Clip(cmp.Or(string(wrong.JSONValue), "number"))
	default:
		return "boolean"
	}
}
