package meaning

// Listening is the same reader for one turn of one talk: it goes through each text once, however often it is asked
// about it. It holds what it has read, so it is thrown away with the turn. It is for one goroutine alone.
func (r *Reader) Listening() *Reader {
	if r.heard != nil {
		return r
	}
	other, replies := *r, *r.replies
	other.heard, replies.heard = newHeard(), newHeard()
	other.replies = &replies
	return &other
}

// heard is what a reader went through before, in one turn. Nobody changes what is in it.
type heard struct {
	messages map[taken]message
	hits     map[stretch][]hit
	readings map[put]Reading
	answers  map[put]Reply
}

// taken is a text and how it is taken apart.
type taken struct {
	text string
	as   way
}

type way uint8

const (
	asMessage way = iota
	asReply       // slips and idioms mended
	asWritten     // a reply, word for word
)

// stretch is some words of a message: where they lie in memory names them.
type stretch struct {
	first *word
	words int
}

// put is a text beside what it is read as the answer to, and what was known when it was read.
type put struct {
	ask, text string
	asked     string
	begun     bool
	behalf    bool
}

func newHeard() *heard {
	return &heard{
		messages: map[taken]message{}, hits: map[stretch][]hit{},
		readings: map[put]Reading{}, answers: map[put]Reply{},
	}
}

// taken gives a text taken apart, as it was the first time.
func (r *Reader) taken(text string, as way, apart func(string) message) message {
	if r.heard == nil {
		return apart(text)
	}
	of := taken{text, as}
	m, ok := r.heard.messages[of]
	if !ok {
		m = apart(text)
		r.heard.messages[of] = m
	}
	m.reader = r
	return m
}

// find lists every phrase in some words. Words that are changed in place must not have been looked through before.
func (r *Reader) find(words []word) []hit {
	if r.heard == nil || len(words) == 0 {
		return r.phrases.find(words)
	}
	of := stretch{&words[0], len(words)}
	hits, ok := r.heard.hits[of]
	if !ok {
		hits = r.phrases.find(words)
		r.heard.hits[of] = hits
	}
	return hits
}

// Read says what a message means as a whole, by this reader's rules and by what was learned beside
// them. It takes any bytes.
func (r *Reader) Read(text string) Reading {
	r = r.Listening()
	of := put{text: text, asked: r.asked, begun: r.begun, behalf: r.behalf}
	reading, ok := r.heard.readings[of]
	if !ok {
		reading = r.read(text)
		r.heard.readings[of] = reading
	}
	return reading
}

// Answer says what a message means as the reply to a question, by this reader's rules. What must be
// seen wherever it stands comes first, then questions to us, which are no answer; then the rules of
// the question itself, wishes that may come at any point, and its family's rules.
func (r *Reader) Answer(ask, text string) Reply {
	r = r.Listening()
	of := put{ask, text, r.asked, r.begun, r.behalf}
	reply, ok := r.heard.answers[of]
	if !ok {
		reply = r.answerTo(ask, text)
		r.heard.answers[of] = reply
	}
	return reply
}
