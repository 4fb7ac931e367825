package live

import (
	"rondo/rooms"
	"testing"
	"time"
)

func TestARoomHasOneAliasADay(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		other := rooms.NewID()
		today, of := s.house.Alias(s.room), s.house.Alias(other)
		if today == of || len(today) != 12 {
			t.Errorf("%q and %q", today, of)
		}
		time.Sleep(10 * time.Minute)
		if again := s.house.Alias(s.room); again != today {
			t.Errorf("%q, and on the same day %q", today, again)
		}
		time.Sleep(24 * time.Hour)
		if tomorrow := s.house.Alias(s.room); tomorrow == today {
			t.Errorf("the day after it is %q again", today)
		}
		s.shutDown()
		s.boot(Limits{})
		if again := s.house.Alias(other); again == of {
			t.Errorf("another process says %q again", of)
		}
	})
}
