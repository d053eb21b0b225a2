package caseworker

// Permission is what a route, a page or an act needs. Nothing is allowed that is not in the table.
type Permission string

// The permissions.
const (
	MayList          Permission = "list"           // see the queue: no words, no names
	MayView          Permission = "view"           // see a case; every look is an audit line
	MayEnter         Permission = "enter"          // take in what came by phone, letter, e-mail, in person
	MayWork          Permission = "work"           // claim, message, visit, outcome, stage, close
	MayNote          Permission = "note"           // write a note, add an issue
	MayJudge         Permission = "judge"          // category, standing, urgency: a named human's decision
	MayAnswerAlert   Permission = "answer_alert"   // acknowledge, take in hand, mark as read; of RoleDuty only by phone, until it is handed out
	MayReveal        Permission = "reveal_contact" // be shown a phone number, with a reason
	MayLowerCategory Permission = "lower_category" // make less of a complaint than was proposed
	MayTakeOver      Permission = "take_over"      // release or hand over what somebody else holds
	MayDefer         Permission = "defer"          // let a complaint's own clock stand still
	MayMute          Permission = "mute"           // have somebody answered no more by the service, for a time
	MayReport        Permission = "report"         // make a report of all cases and publish it: no words, no names, small numbers hidden; tell everybody what has changed
	MayReadReport    Permission = "read_report"    // read what was published
	MayResetSecond   Permission = "reset_second"   // take a lost second step from a colleague's account
	MayAudit         Permission = "audit"          // read who did what, of all cases and accounts: no words, no reasons
	MayHold          Permission = "hold"           // keep a case from being erased, and let go of it
	MayErase         Permission = "erase"          // destroy a case, or what one person told, for good
	MaySeeErased     Permission = "erased"         // see what was destroyed, by whom and why: no words, no names
	MayConfirmR1     Permission = "confirm_r1"     // be the one of the two who lower an R1 that must be a manager
)

// allowed is the whole of it: for each permission the roles that have it, and whether a machine
// with such a role has it too. A machine is never the named human whom the rules ask for, and
// nothing reaches a young person on a machine's word.
var allowed = map[Permission]struct {
	roles   []Role
	machine bool
}{
	MayList:          {[]Role{RoleCaseworker, RoleManager}, true},
	MayView:          {[]Role{RoleCaseworker, RoleManager}, true},
	MayEnter:         {[]Role{RoleCaseworker, RoleManager}, true},
	MayNote:          {[]Role{RoleCaseworker, RoleManager}, true},
	MayWork:          {[]Role{RoleCaseworker, RoleManager}, false},
	MayJudge:         {[]Role{RoleCaseworker, RoleManager}, false},
	MayAnswerAlert:   {[]Role{RoleCaseworker, RoleDuty, RoleManager}, false},
	MayReveal:        {[]Role{RoleCaseworker, RoleManager}, false},
	MayLowerCategory: {[]Role{RoleManager}, false},
	MayTakeOver:      {[]Role{RoleManager}, false},
	MayDefer:         {[]Role{RoleManager}, false},
	MayMute:          {[]Role{RoleManager}, false},
	MayReport:        {[]Role{RoleManager}, false},
	MayReadReport:    {[]Role{RoleManager, RoleScrutiny}, true},
	MayResetSecond:   {[]Role{RoleManager, RoleAdministrator}, false},
	MayAudit:         {[]Role{RoleAuditor}, true},
	MayHold:          {[]Role{RoleManager}, false},
	MayErase:         {[]Role{RoleManager}, false},
	MaySeeErased:     {[]Role{RoleManager, RoleAuditor}, true},
	MayConfirmR1:     {[]Role{RoleManager}, false},
}

// May reports whether this member of staff, or machine, has a permission. Deny by default.
func (s Staff) May(p Permission) bool {
	rule, known := allowed[p]
	if !known || (s.Machine && !rule.machine) || !s.Scope.covers(p) {
		return false
	}
	for _, r := range rule.roles {
		if r == s.Role {
			return true
		}
	}
	return false
}

// NeedsProof reports whether it takes a person who has shown a short while ago who they are: somebody
// else may sit at the screen that they left. It is so for what cannot be taken back.
func (p Permission) NeedsProof() bool { return p == MayReveal || p == MayErase }

// MayNot is the refusal for whoever lacks a permission.
func MayNot(p Permission) Refusal {
	return Refusal{Kind: Forbidden, Code: "not_allowed", Words: "You are not allowed to do this (" + string(p) + ")."}
}
