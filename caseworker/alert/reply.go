package alert

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"
	"time"

	"sayso/caseworker"
)

// Reply takes a text from a phone. known says whether the phone is on a rota; what anybody else
// writes is no business of this room. words are to be texted back: "" for none. A code that was sent
// to this phone acknowledges what it was sent for.
//
// id is the network's name of the text. Posted again, by a retry or by whoever has recorded it, it is neither answered nor
// counted among the wrong ones: what it acknowledged is acknowledged.
func (p *Pager) Reply(ctx context.Context, id, from, body string) (words string, known bool, err error) {
	hash := p.hash(from)
	who, known := p.behind(hash)
	if !known {
		return "", false, nil
	}
	words, wrong, err := p.reply(ctx, hash, from, body, who)
	if err != nil {
		return "", true, err
	}
	first, err := p.db.SetNX(ctx, p.keys.taken(p.seals.Hash("duty text taken", id+"\n"+from+"\n"+body)), "1", takenFor).Result()
	switch {
	case err != nil:
		return "", true, fmt.Errorf("note that a text was taken: %w", err)
	case !first:
		return "", true, nil
	case wrong:
		return words, true, p.countWrong(ctx, hash)
	}
	return words, true, nil
}

// takenFor is how long a text of a duty worker is known that was taken. Its code opens nothing after a day.
const takenFor = 30 * 24 * time.Hour

// reply acknowledges what a text is about, and gives what is texted back. wrong says that its code opens nothing.
func (p *Pager) reply(ctx context.Context, hash, from, body string, who Person) (words string, wrong bool, err error) {
	code := figuresIn(body)
	if code == "" {
		words, err := p.onceInAWhile(ctx, from, body, "This phone takes alerts from Sayso. To acknowledge one, reply with its 6 figures.")
		return words, false, err
	}
	tries, err := p.db.Get(ctx, p.keys.wrong(hash)).Int()
	if err == nil && tries >= wrongAtMost {
		words, err := p.onceInAWhile(ctx, from, body, "Too many wrong codes. Please open the alert's link and sign in.")
		return words, false, err
	}
	key := p.keyOf(from, code)
	about, err := p.about(ctx, key)
	if errors.Is(err, errNoAlert) {
		return "This code opens nothing. Please look at the alert again, or open its link.", true, nil
	}
	if err != nil {
		return "", false, err
	}
	came, err := p.answer(ctx, about, key, who)
	if err != nil {
		return "", false, err
	}
	return came.words(), false, nil
}

// Knows reports whether a phone is on a rota.
func (p *Pager) Knows(phone string) bool {
	_, known := p.behind(p.hash(phone))
	return known
}

// hintEvery is how often the same text is answered the same: a phone that answers by itself would be answered without end.
const hintEvery = 10 * time.Minute

// onceInAWhile gives words, or none where the phone has sent the same just now.
func (p *Pager) onceInAWhile(ctx context.Context, from, body, words string) (string, error) {
	fresh, err := p.db.SetNX(ctx, p.keys.hinted(p.seals.Hash("duty text", from+"\n"+body)), "1", hintEvery).Result()
	if err != nil {
		return "", fmt.Errorf("look what a phone was told: %w", err)
	}
	if !fresh {
		return "", nil
	}
	return words, nil
}

// Pressed takes the key that was pressed in a call, and gives what is said then.
func (p *Pager) Pressed(ctx context.Context, key string) (words string, err error) {
	about, err := p.about(ctx, key)
	if errors.Is(err, errNoAlert) {
		return "This alert can no longer be acknowledged by phone. Please sign in to Sayso.", nil
	}
	if err != nil {
		return "", err
	}
	came, err := p.answer(ctx, about, key, Person{Name: about.Who})
	switch {
	case err != nil:
		return "", err
	case len(came.theirs) > 0:
		return "Thank you. You have acknowledged it. Please sign in to Sayso to read it.", nil
	case len(came.passed) > 0:
		return "Thank you. It goes on to a colleague. Please leave it to them.", nil
	}
	return "Somebody else has acknowledged it already. Thank you.", nil
}

// outcome is what an answer came to, by the references of the cases.
type outcome struct {
	theirs []string // acknowledged by this phone
	others []string // somebody else was first
	passed []string // kept from whoever answered: somebody else is called
}

// words are what is texted back. Whoever has to leave it to somebody else learns nothing of why.
func (o outcome) words() string {
	var all []string
	if len(o.theirs) > 0 {
		all = append(all, "Thank you. You have acknowledged "+strings.Join(o.theirs, ", ")+".")
	}
	if len(o.others) > 0 {
		all = append(all, "Somebody else has acknowledged "+strings.Join(o.others, ", ")+" already.")
	}
	if len(o.passed) > 0 {
		all = append(all, "Thank you. "+strings.Join(o.passed, ", ")+" goes on to a colleague. Please leave it to them.")
	}
	return strings.Join(all, " ")
}

