// Package people answers one question: do difficult people get through the talk, and does the case
// then hold what they meant?
//
// It makes simulated persons, has each of them go through the real conversation on a clock of its
// own (rehearsal.Doors), and judges what the case holds. It never looks into the conversation: a
// person knows what is on their screen and nothing else. Its only user is its own test.
//
// voices.txt says who comes and what they have to say, habits.go how they say it: a further kind of
// person or a further habit is a few lines there. answering.go has the words of each answer.
package people

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/conversation"
)

// Answer is what somebody means: by its value in the case's own words, or in words of theirs.
type Answer struct {
	Value string // yes, no, unsure, none, a name, an age; "" where only the words count
	Words string
}

// Person is somebody with something to say, and a manner of saying it. It changes as they talk.
type Person struct {
	Seed    uint64
	Number  uint64
	Kind    string
	Channel conversation.Channel
	Habits  []Habit
	Taste   Taste

	Means   map[conversation.Ask]Answer // what is true, as they would now say it
	Matters []string                    // what is wrong, in their words

	rand     *rand.Rand
	noise    Noise
	voice    voice
	fill     *strings.Replacer
	told     int                         // how many of the matters they have told
	gave     map[conversation.Ask]string // the words last sent of each answer
	aired    []string                    // each matter as it was sent
	other    []string                    // what else they sent, that may stand in the case without being wrong
	asked    map[conversation.Ask]int    // how often each question was on their screen
	spoilt   map[conversation.Ask]bool   // questions to which they have sent something of no use
	last     conversation.Ask            // what they answered last
	retaken  map[conversation.Ask]bool   // answers that they have gone back on, to be asked anew
	owed     []conversation.Ask          // what they still mean to answer
	done     map[string]int              // how often each habit has shown
	spelling map[string]string           // how they spell a word
	cut      string                      // why not everything can have been asked; "" where it can
}

// Taste is how somebody likes to answer where more than one way will do.
type Taste struct {
	Digits bool // the number that is offered
	Words  bool // never a number
	Short  bool
	Emoji  bool
}

// New makes one person of a crowd: the same one for the same seed and number.
func New(seed, number uint64, noise Noise) *Person {
	r := rand.New(rand.NewPCG(seed, number))
	all := voices()
	p := &Person{
		Seed: seed, Number: number, rand: r, noise: noise, voice: all[number%uint64(len(all))],
		Channel: []conversation.Channel{conversation.SMS, conversation.Chat}[number/uint64(len(all))%2],
		Means:   map[conversation.Ask]Answer{}, gave: map[conversation.Ask]string{}, asked: map[conversation.Ask]int{},
		spoilt: map[conversation.Ask]bool{}, retaken: map[conversation.Ask]bool{}, done: map[string]int{}, spelling: map[string]string{},
	}
	p.Kind = p.voice.kind
	p.mean()
	p.Habits = someHabits(r, number)
	for _, h := range p.Habits {
		if h.Begin != nil {
			h.Begin(p)
		}
	}
	return p
}

// mean settles what is true.
func (p *Person) mean() {
	child := childOf(p.rand)
	age := pick(p.rand, p.voice.ages)
	p.fill = child.fill(age)
	set := func(a conversation.Ask, value, words string) {
		p.Means[a] = Answer{Value: value, Words: p.fill.Replace(words)}
	}
	one := func(of string) string { return pick(p.rand, p.voice.lines[of]) }

	set(conversation.AskAboutWho, p.voice.speaks, "")
	set(conversation.AskSafeNow, p.oneOf("yes", 12, "unsure", 1), "")
	set(conversation.AskContactSafe, p.oneOf("yes", 9, "no", 1), "")
	set(conversation.AskWanted, "", one("want"))
	set(conversation.AskCarryOn, p.oneOf("yes", 9, "no", 1), "")
	set(conversation.AskVisitWhere, "", one("where"))
	set(conversation.AskVisitWhen, "", one("when"))
	set(conversation.AskAvoid, "none", "")
	if p.chance(1, 2) {
		set(conversation.AskAvoid, "", one("avoid"))
	}
	set(conversation.AskAdvocate, p.oneOf("yes", 2, "no", 2, "unsure", 1), "")
	set(conversation.AskName, "", "")
	p.Means[conversation.AskName] = Answer{Value: one("name")}
	if p.behalf() {
		set(conversation.AskRelationship, p.voice.is, "")
		set(conversation.AskChildName, child.name, "")
		set(conversation.AskChildAge, strconv.Itoa(age), "")
		set(conversation.AskChildKnows, p.oneOf("yes", 2, "no", 1, "unsure", 1), "")
		set(conversation.AskKeepFrom, "none", "")
		if p.chance(1, 2) {
			set(conversation.AskKeepFrom, "", one("keep"))
		}
	}
	matters := slices.Clone(p.voice.lines["matter"])
	p.rand.Shuffle(len(matters), func(i, j int) { matters[i], matters[j] = matters[j], matters[i] })
	for _, m := range matters[:1+p.rand.IntN(3)] {
		p.Matters = append(p.Matters, p.fill.Replace(m))
	}
}

