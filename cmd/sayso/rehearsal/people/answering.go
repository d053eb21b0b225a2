package people

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso/conversation"
)

// ofTheChild are the questions to somebody who speaks for a young person.
var ofTheChild = []conversation.Ask{
	conversation.AskRelationship, conversation.AskChildName, conversation.AskChildAge, conversation.AskChildKnows, conversation.AskKeepFrom,
}

// plain is the answer to a question, as this person would give it on a good day.
func (p *Person) plain(a conversation.Ask, choices []conversation.Choice, screen string) Turn {
	t := Turn{Ask: a, Choices: choices, Screen: screen}
	if _, meant := p.Means[a]; !meant && slices.Contains(ofTheChild, a) { // they have been taken for somebody else
		mine := Part{Ask: conversation.AskAboutWho, Answer: Answer{Value: "self"}, Text: p.word("its about me", "no this is about me", "im the young person")}
		t.Messages = []Message{say(mine)}
		return t
	}
	switch a {
	case "", conversation.AskConcern:
		t.Messages = []Message{say(p.matter())}
	case conversation.AskAnythingElse:
		if p.told < len(p.Matters) {
			t.Messages = []Message{say(aside(p.word("also", "and", "yes", "oh and", "")), p.matter())}
		} else {
			t.Messages = []Message{say(aside(p.closed(a, "no", choices)))}
		}
	case conversation.AskConfirm:
		t.Messages = []Message{say(aside(p.closed(a, "send", choices)))}
	case conversation.AskForget:
		t.Messages = []Message{say(aside(p.word("2", "no carry on", "no")))}
	case conversation.AskSameNew:
		t.Messages = []Message{say(aside(p.word("1", "same thing", "about before")))}
	case conversation.AskWhereNow:
		t.Messages = []Message{say(aside(p.word("at home", "my room", "dont want to say", "outside the shops")))}
	case conversation.AskVisitOK, conversation.AskSorted, conversation.AskChange:
		t.Messages = []Message{say(aside(p.word("ok", "1")))}
	case conversation.AskCarryOn: // "can someone come? You can say where and when"
		if _, gave := p.gave[conversation.AskVisitWhere]; !gave && p.Means[a].Value == "yes" && p.Means[conversation.AskVisitWhere].Words != "" && p.chance(1, 2) {
			t.Messages = []Message{p.whereAndWhen()}
		} else {
			t.Messages = []Message{say(p.answer(a, p.Means[a], choices))}
		}
	case conversation.AskVisitWhere: // "where and when is good?"
		t.Messages = []Message{p.whereAndWhen()}
	default:
		t.Messages = []Message{say(p.answer(a, p.Means[a], choices))}
	}
	return t
}

// whereAndWhen says where it is good to meet, and mostly when.
func (p *Person) whereAndWhen() Message {
	where := say(p.answer(conversation.AskVisitWhere, p.Means[conversation.AskVisitWhere], nil))
	when := p.Means[conversation.AskVisitWhen]
	if _, gave := p.gave[conversation.AskVisitWhen]; !gave && p.Means[conversation.AskVisitWhere].Words != "" && when.Words != "" && p.chance(2, 3) {
		where.Parts = append(where.Parts, aside(p.word(",", ",", ".", "and")), p.answer(conversation.AskVisitWhen, when, nil))
	}
	return where
}

// matter tells the next thing that is wrong; once all are told, the first again.
func (p *Person) matter() Part {
	if p.told >= len(p.Matters) {
		return Part{Ask: conversation.AskConcern, Text: p.Matters[0]}
	}
	p.told++
	return Part{Ask: conversation.AskConcern, Text: p.Matters[p.told-1]}
}

// answer is the reply to a question that means this.
func (p *Person) answer(a conversation.Ask, means Answer, choices []conversation.Choice) Part {
	part := Part{Ask: a, Answer: means}
	switch a {
	case conversation.AskName:
		part.Text = p.called(means.Value)
	case conversation.AskChildName:
		part.Text = p.childCalled(means.Value)
	case conversation.AskChildAge:
		part.Text = p.aged(means.Value)
	case conversation.AskRelationship:
		part.Text = p.fill.Replace(p.short(p.voice.lines["calls"]))
	default:
		if who := a == conversation.AskAvoid || a == conversation.AskKeepFrom; means.Words != "" && who {
			part.Text = p.word("", "", "not ", "dont tell ", "please not ") + means.Words
		} else if means.Words != "" {
			part.Text = means.Words
		} else {
			part.Text = p.closed(a, means.Value, choices)
		}
	}
	return part
}

