package meaning

import (
	"slices"

	"sayso/conversation/meaning/learned"
)

// Thresholds say how sure the learned reader must be before it raises a message by itself, as
// probabilities between 0 and 1. Lower ones miss less and raise more in vain: docs/decisions/0046 has
// what each costs, and `make measure` what these give. What the rules say counts whatever these are.
type Thresholds struct {
	Flag float64 // that there is a risk: a person reads it today
	Page float64 // that somebody is in danger now: a person is called
}

// StandardThresholds are those that are used where a council sets no others.
func StandardThresholds() Thresholds { return Thresholds{Flag: standardFlag, Page: standardPage} }

const (
	standardFlag = 0.58
	standardPage = 0.62
)

// Asked is the same reader for what is written while a question waits for its answer. What sounds
// worrying as the first words to a stranger ("dont tell my mum", "he has it back tonight") is common
// in a few words of answer: the learned reader must then be surer. The rules count as ever.
func (r *Reader) Asked(ask string) *Reader {
	other := *r
	other.asked = ask
	return &other
}

// Begun is the same reader for a text that more may follow ("they took her" ... "to a placement 60
// miles away"): of a few words the learned reader must be surer until the burst has ended.
func (r *Reader) Begun() *Reader {
	other := *r
	other.begun = true
	return &other
}

// OnBehalf is the same reader for whoever is known to write for a young person: "her names Abigail" is then the young
// person's name, and not that of somebody complained of.
func (r *Reader) OnBehalf() *Reader {
	other := *r
	other.behalf = true
	return &other
}

// answering raises the thresholds for a short answer to a question that asks for nothing of harm.
func (r *Reader) answering(text string, words int) Thresholds {
	const few, fragment = 12, 8
	t := r.thresholds
	telling := r.asked == "" || r.asked == "concern" || r.asked == "anything_else"
	switch {
	case words < fewWords:
		t = Thresholds{Flag: surest, Page: certain} // "not tonight"
	case r.asked == "safe_now" && words <= 2*few && r.Answer("safe_now", text).Value == "yes":
		t = Thresholds{Flag: certain, Page: certain} // "she's with me now, she's safe" says so itself
	case r.asked == "safe_now" && words <= few && r.Answer("safe_now", text).Value == "unsure":
		t.Page = max(t.Page, nearlySure) // "hes not on tonight tho" is read today
	case words <= few && asksForNoHarm(r.asked):
		t = Thresholds{Flag: max(t.Flag, inAnswer), Page: max(t.Page, asIfDanger)}
	case !telling:
		t.Page = max(t.Page, inTalk)
	}
	if r.begun && words < fragment {
		t = Thresholds{Flag: max(t.Flag, surest), Page: max(t.Page, surest)}
	}
	return Thresholds{Flag: max(t.Flag, r.thresholds.Flag), Page: max(t.Page, r.thresholds.Page)}
}

// asksForNoHarm: a few words that answer these sound worse than they are.
func asksForNoHarm(ask string) bool {
	switch ask {
	case "contact_safe", "keep_from", "avoid", "visit_where", "visit_when", "visit_ok", "name", "child_name", "child_age", "child_knows",
		"about_who", "relationship", "carry_on", "confirm", "advocate", "same_new", "forget":
		return true
	}
	return false
}

// At is the same reader with other thresholds.
func (r *Reader) At(t Thresholds) *Reader {
	other := *r
	other.thresholds = t
	return &other
}

// Weighed is how likely the learned reader thinks what, between 0 and 1.
type Weighed struct {
	Risk      float64 `json:"risk"`
	Immediate float64 `json:"immediate"`
	Complaint float64 `json:"complaint"`
}

// weigh lets the learned reader raise what the rules found: the more worried of the two wins.
func (m message) weigh(d danger, l learned.Reading, t Thresholds) danger {
	if d.risk == None && (len(m.of("harmless")) > 0 || m.reassures() || m.finder() || m.returns() == Again) {
		t = Thresholds{Flag: max(t.Flag, surest), Page: max(t.Page, surest)}
	}
	if d.risk == None && slices.ContainsFunc(m.of("told"), func(h hit) bool { return h.rule.about[1] == "contact_safe" }) {
		t.Page = max(t.Page, surest) // "dont text me here, my carer has my phone at night" is read today
	}
	risk, likely := None, m.besideOrdinary(l)
	switch {
	case likely.Immediate >= t.Page:
		risk = Immediate
	case likely.Risk >= t.Flag:
		risk = Concern
	}
	if !risk.Worse(d.risk) {
		return d
	}
	d.risk, d.kinds, d.because = risk, slices.Clone(d.kinds), slices.Clone(d.because)
	for _, harm := range l.Harms {
		if !slices.Contains(d.kinds, harm.Label) {
			d.kinds = append(d.kinds, harm.Label)
		}
	}
	if len(d.kinds) == 0 {
		d.kinds = append(d.kinds, "other_danger")
	}
	runes := []rune(m.text)
	for _, s := range l.Because {
		if s.Start < s.End && s.End <= len(runes) {
			d.because = append(d.because, Span{Start: s.Start, End: s.End, Text: string(runes[s.Start:s.End]), Why: "weighs most in how like this is to messages of harm"})
		}
	}
	return d
}

// surest is how sure the learned reader must be where the rules know what is said for harmless ("this
// homework is killing me") and find nothing else, and where a few words answer a question.
const surest = 0.9

