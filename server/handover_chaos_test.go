//go:build chaos

package main

import "testing"

// TestChaosHandover kills the program at fifty more moments between the end of a meeting and
// the moment at which it knows that its team's home has what came of it.
func TestChaosHandover(t *testing.T) { killWhileHomesAreTold(t, 50) }
