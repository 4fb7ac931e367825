package team

import (
	"testing"
)

func TestAHomeOfVersion1Opens(t *testing.T) {
	doc := map[string]any{
		"room": map[string]any{"items": map[string]any{"i": map[string]any{"title": "Pay again", "by": "p1", "rank": 1, "state": "open", "note": "Twice", "link": "https://x.example"}}},
		"shared": map[string]any{
			"goals": map[string]any{"g": map[string]any{"text": "Fewer lost orders", "rank": 1}},
			"ready": map[string]any{"c": map[string]any{"text": "Small", "rank": 1}},
			"notes": map[string]any{"i": map[string]any{"goal": "g", "ready": map[string]any{"c": true}, "flag": map[string]any{"text": "Law", "by": "p3", "at": 1}}},
		},
	}
	if err := Kind().Upgrade(doc, 1); err != nil {
		t.Fatal(err)
	}
	home := Kind().Blank()
	if err := home.Restore(doc); err != nil {
		t.Fatal(err)
	}
	line, _ := home.Common().Room.Items.Get("i")
	item, _ := home.Common().WholeItem("i")
	if line.Goal != "g" || line.Met != 1 || line.Concern != "waits" || line.Note != "" || item.Note != "Twice" || item.Link == "" ||
		item.Details.Concern.By != "p3" || !item.Details.Ready.Has("c") || home.Common().Room.Backlog.Goals.Len() != 1 {
		t.Errorf("it opens as %+v, whole %+v", line, item)
	}
}