// answer acknowledges all that a text or call was about: on the ladder first, so that nobody else is
// called, then on the cases. What has come to be kept from whoever answers, by their name or by what a human
// said, is not acknowledged by it.
func (p *Pager) answer(ctx context.Context, about sentAbout, key string, otherwise Person) (came outcome, err error) {
	for _, alert := range about.Alerts {
		l, _, err := p.load(ctx, alert)
		if err != nil {
			return came, err
		}
		if l.Answered == nil && p.keptOut(ctx, l, p.called(l, key, otherwise), caseworker.ByName) {
			if err := p.passOn(ctx, alert, key); err != nil {
				return came, err
			}
			came.passed = append(came.passed, l.Reference)
			continue
		}
		first := false
		// This node tells the case; should it die with that, another one does.
		l, err = p.update(ctx, alert, func(l *ladder) {
			if first = l.Answered == nil; first {
				l.Answered, l.Due = &answer{At: p.now().UTC(), By: about.Who}, p.held()
			}
		})
		if err != nil {
			return came, err
		}
		if first {
			p.counts.answered.Add(1)
		}
		if l.Answered.By == about.Who {
			came.theirs = append(came.theirs, l.Reference)
		} else {
			came.others = append(came.others, l.Reference)
		}
		tell := p.tellCase
		if !first {
			tell = p.tellLate
		}
		if err := tell(ctx, l); err != nil {
			p.log.Warn("an acknowledgement has not reached its case yet", "alert", alert, "error", err)
		}
	}
	return came, nil
}

// tellLate does what whoever took an acknowledgement has not done in their time. Of several who come for it
// at once, one does.
func (p *Pager) tellLate(ctx context.Context, l ladder) error {
	mine := false
	l, err := p.update(ctx, l.Alert, func(l *ladder) {
		if mine = !l.done() && !p.now().Before(l.Due); mine {
			l.Due = p.held()
		}
	})
	if err != nil || !mine {
		return err
	}
	return p.tellCase(ctx, l)
}

// tellCase brings an acknowledgement to the case, which may not be there yet.
func (p *Pager) tellCase(ctx context.Context, l ladder) error {
	if l.done() {
		return nil
	}
	// Should a node have died after it had told the case, it is not acknowledged a second time.
	known, err := p.cases.Answered(ctx, l.Reference, l.Alert)
	if err == nil && !known {
		err = p.cases.Acknowledge(ctx, l.Reference, l.Alert, l.Answered.By)
	}
	if err != nil {
		_, later := p.update(ctx, l.Alert, func(l *ladder) { l.Due = p.now().Add(p.config.Again) })
		return errors.Join(err, later)
	}
	_, err = p.update(ctx, l.Alert, func(l *ladder) { l.Answered.Told = true })
	return err
}

// wrongAtMost is how many wrong codes a phone may send in an hour. The sender of a text can be
// forged: without it a million texts would silence any alert.
const wrongAtMost = 20

func (p *Pager) countWrong(ctx context.Context, hash string) error {
	p.counts.wrong.Add(1)
	pipe := p.db.TxPipeline()
	pipe.Incr(ctx, p.keys.wrong(hash))
	pipe.ExpireNX(ctx, p.keys.wrong(hash), time.Hour)
	if _, err := pipe.Exec(ctx); err != nil {
		return fmt.Errorf("count a wrong code: %w", err)
	}
	return nil
}

// figuresIn is the first run of exactly six figures of a text; spaces within it do not part them.
func figuresIn(body string) string {
	var run strings.Builder
	for _, r := range body + "." {
		switch {
		case '0' <= r && r <= '9':
			run.WriteRune(r)
		case r == ' ' && run.Len() > 0 && run.Len() < 6:
		default:
			if run.Len() == 6 {
				return run.String()
			}
			run.Reset()
		}
	}
	return ""
}

// figures makes a code.
func (p *Pager) figures() (string, error) {
	b := make([]byte, 8)
	if _, err := io.ReadFull(p.fresh, b); err != nil {
		return "", fmt.Errorf("make a code: %w", err)
	}
	return fmt.Sprintf("%06d", new(big.Int).Mod(new(big.Int).SetBytes(b), big.NewInt(1_000_000))), nil
}

func (p *Pager) hash(phone string) string { return p.seals.Hash("duty phone", phone) }

func (p *Pager) keyOf(phone, code string) string { return p.seals.Hash("alert code", phone+"\n"+code) }
