package people

import (
	"slices"
	"time"

	"sayso/conversation"
)

// What people do besides answering: they ask, they are angry, they wander off.

// asksBack asks something instead of answering, or with the answer.
func asksBack(p *Person, t *Turn) {
	if t.Over || t.Opening || t.Ask == "" || !p.once("asks back", 4, 3) {
		return
	}
	questions := slices.Concat(p.controls("who_sees"), p.controls("is_robot"), p.controls("how_long"), []string{"why do you need to know", "who are you", "is this free"})
	if t.Ask == conversation.AskAdvocate {
		questions = p.noise["advocate"]["asks what it is"]
	}
	question := pick(p.rand, questions)
	if p.mayWaste(t) && p.chance(2, 3) {
		p.instead(t, question)
		return
	}
	t.after(say(aside(question)))
}

func angry(p *Person, t *Turn) {
	if t.Opening || t.Over || !p.once("angry", 3, 3) {
		return
	}
	words := p.word("why do you keep asking me things", "this is a joke", "you lot never listen", "just sort it out", "how many more questions", "ive told you people all this before", "what is the point", "are you even reading this")
	if p.mayWaste(t) && p.chance(1, 2) {
		p.instead(t, words)
		return
	}
	t.before(say(aside(words)))
}

func goesBack(p *Person, t *Turn) {
	if len(p.gave) >= 3 && p.mayWaste(t) && p.once("goes back", 1, 2) {
		p.instead(t, pick(p.rand, append(p.controls("back"), "can i change the last one", "go back one")))
		p.asked = map[conversation.Ask]int{}
		p.retaken[p.last] = true
	}
}

func startsAgain(p *Person, t *Turn) {
	if len(p.gave) >= 3 && p.mayWaste(t) && p.once("starts again", 1, 3) {
		p.instead(t, pick(p.rand, p.controls("start_again")))
		p.told, p.asked = 0, map[conversation.Ask]int{}
		for a := range p.gave {
			p.retaken[a] = true
		}
	}
}

func chatty(p *Person, t *Turn) {
	if t.Over || !p.chance(1, 2) {
		return
	}
	words := aside(p.fill.Replace(pick(p.rand, p.voice.lines["aside"])))
	switch p.rand.IntN(3) {
	case 0:
		t.first(words, aside("."))
	case 1:
		t.last(aside("."), words)
	default:
		t.after(say(words))
	}
}

func swears(p *Person, t *Turn) {
	if t.Over || !p.chance(1, 3) {
		return
	}
	if p.chance(1, 2) {
		t.first(aside(p.word("ffs", "for fucks sake", "bloody hell", "jesus christ", "omg")))
		return
	}
	t.last(aside(p.word("ffs", "its fucking ridiculous", "its taking the piss", "shambles")))
}

func polite(p *Person, t *Turn) {
	if p.chance(1, 2) {
		t.last(aside(p.word("thank you", "x", "thanks very much", "sorry to bother you", "if thats ok")))
	}
}

// goesQuiet leaves the phone for hours, and once for days.
func goesQuiet(p *Person, t *Turn) {
	if t.Opening || t.Over || !p.once("goes quiet", 2, 4) {
		return
	}
	away := pick(p.rand, []time.Duration{45 * time.Minute, 3 * time.Hour, 17 * time.Hour, 50 * time.Hour})
	if away > 20*time.Hour {
		p.cut = "they were away for days"
	}
	t.Messages[0].Pause = away
	if p.chance(1, 2) {
		t.first(aside(p.word("sorry was busy,", "im back.", "sorry just seen this,", "hi again,")))
	}
}
