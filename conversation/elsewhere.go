package conversation

import "sayso/conversation/meaning"

// isSomeoneElse notices that another person than before writes from this number. Nothing of what
// they write may stand in this talk, and nothing of this talk may be shown to them.
func (n *turn) isSomeoneElse(w Said) bool {
	if n.s.Reference == "" || n.s.Began.IsZero() {
		return false
	}
	r := n.read(w.Text)
	if r.Stranger && r.Wants != "who_are_you" { // that they may well ask of a caseworker's first text
		return n.s.Stage == HandedOver && !n.s.LetGo
	}
	i := r.Introduces
	if r.Finder && n.mayBeFound(i) {
		return true
	}
	if i == nil || !i.Now && !(i.Greets && n.s.who() == YoungPerson) && answersWhoSpeaks(n.s.Pending.Ask) {
		return false
	}
	switch n.s.who() {
	case YoungPerson:
		known := n.s.words(AskName)
		// A young person may be somebody's mum; in the middle of a talk she speaks of herself. But to us,
		// whom she has been talking to, she does not say "this is his mum".
		return i.Who == meaning.Behalf && (i.Now || grownUp(i.Relationship) && (i.Greets || !n.theyAreThere())) ||
			i.Who == meaning.Self && i.Now && known != "" && i.Name != "" && i.Name != known
	case OnBehalf:
		known := n.s.value(AskRelationship)
		named := i.Name != "" && i.Name == n.s.words(AskChildName)
		return i.Who == meaning.Self && (i.Now || named) ||
			i.Who == meaning.Behalf && i.Now && i.Relationship != "" && known != "" && i.Relationship != known
	}
	return i.Now || i.Who == meaning.Behalf && n.s.Stage == HandedOver
}

// mayBeFound: whoever holds this phone is somebody else than the one who spoke before. A mother who began
// the talk herself may well say again who she is.
func (n *turn) mayBeFound(i *meaning.Introduction) bool {
	if n.s.who() != OnBehalf {
		return true
	}
	known := n.s.value(AskRelationship)
	if i != nil && i.Relationship != "" && known != "" {
		return i.Relationship != known
	}
	return known != "" && !grownUp(known)
}

// answersWhoSpeaks: in answer to these, "I'm his mum" says nothing new.
func answersWhoSpeaks(a Ask) bool {
	switch a {
	case AskAboutWho, AskRelationship, AskName, AskChildName, AskConcern:
		return true
	}
	return false
}

// someoneElse sends what another person wrote to a talk of their own. In a chat they sit before a
// screen that shows this one, so it is closed, and they are told to begin their own.
func (n *turn) someoneElse(w Said) {
	if w.Channel == SMS {
		n.effects = []Effect{Elsewhere{}}
		return
	}
	seq := n.hear(w.Channel, w.Text, w.Late)
	n.handOver("")
	n.setContact(w.Channel, func(c *Contact) { c.SafeToReply = No })
	if !n.screen(seq, w.Text, n.read(w.Text)) {
		n.say("new_chat", LaneAnswer, nil)
	}
	n.setContact(w.Channel, func(c *Contact) { c.SomeoneElse = true })
	n.effects = append(n.effects, ShutDoor{Channel: w.Channel})
}

// parted: somebody else speaks through this door now. What there is goes to a person, and nothing
// more goes out by it until they have proved with their code that it is them.
func (n *turn) parted(w Parted) {
	n.handOver("")
	n.setContact(w.Channel, func(c *Contact) { c.SafeToReply, c.SomeoneElse = No, true })
}

// joined: they have proved with their code that this talk is theirs. Whether it is safe to write to
// them here is not known yet.
func (n *turn) joined(w Joined) {
	if n.s.Reference == "" {
		return
	}
	n.present, n.s.Last = true, w.Channel
	n.s.Contacts[w.Channel] = Contact{Channel: w.Channel, SafeToReply: Unknown, CanText: true}
	n.setAside(AskContactSafe) // that was another phone
	delete(n.s.Put, AskContactSafe)
	n.changed = true
	n.quietTimers()
	n.say("joined", LaneAnswer, nil)
	if n.s.Stage == HandedOver {
		n.ask(AskContactSafe, "contact_safe", LaneAnswer, nil)
		return
	}
	n.again = true
	n.sayNext()
}

// codeMade gives them their code, where only they will see it.
func (n *turn) codeMade(w CodeMade) {
	n.put("code", Say{From: FromSayso, Lane: LaneAnswer, Hide: w.Code}, map[string]string{"code": w.Code})
}

// askedForCode: a code opens all that was said, so it goes to a safe phone only.
func (n *turn) askedForCode() {
	switch {
	case n.s.Last == Chat:
		n.say("code_button", LaneAnswer, nil)
	case n.s.Contact(SMS).SafeToReply == Yes:
		n.effects = append(n.effects, GiveCode{})
		n.stays = true // the code is the last thing on their screen, and the question stands above it
	default:
		n.say("code_not_here", LaneAnswer, nil)
	}
}
