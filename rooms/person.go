package rooms

import "time"

// A Role says what somebody is in the team. Several are allowed; rights are the
// union of them (Scrum Guide 2020, and ceremonies' own tables).
type Role = string

// The roles.
const (
	Developer      Role = "developer"
	ScrumMaster    Role = "scrum_master"
	ProductOwner   Role = "product_owner"
	ProductManager Role = "product_manager"
	Stakeholder    Role = "stakeholder"
	Observer       Role = "observer"
)

// Person is somebody who came into the room.
type Person struct {
	Name  string     `json:"name"`
	Roles List[Role] `json:"roles"`
	Asks  List[Role] `json:"asks,omitzero"` // roles that wait for the facilitator's yes
	Hue   int        `json:"hue"`           // 1 to 12, by order of arrival
	Rank  int        `json:"rank"`          // order of arrival
	Late  bool       `json:"late,omitempty"`
	Away  bool       `json:"away,omitempty"` // absent today
	Left  bool       `json:"left,omitempty"` // gone for good; the name stays for the minutes
	Bot   bool       `json:"bot,omitempty"`
}

// Is tells whether the person holds role.
func (p Person) Is(role Role) bool { return p.Roles.Has(role) }

// TakesPart tells whether the person is in this meeting today.
func (p Person) TakesPart() bool { return !p.Left && !p.Away }

// QuorumGrace is how long a dropped connection still counts as present.
const QuorumGrace = 20 * time.Second
