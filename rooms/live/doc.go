// Package live keeps rooms alive: one goroutine per open room, a journal behind it,
// connections before it.
//
// The parts, in the order in which an action meets them:
//
//   - House (house.go, house_api.go) knows all rooms, lets people in (door.go), tells them
//     what is there (house_read.go) and opens rooms from the journal (load.go); Session (session.go) is one connection, and
//     Subscriber what the room sees of it
//   - room (room.go) is the one goroutine of an open room and everything in it: act.go
//     does what people ask, room.go rings timers, arrivals.go sees people come and go
//   - commit.go makes a step the newest version; write.go takes steps to the journal,
//     sealed as seal.go says; save.go writes snapshots; burn.go destroys keys
//   - deliver.go sends what has become durable; hello.go and resume.go answer those
//     who connect; tab.go and era.go see that an action takes effect once
//   - bug.go gives up a room that panics, and opens it again
//   - sweep.go opens rooms whose clock is about to ring though nobody is there
//   - check.go reads rooms that nobody serves, or that others do; copy.go copies them to
//     another journal
package live
