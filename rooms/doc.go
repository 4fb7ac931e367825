// Package rooms is the kernel of Rondo: meetings as documents with drawers, rules
// that run on a copy, patches that reach whom they are for, and a journal that
// has everything before anybody sees it.
//
// The parts, in the order in which an action meets them:
//
//   - House (house.go, door.go) knows all rooms, lets people in and opens rooms
//     from the journal; Chair (chair.go) is one connection.
//   - room (room.go) is the one goroutine of an open room: act.go does what people
//     ask, room.go rings timers, arrivals.go sees people come and go.
//   - Kind (kind.go, ceremony.go, step.go) runs a rule of a ceremony or a Service
//     on a copy of the Meeting; Rights (rights.go) says first who may.
//   - Patch (patch.go, shape.go) is what the step changed; Map (map.go, trie.go)
//     makes that cost what changed and not what is there.
//   - flight.go takes steps to the Journal (journal.go), sealed as seal.go says;
//     save.go writes snapshots and burns keys; load.go opens rooms again.
//   - deliver.go sends what has become durable; hello.go and resume.go answer
//     those who connect.
//
// The services that ceremonies are composed of have a file each: person, baton,
// agenda, floor, ballot, blocker, parking, task, minutes.
package rooms
