package rooms

import (
	"regexp"
	"slices"
	"strings"
)

// LinkService is the links into a room beside its own: those that give roles to whoever comes
// by them, and one for each person, with which they have their seat again. Of each the door
// keeps a digest. The secret is made and shown where the link is asked for, and never comes
// into the document.
func LinkService() Service {
	return Service{Name: "link", Verbs: map[string]Verb{
		"link_make": Do(makeLink), "link_drop": Do(dropLink).Always(), "recovery": Do(makeRecovery),
	}}
}

// LinkRights are the rows of the link service: whoever grants roles makes links that do, and
// everybody has a way back of their own.
func LinkRights() Rights {
	return slices.Concat(
		Right{In: EveryPhase, May: Leading}.For("link_make", "link_drop"),
		Right{In: EveryPhase, May: Everybody}.For("recovery"),
	)
}

// RoleLink is a link by which people come in with roles that nobody needs to grant them.
type RoleLink struct {
	Roles List[Role] `json:"roles"`
	By    ID         `json:"by"`
	At    Millis     `json:"at"`
}

// RecoveryLink is what a person knows of the link with which they have their seat again.
type RecoveryLink struct {
	Made Millis `json:"made,omitempty"`
	Used Millis `json:"used,omitempty"` // the last time
}

// mostVoid is of how many links that hold no longer a door tells that they once did.
const mostVoid = 200

// Purposes of digests: a secret of one kind of link opens nothing as another kind.
const (
	LinkPurpose     = "link" // of the room itself, and of those that give roles
	RecoveryPurpose = "recovery"
)

var digestForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// checkNew refuses what is no digest of a new link.
func (d *Door) checkNew(digest Digest) error {
	switch {
	case !digestForm.MatchString(string(digest)):
		return Invalid("digest", "no_digest")
	case d.Links.Has(digest) || d.Recovery.Has(digest) || d.Void.Has(digest) || digest == d.Secret:
		return Invalid("digest", "digest_used")
	}
	return nil
}

// roleKey names a link by its roles, of which there is one at a time.
func roleKey(roles []Role) (key string, p Person, err error) {
	if err := p.take(roles, true); err != nil {
		return "", p, err
	}
	var names []string
	for _, role := range p.Roles.All() {
		names = append(names, string(role))
	}
	slices.Sort(names)
	return strings.Join(names, "+"), p, nil
}

// makeLink makes the link for these roles. If there is one already, it holds no longer.
func makeLink(t *Tx, with struct {
	Roles  []Role `json:"roles" takes:"1..6"`
	Digest Digest `json:"digest" takes:"key"` // of its secret, for LinkPurpose
}) error {
	key, p, err := roleKey(with.Roles)
	if err != nil {
		return err
	}
	if err := t.Door.checkNew(with.Digest); err != nil {
		return err
	}
	t.voidLink(key)
	t.Room.Links.Put(key, RoleLink{p.Roles, t.Actor, t.Now})
	t.Door.Links.Put(with.Digest, key)
	return nil
}

// dropLink takes the link for these roles back. Who came by it keeps them.
func dropLink(t *Tx, with struct {
	Roles []Role `json:"roles" takes:"1..6"`
}) error {
	key, _, err := roleKey(with.Roles)
	switch {
	case err != nil:
		return err
	case !t.Room.Links.Has(key):
		return NoSuch("link")
	}
	t.voidLink(key)
	return nil
}

func (t *Tx) voidLink(key string) {
	t.Room.Links.Delete(key)
	for digest, of := range t.Door.Links.All() {
		if of == key {
			t.Door.Links.Delete(digest)
			t.void(digest)
		}
	}
}

// void remembers that a link once held: whoever opens it is told so.
func (t *Tx) void(digest Digest) {
	t.Door.Void.Put(digest, t.Now)
	forgetOldest(&t.Door.Void, mostVoid, func(at Millis) Millis { return at })
}

// makeRecovery makes the actor's own way back. The one before holds no longer.
func makeRecovery(t *Tx, with struct {
	Digest Digest `json:"digest" takes:"key"` // of its secret, for RecoveryPurpose
}) error {
	if err := t.Door.checkNew(with.Digest); err != nil {
		return err
	}
	t.dropRecovery(t.Actor)
	t.Door.Recovery.Put(with.Digest, t.Actor)
	t.editHeld(t.Actor, func(h *Held) { h.Recovery = RecoveryLink{Made: t.Now} })
	return nil
}

// dropRecovery ends the way back of a person, if there is one.
func (t *Tx) dropRecovery(person ID) {
	for digest, of := range t.Door.Recovery.All() {
		if of == person {
			t.Door.Recovery.Delete(digest)
			t.void(digest)
		}
	}
	t.editHeld(person, func(h *Held) { h.Recovery = RecoveryLink{} })
}

// rolesBy: see Kind.RolesBy.
func (b *Base) rolesBy(digest Digest) ([]Role, error) {
	key, gives := b.Door.Links.Get(digest)
	switch {
	case gives:
		link, _ := b.Room.Links.Get(key)
		return link.Roles.Slice(), nil
	case b.Door.Void.Has(digest):
		return nil, Refuse("no_room/link_void")
	}
	return nil, Refuse("no_room")
}

// recovers: see Kind.Recovers.
func (b *Base) recovers(digest Digest) (ID, error) {
	person, gives := b.Door.Recovery.Get(digest)
	switch {
	case gives:
		return person, nil
	case b.Door.Void.Has(digest):
		return "", Refuse("no_room/recovery_void")
	}
	return "", Refuse("no_room")
}

// recover gives a browser the seat of whoever made the link. The link holds on: what brings
// somebody back is kept for the next time, and they see when it was used.
func (t *Tx) recover(browser Digest, person ID) {
	t.Door.Browsers.Put(browser, person)
	t.editHeld(person, func(h *Held) { h.Recovery.Used = t.Now })
}
