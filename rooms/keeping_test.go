package rooms

import (
	"testing"
	"time"
)

func TestHowLongARoomIsKeptGoesAlong(t *testing.T) {
	h := rehearsing(t, talkKind(), "Ann", "Ben")
	h.refused("invalid", ann, "keep", with("days", -1))
	h.do(ann, "keep", with("days", 3))
	if got := h.Base().handover("r", true).Keeping; got != (Keeping{Days: 3}) {
		t.Errorf("a meeting begins with %+v", got)
	}
	h.do(ann, "keep", with("days", 0, "at_end", true))
	base := h.Base()
	if base.goesAtEnd() {
		t.Error("it goes before its end")
	}
	base.Room.Ended = base.Internal.Touched + For(time.Minute)
	if at := base.expires(90 * 24 * time.Hour); at != base.Room.Ended+For(takeAlong) {
		t.Errorf("it goes at %d", at)
	}
}
