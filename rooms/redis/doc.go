// Package redis lets several nodes share rooms over one Redis: it is their journal, it
// says which of them owns a room, and it carries what they say to each other.
//
// The parts:
//
//   - Node (node.go, beat.go) is one process among others: it says that it is there,
//     hears who else is, and reads one clock for all
//   - Journal (journal.go, append.go, snapshot.go) keeps rooms in streams, each write
//     one script that is refused to whoever is not the owner any more (scripts/)
//   - heal.go gives Redis back what it lost, from the memory of the owner; unsure.go is for
//     an owner who cannot know whether it is one still
//   - Keys (keys.go, keytalk.go) keeps rooms' own keys in Redis, wrapped, and the keys of anonymous
//     rounds nowhere but in the memory of nodes
//   - households (household.go): a team's home and its meetings are at one node; a lease
//     says at which
//   - Post (post.go, link.go) carries messages from node to node, sealed and in order,
//     over pub/sub
//   - sole.go takes whole rooms in from another journal, while no node serves them
//
// The lease is for liveness: a node that lost it unawares does no harm. What is safe rests
// on the epoch that each append names (Kleppmann 2016, "How to do distributed locking").
package redis
