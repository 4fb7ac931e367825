package document

import (
	"encoding/json"
	"maps"
	"math"
	"reflect"
	"slices"
	"strings"
)

// Misfit is a place in content, as a JSON Pointer, where something lies that a value of a type
// cannot hold.
type Misfit struct {
	At     string
	Wanted string // what could lie there: "object", "list", "string", "boolean", "integer" or "number"; "" nothing at all
	Got    string // what does, in the same words, or "null"
}

// Fits looks for what a value of the type of v (a pointer to a struct) cannot hold in content
// that nobody vouches for, where decoding would drop it or say less of where it is; nil when
// there is nothing of the kind.
func Fits(v any, content Tree) *Misfit { return fits(reflect.TypeOf(v).Elem(), content, "") }

// mostExact is the largest whole number that every JSON reader keeps exactly.
const mostExact = 1<<53 - 1

func fits(t reflect.Type, v any, at string) *Misfit {
	if of, isMap, ok := Collected(t); ok {
		return fitsEach(of, isMap, v, at)
	}
	wanted := "integer"
	var ok bool
	switch t.Kind() {
	case reflect.Struct:
		return fitsStruct(t, v, at)
	case reflect.String:
		wanted = "string"
		_, ok = v.(string)
	case reflect.Bool:
		wanted = "boolean"
		_, ok = v.(bool)
	case reflect.Float64:
		wanted = "number"
		ok = isFinite(v)
	default:
		ok = isWhole(t, v)
	}
	if !ok {
		return &Misfit{at, wanted, nameOf(v)}
	}
	return nil
}

func fitsStruct(t reflect.Type, v any, at string) *Misfit {
	members, ok := v.(Tree)
	if !ok {
		return &Misfit{at, "object", nameOf(v)}
	}
	known := map[string]reflect.Type{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		known[name] = f.Type
	}
	delete(known, "") // what is embedded, or goes by its own name nowhere
	for _, name := range slices.Sorted(maps.Keys(members)) {
		of, ok := known[name]
		if !ok {
			return &Misfit{at + "/" + name, "", nameOf(members[name])}
		}
		if misfit := fits(of, members[name], at+"/"+name); misfit != nil {
			return misfit
		}
	}
	return nil
}

func fitsEach(of reflect.Type, isMap bool, v any, at string) *Misfit {
	list, isList := v.([]any)
	tree, isTree := v.(Tree)
	switch {
	case isMap && !isTree:
		return &Misfit{at, "object", nameOf(v)}
	case !isMap && !isList:
		return &Misfit{at, "list", nameOf(v)}
	}
	for _, one := range list {
		if misfit := fits(of, one, at); misfit != nil {
			return misfit
		}
	}
	for _, key := range slices.Sorted(maps.Keys(tree)) {
		if misfit := fits(of, tree[key], at+"/"+key); misfit != nil {
			return misfit
		}
	}
	return nil
}

func isFinite(v any) bool {
	n, ok := v.(json.Number)
	f, err := n.Float64()
	return ok && err == nil && !math.IsInf(f, 0)
}

// isWhole tells whether v is a whole number that the type holds.
func isWhole(t reflect.Type, v any) bool {
	number, ok := v.(json.Number)
	n, err := number.Int64()
	if !ok || err != nil || n > mostExact || n < -mostExact {
		return false
	}
	if to := reflect.Zero(t); to.CanUint() {
		return n >= 0 && !to.OverflowUint(uint64(n))
	} else {
		return !to.OverflowInt(n)
	}
}

// nameOf names what JSON something is.
func nameOf(v any) string {
	switch v.(type) {
	case Tree:
		return "object"
	case []any:
		return "list"
	case string:
		return "string"
	case bool:
		return "boolean"
	case json.Number:
		return "number"
	}
	return "null"
}
