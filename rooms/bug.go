package rooms

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Bug is a panic that somebody caught: a fault of ours, of which people hear
// "internal" and the log the whole. It has nothing that people wrote in it.
type Bug struct {
	what  string
	stack []byte
}

// Error says what was thrown, and from where.
func (b *Bug) Error() string { return fmt.Sprintf("panic: %s\n%s", b.what, b.stack) }

// BugOf makes a Bug of what recover() returned. The runtime's own words may be
// told; of anything else only the type, since a value may hold what people wrote.
// A Bug that is thrown again keeps its stack.
func BugOf(thrown any) *Bug {
	switch thrown := thrown.(type) {
	case *Bug:
		return thrown
	case runtime.Error:
		return &Bug{thrown.Error(), debug.Stack()}
	}
	return &Bug{fmt.Sprintf("%T", thrown), debug.Stack()}
}

// Guard does some work. A panic in it is returned as a *Bug.
func Guard(work func() error) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = BugOf(thrown)
		}
	}()
	return work()
}