// unasked is the same answer as somebody gives it who has not been asked for it.
func (p *Person) unasked(a conversation.Ask, means Answer) (Part, bool) {
	part := Part{Ask: a, Answer: means}
	text := ""
	switch {
	case a == conversation.AskName && means.Value != "none":
		text = p.word("im called %s", "my names %s", "its %s by the way", "you can call me %s")
		part.Text = fmt.Sprintf(text, means.Value)
		return part, true
	case a == conversation.AskChildAge:
		text = p.fill.Replace("{he}s ") + means.Value
	case a == conversation.AskContactSafe && means.Value == "yes":
		text = p.word("its ok to text me here", "this phone is safe, its only mine", "you can message me on here no one else sees it")
	case a == conversation.AskContactSafe && means.Value == "no":
		text = p.word("dont text me back here she checks my phone", "this isnt my phone so dont reply about it on here")
	case a == conversation.AskWanted && means.Words != "":
		part.Answer.Words = strings.TrimPrefix(means.Words, "i want ") // that is all that they then say of it
		text = p.word("i just want ", "what id like is ", "i want ") + part.Answer.Words
	case a == conversation.AskVisitWhere && means.Words != "":
		text = p.word("best place is ", "somewhere good would be ", "for the place, ") + means.Words
	case a == conversation.AskVisitWhen && means.Words != "":
		text = p.word("for when, ", "time wise ", "when to come: ") + means.Words
	case a == conversation.AskAvoid && means.Words != "":
		text = p.word("please dont talk to ", "i dont want you to send ", "not with ") + means.Words
	case a == conversation.AskKeepFrom && means.Words != "":
		text = p.word("please dont let on that i told you, not to ", "this has to be kept from ", "you cant tell ") + means.Words
	case a == conversation.AskAdvocate && means.Value == "yes":
		text = p.word("id like an advocate please", "and i want an advocate")
	case a == conversation.AskAdvocate && means.Value == "no":
		text = p.word("i dont need an advocate", "no advocate thanks")
	}
	part.Text = text
	return part, text != ""
}

// corrected is how an answer is taken back.
func (p *Person) corrected(a conversation.Ask, was, means Answer) (Part, bool) {
	part := Part{Ask: a, Answer: means}
	old, now := strings.Trim(was.Words+was.Value, ". "), strings.Trim(means.Words+means.Value, ". ")
	switch a {
	case conversation.AskChildAge:
		part.Text = fmt.Sprintf(p.word("actually {he}s %[2]s not %[1]s", "sorry i meant %[2]s, not %[1]s", "*%[2]s not %[1]s for the age"), old, now)
	case conversation.AskName, conversation.AskChildName:
		part.Text = fmt.Sprintf(p.word("sorry i put the name wrong its %[2]s not %[1]s", "*%[2]s not %[1]s", "its %[2]s actually, not %[1]s"), old, now)
	case conversation.AskVisitWhere:
		part.Text = fmt.Sprintf(p.word("actually %[2]s instead of %[1]s for where", "changed my mind about where to meet: %[2]s", "for the place can you put %[2]s instead"), old, now)
	case conversation.AskVisitWhen:
		part.Text = fmt.Sprintf(p.word("actually %[2]s is better for when to come", "changed my mind about the time: %[2]s instead of %[1]s", "sorry not %[1]s, i meant %[2]s"), old, now)
	case conversation.AskWanted:
		part.Text = fmt.Sprintf(p.word("actually what i want is %[2]s", "can i change what i want to happen: %[2]s"), old, now)
	case conversation.AskAdvocate:
		part.Text = map[string]string{"yes": "actually yes i do want an advocate", "no": "actually i dont want an advocate"}[means.Value]
	}
	part.Text = p.fill.Replace(part.Text)
	return part, part.Text != ""
}

