package rooms

import (
	"strings"
	"testing"
	"time"
)

type sketch = Ceremony[none, none, none]

// sound is a small ceremony without a mistake.
func sound() sketch {
	phases := []PhasePlan{
		{Key: Lobby, AtZero: Advance},
		{Key: "work", Budget: time.Minute, AtZero: Close, Ballot: "pulse"},
		{Key: Closing, AtZero: Signal, Needs: "work", Follows: "work"},
	}
	anybody := Right{In: EveryPhase, May: Everyone}
	return sketch{
		Kind: "sound", Version: 1, Budget: time.Minute, Phases: phases, Ballots: []string{"pulse"},
		Services:  []Service{ParkingService()},
		Rights:    append(anybody.For("park", "unpark", "concern", "follow_up"), Right{Do: "say", In: []string{"work"}, May: Everyone}, anybody.For(UndoVerb)[0]),
		Audiences: map[string]Who{"team": Team},
		Actions:   map[string]Action[none, none, none]{"say": On(func(*Turn[none, none, none], nothing) error { return nil })},
		Opens: func(t *Turn[none, none, none], _ Brief) error {
			t.PlanAgenda(AgendaPlan{Phases: phases, Quorum: Everyone, Rest: "work"})
			return nil
		},
		Minutes: func(*Meeting[none, none, none]) Minutes { return Minutes{} },
	}
}

// complaint is what Register says of a ceremony, "" if it takes it.
func complaint(c sketch) (said string) {
	defer func() {
		if thrown := recover(); thrown != nil {
			said = thrown.(string)
		}
	}()
	Register(c)
	return ""
}

func TestRegisterTakesWhatIsSound(t *testing.T) {
	if said := complaint(sound()); said != "" {
		t.Error(said)
	}
}

