package bots

import (
	"fmt"

	"rondo/rooms"
	"rondo/rooms/client"
)

// cast is who comes, in this order: a team first needs people who do the work.
var cast = []client.Guest{
	{Name: "Ada", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Ben", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Dana", Roles: []rooms.Role{rooms.ProductOwner}},
	{Name: "Chi", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Gus", Roles: []rooms.Role{rooms.ProductManager}},
	{Name: "Emil", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Hana", Roles: []rooms.Role{rooms.Stakeholder}},
	{Name: "Farah", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Ivo", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Jun", Roles: []rooms.Role{rooms.Developer, rooms.ScrumMaster}},
	{Name: "Kofi", Roles: []rooms.Role{rooms.Developer}},
	{Name: "Lea", Roles: []rooms.Role{rooms.Observer}},
}

// Cast returns n people. Beyond the first dozen they are developers.
func Cast(n int) []client.Guest {
	guests := make([]client.Guest, n)
	for i := range guests {
		guests[i] = cast[i%len(cast)]
		if more := i / len(cast); more > 0 {
			guests[i].Name = fmt.Sprintf("%s %d", guests[i].Name, more+1)
			guests[i].Roles = []rooms.Role{rooms.Developer}
		}
	}
	return guests
}

// What they say.
var (
	progress = []string{
		"The import reads the new file format", "Reviewed the search and merged it", "Wrote the tests for the login",
		"Found out why the nightly job was slow", "Paired with QA on the release", "The invoice page prints on one sheet",
	}
	plans = []string{
		"Finish the error messages of the import", "Start on the export", "Fix the two bugs from the review",
		"Move the job to the new queue", "Write the migration and try it on a copy", "Show the invoice page to support",
	}
	troubles = []string{
		"The test database is down since yesterday", "I have no access to the payment sandbox",
		"The design for the export is not decided", "The build takes 40 minutes", "I wait for an answer from the bank",
	}
	topics = []string{"Who is on call next week?", "Do we still need the old report?", "A day without meetings"}
)
