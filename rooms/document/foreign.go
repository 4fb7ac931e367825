package document

import (
	"reflect"
	"strings"
)

// Foreign returns the place in content, as a JSON Pointer, of something that the
// type of v (a pointer to a struct) has no field for, and that decoding would drop;
// "" when there is none. Keys of maps are data and stand as "*".
func Foreign(v any, content Tree) string {
	return foreign(reflect.TypeOf(v).Elem(), content, "")
}

func foreign(t reflect.Type, v any, at string) string {
	if of, _, ok := Collected(t); ok {
		return foreignWithin(of, v, at+"/*")
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
		of, ok := known[name]
		if !ok {
			return at + "/" + name
		}
		if place := foreign(of, member, at+"/"+name); place != "" {
			return place
		}
	}
	return ""
}

// foreignWithin looks into every value of a map or a list.
func foreignWithin(of reflect.Type, v any, at string) string {
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
		if place := foreign(of, value, at); place != "" {
			return place
		}
	}
	return ""
}
