package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"rondo/rooms"
	"rondo/rooms/document"
)

// form is what a Go type is in JSON.
type form int

const (
	anything form = iota
	boolean
	text
	whole
	number
	list
	record // an object with keys that are data
	object // an object with keys that are names
)

// formOf returns what a type is in JSON, and of what, if it holds others.
func formOf(t reflect.Type) (f form, of reflect.Type) {
	if of, isMap, ok := document.Collected(t); ok && isMap {
		return record, of
	} else if ok {
		return list, of
	}
	switch {
	case t == reflect.TypeFor[json.RawMessage]():
		return anything, nil
	case t.Kind() == reflect.Pointer:
		return formOf(t.Elem())
	}
	switch t.Kind() {
	case reflect.Bool:
		return boolean, nil
	case reflect.String:
		return text, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return whole, nil
	case reflect.Float64:
		return number, nil
	case reflect.Slice, reflect.Array:
		return list, t.Elem()
	case reflect.Map:
		return record, t.Elem()
	case reflect.Struct:
		return object, nil
	}
	panic(fmt.Sprintf("wiregen: %s is not on the wire", t))
}

// field is a field of a struct, as JSON has it.
type field struct {
	name  string
	inGo  string
	maybe bool // may be absent
	of    reflect.Type
	takes rooms.Takes // of an argument: which values of its type make sense
}

func fieldsOf(t reflect.Type) (fields []field) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			panic(fmt.Sprintf("wiregen: %s.%s has no name in JSON", t, f.Name))
		}
		takes, _, _ := rooms.TakesOf(f) // Register refuses a tag that cannot be read
		fields = append(fields, field{name, f.Name, options != "", f.Type, takes})
	}
	return fields
}

// instead are types that write their own JSON, and what that looks like.
var instead = map[reflect.Type]reflect.Type{
	reflect.TypeFor[rooms.Minutes](): reflect.TypeFor[Minutes](),
}

// Minutes is how rooms.Minutes looks in JSON: times as RFC 3339 has them.
type Minutes struct {
	Kind     string          `json:"kind"`
	Title    string          `json:"title"`
	Started  string          `json:"started,omitempty"`
	Ended    string          `json:"ended,omitempty"`
	People   []string        `json:"people"`
	Sections []rooms.Section `json:"sections"`
}

func onWire(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if other, ok := instead[t]; ok {
		return other
	}
	return t
}

// tsName is the name of a type in TypeScript; "" for those that are written out
// where they are used. What a ceremony keeps is named after its package, so that
// each may have its own notes, and its State is the ceremony itself.
func tsName(t reflect.Type) string {
	name := t.Name()
	if name == "" || strings.ToUpper(name[:1]) != name[:1] {
		return ""
	}
	if of, ok := strings.CutPrefix(t.PkgPath(), "rondo/rooms/ceremonies/"); ok {
		return strings.ToUpper(of[:1]) + of[1:] + strings.TrimSuffix(name, "State")
	}
	return name
}
