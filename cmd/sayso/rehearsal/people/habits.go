package people

import (
	"math/rand/v2"
	"slices"
	"strings"

	"sayso/conversation"
)

// Habit is one thing that somebody does. A person has a few of them, and they are put together in the
// order of the list below: what is said first, how it is spelt and sent last.
type Habit struct {
	Name  string
	Kind  string                    // of two habits of one kind a person has one; "" goes with all
	Begin func(p *Person)           // before the talk
	Bend  func(p *Person, t *Turn)  // on each turn
	After func(p *Person) []Message // once it has been handed over, after so long; nil for nothing
}

// AllHabits lists the habits.
func AllHabits() []Habit {
	return []Habit{
		{Name: "digits", Kind: "taste", Begin: func(p *Person) { p.Taste.Digits = true }},
		{Name: "words", Kind: "taste", Begin: func(p *Person) { p.Taste.Words = true }},
		{Name: "terse", Kind: "length", Begin: func(p *Person) { p.Taste.Short = true }},
		{Name: "emoji", Begin: func(p *Person) { p.Taste.Emoji = true }, Bend: addsEmoji},
		{Name: "nameless", Begin: nameless},
		{Name: "says hi first", Kind: "opening", Bend: saysHi},
		{Name: "says who they are", Kind: "opening", Bend: saysWho},
		{Name: "all at once", Kind: "opening", Bend: allAtOnce},
		{Name: "two at once", Bend: twoAtOnce},
		{Name: "answers later", Bend: answersLater},
		{Name: "corrects", Bend: corrects},
		{Name: "remembers more", Begin: keepsOneBack, Bend: remembers},
		{Name: "idk", Begin: knowsNothing, Bend: shrugs},
		{Name: "asks back", Bend: asksBack},
		{Name: "angry", Bend: angry},
		{Name: "goes back", Bend: goesBack},
		{Name: "starts again", Bend: startsAgain},
		{Name: "changes by letter", Bend: changesByLetter},
		{Name: "changes afterwards", After: changesAfterwards},
		{Name: "thanks", After: func(p *Person) []Message {
			return []Message{say(aside(p.word("ok thanks", "thank you x", "👍", "ta")))}
		}},
		{Name: "chatty", Kind: "length", Bend: chatty},
		{Name: "swears", Bend: swears},
		{Name: "polite", Bend: polite},
		{Name: "goes quiet", Bend: goesQuiet},
		{Name: "misspells", Kind: "spelling", Bend: misspells},
		{Name: "text speak", Kind: "spelling", Bend: textSpeak},
		{Name: "shouts", Kind: "spelling", Bend: shouts},
		{Name: "crosses", Kind: "sending", Bend: crosses},
		{Name: "bursts", Kind: "sending", Bend: bursts},
	}
}

// someHabits gives a person one habit of the list in its turn, so that none is forgotten, and up to
// three more.
func someHabits(r *rand.Rand, number uint64) []Habit {
	all := AllHabits()
	chosen := []int{int(number % uint64(len(all)))}
	for range r.IntN(4) {
		next := r.IntN(len(all))
		if !slices.ContainsFunc(chosen, func(i int) bool { return i == next || all[i].Kind != "" && all[i].Kind == all[next].Kind }) {
			chosen = append(chosen, next)
		}
	}
	slices.Sort(chosen)
	habits := make([]Habit, len(chosen))
	for i, at := range chosen {
		habits[i] = all[at]
	}
	return habits
}

// once is true the first so many times that a habit shows, at one turn out of so many.
func (p *Person) once(habit string, most, oneIn int) bool {
	if p.done[habit] >= most || !p.chance(1, oneIn) {
		return false
	}
	p.done[habit]++
	return true
}

func nameless(p *Person) {
	p.Means[conversation.AskName] = Answer{Value: "none"}
}

func addsEmoji(p *Person, t *Turn) {
	if p.chance(1, 3) {
		t.last(aside(pick(p.rand, []string{"😭", "🙄", "😂", "🙏", "💀", "❤️"})))
	}
}

