package refinement

// upgrade brings a refinement up to its version from an older one.
func upgrade(doc map[string]any, from int) error {
	if from < 2 {
		marketToItems(doc)
	}
	return nil
}

// marketToItems: in version 1 the meeting kept what the product manager said of an item, and
// forgot it with its end. Since then it is the item's own.
func marketToItems(doc map[string]any) {
	shared, _ := doc["shared"].(map[string]any)
	said, _ := shared["market"].(map[string]any)
	delete(shared, "market")
	room, _ := doc["room"].(map[string]any)
	items, _ := room["items"].(map[string]any)
	for id, remark := range said {
		remark, _ := remark.(map[string]any)
		if item, there := items[id].(map[string]any); there && remark["text"] != nil {
			details, _ := item["details"].(map[string]any)
			if details == nil {
				details = map[string]any{}
				item["details"] = details
			}
			details["market"] = remark
		}
		if id == shared["item"] {
			shared["context"] = true // the minute is had
		}
	}
}
