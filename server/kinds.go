package main

import (
	"rondo/rooms"
	"rondo/rooms/ceremonies"
)

// kinds are the ceremonies that this server holds.
func kinds() []*rooms.Kind { return ceremonies.All() }