// Each mistake is told by the name of its field.
func TestRegisterNamesEachMistake(t *testing.T) {
	idle := On(func(*Turn[none, none, none], nothing) error { return nil })
	unbounded := On(func(*Turn[none, none, none], struct {
		Words []string
		Place string                  `takes:"somewhere"`
		Rows  []struct{ Text string } `takes:"1..2"`
	}) error {
		return nil
	})
	for want, spoil := range map[string]func(*sketch){
		`Kind: "Sound!" must be small letters`:         func(c *sketch) { c.Kind = "Sound!" },
		`Version: is missing`:                          func(c *sketch) { c.Version = 0 },
		`Opens: is missing`:                            func(c *sketch) { c.Opens = nil },
		`Minutes: is missing`:                          func(c *sketch) { c.Minutes = nil },
		`Actions["say"].Words: has no tag`:             func(c *sketch) { c.Actions["say"] = unbounded },
		`Actions["say"].Rows.Text: has no tag`:         func(c *sketch) { c.Actions["say"] = unbounded },
		`Actions["say"].Place: "somewhere" is no form`: func(c *sketch) { c.Actions["say"] = unbounded },
		`Upgrade: is missing`:                          func(c *sketch) { c.Version = 2 },
		`Phases[1].AtZero: "pas" is no policy; there is signal, advance, close, pass`:       func(c *sketch) { c.Phases[1].AtZero = "pas" },
		`Phases[2].AtZero: "" is no policy`:                                                 func(c *sketch) { c.Phases[2].AtZero = "" },
		`Phases[1].Ballot: "puls" is no ballot; there is pulse`:                             func(c *sketch) { c.Phases[1].Ballot = "puls" },
		`Phases[2].Needs: "labour" is no phase before close; there is lobby, work`:          func(c *sketch) { c.Phases[2].Needs = "labour" },
		`Phases[2].Follows: "labour" is no phase before close`:                              func(c *sketch) { c.Phases[2].Follows = "labour" },
		`Phases[1].Needs: "close" is no phase before work; there is lobby`:                  func(c *sketch) { c.Phases[1].Needs = Closing },
		`Phases[2].Key: "work" is there twice`:                                              func(c *sketch) { c.Phases[2].Key = "work" },
		`Phases[1].Key: "my work" must be small letters`:                                    func(c *sketch) { c.Phases[1].Key = "my work" },
		`Phases[0].Budget: -1m0s is no time`:                                                func(c *sketch) { c.Phases[0].Budget = -time.Minute },
		`Budget: is 2m0s, and the phases have 1m0s together`:                                func(c *sketch) { c.Budget *= 2 },
		`Ballots[1]: "pulse" is there twice`:                                                func(c *sketch) { c.Ballots = append(c.Ballots, "pulse") },
		`Ballots[0]: "Puls" must be small letters`:                                          func(c *sketch) { c.Ballots[0] = "Puls" },
		`Audiences["team"]: is missing: who shares it?`:                                     func(c *sketch) { c.Audiences["team"] = 0 },
		`Rights[4] (say).In[0]: "labour" is no phase; there is lobby, work, close`:          func(c *sketch) { c.Rights[4].In[0] = "labour" },
		`Rights[4] (say).In: is missing: EveryPhase, or which of them?`:                     func(c *sketch) { c.Rights[4].In = nil },
		`Rights[1] (unpark).In: is missing`:                                                 func(c *sketch) { c.Rights[1].In = []string{} },
		`Rights[4] (say).In[1]: "*" is no phase`:                                            func(c *sketch) { c.Rights[4].In = []string{"work", "*"} },
		`Rights[0] (park).May: is missing: nobody could ever do it`:                         func(c *sketch) { c.Rights[0].May = 0 },
		`Rights[0] (pork).Do: "pork" is no action; there is concern, follow_up, park, say,`: func(c *sketch) { c.Rights[0].Do = "pork" },
		`Rights: say nobody's right to "park", a verb of the service parking`:               func(c *sketch) { c.Rights = c.Rights[1:] },
		`Rights: say nobody's right to "undo", an action of every room`:                     func(c *sketch) { c.Rights = c.Rights[:5] },
		`Rights: say nobody's right to "sing", an action of the ceremony`:                   func(c *sketch) { c.Actions["sing"] = idle },
		`Actions: "park" is a verb of the service parking already`:                          func(c *sketch) { c.Actions["park"] = idle },
		`Actions["to say"]: "to say" must be small letters`:                                 func(c *sketch) { c.Actions["to say"] = idle },
		`Opens: plans the phases [lobby work close], and Phases are [lobby close]`: func(c *sketch) {
			c.Phases, c.Budget, c.Rights[4].In = []PhasePlan{c.Phases[0], {Key: Closing, AtZero: Signal}}, 0, EveryPhase
		},
		`Opens: AgendaPlan.Rest: "labour" is no phase`: func(c *sketch) { opening(c, func(t *Tx) { t.Room.Agenda.Rest = "labour" }) },
		`Opens: FloorPlan.Phase: "labour" is no phase`: func(c *sketch) { opening(c, func(t *Tx) { t.PlanFloor(FloorPlan{Phase: "labour"}) }) },
		`Opens: AgendaPlan.Quorum: waits for stakeholder, observer, who may never say "done"`: func(c *sketch) {
			c.Services = append(c.Services, AgendaService())
			c.Rights = append(c.Rights, AgendaRights(c.Phases, Right{In: EveryPhase, May: Team | ProductManagers})...)
		},
		`Opens: panic: string`:   func(c *sketch) { opening(c, func(*Tx) { panic("a bug") }) },
		`Minutes: panic: string`: func(c *sketch) { c.Minutes = func(*Meeting[none, none, none]) Minutes { panic("a bug") } },
	} {
		t.Run(want, func(t *testing.T) {
			c := sound()
			spoil(&c)
			if said := complaint(c); !strings.Contains(said, "\n  "+want) {
				t.Errorf("Register says %q", said)
			}
		})
	}
}

// opening does something more when a room opens.
func opening(c *sketch, more func(*Tx)) {
	opens := c.Opens
	c.Opens = func(t *Turn[none, none, none], b Brief) error {
		err := opens(t, b)
		more(t.Tx)
		return err
	}
}
