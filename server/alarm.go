package main

// alarm carries the first failure for which the program must stop.
type alarm chan error

func newAlarm() alarm { return make(alarm, 1) }

// ring does not block: there may be a thousand rooms on a disk that fails, and
// one voice is enough.
func (a alarm) ring(err error) {
	select {
	case a <- err:
	default:
	}
}