func saysHi(p *Person, t *Turn) {
	if t.Opening {
		p.told = 0
		t.Messages = []Message{say(aside(p.word("hi", "hello", "hiya", "hello is anyone there", "hey")))}
	}
}

// saysWho begins with who they are, as relatives do.
func saysWho(p *Person, t *Turn) {
	if !t.Opening || !p.behalf() {
		return
	}
	t.first(p.opens()...)
}

// opens is how they begin: the name and the age count as told where they stand in it.
func (p *Person) opens() []Part {
	text := p.fill.Replace(pick(p.rand, p.voice.lines["opens"]))
	part := aside(strings.TrimSuffix(text, ".") + ".")
	if child := p.Means[conversation.AskChildName]; strings.Contains(text, child.Value) {
		part.Ask, part.Answer = conversation.AskChildName, child
	}
	return []Part{part}
}

// allAtOnce begins with half of what would be asked.
func allAtOnce(p *Person, t *Turn) {
	if !t.Opening {
		return
	}
	if p.behalf() {
		t.first(p.opens()...)
	}
	for p.told < len(p.Matters) {
		t.last(aside(p.word("and", "also", "and another thing,")), p.matter())
	}
	for _, a := range []conversation.Ask{conversation.AskWanted, conversation.AskContactSafe, conversation.AskName} {
		if part, ok := p.unasked(a, p.Means[a]); ok && p.chance(1, 2) {
			t.last(aside("."), part)
		}
	}
}

// twoAtOnce answers the next question too.
func twoAtOnce(p *Person, t *Turn) {
	next := map[conversation.Ask][]conversation.Ask{
		conversation.AskSafeNow:      {conversation.AskContactSafe},
		conversation.AskRelationship: {conversation.AskChildName},
		conversation.AskChildName:    {conversation.AskChildAge},
		conversation.AskChildAge:     {conversation.AskKeepFrom},
		conversation.AskWanted:       {conversation.AskName, conversation.AskVisitWhere},
		conversation.AskCarryOn:      {conversation.AskVisitWhere},
		conversation.AskVisitWhere:   {conversation.AskVisitWhen},
		conversation.AskVisitWhen:    {conversation.AskAvoid},
		conversation.AskAvoid:        {conversation.AskAdvocate},
		conversation.AskAdvocate:     {conversation.AskName},
	}[t.Ask]
	for _, a := range next {
		if _, gave := p.gave[a]; gave || !p.chance(2, 3) {
			continue
		}
		if part, ok := p.unasked(a, p.Means[a]); ok {
			t.last(aside(p.word("and", ".", ",")), part)
			return
		}
	}
}

// open are the questions that one can put off.
var open = []conversation.Ask{conversation.AskWanted, conversation.AskVisitWhere, conversation.AskVisitWhen, conversation.AskAvoid, conversation.AskKeepFrom, conversation.AskChildAge}

// answersLater puts a question off, and answers it with the next.
func answersLater(p *Person, t *Turn) {
	if len(p.owed) > 0 && t.Ask != p.owed[0] && t.Ask != "" && !t.Over {
		owed := p.owed[0]
		if part, ok := p.unasked(owed, p.Means[owed]); ok {
			t.before(say(aside(p.word("oh and what you asked before,", "for the last one,", "going back to the other question,")), part))
		}
		p.owed = p.owed[1:]
		return
	}
	if _, gave := p.gave[t.Ask]; !gave && p.mayWaste(t) && slices.Contains(open, t.Ask) && p.once("answers later", 2, 2) {
		p.owed = append(p.owed, t.Ask)
		p.instead(t, p.word("let me think", "hang on", "will tell you in a bit", "not sure yet"))
	}
}

// corrects takes an answer back while another question is on the screen.
func corrects(p *Person, t *Turn) {
	if t.Opening || t.Over || t.Ask == "" || !p.once("corrects", 2, 3) {
		return
	}
	if part, ok := p.changesTheirMind(t.Ask); ok {
		if p.chance(1, 2) {
			t.before(say(part))
			return
		}
		t.last(aside("."), part)
	}
}