func (p *Person) behalf() bool { return p.voice.speaks == "behalf" }

// chance is true so many times out of so many.
func (p *Person) chance(times, outOf int) bool { return p.rand.IntN(outOf) < times }

// oneOf picks one value by its weight: "yes", 3, "no", 1.
func (p *Person) oneOf(weighed ...any) string {
	total := 0
	for i := 1; i < len(weighed); i += 2 {
		total += weighed[i].(int)
	}
	at := p.rand.IntN(total)
	for i := 0; ; i += 2 {
		if at -= weighed[i+1].(int); at < 0 {
			return weighed[i].(string)
		}
	}
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// String says who it is and how to meet them again.
func (p *Person) String() string {
	names := make([]string, len(p.Habits))
	for i, h := range p.Habits {
		names[i] = h.Name
	}
	way := map[conversation.Channel]string{conversation.SMS: "by text", conversation.Chat: "in the chat"}[p.Channel]
	return fmt.Sprintf("person %d of seed %d: %s, %s; %s", p.Number, p.Seed, p.Kind, way, strings.Join(names, ", "))
}

// Part is a stretch of a message, and what it says: an answer, a matter, or nothing of use.
type Part struct {
	Ask    conversation.Ask // AskConcern stands for a matter
	Text   string
	Answer Answer // what the case should hold from now on; where Ask is set and no matter
	Whole  string // all of it, where the pieces before went in messages of their own
	Piece  bool   // such a piece
}

// Message is one message on its way.
type Message struct {
	Parts   []Part
	Pause   time.Duration // before it is sent
	Crosses bool          // it is sent just after the service has spoken, and unread
}

// Text is what is sent.
func (m Message) Text() string {
	var b strings.Builder
	for _, part := range m.Parts {
		text := strings.TrimSpace(part.Text)
		if b.Len() > 0 && text != "" && !strings.ContainsAny(text[:1], ",.!?") {
			b.WriteByte(' ')
		}
		b.WriteString(text)
	}
	return b.String()
}

func say(parts ...Part) Message { return Message{Parts: parts} }

func aside(text string) Part { return Part{Text: text} }

// Turn is all that somebody is about to send.
type Turn struct {
	Ask      conversation.Ask // the question that it answers, or ""
	Choices  []conversation.Choice
	Opening  bool
	Over     bool // the talk has been handed over
	Messages []Message
	Screen   string // what is on the screen: all that was said since they last wrote
}

// first adds parts before all else that is said, in the same message.
func (t *Turn) first(parts ...Part) {
	t.Messages[0].Parts = append(parts, t.Messages[0].Parts...)
}

// last adds parts behind all else that is said, in the same message.
func (t *Turn) last(parts ...Part) {
	m := &t.Messages[len(t.Messages)-1]
	m.Parts = append(m.Parts, parts...)
}

// before adds a message before all others.
func (t *Turn) before(m Message) { t.Messages = append([]Message{m}, t.Messages...) }

// after adds a message behind all others.
func (t *Turn) after(m Message) { t.Messages = append(t.Messages, m) }

// instead puts something of no use in place of the answer. It can be done once for each question: who
// is asked again answers.
func (p *Person) instead(t *Turn, text string) {
	p.spoilt[t.Ask] = true
	for _, m := range t.Messages {
		for _, part := range m.Parts {
			if part.Ask == conversation.AskConcern {
				p.told-- // it is yet to be told
			}
		}
	}
	t.Messages = []Message{say(aside(text))}
}

// mayWaste: a question may have one answer of no use.
func (p *Person) mayWaste(t *Turn) bool {
	return t.Ask != "" && !t.Opening && !t.Over && !p.spoilt[t.Ask] && t.Ask != conversation.AskConfirm && t.Ask != conversation.AskChange
}

// send notes what a message gives, as it is sent.
func (p *Person) send(m Message) {
	for _, part := range m.Parts {
		words := part.Text
		if part.Whole != "" {
			words = part.Whole
		}
		switch {
		case part.Piece:
		case part.Ask == conversation.AskConcern:
			p.aired = append(p.aired, words)
		case part.Ask != "":
			p.Means[part.Ask] = part.Answer
			p.gave[part.Ask] = words
			p.last = part.Ask
			delete(p.retaken, part.Ask)
			p.asked[conversation.AskConfirm] = 0 // what they have changed is read back again
			p.owed = slices.DeleteFunc(p.owed, func(a conversation.Ask) bool { return a == part.Ask })
		default:
			p.other = append(p.other, part.Text)
			if slices.ContainsFunc(p.voice.lines["unsafe"], func(said string) bool { return strings.EqualFold(said, part.Text) }) {
				p.Means[conversation.AskContactSafe] = Answer{Value: "no"}
				p.gave[conversation.AskContactSafe] = part.Text
			}
		}
	}
}
