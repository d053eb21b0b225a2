package conversation

// Ask names a question. The names are on the wire (interface: "ask") and in the words file.
type Ask string

// The questions, in the order in which they are asked where nothing is known yet.
// Only Concern is needed; every other may be skipped, answered early, late, or never.
const (
	AskConcern      Ask = "concern"
	AskAnythingElse Ask = "anything_else"
	AskAboutWho     Ask = "about_who"
	AskSafeNow      Ask = "safe_now"
	AskWhereNow     Ask = "where_now" // only after immediate danger
	AskContactSafe  Ask = "contact_safe"
	AskRelationship Ask = "relationship" // this and the four below on behalf only
	AskChildName    Ask = "child_name"
	AskChildAge     Ask = "child_age"
	AskChildKnows   Ask = "child_knows"
	AskKeepFrom     Ask = "keep_from"
	AskWanted       Ask = "wanted_outcome"
	AskCarryOn      Ask = "carry_on"
	AskVisitWhere   Ask = "visit_where"
	AskVisitWhen    Ask = "visit_when"
	AskAvoid        Ask = "avoid"
	AskAdvocate     Ask = "advocate"
	AskName         Ask = "name"
	AskConfirm      Ask = "confirm"

	// Outside the order: asked when their moment comes.
	AskChange  Ask = "change"   // what should the lettered line say instead?
	AskForget  Ask = "forget"   // "forget it": do you want us to stop looking at this?
	AskVisitOK Ask = "visit_ok" // is the visit's day all right?
	AskSorted  Ask = "sorted"   // after a visit: is it sorted?
	AskSameNew Ask = "same_new" // back after a long time: about what you told us, or something new?

	// Never asked on its own, since visit_when asks for it: whom they want with them, said at another time.
	AskVisitWith Ask = "visit_with"
)

// AllAsks lists every question, in the order of asking.
func AllAsks() []Ask {
	return []Ask{
		AskConcern, AskAnythingElse, AskAboutWho, AskSafeNow, AskWhereNow, AskContactSafe,
		AskRelationship, AskChildName, AskChildAge, AskChildKnows, AskKeepFrom,
		AskWanted, AskCarryOn, AskVisitWhere, AskVisitWhen, AskAvoid, AskAdvocate, AskName, AskConfirm,
		AskChange, AskForget, AskVisitOK, AskSorted, AskSameNew,
	}
}

// Choice is one offered answer: what to send, and what its button says.
type Choice struct {
	Say   string `json:"say"`
	Label string `json:"label"`
}
