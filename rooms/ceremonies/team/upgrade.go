package team

// upgrade brings a home up to its version from an older one.
func upgrade(doc map[string]any, from int) error {
	if from < 2 {
		notesToItems(doc)
	}
	return nil
}

// notesToItems: in version 1 the team kept goals, the definition of ready and what it knew of
// an item by itself. Since then the list does, and a home's beside the document.
func notesToItems(doc map[string]any) {
	room, shared := part(doc, "room"), part(doc, "shared")
	room["backlog"] = map[string]any{"goals": part(shared, "goals"), "ready": part(shared, "ready")}
	beside, items := part(doc, "beside"), part(room, "items")
	for id := range items {
		item, note := part(items, id), part(part(shared, "notes"), id)
		ready, flag := part(note, "ready"), part(note, "flag")
		beside[id] = map[string]any{
			"link": text(item["link"]), "note": text(item["note"]),
			"details": map[string]any{"ready": ready, "concern": flag},
		}
		delete(item, "link")
		delete(item, "note")
		item["goal"], item["met"], item["rev"] = text(note["goal"]), len(ready), 1
		switch {
		case text(flag["answer"]) != "":
			item["concern"] = "answered"
		case text(flag["text"]) != "":
			item["concern"] = "waits"
		}
	}
	for _, moved := range []string{"goals", "ready", "notes"} {
		delete(shared, moved)
	}
}

// part is an object within an object, which is made where there is none.
func part(of map[string]any, key string) map[string]any {
	found, ok := of[key].(map[string]any)
	if !ok {
		found = map[string]any{}
		of[key] = found
	}
	return found
}

func text(v any) string {
	s, _ := v.(string)
	return s
}