// another is something else that the same person could have meant.
func (p *Person) another(a conversation.Ask) (Answer, bool) {
	was := p.Means[a]
	pool := map[conversation.Ask]string{conversation.AskVisitWhere: "where", conversation.AskVisitWhen: "when", conversation.AskWanted: "want"}
	switch a {
	case conversation.AskVisitWhere, conversation.AskVisitWhen, conversation.AskWanted:
		for _, words := range p.voice.lines[pool[a]] {
			if words = p.fill.Replace(words); words != was.Words {
				return Answer{Words: words}, true
			}
		}
	case conversation.AskName:
		for _, name := range p.voice.lines["name"] {
			if name != was.Value {
				return Answer{Value: name}, true
			}
		}
	case conversation.AskChildAge:
		age, err := strconv.Atoi(was.Value)
		return Answer{Value: strconv.Itoa(age + 1)}, err == nil
	case conversation.AskAdvocate:
		return Answer{Value: map[string]string{"yes": "no", "no": "yes", "unsure": "yes"}[was.Value]}, true
	}
	return Answer{}, false
}

// labels are the words of a button, and what they mean.
var labels = map[string]string{
	"Yes": "yes", "No": "no", "Not sure": "unsure", "Me": "self", "Someone else": "behalf", "That's it": "no",
	"No one": "none", "Leave it there": "no", "It is right": "send",
}

// closed is an answer for which there are only so many.
func (p *Person) closed(a conversation.Ask, value string, choices []conversation.Choice) string {
	for _, c := range choices {
		if labels[c.Label] != value {
			continue
		}
		if likes := p.Taste.Digits || p.Channel == conversation.Chat && p.chance(1, 2) || p.chance(1, 4); likes && !p.Taste.Words {
			return c.Say
		}
	}
	if p.Taste.Emoji {
		if sign := map[string]string{"yes": "👍", "send": "👍", "no": "👎", "none": "👎", "unsure": "🤷"}[value]; sign != "" && a != conversation.AskSafeNow {
			return sign
		}
	}
	var said []string
	for _, family := range []string{string(a), "yes_no"} {
		if said = p.of(family, value); len(said) > 0 {
			break
		}
	}
	switch {
	case a == conversation.AskContactSafe && value == "no":
		said = []string{"no", "nah others see it", "not really its shared", "no someone else looks at it"}
	case value == "none":
		said = []string{"no one", "nah", "no", "nope", "nobody", "no thats fine"}
	case value == "behalf":
		said = []string{"someone else", "not me", "its for " + p.fill.Replace("{him}"), "for someone else", "im telling you for someone"}
	}
	if p.Taste.Words {
		said = withoutDigits(said)
	}
	if len(said) == 0 {
		return value
	}
	return p.short(said)
}

func withoutDigits(from []string) []string {
	var words []string
	for _, s := range from {
		if !strings.ContainsAny(s, "0123456789") && strings.ContainsAny(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") && len(s) > 1 {
			words = append(words, s)
		}
	}
	return words
}

func (p *Person) called(name string) string {
	if name == "none" {
		return p.short(p.noise["name"]["<nil>"])
	}
	return fmt.Sprintf(p.word("%s", "%s", "im %s", "its %s", "call me %s", "%s x", "my name is %s", "i am called %s"), name)
}

func (p *Person) childCalled(name string) string {
	return fmt.Sprintf(p.fill.Replace(p.word("%s", "%s", "{his} name is %s", "{he}s called %s", "we call {him} %s")), name)
}

func (p *Person) aged(age string) string {
	n, err := strconv.Atoi(age)
	if err != nil {
		return age
	}
	form := p.fill.Replace(p.word("%[1]d", "%[1]d", "%[1]d!!", "{he}s %[1]d", "nearly %[2]d", "%[1]d and a half", "just turned %[1]d", "{he} is %[1]d years old", "{he}s %[1]d im 41"))
	return fmt.Sprintf(form, n, n+1)
}

// word picks one way to say it.
func (p *Person) word(ways ...string) string { return p.short(ways) }

// short picks one, and the shorter of two where somebody is short of words.
func (p *Person) short(from []string) string {
	one := pick(p.rand, from)
	if other := pick(p.rand, from); p.Taste.Short && len(other) < len(one) {
		return other
	}
	return one
}
