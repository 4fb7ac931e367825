package rooms

// What keeps rooms alive (package live) drives a meeting through its Kind, which
// no rule gets hold of: a Turn does not give its Kind away. So a ceremony cannot
// begin an era or burn a round, though these are changes like any other.

// Blank is an empty document of this kind.
func (k *Kind) Blank() Document { return k.blank() }

// Minutes are the minutes of a document of this kind, as they would be now.
func (k *Kind) Minutes(of Document) Minutes { return k.minutes(of) }

// Upgrade brings the content of an older version's document up to this one's.
func (k *Kind) Upgrade(content map[string]any, from int) error { return k.upgrade(content, from) }

// HearsQuietSigns tells whether people may tell the facilitators things without
// anybody learning who.
func (k *Kind) HearsQuietSigns() bool { return k.quiet }

// Always tells whether an action is done also in a room that is full: it moves the
// meeting on, says who does, or is one that says so of itself.
func (k *Kind) Always(do string) bool {
	v := k.verbs[do]
	return v.fits || v.of == "agenda" || v.of == "baton"
}

// BeginEra forgets every tab: all count their actions from 1 again. The era is
// named after what began it.
func (k *Kind) BeginEra(t *Tx, by string) { t.beginEra(by) }

// BurnRound names the key of an anonymous round that has ended as one to destroy.
func (k *Kind) BurnRound(t *Tx) { t.burnRound() }

// Touch notes, to the day, that people use the room.
func (k *Kind) Touch(t *Tx) { t.touch() }
