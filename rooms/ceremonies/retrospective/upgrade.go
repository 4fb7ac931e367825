package retrospective

// upgradeRetro brings a retrospective up to its version from an older one.
func upgradeRetro(doc map[string]any, from int) error {
	if from < 2 {
		asideToPerson(doc)
	}
	return nil
}

// asideToPerson: in version 1 the room said "aside", and whoever held the baton had
// no part. Since then the person says it who chose it: whom the baton goes back to, or
// else the holder.
func asideToPerson(doc map[string]any) {
	room, _ := doc["room"].(map[string]any)
	aside, _ := room["aside"].(bool)
	delete(room, "aside")
	baton, _ := room["baton"].(map[string]any)
	people, _ := room["people"].(map[string]any)
	for _, part := range []string{"owner", "holder"} {
		id, _ := baton[part].(string)
		if person, ok := people[id].(map[string]any); ok && aside {
			person["aside"] = true
			return
		}
	}
}
