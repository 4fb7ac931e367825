package document

import (
	"encoding/json"
	"reflect"
	"strings"
)

// At writes what lies at a path of names within a value, as a reader of its JSON
// has it: nil when nothing does, a field that is left out included. Whoever is
// asked for one value need not write the whole.
func At[V any](v *V, path ...string) json.RawMessage {
	of, at := shapeFor[V](), reflect.ValueOf(v).Elem()
	for _, name := range path {
		holder, ok := of.(holder)
		if !ok {
			return nil
		}
		if of, at, ok = holder.at(at, name); !ok {
			return nil
		}
	}
	return of.append(nil, at)
}

// holder is the shape of what has parts with names.
type holder interface {
	at(v reflect.Value, name string) (shape, reflect.Value, bool)
}

func (s structShape) at(v reflect.Value, name string) (shape, reflect.Value, bool) {
	for i, f := range s.fields {
		if f.name == name {
			part := v.Field(i)
			return f.shape, part, !f.omits || !f.shape.zero(part)
		}
	}
	return nil, v, false
}

func (mapShape) at(v reflect.Value, name string) (shape, reflect.Value, bool) {
	m, ok := v.Addr().Interface().(interface {
		entry(string) (shape, reflect.Value, bool)
	})
	if !ok {
		return nil, v, false // a list, which has no names
	}
	return m.entry(name)
}

func (m Map[K, V]) entry(key string) (shape, reflect.Value, bool) {
	l := m.root.find(hashOf(key), 0, key)
	if l == nil {
		return nil, reflect.Value{}, false
	}
	return shapeFor[V](), reflect.ValueOf(&l.value).Elem(), true
}

// Path reads a JSON Pointer (RFC 6901); false when it is none, or points to the
// whole.
func Path(pointer string) (path []string, ok bool) {
	rest, ok := strings.CutPrefix(pointer, "/")
	if !ok {
		return nil, false
	}
	for name := range strings.SplitSeq(rest, "/") {
		path = append(path, unescaped.Replace(name))
	}
	return path, true
}

var (
	unescaped = strings.NewReplacer("~1", "/", "~0", "~")
	escaped   = strings.NewReplacer("~", "~0", "/", "~1")
)

// Pointer writes a JSON Pointer.
func Pointer(path ...string) string {
	var b strings.Builder
	for _, name := range path {
		b.WriteString("/" + escaped.Replace(name))
	}
	return b.String()
}
