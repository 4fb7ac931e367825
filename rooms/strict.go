package rooms

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"
)

// strictly decodes the arguments of an action. A field too many, one of the
// wrong type, a key twice, more than eight levels or a number that JavaScript
// cannot hold is refused, and the refusal names the field.
func strictly[W any](raw json.RawMessage) (W, error) {
	var with W
	if len(raw) == 0 {
		raw = json.RawMessage("{}")
	}
	if err := CheckJSON(raw); err != nil {
		return with, err
	}
	return with, DecodeStrict(raw, &with)
}

// DecodeStrict decodes one JSON value into a struct and refuses unknown fields,
// naming the one at fault. CheckJSON should have passed before.
func DecodeStrict(raw []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	var wrong *json.UnmarshalTypeError
	switch {
	case err == nil:
	case errors.As(err, &wrong):
		return Invalid(strings.ReplaceAll(wrong.Field, ".", "/"), "This must be %s, not %s.", inJSON(wrong.Type.Kind()), wrong.Value)
	case strings.HasPrefix(err.Error(), "json: unknown field "):
		field := strings.Trim(strings.TrimPrefix(err.Error(), "json: unknown field "), `"`)
		return Invalid(field, "There is no such field.")
	default:
		return Invalid("", "This is not valid here: %s.", strings.TrimPrefix(err.Error(), "json: "))
	}
	if _, err := dec.Token(); err != io.EOF {
		return Invalid("", "There must be one JSON value and nothing after it.")
	}
	return nil
}

// inJSON names a type as people who write JSON do: our own names say nothing to
// them.
func inJSON(kind reflect.Kind) string {
	switch kind {
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.String:
		return "a string"
	case reflect.Bool:
		return "true or false"
	default:
		return "a whole number"
	}
}

const maxDepth = 8

// MaxNumber is the largest whole number that every JSON reader keeps exactly
// (RFC 8259, section 6).
const MaxNumber = 1 << 53

// CheckJSON refuses what encoding/json would let pass: invalid UTF-8, NUL,
// duplicate keys, keys that start with "__", deep nesting, numbers beyond 53 bits.
func CheckJSON(raw []byte) error {
	if !utf8.Valid(raw) {
		return Invalid("", "This is not valid UTF-8.")
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	c := checker{dec: dec}
	if err := c.value(""); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return Invalid("", "There must be one JSON value and nothing after it.")
	}
	return nil
}

type checker struct {
	dec   *json.Decoder
	depth int
}

func (c *checker) value(at string) error {
	token, err := c.dec.Token()
	if err != nil {
		return Invalid(at, "This is not JSON.")
	}
	switch token := token.(type) {
	case json.Delim:
		return c.nested(at, token)
	case json.Number:
		if f, err := token.Float64(); err != nil || f > MaxNumber || f < -MaxNumber {
			return Invalid(at, "This number is too large.")
		}
	case string:
		if strings.ContainsRune(token, 0) {
			return Invalid(at, "This must not contain a NUL character.")
		}
	}
	return nil
}

func (c *checker) nested(at string, open json.Delim) error {
	if c.depth++; c.depth > maxDepth {
		return Invalid(at, "This is nested too deeply.")
	}
	seen := map[string]bool{}
	for i := 0; c.dec.More(); i++ {
		name := fmt.Sprint(i)
		if open == '{' {
			token, err := c.dec.Token()
			if err != nil {
				return Invalid(at, "This is not JSON.")
			}
			name = token.(string)
			if seen[name] || strings.HasPrefix(name, "__") {
				return Invalid(join(at, name), "This key is there twice or is not allowed.")
			}
			seen[name] = true
		}
		if err := c.value(join(at, name)); err != nil {
			return err
		}
	}
	if _, err := c.dec.Token(); err != nil {
		return Invalid(at, "This is not JSON.")
	}
	c.depth--
	return nil
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "/" + name
}
