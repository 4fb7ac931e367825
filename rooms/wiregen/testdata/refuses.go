package testdata

import "rondo/rooms"

// What refusalsIn has to find, in this order; and what is no refusal, or put together.
func refuses(reason string) []any {
	return []any{
		rooms.Refuse("code"),
		rooms.Refuse("code/reason", "b", 1, "a", 2),
		rooms.Invalid("field", "reason"),
		rooms.NoSuch("thing"),
		rooms.EditIn(nil, "id", "part", nil),
		rooms.Refuse("code/" + reason),
		rooms.Clip("code"),
	}
}
