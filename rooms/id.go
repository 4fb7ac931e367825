package rooms

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"

	"github.com/google/uuid"
)

// ID names a thing inside a meeting. People have short ones ("p7"), so that a
// vote stays small on the wire; everything else is minted at random, so that an
// id says nothing about when or by whom a thing was made.
type ID string

// Digest is the SHA-256 of a secret. Secrets themselves are never kept.
type Digest string

// NewID mints a random (version 4) id.
func NewID() ID { return ID(uuid.NewString()) }

// NewSecret mints the 128-bit secret of a link, 22 characters of base64url.
func NewSecret() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand aborts the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// DigestOf hashes a secret for one purpose. The purpose keeps one secret, such
// as a browser's cookie, from being recognisable across rooms. It is written in
// hex, because digests are keys of the document: in base64url one in 4,096
// begins with "__", which no document takes, and the room would not open again.
func DigestOf(purpose, secret string) Digest {
	sum := sha256.Sum256([]byte(purpose + "\x00" + secret))
	return Digest(hex.EncodeToString(sum[:]))
}

// newUUID lays two random words out as a version 4 UUID (RFC 9562, 5.4).
func newUUID(hi, lo uint64) ID {
	var u uuid.UUID
	binary.BigEndian.PutUint64(u[:8], hi)
	binary.BigEndian.PutUint64(u[8:], lo)
	u[6] = u[6]&0x0f | 0x40
	u[8] = u[8]&0x3f | 0x80
	return ID(u.String())
}
