package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// wide is how long a line may become.
const wide = 120

// render writes a schema for people too: what fits into a line is one.
func render(schema dict) []byte {
	var plain any
	if err := json.Unmarshal([]byte(inLine(schema)), &plain); err != nil {
		panic(err) // dicts, lists, texts and numbers only
	}
	return []byte(laidOut(plain, "") + "\n")
}

// inLine is JSON, not escaped for HTML.
func inLine(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // dicts, lists, texts and numbers only
	}
	return strings.TrimSpace(b.String())
}

func laidOut(v any, indent string) string {
	if one := spaced(v); len(indent)+len(one) <= wide && indent != "" {
		return one
	}
	deeper := indent + "  "
	switch v := v.(type) {
	case dict:
		return block("{", members(v, func(v any) string { return laidOut(v, deeper) }), "}", indent)
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, laidOut(item, deeper))
		}
		return block("[", items, "]", indent)
	}
	return inLine(v)
}

func block(begin string, rows []string, end, indent string) string {
	return begin + "\n" + indent + "  " + strings.Join(rows, ",\n"+indent+"  ") + "\n" + indent + end
}

// spaced is a value in one line.
func spaced(v any) string {
	switch v := v.(type) {
	case dict:
		return "{" + strings.Join(members(v, spaced), ", ") + "}"
	case []any:
		var items []string
		for _, item := range v {
			items = append(items, spaced(item))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	return inLine(v)
}

func members(object dict, of func(any) string) (rows []string) {
	for _, key := range slices.Sorted(maps.Keys(object)) {
		rows = append(rows, inLine(key)+": "+of(object[key]))
	}
	return rows
}
