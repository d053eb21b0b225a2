package conversation

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// world is one phone and one chat, through which several people may speak. It does with effects what
// the store does: Elsewhere and Anew begin a further talk, and the one that is left hears Parted.
type world struct {
	t     *rapid.T
	talk  Talk
	at    time.Time
	turn  int
	talks []*heard
	doors map[Channel]int // the talk that speaks there now
}

// heard is one talk, and what was written in it.
type heard struct {
	s        State
	before   State
	lines    map[int]string // what the person wrote, by line
	said     []string       // what they were told
	onlooker *onlooker
}

func (w *world) happens(to int, what Happening) {
	h := w.talks[to]
	w.turn++
	e := Event{At: w.at, Fresh: fmt.Sprintf("%026d", w.turn), What: what}
	h.s.Turn++
	live, effects := w.talk.Step(h.s, e)
	again, same := w.talk.Step(reread(w.t, h.s), e)
	if remembered(w.t, live) != remembered(w.t, again) || !reflect.DeepEqual(effects, same) {
		w.t.Fatalf("a state that was stored and read again takes another turn at %T", what)
	}
	if slices.ContainsFunc(effects, func(e Effect) bool { _, ok := e.(Elsewhere); return ok }) {
		if len(effects) != 1 || remembered(w.t, live) != remembered(w.t, h.s) {
			w.t.Fatalf("Elsewhere is not alone: %d effects", len(effects))
		}
		left := to
		w.doors[SMS] = w.begin()
		if said, is := what.(Said); is {
			said.Shared = true
			what = said
		}
		w.happens(w.doors[SMS], what)
		w.happens(left, Parted{Channel: SMS})
		return
	}
	holds(w.t, h.s, live, w.at, what, effects)
	h.onlooker.sees(h.s, live, w.at, what, effects, func(c Channel) bool { return w.doors[c] == to })
	h.before, h.s = h.s, live
	for _, effect := range effects {
		switch effect := effect.(type) {
		case Heard:
			h.lines[effect.Seq] = effect.Text
		case Say:
			h.said = append(h.said, effect.Text)
		case Anew:
			for _, text := range effect.Texts {
				if !slices.Contains(slices.Collect(maps.Values(h.lines)), text) {
					w.t.Fatalf("%q begins a new talk and was never written", text)
				}
			}
			if len(effect.Texts) < len(h.before.Held) {
				w.t.Fatalf("%d texts were held, and %d begin a new talk", len(h.before.Held), len(effect.Texts))
			}
			further, theirs := w.begin(), w.doors[effect.Channel] == to
			if theirs {
				w.doors[effect.Channel] = further
			}
			for _, text := range effect.Texts {
				w.happens(further, Said{Channel: effect.Channel, Text: text, Follows: effect.Follows})
			}
			if !theirs { // somebody else has come there meanwhile
				w.happens(further, Parted{Channel: effect.Channel})
			}
		case ShutDoor:
			delete(w.doors, effect.Channel) // whoever writes there next begins a talk of their own
		case GiveCode:
			w.happens(to, CodeMade{Code: "plum-otter-cloud-tent"})
		}
	}
}

func (w *world) begin() int {
	w.talks = append(w.talks, &heard{s: State{ID: fmt.Sprintf("00-%d", len(w.talks))}, lines: map[int]string{}, onlooker: watch(w.t)})
	return len(w.talks) - 1
}

// handedOver begins with a talk that has come to its end, or it would hardly ever be come to.
func (w *world) handedOver() {
	first := w.behind(SMS)
	h := w.talks[first]
	h.s = inSafeHands(w.at)
	h.s.Answers[AskName] = Answer{Value: "text", Words: "Kai", Seq: 1}
	h.onlooker.opened, h.onlooker.case_ = true, facts(w.t, h.s)
	if what := rapid.SampledFrom([]Happening{
		nil, VisitOver{ID: "v1", State: "done"}, VisitBooked{Effect: "c/v", ID: "v1", At: w.at.AddDate(0, 0, 3), Place: "the library", With: "Priya"}, CaseClosed{Effect: "c/close"},
	}).Draw(w.t, "since"); what != nil {
		w.happens(first, what)
	}
}

// newcomers are the words by which somebody else takes over a phone.
var newcomers = []string{
	"this is his mum now", "hi its jades nan here on her phone now", "its kai now, nan gave me the phone", "wrong number mate i just got this sim",
	"it's something new", "new", "actually its kai not kie", "no wait i meant no", "come to school on tuesday", "i want it to be formal", "can i get a code",
	"what's happening with my case?", "whats an advocate", "dont tell my mum i told you", "she's 12", "B: it was my brother",
}

// plain are the shortest answers to what we ask.
var plain = []string{"0", "1", "2", "no", "yes"}

// TestNobodyIsEverToldWhatAnotherPersonSaid marks what each person writes, and looks for the marks in
// what the others are told. It also holds that no word is lost, that every matter is exactly what was
// written, and that each talk ends in a case.
func TestNobodyIsEverToldWhatAnotherPersonSaid(t *testing.T) {
	t.Parallel()
	rapid.Check(t, severalPeople)
}

