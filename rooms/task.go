package rooms

import "time"

// Task is an action item.
type Task struct {
	Text  string `json:"text"`
	By    ID     `json:"by"`
	At    Millis `json:"at,omitempty"`    // since when it is there; of old ones nobody knows
	Owner ID     `json:"owner,omitempty"` // who accepted it
	Asked ID     `json:"asked,omitempty"` // who was asked and has not answered
	Due   string `json:"due,omitempty"`   // YYYY-MM-DD
	How   string `json:"how,omitempty"`   // how we will know that it helped
	Kept  int    `json:"kept,omitempty"`  // how many retrospectives left it open
	State string `json:"state"`           // "open", "done"; "dropped" of those that went before such were removed
	Rank  int    `json:"rank"`
}

// Tasked tells that an action item changed, or ("") several.
const Tasked = "tasked"

// TaskService is the action items. Nobody owns one without having said yes.
func TaskService() Service {
	return Service{Name: "task", Verbs: map[string]Verb{
		"task":   Do(newTask),
		"accept": Do(acceptTask),
		"ask":    Do(askForTask).MeantFor("/room/actions/{task}/asked"),
		"retext": Do(retextTask).MeantFor("/room/actions/{task}/text"),
		"due":    Do(taskDue).MeantFor("/room/actions/{task}/due"),
		"how":    Do(taskHow).MeantFor("/room/actions/{task}/how"),
		"finish": Do(finishTask).Undoable(),
		"drop":   Do(dropTask).Undoable().Always(),
	}, Hears: hearsTask, Receives: receiveTasks}
}

// TaskRights are the rows of the task service, taken from two examples: of who says what
// is to be done and sees to it, and of who says that it is.
func TaskRights(do, finish Right) Rights {
	return append(do.For("task", "accept", "ask", "retext", "due", "how", "drop"), finish.For("finish")...)
}

// hearsTask frees what somebody was to do who is gone for good: another can take it.
// Once the meeting has ended, leaving is going home, and what was agreed stays.
func hearsTask(t *Tx, e Event) error {
	if e.What != Left || t.Room.Ended != 0 {
		return nil
	}
	freed := t.Room.Actions
	for id, task := range t.Room.Actions.All() {
		if task.State == stateOpen && (task.Owner == e.ID() || task.Asked == e.ID()) {
			freed.Put(id, task.without(e.ID()))
		}
	}
	if freed != t.Room.Actions {
		t.Room.Actions = freed
		t.Tell(Tasked, "")
	}
	return nil
}

func (task Task) without(person ID) Task {
	if task.Owner == person {
		task.Owner = ""
	}
	if task.Asked == person {
		task.Asked = ""
	}
	return task
}

// AddTask notes an action item that nobody has accepted yet and returns its id,
// or "" when there are too many. The text must have passed Lines.
func (t *Tx) AddTask(text string, by ID) ID {
	if t.Room.Actions.Len() >= maxKept {
		return ""
	}
	id := t.Rand.ID()
	rank := LastRank(t.Room.Actions, func(a Task) int { return a.Rank }) + 1
	t.Room.Actions.Put(id, Task{Text: text, By: by, At: t.Now, Rank: rank, State: stateOpen})
	return id
}

// AskForTask asks somebody who is here, or ("") nobody, to take an action on themselves until
// a day, or ("") none. Who asks themselves has said yes.
func (t *Tx) AskForTask(id, person ID, due string) error {
	if due != "" {
		if err := t.dueDay(due); err != nil {
			return err
		}
	}
	if person != "" {
		if err := t.here(person); err != nil {
			return err
		}
	}
	return t.editTask(id, func(task *Task) error {
		task.Due = due
		if task.Asked = person; person == t.Actor {
			task.Owner, task.Asked = person, ""
		}
		return nil
	})
}

func newTask(t *Tx, with struct {
	Text string `json:"text" takes:"card"`
}) error {
	if t.AddTask(with.Text, t.Actor) == "" {
		return Refuse("too_many/actions", "n", maxKept)
	}
	return nil
}

