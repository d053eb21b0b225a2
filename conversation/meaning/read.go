package meaning

import (
	"slices"

	"sayso/conversation/meaning/learned"
)

// Read says what a message means as a whole. It takes any bytes.
func Read(text string) Reading { return Default().Read(text) }

func (r *Reader) read(text string) Reading {
	m := r.message(text)
	ruled := m.danger()
	danger, likely, heard := ruled, learned.Reading{}, tones{}
	plain := readable(text)
	language, sure := r.tongues.language(plain)
	if r.learned != nil && language == "en" {
		likely = r.learned.Read(plain)
		danger = m.weigh(ruled, likely, r.answering(text, len(m.words)))
	}
	from := m.speaker(true)
	if r.behalf && !from.plain {
		from.who = Behalf
	}
	told := m.told(danger, from)
	matters := m.weighMatters(m.matters(ruled, told), danger, likely, len(told) > 0)
	if r.toned != nil && language == "en" && len(told) == 0 && danger.risk == None && m.wants() == "" && !slices.ContainsFunc(matters.kinds, notOther) {
		heard = r.tones(plain)
		matters = m.toned(matters, likely, heard)
	}
	said := m.speaker(matters.category != Other || danger.risk != None)
	speaker := said.weighed(likely, len(m.of("third_person")) > 0 || m.namesSomebody())
	reading := Reading{
		Text: text, Risk: danger.risk, RiskKinds: danger.kinds, Because: danger.because,
		Professional: danger.professional, Ruled: ruled.risk,
		Speaker: speaker.who, SpeakerPlain: speaker.plain,
		Category: matters.category, Kinds: matters.kinds, Issues: matters.issues,
		PlannedChange: m.plannedChange(), People: m.people(), Mentioned: m.mentioned(danger.risk),
		Weighed: Weighed{
			Risk: likely.Risk, Immediate: likely.Immediate, Complaint: probability(likely.Category, Complaint),
		},
	}
	reading.Told, reading.SafeAgain, reading.SaysSafe = safety(told)
	reading.PerhapsSeen = perhapsSeen(told)
	if i := slices.IndexFunc(reading.Told, func(t Told) bool { return t.Ask == "child_name" }); i >= 0 {
		reading.ChildName = reading.Told[i].Reply.Value
	}
	if _, reading.Corrects = m.corrected(); len(m.amended()) > 0 {
		reading.Corrects = true
	}
	reading.Introduces = m.introduction(said)
	reading.Stranger = m.stranger()
	reading.Scorns = matters.category == Complaint && (m.scorns() || heard.scorned() && heard.scorn >= sureScorn)
	reading.Mixed = matters.category == Compliment && m.mixed()
	reading.Finder = ruled.risk != Immediate && m.finder()
	if ruled.risk != Immediate {
		reading.Holder = m.holder()
	}
	reading.Returns = m.returns()
	reading.Wants = m.wants()
	reading.Language, reading.LanguageSure, reading.OtherScript = language, sure, inOtherScript(plain)
	if speaker.relationship != "" {
		reading.Relationship = &speaker.relationship
	}
	if wish := r.Wish(text); wish != "" && !m.complainsInstead(wish, likely) {
		reading.Wish = &wish
	}
	reading.Tier = tier(reading)
	return reading
}

// safety takes out what is no answer by itself: that a phone has become safe, or may be seen, and that they are.
func safety(told []Told) (rest []Told, again bool, safe string) {
	for _, t := range told {
		switch {
		case t.Ask == "contact_safe" && t.Reply.Value == "again":
			again = true
		case t.Ask == "contact_safe" && t.Reply.Value == "perhaps":
		case t.Ask == "safe_now":
			safe = t.Reply.Value
		default:
			rest = append(rest, t)
		}
	}
	return rest, again, safe
}

// perhapsSeen reports whether somebody may see this phone, by what is told of it ("my phone is linked to my mums").
func perhapsSeen(told []Told) bool {
	return slices.ContainsFunc(told, func(t Told) bool { return t.Ask == "contact_safe" && t.Reply.Value == "perhaps" })
}

// strangerWords is how long a message from a stranger may be; whoever tells more is none.
const strangerWords = 20

// stranger reports whether the number is plainly somebody else's now. "This isnt my phone" is said by whoever
// writes on another's.
func (m message) stranger() bool {
	hits := m.of("stranger")
	own := slices.ContainsFunc(hits, func(h hit) bool { return len(h.rule.about) > 1 })
	return len(hits) > 0 && !own && len(m.words) <= strangerWords
}

// tier is the one table "from reading to tier": the first in the order R1, R3, R2, planned change.
func tier(r Reading) string {
	switch {
	case r.Risk == Immediate:
		return "R1"
	case r.Professional:
		return "R3"
	case r.Risk == Concern:
		return "R2"
	case r.PlannedChange != nil:
		return "planned_change"
	}
	return "none"
}

// message is a text taken apart, with every phrase of the rules that stands in it.
type message struct {
	reader *Reader
	text   string
	words  []word
	hits   []hit
	story  bool // it is a reply that tells a story, see storyReply
}

func (r *Reader) message(text string) message {
	return r.taken(text, asMessage, func(text string) message {
		words := r.words(text)
		return message{reader: r, text: text, words: words, hits: r.find(words)}
	})
}

// of lists the hits of one room of the rules: "risk", "kind", "wish".
func (m message) of(room string) []hit {
	var found []hit
	for _, h := range m.hits {
		if h.rule.is(room) {
			found = append(found, h)
		}
	}
	return found
}

// first gives the hit whose heading stands first in its file.
func first(hits []hit) (hit, bool) {
	if len(hits) == 0 {
		return hit{}, false
	}
	return slices.MinFunc(hits, func(a, b hit) int { return a.rule.order - b.rule.order }), true
}

// span is the stretch of the message that the words from..to-1 cover.
func (m message) span(from, to int, why string) Span {
	a, b := m.words[from], m.words[to-1]
	for _, w := range m.words[from:to] {
		if w.end > b.end {
			b = w
		}
	}
	return Span{Start: a.start, End: b.end, Text: m.text[a.from:b.to], Why: why}
}
