package document

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// A shape knows how to write one Go type as JSON and how to write the RFC 7396
// merge patch between two values of it. It is made once per type by reflection,
// so that a step costs what it changes and not what the document holds.
type shape interface {
	// append writes the whole value.
	append(buf []byte, v reflect.Value) []byte
	// same tells whether two values are surely equal, at a glance: most of a document is,
	// from one step to the next.
	same(old, new reflect.Value) bool
	// diff writes the merge patch from old to new; false when they are equal,
	// and buf is then as it was.
	diff(buf []byte, old, new reflect.Value) ([]byte, bool)
	// zero tells whether an omitempty or omitzero field is left out.
	zero(v reflect.Value) bool
}

var shapes sync.Map // reflect.Type -> shape

func shapeFor[V any]() shape { return shapeOf(reflect.TypeFor[V]()) }

// shapeOf panics on a type that cannot be diffed: ceremonies are registered
// when the program starts, so a wrong field is found by the first test.
func shapeOf(t reflect.Type) shape {
	if s, ok := shapes.Load(t); ok {
		return s.(shape)
	}
	s, _ := shapes.LoadOrStore(t, makeShape(t))
	return s.(shape)
}

// collection is what Map and List do for themselves.
type collection interface{ appendTo([]byte) []byte }

func makeShape(t reflect.Type) shape {
	of := reflect.PointerTo(t)
	switch {
	case of.Implements(reflect.TypeFor[interface {
		collection
		diffTo([]byte, any) ([]byte, bool)
	}]()):
		return mapShape{}
	case of.Implements(reflect.TypeFor[interface {
		collection
		equalTo(any) bool
	}]()):
		return listShape{}
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float64, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32,
		reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return scalarShape{}
	case reflect.Struct:
		return structShapeOf(t)
	}
	panic(fmt.Sprintf("rooms: a document cannot hold %s: allowed are bool, string, integers, float64, structs with json tags, Map and List", t))
}

type scalarShape struct{}

func (scalarShape) same(old, new reflect.Value) bool {
	switch {
	case old.Kind() == reflect.String:
		return old.String() == new.String()
	case old.CanInt():
		return old.Int() == new.Int()
	}
	return old.Equal(new)
}

func (scalarShape) zero(v reflect.Value) bool { return v.IsZero() }

func (scalarShape) append(buf []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(buf, v.Bool())
	case reflect.String:
		return appendString(buf, v.String())
	case reflect.Float64:
		b, err := json.Marshal(v.Float())
		if err != nil {
			panic(err) // not finite: the step is dropped
		}
		return append(buf, b...)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.AppendUint(buf, v.Uint(), 10)
	default:
		return strconv.AppendInt(buf, v.Int(), 10)
	}
}

func (s scalarShape) diff(buf []byte, old, new reflect.Value) ([]byte, bool) {
	if s.same(old, new) {
		return buf, false
	}
	return s.append(buf, new), true
}

type mapShape struct{}

func (mapShape) zero(v reflect.Value) bool {
	return v.Addr().Interface().(interface{ IsZero() bool }).IsZero()
}

func (mapShape) append(buf []byte, v reflect.Value) []byte {
	return v.Addr().Interface().(collection).appendTo(buf)
}

func (s mapShape) diff(buf []byte, old, new reflect.Value) ([]byte, bool) {
	if s.same(old, new) {
		return buf, false
	}
	return new.Addr().Interface().(interface {
		diffTo([]byte, any) ([]byte, bool)
	}).diffTo(buf, old.Addr().Interface())
}

// same of two collections is that both share what they hold: what a Map or a List begins
// with is a pointer.
func (mapShape) same(old, new reflect.Value) bool {
	a, b := old.Field(0), new.Field(0)
	return a.Pointer() == b.Pointer() && (a.Kind() != reflect.Slice || a.Len() == b.Len())
}

type listShape struct{ mapShape }

func (s listShape) diff(buf []byte, old, new reflect.Value) ([]byte, bool) {
	if s.same(old, new) || new.Addr().Interface().(interface{ equalTo(any) bool }).equalTo(old.Addr().Interface()) {
		return buf, false
	}
	return s.append(buf, new), true
}

type structShape struct{ fields []fieldShape }

