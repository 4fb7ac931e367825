// Package rooms is the rules of Rondo: meetings as documents with drawers, what a
// ceremony is written with, the services that ceremonies are composed of, and how
// one change is made. It is pure: nothing here runs by itself, waits, or reads a
// clock. What keeps rooms alive is package live.
//
// # To write a ceremony, read
//
//   - Ceremony, PhasePlan, Brief (ceremony.go): what a kind of meeting says of itself
//   - Meeting, Room, Held, Turn, Event (meeting.go): what a rule finds and changes
//   - Rights, Who (rights.go): who may do what, in which phase, and the reason
//   - On (service.go): an action; Refuse, Invalid (error.go): a refusal
//   - Map, List (collections.go), SetTimer (timer.go), Minutes (minutes.go)
//   - Handover (handover.go): what a room has for one that goes on from it: a home and its meetings, the next of a series
//   - Rehearse (rehearsal.go): a meeting in a test, whose time is a number
//
// # To write a service, read
//
//   - Service, Do (service.go), Tx (meeting.go), and a short one: hand.go, parking.go
//   - The services have a file, or several that begin alike: person, baton, agenda,
//     floor, ballot, sizing, hand, guest, device, blocker, parking, task, item, minutes
//
// # How a step runs
//
//   - Kind (kind.go) is a registered ceremony; step.go plays a change on a copy of the
//     Document (document.go) and lets the services and the ceremony hear what happened
//   - Patch (patch.go) is the difference, by drawer; undo.go leads back
//   - machine.go is what package live may do that no rule may
//
// # Words of ours
//
//   - baton: who holds it facilitates; a lease, since its holder may be gone
//   - brief: what is known when a room is opened
//   - burn: to destroy the key of an anonymous round that has ended, and all it sealed
//   - door: who may come in, by digests of the link, of browsers, of phones
//   - drawer: a part of the document, by who may know it
//   - era: a stretch of a room in which its tabs' numbers count on; a burn begins another
//   - epoch: a stretch of a room with one owner, a process; an owner begins another
//   - handover: what rooms of one team give each other
//   - held: what the services keep for one person alone
//   - home: of a team; a room without an end, from which its meetings are opened
//   - household: a home and its meetings, or a room without a team; all of it is at one node
//   - quiet: a sign to the facilitators that never says from whom
//   - glass: a looking glass, a connection of nobody that shows what all receive
//   - round: of a standup, everybody's turn to speak once; of a ballot, one asking;
//     of the journal, the time for which one key seals what is anonymous
//   - step: one change that took effect; what one rule and all it set off came to
//   - tx: one chance to change a meeting; a turn is a tx that knows the ceremony's drawers
package rooms
