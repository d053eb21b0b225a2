package conversation

import (
	"slices"
	"strings"
	"time"
)

// Quiet is the part of a day in which nothing that was not asked for goes out by text. From and
// To are minutes after local midnight; equal means never. From may be later than To (over night).
type Quiet struct{ From, To int }

// Until is when the quiet part that holds at ends; zero where at is outside it.
func (q Quiet) Until(at time.Time, zone *time.Location) time.Time {
	if q.From == q.To {
		return time.Time{}
	}
	local := at.In(zone)
	minute := local.Hour()*60 + local.Minute()
	end := time.Date(local.Year(), local.Month(), local.Day(), q.To/60, q.To%60, 0, 0, zone)
	switch {
	case q.From < q.To && minute >= q.From && minute < q.To:
		return end
	case q.From > q.To && minute < q.To:
		return end
	case q.From > q.To && minute >= q.From:
		return time.Date(local.Year(), local.Month(), local.Day()+1, q.To/60, q.To%60, 0, 0, zone)
	}
	return time.Time{}
}

// What may be said where others could see it. The lists are by name, so that a new sentence is of
// substance until somebody decides otherwise.
var (
	// anywhere may go to a contact that is not safe: they tell a stranger nothing.
	anywhere = []string{"not_safe", "neutral_danger", "new_chat"}
	// whileTheyWrite may go to a contact that nobody has asked about yet, in answer to the person.
	// None of them repeats what was told, or names anyone.
	whileTheyWrite = []string{
		"welcome", "welcome_again", "limits_concern", "limits_anything_else", "limits_safe_now", "welcome_danger",
		"concern", "anything_else", "about_who", "safe_now", "contact_safe",
		"relationship", "child_name", "child_age", "child_knows", "keep_from", "wanted_outcome",
		"carry_on", "visit_where", "visit_when", "avoid", "advocate", "name", "change", "change_which", "forget",
		"danger", "danger_not_passed", "danger_where", "danger_where_not_passed", "danger_wait", "danger_do", "danger_ok", "danger_unsure", "still_telling", "self_harm",
		"worker_knows", "alert_failed", "text_999", "done_neutral", "goodbye", "got_it", "late", "reopened",
		"status", "who_sees", "is_robot", "person", "help", "how_long", "delete_data", "forget_yes", "forget_no",
		"start_again", "start_again_after", "back_after", "advocate_is", "not_tell", "no_trouble", "no_move", "have_to", "anonymous", "cost", "trace", "ask_us", "ask_person", "where_meet", "advocate_how", "not_your_fault", "copy", "why_ask", "who_we_are", "who_comes",
		"let_pass", "unclear", "safe_now_is", "contact_safe_is", "no_rush", "changed", "noted", "picture", "call", "same_new", "formal", "interpreter", "interpreter_which",
		"no_code", "code_button", "code_not_here", "code_later", "code_wrong", "joined",
	}
	// onlyToThem goes to nobody who has come back after a long silence, until they have said that it is about
	// what was told before: the number may have a new owner. Nor are they told a name.
	onlyToThem = []string{"confirm", "your_number", "status_visit"}
)

// refusal says why a sentence may not go by a channel now; "" where it may. It is the one place
// that decides it, for our words and for a caseworker's.
func (n *turn) refusal(name string, c Channel) string {
	contact := n.s.Contact(c)
	switch {
	case contact.SomeoneElse:
		return "someone_else"
	case !contact.CanText:
		return "opted_out"
	case contact.NoNumber:
		return "no_number"
	case contact.Times != "" && name == "nudge": // nobody asked for it, and it may be the wrong hour
		return "unsafe_contact"
	case n.s.Unproven && name == "confirm", n.s.Doubted && slices.Contains(onlyToThem, name): // it repeats what was told
		return "someone_else"
	case contact.SafeToReply == No && !slices.Contains(anywhere, name):
		return "unsafe_contact"
	case contact.SafeToReply == Unknown && !slices.Contains(anywhere, name) &&
		!(slices.Contains(whileTheyWrite, name) && n.theyAreThere()):
		return "contact_unknown"
	}
	return ""
}

// theyAreThere: the person wrote within the last hour, so an answer is no surprise.
func (n *turn) theyAreThere() bool {
	return n.present || !n.s.HeardAt.IsZero() && n.at.Sub(n.s.HeardAt) < live
}

// say says a sentence of the words file, if it may go there at all.
func (n *turn) say(name string, lane Lane, blanks map[string]string) bool {
	return n.put(name, Say{From: FromSayso, Lane: lane}, blanks)
}

// ask says a sentence that is a question, and remembers that it is on their screen.
func (n *turn) ask(a Ask, sentence string, lane Lane, blanks map[string]string) bool {
	return n.put(sentence, Say{From: FromSayso, Lane: lane, Ask: a}, blanks)
}

