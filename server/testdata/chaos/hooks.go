// Package redis gets this file where things are made to go wrong inside of a node: its wall
// clock jumps, or it stands still between deciding on a write and making it.
package redis

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
	"time"
)

var standsStill atomic.Bool

func init() {
	told := make(chan os.Signal, 8)
	signal.Notify(told, syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGHUP)
	go func() {
		for what := range told {
			switch what {
			case syscall.SIGUSR1:
				time.Ahead.Add(3600)
			case syscall.SIGUSR2:
				time.Ahead.Add(-3600)
			case syscall.SIGHUP:
				standsStill.Store(!standsStill.Load())
			}
		}
	}()
}

// beforeWrite stops the process, once, when it was told to.
func beforeWrite() {
	if standsStill.CompareAndSwap(true, false) {
		_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
	}
}
