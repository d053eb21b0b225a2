package console

import (
	"slices"
	"strings"

	"sayso/caseworker"
	"sayso/conversation"
)

// confidence is one who told, as forms and headings name them.
type confidence struct {
	ID    string // a conversation's, or caseworker.EnteredHere
	Label string // "Jade (young person)"
}

// Confidences are all who told of this case, in the order of the page.
func (p casePage) Confidences() []confidence {
	var all []confidence
	for _, t := range p.Conversations {
		label := labelled(p.nameOf(t), t.Who, t.Relationship)
		if slices.ContainsFunc(all, func(c confidence) bool { return c.Label == label }) {
			label += ", " + t.Reference
		}
		all = append(all, confidence{t.ID, label})
	}
	if e := p.Entered; e != nil {
		by := e.SubmittedBy
		all = append(all, confidence{caseworker.EnteredHere, labelled(by.Name, by.Who, by.Relationship) + ", " + say(e.Channel)})
	}
	return all
}

// nameOf is what one who told is called on the page. A young person who gave no name has the one that
// the case knows, where nobody else of the case can be meant.
func (p casePage) nameOf(t caseworker.ViewTalk) string {
	if p.Named(t) {
		return p.YoungPeople[0].Name
	}
	return t.Name
}

// Named reports whether only somebody else has named the young person who speaks here.
func (p casePage) Named(t caseworker.ViewTalk) bool {
	young := 0
	for _, other := range p.Conversations {
		if other.Who == conversation.YoungPerson {
			young++
		}
	}
	return t.Name == "" && t.Who == conversation.YoungPerson && young == 1 && len(p.YoungPeople) == 1 && p.YoungPeople[0].Name != ""
}

func labelled(name, who string, relationship *string) string {
	what := say(who)
	if relationship != nil {
		what = say(*relationship)
	}
	if name == "" {
		return what
	}
	return name + " (" + strings.ToLower(what) + ")"
}

// Many reports whether more than one person has told: every act says which, then.
func (p casePage) Many() bool { return len(p.Confidences()) > 1 }

// Whose names one who told by the id of a conversation; "" is what came another way.
func (p casePage) Whose(id string) string {
	if id == "" {
		id = caseworker.EnteredHere
	}
	for _, c := range p.Confidences() {
		if c.ID == id {
			return c.Label
		}
	}
	return "Erased"
}

// Others names all who told but one: whom nothing of this one's reaches.
func (p casePage) Others(id string) string {
	var names []string
	for _, c := range p.Confidences() {
		if c.ID != id {
			names = append(names, c.Label)
		}
	}
	return strings.Join(names, " and ")
}

// Choices are those whom a form can name. A number or a text has nobody behind it who came another way.
func (f formPart) Choices() []confidence {
	all := f.Confidences()
	if f.Name == "reveal" {
		all = slices.DeleteFunc(all, func(c confidence) bool { return c.ID == caseworker.EnteredHere })
	}
	return all
}

// Asks is what the form wants to know of them.
func (f formPart) Asks() string {
	switch f.Name {
	case "visit":
		return "Who is it with? Nobody else is told of it"
	case "issue":
		return "Whose words are these?"
	case "reveal":
		return "Whose number?"
	case "standing":
		return "Whose standing?"
	default:
		return "Who is told?"
	}
}
