package main

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"rondo/rooms"
)

// dict is a JSON object on its way out; keys are sorted when it is written.
type dict = map[string]any

// common is the file of what all kinds of meetings share.
const common = "room"

// schemaWriter writes into one file of the shelf. A type that has a name is written
// once, where it belongs, and pointed at from everywhere.
type schemaWriter struct {
	shelf shelf
	kind  string // of the meeting whose types these are
	file  string
	// patches: everything may be absent, and null where it can be absent in the
	// document, because a merge patch removes by null.
	patches bool
}

// schemas returns one schema for frames up, one for what all meetings share, and for
// each kind one for its document, its actions and its frames down; by file name.
func schemas(kinds []*rooms.Kind) map[string][]byte {
	s := shelf{}
	s.begin(common, "What all kinds of meetings share: definitions for the other schemas.", dict{})
	w := &schemaWriter{shelf: s, file: common}
	w.define("Up", dict{"oneOf": w.refs(upFrames)})
	w.define("Down", dict{"anyOf": w.refs(downFrames)})
	s.begin("up", "A frame from a browser. The actions of a meeting are in its own schema.", w.in("up").ref("Up", common))
	s.begin("minutes", "Minutes as JSON, without loss.", w.in("minutes").of(reflect.TypeFor[rooms.Minutes]()).(dict))
	for _, k := range kinds {
		w := &schemaWriter{shelf: s, kind: k.Name}
		w.document(k)
		w.actions(k)
		w.down(k)
	}
	all := map[string][]byte{}
	for name, schema := range s {
		all[name] = render(schema)
	}
	return all
}

func (w *schemaWriter) in(file string) *schemaWriter {
	return &schemaWriter{shelf: w.shelf, kind: w.kind, file: file, patches: w.patches}
}

func (w *schemaWriter) define(name string, schema dict) { w.shelf.defs(w.file)[name] = schema }

// ref points at a definition.
func (w *schemaWriter) ref(name, file string) dict {
	if file == w.file {
		return dict{"$ref": "#/$defs/" + name}
	}
	return dict{"$ref": file + ".schema.json#/$defs/" + name}
}

func (w *schemaWriter) document(k *rooms.Kind) {
	at := w.in(k.Name + ".document")
	w.shelf.begin(at.file, "The document of a "+k.Name+" as one person has it.", at.of(docType(k)).(dict))
}

// actions points at the actions of the services and writes down the ceremony's own.
func (w *schemaWriter) actions(k *rooms.Kind) {
	at, shared := w.in(k.Name+".actions"), w.in(common)
	var one []any
	services := map[string][]any{}
	for verb := range k.Verbs() {
		if of := k.ServiceOf(verb); of == "" {
			one = append(one, at.action(k, verb))
		} else {
			shared.define("action."+verb, shared.action(k, verb))
			services[of] = append(services[of], shared.ref("action."+verb, common))
		}
	}
	for _, of := range slices.Backward(slices.Sorted(maps.Keys(services))) {
		shared.define("actions."+of, dict{"oneOf": services[of]})
		one = slices.Insert(one, 0, any(at.ref("actions."+of, common)))
	}
	w.shelf.begin(at.file, "Every action of a "+k.Name+".", dict{"oneOf": one})
}

// action is one action: an Action with its name and its arguments.
func (w *schemaWriter) action(k *rooms.Kind, verb string) dict {
	args := w.args(k, verb)
	schema := w.of(reflect.TypeFor[Action]()).(dict)
	schema["properties"] = dict{"do": dict{"const": verb}, "with": args}
	if args["required"] != nil {
		schema["required"] = []string{"with"}
	}
	about, _ := aboutRule(k.RuleOf(verb))
	return explained(schema, about)
}

// args writes the arguments of an action out, with what its rule says of them.
func (w *schemaWriter) args(k *rooms.Kind, verb string) dict {
	for name, t := range k.Verbs() {
		if name != verb {
			continue
		}
		_, said := aboutRule(k.RuleOf(verb))
		if t.PkgPath() != "" {
			said = aboutFields(t)
		}
		return w.properties(t, said)
	}
	return nil
}

