package demo

// Who the team is. Whoever opens the demo sits down as the product owner.
const (
	lead    = "Jonas" // scrum master
	owner   = "Ilse"  // product owner
	manager = "Marek" // product manager
	guest   = "Sofia" // stakeholder
)

var (
	developers = []string{"Mira", "Ada", "Cem", "Bo", "Lena"}
	everybody  = append([]string{lead, owner, manager, guest}, developers...)
)

const team = "Heron, the checkout team"

var productGoals = []string{"Fewer lost orders", "Ready for the shops in Austria"}

var readyWhen = []string{"Worth it to somebody, who is named", "We know how to test it"}

var doneWhen = []string{"Reviewed by somebody else", "Tests run on every push", "The help pages say it"}

// story is an item of the backlog.
type story struct {
	title  string
	goal   int // of productGoals
	size   string
	accept string
}

// backlog is in the order of the product owner.
var backlog = []story{
	{"Pay again with one tap", 0, "8", "A card that was used once is offered first"},
	{"Say why a payment failed", 0, "3", "The bank's reason in the buyer's words"},
	{"Keep the basket for a week", 0, "5", "On the same device, without an account"},
	{"Invoices as PDF", 1, "5", "Numbered without gaps"},
	{"Prices with Austrian tax", 1, "3", "Both rates, on the page and on the invoice"},
	{"Remind of a basket left behind", 0, "5", "One mail, and one tap to have no more"},
	{"Addresses as Austria writes them", 1, "2", "Stairs and doors have their own fields"},
	{"Pay by bank transfer", 1, "8", "The order waits for the money for three days"},
	{"Log in with a passkey", 0, "5", "Those with a password keep it"},
	{"Delete an account", 1, "3", "Everything is gone after 30 days"},
	{"Export the month for the accountants", 1, "3", "CSV that their program reads"},
	{"Faster first page", 0, "5", "Two seconds on a slow phone"},
	{"Dark colours", 0, "2", "As the device says"},
	{"Vouchers as a present", 0, "8", "They can be printed"},
	{"Orders by phone", 1, "5", ""},
	{"A page for each shop", 1, "", ""},
}

// sprint is what happens in one.
type sprint struct {
	goal    string
	pull    []int         // items of the backlog
	done    map[int][]int // on which day which are done
	refine  []int
	resize  map[int]string // what is left of the sprint before turns out to be larger
	halves  []int          // that developers have
	outcome string
	said    string
	ideas   []string // of the guest, in the review; the first is accepted
	kept    string   // the action of before that goes on
	tasks   []task
	notes   [3][]string
	safety  []string // of developers and the scrum master
	worth   []string
}

// task is an action of a retrospective.
type task struct{ text, owner, how string }

// trouble is what was in the way, by its day.
type trouble struct {
	text, by, owner string
	solved          int // on which day
}

var troubles = map[[2]int]trouble{
	{1, 2}: {"The bank's test system is down", "Mira", "Jonas", 4},
	{1, 5}: {"Nobody knows the tax rates for food", "Cem", "Ilse", 6},
	{1, 8}: {"The build takes 40 minutes", "Ada", "Bo", 0},
	{2, 3}: {"No test cards for transfers", "Bo", "Jonas", 5},
	{2, 7}: {"Staging is full", "Lena", "Ada", 8},
	{3, 2}: {"Passkeys fail on old phones", "Mira", "Mira", 0},
	{3, 4}: {"The accountants answer by letter", "Cem", "Ilse", 0},
}

// topics are parked in standups, by their day.
var topics = map[[2]int]string{
	{1, 4}: "How long do we keep baskets at all?",
	{2, 6}: "Do we still support Safari 15?",
	{3, 3}: "Who answers the shops in Austria?",
}

var sprints = []sprint{
	{
		goal: "Whoever bought once can pay again with one tap", pull: []int{0, 1, 2, 4, 6},
		done: map[int][]int{4: {1}, 6: {4}, 8: {0}, 10: {6}}, refine: []int{5, 7, 8, 9},
		halves: []int{16, 20, 18, 20, 14}, outcome: "met", said: "Paying again works; baskets are still lost overnight",
		ideas: []string{"Let me pick the card", "Pay with points"},
		tasks: []task{
			{"Run the slow tests at night", "Bo", "The build takes ten minutes"},
			{"Ask the bank for a calendar of its outages", "Jonas", "Nobody waits for a system that is down"},
		},
		notes: [3][]string{
			{"Pairing on the payment", "The goal was one sentence", "Ilse was there when we asked"},
			{"The build is slow", "Slow builds cost me an hour a day", "Test system of the bank", "Standups over time"},
			{"Night builds", "A calendar of outages"},
		},
		safety: []string{"4", "3", "4", "5", "3", "4"}, worth: []string{"4", "3", "4", "4", "5", "4", "3"},
	},
	{
		goal: "A shop in Austria can sell with us", pull: []int{2, 3, 5, 7},
		done: map[int][]int{3: {2}, 6: {3}, 9: {5}}, refine: []int{10, 11, 12, 13}, resize: map[int]string{2: "8"},
		halves: []int{20, 18, 20, 12, 20}, outcome: "partly", said: "Invoices are there, transfers are not",
		ideas: []string{"Vouchers for the shops", "A page in Czech"}, kept: "Ask the bank for a calendar of its outages",
		tasks: []task{
			{"Slice what is larger than five before planning", "Ada", "Nothing of eight is in a sprint"},
		},
		notes: [3][]string{
			{"Night builds help", "Invoices without gaps at last"},
			{"Transfers were larger than we thought", "Too large an item for one sprint", "Staging was full for a day"},
			{"Slice before planning", "Refine with the accountants"},
		},
		safety: []string{"4", "4", "4", "5", "4", "4"}, worth: []string{"4", "4", "5", "4", "5", "4", "4"},
	},
	{
		goal: "The accountants close a month with our numbers", pull: []int{7, 8, 9, 10},
		done: map[int][]int{3: {9}, 5: {10}}, refine: []int{14},
		halves: []int{20, 20, 16, 18, 20},
	},
}
