package document

import (
	"reflect"
	"slices"
	"strings"
)

// Foreign returns the place in content, as a JSON Pointer, of something that the
// type of v (a pointer to a struct) has no field for, and that decoding would drop;
// "" when there is none but those retired. Keys of maps are data and stand as "*".
func Foreign(v any, content Tree, retired []string) string {
	return stranger{retired}.at(reflect.TypeOf(v).Elem(), content, "")
}

// Fields counts the places that the type of v (a pointer to a struct) has a field for. A
// newer version of it has more of them.
func Fields(v any) int { return fieldsOf(reflect.TypeOf(v).Elem(), nil) }

func fieldsOf(t reflect.Type, within []reflect.Type) (n int) {
	if of, _, ok := Collected(t); ok {
		return fieldsOf(of, within)
	}
	if t.Kind() != reflect.Struct || slices.Contains(within, t) {
		return 0
	}
	for _, f := range reflect.VisibleFields(t) {
		n += 1 + fieldsOf(f.Type, append(within, t))
	}
	return n
}

type stranger struct{ retired []string }

func (s stranger) at(t reflect.Type, v any, at string) string {
	if of, _, ok := Collected(t); ok {
		return s.within(of, v, at+"/*")
	}
	members, ok := v.(Tree)
	if !ok || t.Kind() != reflect.Struct {
		return ""
	}
	known := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		known[name] = f.Type
	}
	for name, member := range members {
		place := at + "/" + name
		if of, ok := known[name]; ok {
			place = s.at(of, member, place)
		} else if slices.Contains(s.retired, place) {
			place = ""
		}
		if place != "" {
			return place
		}
	}
	return ""
}

// within looks into every value of a map or a list.
func (s stranger) within(of reflect.Type, v any, at string) string {
	var values []any
	switch v := v.(type) {
	case Tree:
		for _, value := range v {
			values = append(values, value)
		}
	case []any:
		values = v
	}
	for _, value := range values {
		if place := s.at(of, value, at); place != "" {
			return place
		}
	}
	return ""
}