func (w *schemaWriter) down(k *rooms.Kind) {
	at := w.in(k.Name + ".down")
	p := &schemaWriter{shelf: w.shelf, kind: w.kind, file: at.file, patches: true}
	doc := k.Name + ".document.schema.json"
	position := at.of(reflect.TypeFor[At]())
	snapshot := exactly(dict{
		"hello": at.of(reflect.TypeFor[Welcome]()), "at": position, "doc": dict{"$ref": doc},
		"here": at.of(reflect.TypeFor[map[string]int]()), "reset": dict{"const": true},
	})
	snapshot["required"] = []string{"hello", "at", "doc", "here"}
	mine := exactly(dict{"at": position, "mine": p.of(drawerType(k))})
	me := exactly(dict{"at": position, "me": dict{"$ref": doc + "#/properties/me"}})
	mine["required"], me["required"] = []string{"mine"}, []string{"me"} // by the beat they have no position
	w.shelf.begin(at.file, "A frame to a browser, in a "+k.Name+".", dict{"anyOf": []any{
		at.ref("Down", common), snapshot,
		exactly(dict{"at": position, "patch": p.of(openType(k))}),
		mine, me,
	}})
}

func (w *schemaWriter) refs(types []reflect.Type) (refs []any) {
	for _, t := range types {
		refs = append(refs, w.of(t))
	}
	return refs
}

// exactly is an object with these properties, all of them required.
func exactly(properties dict) dict {
	return dict{"type": "object", "additionalProperties": false, "properties": properties, "required": slices.Sorted(maps.Keys(properties))}
}

// explained is a schema with a word on it, if there is one.
func explained(schema dict, about string) dict {
	if about != "" {
		schema["description"] = about
	}
	return schema
}

func (w *schemaWriter) of(t reflect.Type) any {
	t = onWire(t)
	switch f, of := formOf(t); f {
	case boolean:
		return dict{"type": "boolean"}
	case text:
		return w.text(t)
	case whole:
		return dict{"type": "integer"}
	case number:
		return dict{"type": "number"}
	case list:
		inner := *w // replaced whole, so never a patch inside
		inner.patches = false
		items := dict{"type": "array", "items": inner.of(of)}
		if t.Kind() == reflect.Array {
			items["minItems"], items["maxItems"] = t.Len(), t.Len()
		}
		return items
	case record:
		values := w.of(of)
		if w.patches || of.Kind() == reflect.Pointer {
			values = orNull(values)
		}
		return dict{"type": "object", "additionalProperties": values}
	case object:
		return w.object(t)
	default:
		return dict{}
	}
}

// text is a text; of a type that has names for its values, one of these.
func (w *schemaWriter) text(t reflect.Type) dict {
	if t.PkgPath() == "" {
		return dict{"type": "string"}
	}
	schema := dict{"type": "string"}
	switch values := sourceOf(t.PkgPath()).consts[t.Name()]; {
	case len(values) > 0:
		schema = dict{"enum": values}
	case t != reflect.TypeFor[rooms.ID]():
		return schema
	}
	home := w.in(w.home(t))
	home.define(t.Name(), explained(schema, aboutType(t)))
	return w.ref(t.Name(), home.file)
}

// home is the file that a type with a name is defined in.
func (w *schemaWriter) home(t reflect.Type) string {
	switch {
	case !strings.HasPrefix(t.PkgPath(), "rondo/rooms/ceremonies/"):
		return common
	case w.patches:
		return w.kind + ".down"
	}
	return w.kind + ".document"
}

func (w *schemaWriter) object(t reflect.Type) any {
	name := tsName(t)
	if name == "" {
		return w.properties(t, aboutFields(t))
	}
	if w.patches {
		name += ".patch"
	}
	home := w.in(w.home(t))
	if _, known := w.shelf.defs(home.file)[name]; !known {
		home.define(name, nil) // stops a type that holds itself
		schema := home.properties(t, aboutFields(t))
		if !w.patches {
			explained(schema, aboutType(t))
		}
		home.define(name, schema)
	}
	return w.ref(name, home.file)
}

// properties writes the fields of a type with what is said of them; a patch says it
// where it points.
func (w *schemaWriter) properties(t reflect.Type, said map[string]string) dict {
	properties, required := dict{}, []string{}
	for _, f := range fieldsOf(t) {
		of := limited(w.of(f.of), f.takes)
		switch {
		case !w.patches:
			of = explained(of.(dict), said[f.inGo])
		case f.maybe:
			of = orNull(of)
		}
		properties[f.name] = of
		if !f.maybe && !w.patches {
			required = append(required, f.name)
		}
	}
	schema := dict{"type": "object", "additionalProperties": false, "properties": properties}
	if len(required) > 0 {
		schema["required"] = required
	}
	return schema
}

func orNull(schema any) any { return dict{"anyOf": []any{schema, dict{"type": "null"}}} }
