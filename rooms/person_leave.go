package rooms

import (
	"encoding/base64"
	"encoding/binary"
	"time"
)

// removePerson puts somebody out; their browsers cannot come back in.
func removePerson(t *Tx, with personWith) error {
	p, err := t.someone(with.Person)
	switch {
	case err != nil:
		return err
	case with.Person == t.Actor:
		return Invalid("person", "yourself")
	case t.Room.Baton.Holder == with.Person:
		return Refuse("forbidden/facilitates", "name", p.Name)
	}
	t.depart(with.Person, true)
	return nil
}

func leaveRoom(t *Tx, _ nothing) error {
	t.depart(t.Actor, false)
	return nil
}

// depart ends somebody's part in the room, and that of those who have no other
// device. The names stay for the minutes, and
// whoever comes again from the same browser is who they were, unless they are barred.
func (t *Tx) depart(person ID, barred bool) {
	if p, _ := t.Room.People.Get(person); p.Left {
		return
	}
	for _, id := range t.around(person) {
		t.depart(id, false)
	}
	t.Room.People.Edit(person, func(p *Person) { p.Left, p.Asks = true, List[Role]{} })
	for browser, who := range t.Door.Browsers.All() {
		if who != person {
			continue
		}
		t.Door.Browsers.Delete(browser)
		t.Door.Left.Put(browser, person)
	}
	if barred {
		t.bar(person)
	}
	t.dropPhone(person)
	t.dropRecovery(person)
	t.TellOf(Left, person)
}

// bar keeps out every browser that somebody ever had here.
func (t *Tx) bar(person ID) {
	for browser, who := range t.Door.Left.All() {
		if who == person {
			t.Door.Out.Put(browser, true)
		}
	}
}

// unbar gives somebody who was removed their seat again, at every browser that they had.
func (t *Tx) unbar(person ID) {
	for browser, who := range t.Door.Left.All() {
		if who == person {
			t.Door.Left.Delete(browser)
			t.Door.Out.Delete(browser)
			t.Door.Browsers.Put(browser, person)
		}
	}
}

// wasRemoved tells whether somebody's browsers are barred.
func (b *Base) wasRemoved(person ID) bool {
	for browser, who := range b.Door.Left.All() {
		if who == person && b.Door.Out.Has(browser) {
			return true
		}
	}
	return false
}

// PhoneFor is how long a link for one's own phone works.
const PhoneFor = 5 * time.Minute

// linkPhone mints a link that lets one more device in as the same person, once.
// The secret lies in that person's drawer; the door keeps only its digest.
func linkPhone(t *Tx, _ nothing) error {
	t.dropPhone(t.Actor)
	secret, until := t.Rand.secret(), t.Now+For(PhoneFor)
	t.Held.Edit(t.Actor, func(h *Held) { h.Phone = PhoneLink{secret, until} })
	t.Door.Phones.Put(DigestOf("phone", secret), PhonePass{t.Actor, until})
	t.SetTimer("phone:"+string(t.Actor), PhoneFor)
	return nil
}

func phoneExpires(t *Tx, person string) error {
	t.dropPhone(ID(person))
	return nil
}

// dropPhone takes back the phone link of a person, if there is one.
func (t *Tx) dropPhone(person ID) {
	t.StopTimer("phone:" + string(person))
	for digest, pass := range t.Door.Phones.All() {
		if pass.Person == person {
			t.Door.Phones.Delete(digest)
		}
	}
	t.editHeld(person, func(h *Held) { h.Phone = PhoneLink{} })
}

// secret mints 128 bits as NewSecret does, from the dice of the turn.
func (d *Dice) secret() string {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], d.Uint64())
	binary.BigEndian.PutUint64(b[8:], d.Uint64())
	return base64.RawURLEncoding.EncodeToString(b[:])
}