// put fills a Say in and sends it on its way, keeps it for the morning, or drops it.
func (n *turn) put(name string, say Say, blanks map[string]string) bool {
	if n.silent {
		return true
	}
	say.Channel = n.s.Last
	if n.refusal(name, say.Channel) != "" || n.unanswered(say) {
		return false
	}
	all := map[string]string{
		"council": n.Council, "child": n.child(), "worker": n.worker(),
		"read_by": n.promised(), "reference": n.s.Reference,
	}
	for blank, value := range blanks {
		all[blank] = value
	}
	n.fitIn(all, say.Channel)
	if name != "staff" {
		say.Language = n.speaks()
	}
	say.Sentence, say.Text = n.words().say(name, n.audienceOf(name), all)
	if say.Ask != "" && say.Choices == nil {
		say.Choices = n.words().choices(say.Ask)
	}
	if n.s.Last == SMS && say.Lane != LaneSafety && !n.theyAreThere() {
		if until := n.Quiet.Until(n.at, n.Zone); !until.IsZero() {
			if n.s.waitFull() {
				n.blocked(say.Effect, "too_many_waiting")
				return false
			}
			n.s.Waiting, n.s.WaitUntil = append(n.s.Waiting, say), until
			n.changed = n.changed || n.s.waitFull()
			return true
		}
	}
	n.out(say)
	return true
}

// out makes a Say a line of the transcript.
func (n *turn) out(say Say) {
	n.s.Lines++
	say.Seq = n.s.Lines
	n.spend(say)
	if say.Ask != "" {
		if n.s.Pending.Ask != "" {
			n.s.Before = n.s.Pending
		}
		n.s.Put[say.Ask]++
		n.s.Trail = lastOf(append(slices.DeleteFunc(n.s.Trail, func(a Ask) bool { return a == say.Ask }), say.Ask), 30)
		n.s.Pending = Asked{Ask: say.Ask, Seq: say.Seq, At: n.at, Channel: say.Channel}
	}
	n.effects = append(n.effects, say)
	n.changed = true
}

// sayWhatWaited says in the morning what came in the quiet hours, if it still may go.
func (n *turn) sayWhatWaited() {
	waiting := n.s.Waiting
	n.s.Waiting, n.s.WaitUntil = nil, time.Time{}
	for _, say := range waiting {
		name := say.Sentence
		if say.From == FromCaseworker {
			name = "staff"
		}
		if why := n.refusal(name, say.Channel); why != "" {
			n.blocked(say.Effect, why)
			continue
		}
		if n.unanswered(say) {
			continue
		}
		n.out(say)
	}
}

// waitFull: no more words can wait for the morning. Whoever writes them hears so, and may write then.
func (s State) waitFull() bool {
	const most, longest = 20, 24_000 // bytes
	size := 0
	for _, say := range s.Waiting {
		size += len(say.Text)
	}
	return len(s.Waiting) >= most || size >= longest
}

// forgetWaiting drops a question that waits for the morning and has been overtaken.
func (n *turn) forgetWaiting(a Ask) {
	n.s.Waiting = slices.DeleteFunc(n.s.Waiting, func(say Say) bool { return say.Ask == a })
}

// blocked tells the case that words of staff did not go. The last fifty are kept.
func (n *turn) blocked(effect, why string) {
	if effect == "" {
		return
	}
	b := Blocked{Effect: effect, Reason: why}
	n.effects = append(n.effects, b)
	n.s.Blocked = lastOf(append(n.s.Blocked, b), 50)
	n.changed = true
}

func (n *turn) audience() audience {
	behalf := n.s.who() == OnBehalf
	return audience{
		channel: n.s.Last, behalf: behalf, adult: behalf && (n.s.Older || grownUp(n.s.value(AskRelationship))),
		older: !behalf && n.s.Older, late: n.late(),
	}
}

// grown is the age at which Childline ends.
const grown = 19

// hearAge notes whether whoever writes says that they are past that age.
func (n *turn) hearAge(t thought) {
	if age, ok := n.reader().OwnAge(t.text); ok {
		n.s.Older = age >= grown
	}
}

// grownUp: a friend or a brother may be a child, so only these get a grown-up's words.
func grownUp(relationship string) bool {
	switch relationship {
	case "mother", "father", "parent", "grandparent", "aunt_uncle", "carer", "professional":
		return true
	}
	return false
}

func (n *turn) child() string {
	name := n.s.words(AskChildName)
	if strings.Contains(name, " and ") {
		return n.words().sentences["filled.children"] // "How old is Ruby and Tom?"
	}
	if name != "" {
		return name
	}
	return n.words().sentences["filled.child"]
}

func (n *turn) worker() string {
	if n.s.Caseworker != "" && !n.s.Doubted {
		return n.s.Caseworker
	}
	return n.words().sentences["filled.worker"]
}

// shorten cuts to at most most runes, and shows that it did.
func shorten(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	return string(runes[:most-3]) + "..."
}

func lastOf[T any](all []T, most int) []T {
	if len(all) > most {
		return slices.Clone(all[len(all)-most:])
	}
	return all
}
