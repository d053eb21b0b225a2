package people

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"sayso/conversation"
)

// each changes the words of a turn; names and ages stay, since nobody has them wrong.
func each(t *Turn, change func(word string) string) {
	for m := range t.Messages {
		parts := slices.Clone(t.Messages[m].Parts)
		for i, part := range parts {
			switch part.Ask {
			case conversation.AskName, conversation.AskChildName, conversation.AskChildAge:
				continue
			}
			parts[i].Text = changed(part.Text, change)
			parts[i].Answer.Words = changed(part.Answer.Words, change) // the case has it as it was spelt
		}
		t.Messages[m].Parts = parts
	}
}

func changed(text string, change func(word string) string) string {
	words := strings.Split(text, " ")
	for w := range words {
		words[w] = change(words[w])
	}
	return strings.Join(words, " ")
}

// misspells gets one long word in five wrong, and the same one always in the same way.
func misspells(p *Person, t *Turn) {
	each(t, func(word string) string {
		if _, known := p.spelling[word]; !known {
			p.spelling[word] = p.misspelt(word)
		}
		return p.spelling[word]
	})
}

func (p *Person) misspelt(word string) string {
	letters := []rune(word)
	if len(letters) < 5 || !p.chance(1, 5) || !unicode.IsLetter(letters[0]) {
		return word
	}
	at := 1 + p.rand.IntN(len(letters)-3)
	switch p.rand.IntN(3) {
	case 0:
		letters[at], letters[at+1] = letters[at+1], letters[at]
	case 1:
		letters = slices.Delete(letters, at, at+1)
	default:
		letters = slices.Insert(letters, at, letters[at])
	}
	return string(letters)
}

// textSpeak shortens what everybody shortens.
func textSpeak(_ *Person, t *Turn) {
	shorter := map[string]string{
		"you": "u", "are": "r", "to": "2", "for": "4", "and": "n", "because": "cos", "tomorrow": "tmrw", "people": "ppl",
		"please": "pls", "with": "wiv", "see": "c", "your": "ur", "before": "b4", "school": "skl", "thanks": "ta",
		"yes": "yh", "after": "afta", "what": "wot", "nobody": "no1", "weekend": "wkend", "something": "summat",
	}
	each(t, func(word string) string {
		if short, ok := shorter[strings.ToLower(word)]; ok {
			return short
		}
		return word
	})
}

func shouts(_ *Person, t *Turn) { each(t, strings.ToUpper) }

// crosses sends the rest of a thought just after the service has answered its beginning.
func crosses(p *Person, t *Turn) {
	if t.Over || len(t.Messages) == 0 || !p.once("crosses", 5, 2) {
		return
	}
	rest := say(aside(p.fill.Replace(pick(p.rand, append(slices.Clone(p.voice.lines["aside"]), "its been going on ages", "anyway", "sorry pressed send")))))
	if p.told > 0 && p.told < len(p.Matters) {
		rest = say(aside("and"), p.matter())
	}
	rest.Crosses = true
	t.after(rest)
}

// bursts sends a message in pieces, a few seconds apart.
func bursts(p *Person, t *Turn) {
	var pieces []Message
	for _, m := range t.Messages {
		text := strings.Fields(m.Text())
		if len(text) < 4 || m.Crosses || !p.chance(2, 3) {
			pieces = append(pieces, m)
			continue
		}
		pieces = append(pieces, p.cutUp(m, len(text))...)
	}
	t.Messages = pieces
}

// cutUp cuts a message between words, so many at most to a piece. A part that is cut belongs to the
// piece in which it ends.
func (p *Person) cutUp(m Message, words int) []Message {
	most := 2 + p.rand.IntN(words)
	var out []Message
	piece, size := Message{Pause: m.Pause}, 0
	flush := func() {
		if len(piece.Parts) > 0 {
			out = append(out, piece)
		}
		piece, size = Message{Pause: p.between()}, 0
	}
	for _, part := range m.Parts {
		whole := part
		rest := strings.Fields(part.Text)
		for len(rest) > 0 {
			n := min(len(rest), most-size)
			here := strings.Join(rest[:n], " ")
			rest, size = rest[n:], size+n
			if len(rest) == 0 {
				piece.Parts = append(piece.Parts, Part{Text: here, Ask: whole.Ask, Answer: whole.Answer, Whole: whole.Text})
			} else {
				piece.Parts = append(piece.Parts, Part{Text: here, Piece: true})
			}
			if size >= most {
				flush()
			}
		}
	}
	flush()
	return out
}

// between is how long somebody takes for the next piece of a burst.
func (p *Person) between() time.Duration {
	if p.Channel == conversation.Chat {
		return time.Duration(400+p.rand.IntN(1400)) * time.Millisecond
	}
	return time.Duration(1+p.rand.IntN(6)) * time.Second
}
