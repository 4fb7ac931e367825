package rooms

// Retired are places in documents of older programs that this one has no use for, as
// JSON Pointers with "*" for keys that are data. What is found there is dropped when
// a room is opened; anything else that no type has a field for is refused, since
// dropping it could lose what a newer program stored. A ceremony retires its own
// fields in its Upgrade.
var Retired = []string{
	"/room/ballots/*/asked", // who was asked when an anonymous result was shown last
}
