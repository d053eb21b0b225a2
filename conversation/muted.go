package conversation

import "time"

// Muting is that a manager has the service answer somebody no more by itself, for a time. Every message is kept, screened
// and read as before, a caseworker can still write, and whoever is in danger is answered whatever was muted.
type Muting struct {
	Until time.Time `json:"until"`
	Seq   int       `json:"seq"` // the last line when it began: what was heard since is newer
}

// Allowance bounds the answers that the service gives by itself to one phone, so that two machines do not talk to each
// other for ever, and one person who writes without end does not keep others waiting. Nothing that is heard is lost by it:
// whoever gets no answer is read by a person all the same.
type Allowance struct {
	Most  int           // answers at once; 0 is without limit, but for Busy
	Every time.Duration // after so long one more may go
	// Busy is how many are left to each phone while the texts of all the deployment wait in a long line, whatever Most is.
	Busy int
}

// spending is how much of the allowance one phone has used.
type spending struct {
	Answers int       `json:"answers,omitempty"`
	At      time.Time `json:"at"` // up to when what came back has been counted
}

// muted takes what a manager set; a time that has passed ends it.
func (n *turn) muted(w Muted) {
	n.s.Muting, n.changed = Muting{Until: w.Until, Seq: n.s.Lines}, true
	if !w.Until.After(n.at) {
		n.s.Muting = Muting{}
	}
}

// unanswered reports whether a sentence that nobody of staff caused is not said now. Words about danger always go.
func (n *turn) unanswered(say Say) bool {
	if say.From != FromSayso || say.Effect != "" || say.Lane == LaneSafety {
		return false
	}
	return n.isMuted() || say.Channel == SMS && n.overspent() && !n.inDangerSince(0)
}

// isMuted: a manager has set it so, and nothing worrying was heard since.
func (n *turn) isMuted() bool {
	return n.s.Muting.Until.After(n.at) && !n.inDangerSince(n.s.Muting.Seq)
}

// inDangerSince: something worrying was heard since a line, and no human who had heard it has it in hand.
func (n *turn) inDangerSince(seq int) bool {
	return n.tierConcerns() && n.dangerSince(max(seq, n.s.Handled), PlannedChange)
}

// overspent: this phone has had all the answers that it may have now.
func (n *turn) overspent() bool {
	most := n.Allowance.Most
	if n.busy && (most == 0 || most > n.Allowance.Busy) {
		most = n.Allowance.Busy
	}
	if most == 0 {
		return false
	}
	n.giveBack()
	over := n.s.Spent.Answers >= most
	if over && !n.s.Overspent {
		n.s.Overspent, n.changed = true, true
	}
	return over
}

// giveBack counts what has come back of the allowance since.
func (n *turn) giveBack() {
	spent := &n.s.Spent
	if spent.Answers == 0 || n.Allowance.Every <= 0 {
		spent.At = n.at
		return
	}
	back := int(n.at.Sub(spent.At) / n.Allowance.Every)
	if back >= spent.Answers {
		spent.Answers, spent.At = 0, n.at
		return
	}
	spent.Answers -= max(back, 0)
	spent.At = spent.At.Add(time.Duration(max(back, 0)) * n.Allowance.Every)
}

// spend counts an answer that goes out.
func (n *turn) spend(say Say) {
	if n.Allowance.Most == 0 && n.Allowance.Busy == 0 || say.Channel != SMS || say.From != FromSayso || say.Effect != "" {
		return
	}
	n.giveBack()
	n.s.Spent.Answers++
	if n.s.Overspent && say.Lane != LaneSafety {
		n.s.Overspent, n.changed = false, true
	}
}
