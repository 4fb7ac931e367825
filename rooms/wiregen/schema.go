package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"reflect"
	"slices"

	"rondo/rooms"
)

// dict is a JSON object on its way out; keys are sorted when it is written.
type dict = map[string]any

// schemaWriter collects the named types that have come up, as $defs.
type schemaWriter struct {
	defs dict
	// patches: everything may be absent, and null where it can be absent in the
	// document, because a merge patch removes by null.
	patches bool
}

// schemas returns one schema for frames up, and for each kind one for its
// document, its actions and its frames down; by file name.
func schemas(kinds []*rooms.Kind) map[string][]byte {
	all := map[string][]byte{"up": upSchema(), "minutes": minutesSchema()}
	for _, k := range kinds {
		all[k.Name+".document"] = documentSchema(k)
		all[k.Name+".actions"] = actionsSchema(k)
		all[k.Name+".down"] = downSchema(k)
	}
	return all
}

func upSchema() []byte {
	w := &schemaWriter{defs: dict{}}
	return render("up", "A frame from a browser. The actions of a meeting are in its own schema.", dict{"oneOf": w.refs(upFrames)}, w.defs)
}

func minutesSchema() []byte {
	w := &schemaWriter{defs: dict{}}
	return render("minutes", "Minutes as JSON, without loss.", w.of(reflect.TypeFor[rooms.Minutes]()).(dict), w.defs)
}

func documentSchema(k *rooms.Kind) []byte {
	w := &schemaWriter{defs: dict{}}
	return render(k.Name+".document", "The document of a "+k.Name+" as one person has it.", w.of(docType(k)).(dict), w.defs)
}

func actionsSchema(k *rooms.Kind) []byte {
	w := &schemaWriter{defs: dict{}}
	var one []any
	for verb, with := range k.Verbs() {
		args := w.of(with)
		action := dict{
			"type": "object", "additionalProperties": false, "required": []string{"n", "do"},
			"properties": dict{"n": dict{"type": "integer", "minimum": 1}, "do": dict{"const": verb}, "with": args, "if": ifSchema},
		}
		if required, _ := args.(dict)["required"].([]string); len(required) > 0 {
			action["required"] = []string{"n", "do", "with"}
		}
		one = append(one, action)
	}
	return render(k.Name+".actions", "Every action of a "+k.Name+".", dict{"oneOf": one}, w.defs)
}

// ifSchema is what the sender saw; docs/acts.md says where to look for which action.
var ifSchema = dict{"type": "object", "propertyNames": dict{"pattern": "^/(room|shared|me)/"}, "maxProperties": 8}

func downSchema(k *rooms.Kind) []byte {
	w := &schemaWriter{defs: dict{}}
	one := w.refs(downFrames)
	at := w.of(reflect.TypeFor[At]())
	snapshot := exactly(dict{
		"hello": w.of(reflect.TypeFor[Welcome]()), "at": at, "doc": w.of(docType(k)),
		"here": w.of(reflect.TypeFor[map[string]int]()), "reset": dict{"const": true},
	})
	snapshot["required"] = []string{"hello", "at", "doc", "here"}
	p := &schemaWriter{defs: w.defs, patches: true}
	one = append(one, snapshot,
		exactly(dict{"at": at, "patch": p.of(openType(k))}),
		exactly(dict{"at": at, "mine": p.of(drawerType(k))}),
		exactly(dict{"at": at, "me": w.of(drawerType(k))}))
	return render(k.Name+".down", "A frame to a browser, in a "+k.Name+".", dict{"anyOf": one}, w.defs)
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

func (w *schemaWriter) of(t reflect.Type) any {
	t = onWire(t)
	switch f, of := formOf(t); f {
	case boolean:
		return dict{"type": "boolean"}
	case text:
		return dict{"type": "string"}
	case whole:
		return dict{"type": "integer"}
	case number:
		return dict{"type": "number"}
	case list:
		items := dict{"type": "array", "items": (&schemaWriter{defs: w.defs}).of(of)} // replaced whole, so never a patch inside
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

func (w *schemaWriter) object(t reflect.Type) any {
	name := tsName(t)
	if name == "" {
		return w.properties(t)
	}
	if w.patches {
		name += ".patch"
	}
	if _, known := w.defs[name]; !known {
		w.defs[name] = nil // stops a type that holds itself
		w.defs[name] = w.properties(t)
	}
	return dict{"$ref": "#/$defs/" + name}
}

func (w *schemaWriter) properties(t reflect.Type) dict {
	properties, required := dict{}, []string{}
	for _, f := range fieldsOf(t) {
		properties[f.name] = w.of(f.of)
		if f.maybe && w.patches {
			properties[f.name] = orNull(properties[f.name])
		}
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

// render writes a schema for people too: indented, and not escaped for HTML.
func render(name, about string, schema, defs dict) []byte {
	out := dict{
		"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name + ".schema.json",
		"$comment": "Code generated by rooms/wiregen; DO NOT EDIT.", "description": about,
	}
	for key, value := range schema {
		out[key] = value
	}
	if len(defs) > 0 {
		out["$defs"] = defs
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(out); err != nil {
		panic(err) // dicts and strings only
	}
	return b.Bytes()
}