func FuzzTalk(f *testing.F) { f.Fuzz(rapid.MakeFuzz(severalPeople)) }

func severalPeople(t *rapid.T) {
	w := &world{t: t, talk: inTwoLanguages(t), at: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), doors: map[Channel]int{}}
	if rapid.Bool().Draw(t, "handed over") {
		w.handedOver()
	}
	var written []string // the mark of each message
	for i := range rapid.IntRange(1, 40).Draw(t, "messages") {
		w.at = w.at.Add(rapid.SampledFrom([]time.Duration{time.Second, 9 * time.Second, time.Minute, 30 * time.Hour}).Draw(t, "wait"))
		text := rapid.OneOf(rapid.SampledFrom(hardly), rapid.SampledFrom(newcomers), rapid.SampledFrom(newcomers), rapid.SampledFrom(plain)).Draw(t, "text")
		if slices.Contains(plain, text) {
			// an answer and nothing else, or the talk would hardly ever come to its later questions
		} else if rapid.IntRange(0, 3).Draw(t, "as it is") > 0 { // else it may be an answer of one sign
			mark := fmt.Sprintf("zq%dx", i)
			written, text = append(written, mark), text+" "+mark
		}
		w.writes(rapid.SampledFrom([]Channel{SMS, SMS, Chat}).Draw(t, "channel"), strings.ToValidUTF8(text, ""))
		if rapid.Bool().Draw(t, "staff") {
			to := rapid.IntRange(0, len(w.talks)-1).Draw(t, "talk")
			w.meanwhile(to, anyEvent(t))
		}
		if rapid.IntRange(0, 9).Draw(t, "code") == 0 {
			w.proves(rapid.IntRange(0, len(w.talks)-1).Draw(t, "talk"), rapid.SampledFrom([]Channel{SMS, Chat}).Draw(t, "where"))
		}
		for i := range w.talks {
			if wake := w.talks[i].s.Wake(); !wake.IsZero() && !wake.After(w.at.Add(time.Minute)) {
				w.at = later(w.at, wake)
				w.happens(i, Woke{})
			}
		}
	}
	w.judge(written)
}

// behind is the talk that speaks through a door.
func (w *world) behind(c Channel) int {
	if _, open := w.doors[c]; !open {
		w.doors[c] = w.begin()
	}
	return w.doors[c]
}

func (w *world) writes(c Channel, text string) {
	w.happens(w.behind(c), Said{Channel: c, Text: text, After: 1 << 20})
}

// meanwhile lets something happen to a talk. What comes through a door happens to whichever talk speaks there.
func (w *world) meanwhile(to int, what Happening) {
	switch what := what.(type) {
	case Said:
		w.happens(w.behind(what.Channel), what)
	case NeedHelpNow:
		w.happens(w.behind(what.Channel), what)
	case Left:
		w.happens(w.behind(Chat), what)
	case Joined:
		w.proves(to, what.Channel)
	case Parted:
		if w.doors[what.Channel] == to {
			w.doors[what.Channel] = w.begin() // somebody proves there that theirs is another talk
			w.happens(to, what)
		}
	default:
		w.happens(to, what)
	}
}

// proves lets somebody go on with their talk at another door, with its code.
func (w *world) proves(talk int, c Channel) {
	other, open := w.doors[c]
	w.doors[c] = talk
	if open && other != talk {
		w.happens(other, Parted{Channel: c})
	}
	w.happens(talk, Joined{Channel: c})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (w *world) judge(written []string) {
	heard := map[string]int{} // marks, and in how many talks each was written down
	for i, h := range w.talks {
		if h.s.Reference == "" && len(h.lines) > 0 {
			w.t.Fatalf("talk %d has no case", i)
		}
		theirs := map[string]bool{}
		for _, line := range h.lines {
			for _, mark := range marks.FindAllString(line, -1) {
				theirs[mark] = true
			}
		}
		for mark := range theirs {
			heard[mark]++
		}
		for _, issue := range h.s.Facts().Issues {
			var said []string
			for _, p := range issue.Parts {
				said = append(said, string([]rune(h.lines[p.Seq])[p.Start:p.End]))
			}
			if got := strings.Join(said, "\n"); strings.ReplaceAll(got, "\n", "") != strings.ReplaceAll(issue.Words, "\n", "") {
				w.t.Fatalf("issue %q is not what was written: %q", issue.Words, got)
			}
		}
		for _, text := range h.said {
			for _, mark := range marks.FindAllString(text, -1) {
				if !theirs[mark] {
					w.t.Fatalf("talk %d was told %q", i, text)
				}
			}
		}
	}
	for _, mark := range written {
		if heard[mark] == 0 {
			w.t.Fatalf("the message with %s is in no transcript", mark)
		}
	}
}

// marks tell each message from every other.
var marks = regexp.MustCompile(`zq\d+x`)
