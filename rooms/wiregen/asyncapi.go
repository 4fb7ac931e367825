package main

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"rondo/rooms"
)

// asyncAPI describes the socket as AsyncAPI 3.0 has it, from what the schemas are made of:
// a channel for each kind of meeting, with every frame both ways and every action as a
// message. It is one file, in which nothing points out of it.
func asyncAPI(kinds []*rooms.Kind) []byte {
	a := asyncWriter{schemas: dict{}, messages: dict{}, channels: dict{}, operations: dict{}}
	parts := map[string]dict{}
	for name, raw := range schemas(kinds) {
		var schema dict
		if err := json.Unmarshal(raw, &schema); err != nil {
			panic(err) // render wrote it
		}
		parts[name] = schema
		for def, of := range asDict(schema["$defs"]) {
			a.schemas[def] = inOneFile(of)
		}
		if name == "minutes" || strings.HasSuffix(name, ".document") {
			delete(schema, "$defs")
			a.schemas[name] = inOneFile(schema)
		}
	}
	room := asDict(parts[common]["$defs"])
	up, down := a.frames(asDict(room["Up"])["oneOf"]), a.frames(asDict(room["Down"])["anyOf"])
	up = slices.DeleteFunc(up, func(name string) bool { return name == "action" }) // each has its own
	for _, k := range kinds {
		a.channel(k.Name, slices.Concat(up, a.actions(k.Name, parts[k.Name+".actions"], room)), slices.Concat(down, a.told(k.Name, parts[k.Name+".down"])))
	}
	return render(dict{
		"asyncapi": "3.0.0",
		"info": dict{
			"title": "Rondo", "version": "1", "license": dict{"name": "MIT"},
			"description": "What goes over the WebSocket of a room, beside /api/openapi.yaml, which says how to get in. " +
				"Frames are text, one JSON object each, in the subprotocol rondo.v1. docs/protocol.md says what they mean, and in which order they come.",
		},
		"defaultContentType": "application/json",
		"channels":           a.channels, "operations": a.operations,
		"components": dict{
			"schemas": a.schemas, "messages": a.messages,
			"securitySchemes": dict{
				"seat":        dict{"type": "httpApiKey", "in": "cookie", "name": "__Host-sid", "description": "The cookie that the join gave, over TLS."},
				"seatWithout": dict{"type": "httpApiKey", "in": "cookie", "name": "sid", "description": "The same without TLS."},
			},
		},
		"x-close-codes": closeCodes(), "x-errors": errorWords(kinds),
	})
}

type asyncWriter struct{ schemas, messages, channels, operations dict }

// frames are messages of definitions that are the same in every meeting.
func (a *asyncWriter) frames(refs any) (names []string) {
	for _, ref := range refs.([]any) {
		def := path.Base(asDict(ref)["$ref"].(string))
		name := string(unicode.ToLower(rune(def[0]))) + def[1:]
		names = append(names, a.message(name, def, asDict(a.schemas[def])["description"]))
	}
	return names
}

// actions are messages of all actions of a kind: those of services, which other kinds may
// have as well, and its own.
func (a *asyncWriter) actions(kind string, schema, room dict) (names []string) {
	for _, one := range schema["oneOf"].([]any) {
		if ref, _ := asDict(one)["$ref"].(string); strings.Contains(ref, "/actions.") {
			for _, action := range asDict(room[path.Base(ref)])["oneOf"].([]any) {
				def := path.Base(asDict(action)["$ref"].(string))
				names = append(names, a.message(def, def, asDict(room[def])["description"]))
			}
			continue
		}
		do := asDict(asDict(asDict(one)["properties"])["do"])["const"].(string)
		name := kind + ".action." + do
		a.schemas[name] = inOneFile(one)
		names = append(names, a.message(name, name, asDict(one)["description"]))
	}
	return names
}

// told are the frames down that have the document of a kind in them.
func (a *asyncWriter) told(kind string, schema dict) (names []string) {
	for _, one := range schema["anyOf"].([]any) {
		for _, part := range []string{"doc", "patch", "mine", "me"} {
			if asDict(asDict(one)["properties"])[part] != nil {
				name := kind + "." + part
				a.schemas[name] = inOneFile(one)
				names = append(names, a.message(name, name, nil))
			}
		}
	}
	return names
}