// inTalk is how sure it must be that there is danger now, of words in answer to a question: it has learned from first
// messages. Of 2,324 short answers in which nothing is wrong two are above it, and more than half of 112 short messages
// of danger that the rules do not know.
const inTalk = 0.8

// inAnswer is how sure it must be of any risk in a few words that answer what asks for nothing of harm: 15 of the same
// answers are above it, and three in five of short messages that tell of a risk unknown to the rules.
const inAnswer = 0.7

// asIfDanger is how sure it must be of danger now in the same few words ("in the car outside the house").
const asIfDanger = 0.85

// nearlySure is what calls somebody beside a "not sure" to "are you safe?", which itself is read today.
const nearlySure = 0.95

// certain is more than any probability.
const certain = 1.1

// How sure the learned reader must be to have its way against the rules.
const (
	surely     = 0.7     // that a message is of another sort than the rules say
	forLess    = 0.85    // that it is less than a complaint: to take one for less is the graver mistake
	plainly    = 0.92    // that one speaks, where the rules say the same, to be taken for said plainly
	forMore    = 0.35    // that it complains, where the rules find nothing in it
	likelyKind = 1.0 / 3 // that a kind is in it, where the rules do not say so
	atLeast    = 0.5     // who speaks, where the words do not say so
	fewWords   = 4       // of which nothing can be learned that the rules do not know
)

// weighMatters settles what sort of message it is, and what its kinds are. answers is set where it
// answers questions that we ask.
func (m message) weighMatters(found matters, d danger, l learned.Reading, answers bool) matters {
	sort, p := likeliest(l.Category)
	switch {
	case d.risk == None && !answers && !m.asksFirst() && found.category != Question && m.warmDeed(l.Category):
		found = matters{Compliment, []string{}, []IssueSpan{}}
	case m.complainsAfterAll(found.category, l):
		found = matters{Complaint, []string{"other"}, []IssueSpan{{0, len([]rune(m.text)), []string{"other"}}}}
	case sort == "" || sort == found.category || len(m.words) < fewWords || found.category == Other && m.asksFirst():
	case found.category == Complaint && (p < forLess || d.risk != None || m.scorns() || slices.ContainsFunc(found.kinds, notOther) || m.asksOfFault()), p < surely && (found.category != Other || sort != Complaint || p < forMore || answers):
	case sort == Complaint:
		found = matters{Complaint, []string{"other"}, []IssueSpan{{0, len([]rune(m.text)), []string{"other"}}}}
	default:
		found = matters{sort, []string{}, []IssueSpan{}}
	}
	if found.category == Compliment && d.risk == Immediate {
		found = matters{Complaint, []string{"safety"}, []IssueSpan{{0, len([]rune(m.text)), []string{"safety"}}}} // "took all nans pills feel well sick" praises nothing
	}
	if found.category != Complaint || len(l.Kinds) == 0 {
		return found
	}
	var kinds []string
	for _, k := range l.Kinds {
		if k.P >= likelyKind || slices.Contains(found.kinds, k.Label) {
			kinds = append(kinds, k.Label)
		}
	}
	for _, k := range found.kinds {
		if k != "other" && (len(l.Kinds) == 0 || l.Kinds[0].P < atLeast) && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	if len(kinds) == 0 {
		return found
	}
	if found.kinds = kinds; len(found.issues) == 1 {
		found.issues = []IssueSpan{{found.issues[0].Start, found.issues[0].End, kinds}}
	}
	return found
}

// complainsAfterAll: by the rules it asks, in words of which the learned reader sees it complain far rather than ask.
// To take a complaint for less is the graver mistake.
func (m message) complainsAfterAll(category string, l learned.Reading) bool {
	const story, far = 8, 8 // words, times
	complains := probability(l.Category, Complaint)
	return category == Question && len(m.words) >= story && complains >= atLeast && complains > far*probability(l.Category, Question)
}

// complainsInstead: what sounds like a wish to us stands in a complaint: "they wont let me start again
// at my old school" bids us nothing.
func (m message) complainsInstead(wish string, l learned.Reading) bool {
	const story = 8 // words
	switch wish {
	case "delete_data", "start_again", "back", "withdraw":
		return len(m.words) >= story && probability(l.Category, Complaint) >= surely
	}
	return false
}

// weighed says who is likelier to speak, where the words do not say so plainly. ofThem is set where they
// speak of "her" or "him", who may be the young person.
func (v voice) weighed(l learned.Reading, ofThem bool) voice {
	who, p := likeliest(l.Speaker)
	if who == v.who && v.shown && p >= plainly && (who == Behalf || !ofThem) {
		v.plain = true
	}
	if v.plain || who == "" || p < atLeast || who == v.who {
		return v
	}
	if v.who = who; who != Behalf {
		v.relationship = ""
	}
	return v
}

// likeliest is the first label of a list, and how likely it is; "" and 0 where the list is empty.
func likeliest(list []learned.Likely) (string, float64) {
	if len(list) == 0 {
		return "", 0
	}
	return list[0].Label, list[0].P
}

// probability is how likely a label of a list is.
func probability(list []learned.Likely, label string) float64 {
	for _, l := range list {
		if l.Label == label {
			return l.P
		}
	}
	return 0
}

// notOther: a kind that says of what is complained.
func notOther(kind string) bool { return kind != "other" }
