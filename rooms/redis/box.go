package redis

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
)

// box seals what goes over Redis, or stays there, under the secret of the cluster: Redis
// says nothing about who wrote something, and is no place for what people keep to themselves.
// AES-256-GCM with a random nonce; a key of its own for each use (RFC 5869).
type box struct{ aead cipher.AEAD }

func newBox(secret []byte, use string) (box, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, "rondo "+use, 32)
	if err != nil {
		return box{}, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return box{}, err
	}
	aead, err := cipher.NewGCM(block)
	return box{aead}, err
}

// ErrSecret is of a node that starts with another secret than that of the nodes before it:
// nothing that they stored would open.
var ErrSecret = errors.New("it is not the secret under which these rooms are stored: give every node the same file; to change it, see docs/operate.md")

// codeOf is what Redis may know of a secret: whether another one is the same.
func codeOf(secret []byte) (string, error) {
	code, err := hkdf.Key(sha256.New, secret, nil, "rondo which secret", 16)
	return hex.EncodeToString(code), err
}

// seal seals plain for one place; at another it does not open.
func (b box) seal(plain []byte, place string) []byte {
	nonce := make([]byte, b.aead.NonceSize(), b.aead.NonceSize()+len(plain)+b.aead.Overhead())
	_, _ = rand.Read(nonce) // never fails: crypto/rand aborts the program instead
	return b.aead.Seal(nonce, nonce, plain, []byte(place))
}

var errSealed = errors.New("redis: it does not open: is the secret the same on all nodes?")

func (b box) open(sealed []byte, place string) ([]byte, error) {
	size := b.aead.NonceSize()
	if len(sealed) < size {
		return nil, errSealed
	}
	plain, err := b.aead.Open(nil, sealed[:size], sealed[size:], []byte(place))
	if err != nil {
		return nil, errSealed
	}
	return plain, nil
}
