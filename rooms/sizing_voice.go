package rooms

// hearVoices gives the floor to somebody with the lowest card, and then to somebody with
// the highest. Where several chose it one is drawn by lot, so that it is not always the
// same.
func (t *Tx) hearVoices(r Result) {
	var voices []ID
	for _, card := range []string{r.Low, r.High} {
		var may []ID
		for _, person := range t.Room.People.Ranked(func(p Person) int { return p.Rank }) {
			if choice, ok := r.Votes.Get(person); ok && choice.Card == card && t.awaited(person) {
				may = append(may, person)
			}
		}
		if len(may) > 0 {
			voices = append(voices, may[t.Rand.IntN(len(may))])
		}
	}
	t.Room.Sizing.Voices = ListOf(voices...)
	t.giveVoice()
}

// giveVoice gives the floor to whoever says why now.
func (t *Tx) giveVoice() {
	if v := t.Room.Sizing.Voices; v.Len() > 0 {
		t.FreeFloor()
		t.Room.Floor.Speaker = v.At(0)
		t.Room.Floor.Hands = t.Room.Floor.Hands.Without(v.At(0))
		t.SetTimer("voice", VoiceTime)
	}
}

// silence takes the floor from whoever says why, and keeps nobody waiting for it.
func (t *Tx) silence() {
	t.StopTimer("voice")
	s := &t.Room.Sizing
	if s.Voices.Len() > 0 && t.Room.Floor.Speaker == s.Voices.At(0) {
		t.FreeFloor()
	}
	s.Voices = List[ID]{}
}

// heard ends the time of whoever says why before it is up.
func heard(t *Tx, _ nothing) error {
	if t.Room.Sizing.Voices.Len() == 0 {
		return Refuse("nobody_says_why")
	}
	return t.nextVoice()
}

// nextVoice notes who said why, and gives the floor to the next. After the last there is
// another hidden round.
func (t *Tx) nextVoice() error {
	voices := t.Room.Sizing.Voices.Slice()
	if len(voices) == 0 {
		return nil
	}
	t.silence()
	t.Room.Ballots.Edit(SizeBallot, func(b *Ballot) {
		b.Results.Edit(roundKey(b.Round), func(r *Result) { r.Heard = r.Heard.With(voices[0]) })
	})
	t.Room.Sizing.Voices = ListOf(voices[1:]...)
	if t.giveVoice(); len(voices) > 1 {
		return nil
	}
	return UnlessTooFew(t.AskAnew(SizeBallot, t.sizeBallot().plan()))
}

// dropVoice is for somebody who left for good.
func (t *Tx) dropVoice(person ID) error {
	s := &t.Room.Sizing
	s.Agrees.Delete(person)
	switch {
	case s.Voices.Len() > 0 && s.Voices.At(0) == person:
		return t.nextVoice()
	default:
		s.Voices = s.Voices.Without(person)
	}
	return t.weighAgreement()
}