func (a *asyncWriter) message(name, def string, about any) string {
	message := dict{"name": name, "payload": dict{"$ref": "#/components/schemas/" + def}}
	if about != nil {
		message["description"] = about
	}
	a.messages[name] = message
	return name
}

// channel is the socket in rooms of one kind. What it receives comes from browsers.
func (a *asyncWriter) channel(kind string, up, down []string) {
	messages := dict{}
	for _, name := range slices.Concat(up, down) {
		messages[name] = dict{"$ref": "#/components/messages/" + name}
	}
	a.channels[kind] = dict{
		"address": "/api/rooms/{id}/live", "messages": messages,
		"description": "The socket of a room in which a " + kind + " is held. room.kind in the first snapshot says which it is.",
		"parameters":  dict{"id": dict{"description": "The room, as it stands in its link."}},
		"bindings": dict{"ws": dict{"method": "GET", "bindingVersion": "0.1.0", "headers": dict{
			"type": "object", "required": []string{"Origin", "Sec-WebSocket-Protocol"},
			"properties": dict{
				"Origin":                 dict{"type": "string", "description": "This server's own."},
				"Sec-WebSocket-Protocol": dict{"const": "rondo.v1"},
			},
		}}},
	}
	for action, names := range map[string][]string{"receive": up, "send": down} {
		var refs []any
		for _, name := range names {
			refs = append(refs, dict{"$ref": "#/channels/" + kind + "/messages/" + name})
		}
		a.operations[kind+"."+action] = dict{
			"action": action, "channel": dict{"$ref": "#/channels/" + kind}, "messages": refs,
			"security": []any{dict{"$ref": "#/components/securitySchemes/seat"}, dict{"$ref": "#/components/securitySchemes/seatWithout"}},
		}
	}
}

// inOneFile is a schema as AsyncAPI's own dialect has it: that is JSON Schema of draft 7, in
// which nothing counts beside a $ref; and what was in another file is among the components.
func inOneFile(node any) any {
	switch node := node.(type) {
	case []any:
		all := make([]any, 0, len(node))
		for _, item := range node {
			all = append(all, inOneFile(item))
		}
		return all
	case dict:
		rest := dict{}
		for key, value := range node {
			if !slices.Contains([]string{"$ref", "$schema", "$id", "$comment"}, key) {
				rest[key] = inOneFile(value)
			}
		}
		ref, ok := node["$ref"].(string)
		if !ok {
			return rest
		}
		to := dict{"$ref": component(ref)}
		if len(rest) == 0 {
			return to
		}
		return dict{"allOf": []any{to, rest}}
	}
	return node
}

// component is where a definition, or a whole file, lies among the components.
func component(ref string) string {
	file, at, _ := strings.Cut(ref, "#")
	if def, ok := strings.CutPrefix(at, "/$defs/"); ok {
		return "#/components/schemas/" + def
	}
	return "#/components/schemas/" + strings.TrimSuffix(file, ".schema.json") + at
}

func asDict(node any) dict { d, _ := node.(dict); return d }

// closeRow is a row of the table of close codes.
var closeRow = regexp.MustCompile(`(?m)^\| (\d{4}) \| (.+) \| (.+) \|$`)

// closeCodes are those of the protocol's page, which is written by hand.
func closeCodes() dict {
	page, err := os.ReadFile(filepath.Join(root, "docs/protocol.md"))
	if err != nil {
		panic(err) // it is in the repository
	}
	codes := dict{}
	for _, row := range closeRow.FindAllStringSubmatch(string(page), -1) {
		codes[row[1]] = dict{"means": row[2], "then": row[3]}
	}
	return codes
}

// errorWords are all refusals by "code/reason" or "code", in English.
func errorWords(kinds []*rooms.Kind) dict {
	said := dict{}
	for _, r := range refusalsOf(kinds) {
		if !strings.HasPrefix(r.at, "the rights of ") {
			said[strings.TrimPrefix(r.key(), "refusal.")] = toldOf(r)
		}
	}
	return said
}
