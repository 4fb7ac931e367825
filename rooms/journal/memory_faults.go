package journal

import (
	"context"
	"errors"
	"sync"
)

// FailNext makes the next append answer err, with nothing written.
func (j *Memory) FailNext(err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.fail = err
}

// errLost is the answer of an append whose real answer was lost.
var errLost = errors.New("rooms: the answer was lost")

// LoseNext makes the next append that succeeds answer that its effect is unknown.
func (j *Memory) LoseNext() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lose = true
}

// Fill makes everything that writes answer ErrFull until free is called.
func (j *Memory) Fill() (free func()) {
	fill := func(full bool) {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.full = full
	}
	fill(true)
	return func() { fill(false) }
}

// Full tells whether it is filled. See Journal.
func (j *Memory) Full() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.full
}

// writable says what a call that writes is answered before it is looked at.
func (j *Memory) writable(ctx context.Context) error {
	if err := ctx.Err(); err != nil || !j.full {
		return err
	}
	return ErrFull
}

// Hold makes appends wait until release is called.
func (j *Memory) Hold() (release func()) {
	j.mu.Lock()
	defer j.mu.Unlock()
	gate := make(chan struct{})
	j.gate = gate
	return sync.OnceFunc(func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		if j.gate == gate {
			j.gate = nil
		}
		close(gate)
	})
}

// pass waits while appends are held.
func (j *Memory) pass(ctx context.Context) error {
	j.mu.Lock()
	gate := j.gate
	j.mu.Unlock()
	if gate == nil {
		return ctx.Err()
	}
	select {
	case <-gate:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
