package conversation

// someoneElse sends what another person wrote to a talk of their own. In a chat they sit before a
// screen that shows this one, so it is closed, and they are told to begin their own.
func (n *turn) someoneElse(w Said) {
	if w.Channel == SMS {
		n.effects = []Effect{Elsewhere{}}
		return
	}
	seq := n.hear(w.Channel, w.Text, w.Late)
	n.setContact(w.Channel, func(c *Contact) { c.SafeToReply = No }) // first: what waits for its answer is not answered before them
	n.handOverBut(w.Channel)
	if !n.screen(seq, w.Text, n.read(w.Text)) {
		n.say("new_chat", LaneAnswer, nil)
	}
	n.setContact(w.Channel, func(c *Contact) { c.SomeoneElse = true })
	n.effects = append(n.effects, ShutDoor{Channel: w.Channel})
}

// parted: somebody else speaks through this door now. What there is goes to a person, and nothing
// more goes out by it until they have proved with their code that it is them.
func (n *turn) parted(w Parted) {
	n.setContact(w.Channel, func(c *Contact) { c.SafeToReply, c.SomeoneElse = No, true })
	n.handOverBut(w.Channel)
}

// handOverBut hands over what there is. A question that was put to them on another channel than this one is still on
// their screen there: a "2" to whether it is safe to write to them is no matter, and the no that it is.
func (n *turn) handOverBut(c Channel) {
	asked := n.s.Pending
	n.handOver("")
	if asked.Ask != "" && asked.Channel != c {
		n.s.Pending = asked
	}
}

// joined: they have proved with their code that this talk is theirs. Whether it is safe to write to
// them here is not known yet.
func (n *turn) joined(w Joined) {
	if n.s.Reference == "" {
		return
	}
	if len(n.s.Burst) > 0 { // that was written elsewhere, and what it says of a phone is of that one
		n.silent = true
		n.takeIn(n.endBurst())
		n.silent = false
	}
	n.present, n.s.Last, n.s.Returned, n.s.Unproven, n.s.Doubted = true, w.Channel, false, false, false
	n.s.Contacts[w.Channel] = Contact{Channel: w.Channel, SafeToReply: Unknown, CanText: true}
	n.setAside(AskContactSafe) // that was another phone
	delete(n.s.Put, AskContactSafe)
	n.changed = true
	n.quietTimers()
	if n.s.Greeted || n.s.Stage == HandedOver {
		n.say("joined", LaneAnswer, nil)
	} else {
		n.greet() // they were quicker than our welcome
	}
	if n.saidNotSafe {
		n.safetyWords("danger_where", AskWhereNow, "safe_now") // this is never taken in silently
		return
	}
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

// askedForCode: a code opens all that was said, so it goes to a safe phone only, and not to whoever writes
// from it long after: a newer code would end the one that they may have kept.
func (n *turn) askedForCode() {
	switch {
	case n.s.Last == Chat:
		n.say("code_button", LaneAnswer, nil)
	case n.s.Contact(SMS).SafeToReply == Yes && (n.s.Returned || n.s.Unproven):
		n.say("code_later", LaneAnswer, nil)
	case n.s.Contact(SMS).SafeToReply == Yes:
		n.effects = append(n.effects, GiveCode{})
		n.stays = true // the code is the last thing on their screen, and the question stands above it
	default:
		n.say("code_not_here", LaneAnswer, nil)
	}
}
