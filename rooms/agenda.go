package rooms

// Agenda is the phases of a meeting and where it stands. The clock of the
// current phase is the timer "phase".
type Agenda struct {
	Budget Millis     `json:"budget"` // of the whole meeting, ms
	Phases Map[Phase] `json:"phases"`
	Now    string     `json:"now"`              // key of the current phase
	Since  Millis     `json:"since"`            // when it began
	Paused Millis     `json:"paused,omitempty"` // when the meeting was paused; absent: it runs
	Idle   Millis     `json:"idle,omitempty"`   // ms spent in pauses so far
	Done   Map[bool]  `json:"done,omitzero"`    // who said "I'm done" in this phase
	Held   bool       `json:"held,omitempty"`   // the facilitator stopped the countdown of this phase
	Auto   bool       `json:"auto,omitempty"`   // autopilot: the clocks alone move it on
}

// Phase is one step of the agenda.
type Phase struct {
	Rank   int    `json:"rank"`
	Budget Millis `json:"budget,omitempty"` // ms; absent: not timed
	Spent  Millis `json:"spent,omitempty"`  // ms, of a phase that was left
	AtZero string `json:"at_zero"`          // what the server does: one of the policies below
	Off    bool   `json:"off,omitempty"`    // left out today
}

// What the server does when a phase's clock runs out.
const (
	Signal  = "signal"  // shows it and goes on
	Advance = "advance" // goes to the next phase
	Close   = "close"   // closes the phase's ballot, which then leads on
)
