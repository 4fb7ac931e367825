package main

import (
	"maps"

	"rondo/rooms"
)

// limited is a schema with what an argument of it takes.
func limited(schema any, takes rooms.Takes) any {
	of, ok := schema.(dict)
	if !ok {
		return schema
	}
	of = maps.Clone(of)
	isList := of["type"] == "array"
	switch {
	case takes.Range && isList:
		of["minItems"], of["maxItems"] = takes.Least, takes.Most
	case takes.Range:
		of["minimum"], of["maximum"] = takes.Least, takes.Most
	case isList:
		of["items"] = limited(of["items"], takes)
	default:
		maps.Copy(of, textLimits(takes))
	}
	return of
}

// textLimits are the keywords for a text. Lengths are those of a text that the room has
// cleaned: blanks around what people paste do not count.
func textLimits(takes rooms.Takes) dict {
	least := 1
	if takes.Maybe {
		least = 0
	}
	if form, written := rooms.Texts[takes.Form]; written {
		return dict{"minLength": least, "maxLength": form.Most}
	}
	switch {
	case takes.Words != nil:
		return orEmpty(dict{"enum": takes.Words}, takes.Maybe)
	case takes.Form == "link":
		return orEmpty(dict{"format": "uri", "maxLength": rooms.MaxLink}, takes.Maybe)
	case takes.Form == "date":
		return orEmpty(dict{"format": "date"}, takes.Maybe)
	case takes.Form == "time": // "time" of JSON Schema has seconds
		return orEmpty(dict{"pattern": rooms.TimeForm}, takes.Maybe)
	case takes.Form == "key":
		return dict{"maxLength": rooms.MaxKey}
	}
	return nil
}

func orEmpty(form dict, maybe bool) dict {
	if !maybe {
		return form
	}
	return dict{"anyOf": []any{form, dict{"const": ""}}}
}
