package rooms

import (
	crand "crypto/rand"
	"encoding/binary"
	"math/rand/v2"
)

// Dice are the only randomness a rule may use. In production they draw from the
// system's cryptographic source; a test may give seeded ones.
type Dice struct{ *rand.Rand }

// CryptoDice returns dice that nobody can foresee.
func CryptoDice() *Dice { return &Dice{rand.New(cryptoSource{})} }

// SeededDice returns dice that fall the same way again, for tests.
func SeededDice(seed uint64) *Dice { return &Dice{rand.New(rand.NewPCG(seed, seed))} }

// ID mints an id from the dice (a version 4 UUID).
func (d *Dice) ID() ID {
	return newUUID(d.Uint64(), d.Uint64())
}

type cryptoSource struct{}

// Uint64 is 64 bits that nobody can foresee.
func (cryptoSource) Uint64() uint64 {
	var b [8]byte
	_, _ = crand.Read(b[:]) // never fails: crypto/rand aborts the program instead
	return binary.LittleEndian.Uint64(b[:])
}