// changesTheirMind takes back one of the answers that they have given.
func (p *Person) changesTheirMind(but conversation.Ask) (Part, bool) {
	var given []conversation.Ask
	for _, a := range conversation.AllAsks() {
		if _, gave := p.gave[a]; gave && a != but && p.Means[a].Value != "none" {
			given = append(given, a)
		}
	}
	for _, i := range p.rand.Perm(len(given)) {
		if now, ok := p.another(given[i]); ok {
			return p.corrected(given[i], p.Means[given[i]], now)
		}
	}
	return Part{}, false
}

// keepsOneBack has something more to tell than they thought.
func keepsOneBack(p *Person) {
	for _, m := range p.voice.lines["matter"] {
		if m = p.fill.Replace(m); len(p.Matters) < 4 && !slices.Contains(p.Matters, m) {
			p.Matters = append(p.Matters, m)
			return
		}
	}
}

// remembers tells a further matter while something else is asked.
func remembers(p *Person, t *Turn) {
	if p.told > 0 && p.told < len(p.Matters) && t.Ask != conversation.AskAnythingElse && t.Ask != "" && !t.Over && p.once("remembers", 2, 2) {
		t.after(say(aside(p.word("oh and", "forgot to say", "another thing,")), p.matter()))
	}
}

// knowsNothing is unsure of most things, and that is what they mean.
func knowsNothing(p *Person) {
	p.Means[conversation.AskAdvocate] = Answer{Value: "unsure"}
	if p.behalf() {
		p.Means[conversation.AskChildKnows] = Answer{Value: "unsure"}
	}
	for _, a := range []conversation.Ask{conversation.AskWanted, conversation.AskVisitWhere, conversation.AskVisitWhen} {
		if p.chance(1, 2) {
			p.Means[a] = Answer{Value: "none"}
		}
	}
}

func shrugs(p *Person, t *Turn) {
	if p.Means[t.Ask].Value == "none" && slices.Contains([]conversation.Ask{conversation.AskWanted, conversation.AskVisitWhere, conversation.AskVisitWhen}, t.Ask) {
		t.Messages = []Message{say(Part{Ask: t.Ask, Text: p.word("idk", "dunno", "i dont know", "🤷", "idk u choose"), Answer: Answer{Value: "none"}})}
	}
}

// changesByLetter finds a line of the read-back and changes it.
func changesByLetter(p *Person, t *Turn) {
	switch {
	case t.Ask == conversation.AskConfirm && p.done["letter"] == 0:
		for _, a := range []conversation.Ask{conversation.AskVisitWhen, conversation.AskVisitWhere, conversation.AskWanted} {
			if letter := lineWith(t.Screen, p.gave[a]); letter != "" {
				p.done["letter"]++
				p.owed = []conversation.Ask{a}
				t.Messages = []Message{say(aside(p.word(letter, strings.ToLower(letter), "change "+letter)))}
				return
			}
		}
	case t.Ask == conversation.AskChange && len(p.owed) > 0:
		a := p.owed[0]
		if now, ok := p.another(a); ok {
			t.Messages = []Message{say(Part{Ask: a, Text: now.Words, Answer: now})}
		}
	}
}

// lineWith is the letter of the line that has these words: `D where: "at school"`.
func lineWith(screen, words string) string {
	at := strings.Index(strings.ToLower(screen), `"`+strings.ToLower(words)+`"`)
	if words == "" || at < 0 {
		return ""
	}
	before := strings.Fields(screen[:at])
	for i := len(before) - 1; i >= 0 && i > len(before)-6; i-- {
		if letter := strings.Trim(before[i], ":"); len(letter) == 1 && letter[0] >= 'A' && letter[0] <= 'Z' {
			return letter
		}
	}
	return ""
}

func changesAfterwards(p *Person) []Message {
	if part, ok := p.changesTheirMind(""); ok {
		return []Message{say(part)}
	}
	return nil
}
