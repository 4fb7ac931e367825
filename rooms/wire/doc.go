// Package wire is what a server, a client and a room say to each other: frames,
// up and down, and the codes with which a connection ends. docs/protocol.md is the
// same for people who write clients.
package wire
