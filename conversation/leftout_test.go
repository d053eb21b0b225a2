package conversation

import (
	"testing"
	"time"
)

// "not the social worker, Hannah" is one person whom they do not want. It puts nothing right of what they told.
func TestWhoIsLeftOutAndNamedPutsNothingRight(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ told, wanted, left string }{
		{"the social worker never turns up when she says she will", "a different social worker", "not the social worker, Hannah"},
		{"my carer shouts at me", "a new carer", "not my carer, Paula"},
		{"the manager ignores my emails", "the manager to say sorry", "please not the manager, Mr Platt"},
		{"his teacher was rude to me", "a word with his teacher", "not the teacher, her names Dawn"},
	} {
		for _, a := range []Ask{AskAvoid, AskKeepFrom} {
			p := newTalking(t)
			p.at = time.Date(2026, 3, 2, 10, 0, 0, 0, time.UTC)
			p.happens(0, text(row.told))
			p.s = p.s.clone()
			p.s.Answers[AskAboutWho] = Answer{Value: "behalf", Seq: 1}
			p.s.Answers[AskWanted] = Answer{Value: "text", Words: row.wanted, Seq: 1}
			p.s.Put[AskAnythingElse], p.s.Put[AskWanted], p.s.Put[a] = 1, 1, 1
			p.s.Pending = Asked{Ask: a, Seq: p.s.Lines, At: p.at, Channel: SMS}
			p.happens(time.Minute, text(row.left))
			if got := p.s.words(AskWanted); got != row.wanted {
				t.Errorf("%s %q: wants %q", a, row.left, got)
			}
			if got := p.s.words(a); got != row.left {
				t.Errorf("%s %q: kept %q", a, row.left, got)
			}
			if len(p.s.Issues) != 1 || p.s.Issues[0].Now() != row.told {
				t.Errorf("%s %q: told %+v", a, row.left, p.s.Issues)
			}
		}
	}
}