// retextTask words an action better: it was typed while somebody spoke.
func retextTask(t *Tx, with struct {
	Task ID     `json:"task"`
	Text string `json:"text" takes:"card"`
}) error {
	return t.editTask(with.Task, func(task *Task) error { task.Text = with.Text; return nil })
}

// acceptTask takes a task on oneself. With on false, one says no to being asked
// or gives the task back.
func acceptTask(t *Tx, with struct {
	Task ID    `json:"task"`
	On   *bool `json:"on,omitempty"`
	For  ID    `json:"for,omitempty"` // somebody around the actor's device
}) error {
	who, err := t.Behalf(with.For)
	if err != nil {
		return err
	}
	yes := with.On == nil || *with.On
	return t.editTask(with.Task, func(task *Task) error {
		owner, _ := t.Room.People.Get(task.Owner)
		asked, free := task.Asked == who, task.Owner == "" || task.Owner == who || owner.Left
		switch {
		case yes && !free && !asked:
			return Refuse("already_owned")
		case yes:
			task.Owner = who
		case task.Owner == who:
			task.Owner = ""
		}
		if asked || yes {
			task.Asked = ""
		}
		return nil
	})
}

// askForTask asks somebody to take a task; until they accept it, whoever had it
// keeps it.
func askForTask(t *Tx, with struct {
	Task   ID `json:"task"`
	Person ID `json:"person"`
}) error {
	if err := t.here(with.Person); err != nil {
		return err
	}
	return t.editTask(with.Task, func(task *Task) error {
		if task.Owner == with.Person {
			return Refuse("already_owned/theirs")
		}
		task.Asked = with.Person
		return nil
	})
}

// taskDue sets the day by which it is to be done; "" takes that back.
func taskDue(t *Tx, with struct {
	Task ID     `json:"task"`
	Date string `json:"date" takes:"date?"`
}) error {
	if with.Date != "" {
		if err := t.dueDay(with.Date); err != nil {
			return err
		}
	}
	return t.editTask(with.Task, func(task *Task) error { task.Due = with.Date; return nil })
}

// mostDueYears: what is due later than that is a slip of the finger.
const mostDueYears = 2

// dueDay refuses what no action can be due on. Days are counted in UTC, and where
// people are it may be a day earlier still.
func (t *Tx) dueDay(date string) error {
	day, _ := time.Parse(time.DateOnly, date) // the tag takes only dates
	today := t.Now.Time().Truncate(24 * time.Hour)
	switch {
	case day.Before(today.AddDate(0, 0, -1)):
		return Invalid("date", "day_over")
	case day.After(today.AddDate(mostDueYears, 0, 0)):
		return Invalid("date", "day_far", "years", mostDueYears)
	}
	return nil
}

// taskHow says how we will know that it helped; "" takes that back.
func taskHow(t *Tx, with struct {
	Task ID     `json:"task"`
	Text string `json:"text" takes:"card?"`
}) error {
	return t.editTask(with.Task, func(task *Task) error { task.How = with.Text; return nil })
}

func finishTask(t *Tx, with struct {
	Task ID   `json:"task"`
	On   bool `json:"on"`
}) error {
	return t.editTask(with.Task, func(task *Task) error {
		task.State = stateOpen
		if with.On {
			task.State = stateDone
		}
		return nil
	})
}

// dropTask takes an action off the list. Nothing of it stays: it is what makes room in
// a room that is full of them.
func dropTask(t *Tx, with struct {
	Task ID `json:"task"`
}) error {
	if !t.Room.Actions.Has(with.Task) {
		return NoSuch("task")
	}
	t.Room.Actions.Delete(with.Task)
	t.TellOf(Tasked, with.Task)
	return nil
}

func (t *Tx) editTask(id ID, change func(*Task) error) error {
	t.TellOf(Tasked, id)
	return EditIn(&t.Room.Actions, id, "task", change)
}