// fieldShape is of the field that has the same number in the struct: all of them are written.
type fieldShape struct {
	name  string
	key   []byte // the name as it is written, with its colon
	omits bool   // left out when zero, and then `null` in a patch
	shape shape
}

func structShapeOf(t reflect.Type) structShape {
	var s structShape
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || f.Anonymous || name == "" || name == "-" || strings.HasPrefix(name, "__") {
			panic(fmt.Sprintf("rooms: field %s of %s needs a json name and must be exported and not embedded", f.Name, t))
		}
		if options == "omitempty" && f.Type.Kind() == reflect.Struct {
			panic(fmt.Sprintf("rooms: field %s of %s must say omitzero: encoding/json never leaves out a struct for omitempty", f.Name, t))
		}
		s.fields = append(s.fields, fieldShape{name, appendKey(nil, name, true), options != "", shapeOf(f.Type)})
	}
	return s
}

func (s structShape) zero(v reflect.Value) bool {
	for i := range s.fields {
		if !s.fields[i].shape.zero(v.Field(i)) {
			return false
		}
	}
	return true
}

func (s structShape) same(old, new reflect.Value) bool {
	for i := range s.fields {
		if !s.fields[i].shape.same(old.Field(i), new.Field(i)) {
			return false
		}
	}
	return true
}

func (s structShape) append(buf []byte, v reflect.Value) []byte {
	buf = append(buf, '{')
	first := true
	for i := range s.fields {
		f, field := &s.fields[i], v.Field(i)
		if f.omits && f.shape.zero(field) {
			continue
		}
		buf = f.shape.append(f.appendKey(buf, first), field)
		first = false
	}
	return append(buf, '}')
}

func (s structShape) diff(buf []byte, old, new reflect.Value) ([]byte, bool) {
	start, first := len(buf), true
	buf = append(buf, '{')
	for i := range s.fields {
		f, was, is := &s.fields[i], old.Field(i), new.Field(i)
		if f.shape.same(was, is) {
			continue
		}
		mark := len(buf)
		buf = f.appendKey(buf, first)
		var changed bool
		if buf, changed = f.diff(buf, was, is); !changed {
			buf = buf[:mark]
			continue
		}
		first = false
	}
	if first {
		return buf[:start], false
	}
	return append(buf, '}'), true
}

// diff minds what a reader of the JSON has: an omitted field is not there, so
// it comes whole when it appears and goes as null.
func (f *fieldShape) diff(buf []byte, old, new reflect.Value) ([]byte, bool) {
	start := len(buf)
	buf, changed := f.shape.diff(buf, old, new)
	switch {
	case !changed || !f.omits:
		return buf, changed
	case f.shape.zero(new):
		return append(buf[:start], "null"...), true
	case f.shape.zero(old):
		return f.shape.append(buf[:start], new), true
	}
	return buf, true
}

func (f *fieldShape) appendKey(buf []byte, first bool) []byte {
	if !first {
		buf = append(buf, ',')
	}
	return append(buf, f.key...)
}

func appendKey(buf []byte, key string, first bool) []byte {
	if !first {
		buf = append(buf, ',')
	}
	return append(appendString(buf, key), ':')
}

// appendString quotes as encoding/json does; most strings need no escaping.
func appendString(buf []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			b, err := json.Marshal(s)
			if err != nil {
				panic(err)
			}
			return append(buf, b...)
		}
	}
	return append(append(append(buf, '"'), s...), '"')
}

// Collected returns the type that a Map or a List holds.
func Collected(t reflect.Type) (of reflect.Type, isMap, ok bool) {
	c, ok := reflect.Zero(t).Interface().(interface{ elem() reflect.Type })
	if !ok {
		return nil, false, false
	}
	_, isMap = shapeOf(t).(mapShape)
	return c.elem(), isMap, true
}

// Diff returns the merge patch between two values, nil when they are equal.
func Diff[V any](old, new *V) json.RawMessage {
	buf, changed := shapeFor[V]().diff(nil, reflect.ValueOf(old).Elem(), reflect.ValueOf(new).Elem())
	if !changed {
		return nil
	}
	return buf
}

// Whole writes a value as JSON.
func Whole[V any](v *V) json.RawMessage {
	return shapeFor[V]().append(nil, reflect.ValueOf(v).Elem())
}

// MustHold panics when a document cannot hold values of a type, and says why.
func MustHold(t reflect.Type) { shapeOf(t) }
