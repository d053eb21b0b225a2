package meaning

// twig is a place in the tree while phrases are added to it.
type twig struct {
	next []branch
	many map[int]*twig // the same by term, where there are more than fewEdges
	any  *twig         // "_": one word, whatever it is
	gap  *twig         // "...": no word, or up to gapWords of one sentence
	stop *twig         // ".": the sentence ends here
	ends []phraseEnd
}

// phraseEnd is the end of a phrase, and the rule that it belongs to.
type phraseEnd struct {
	rule *rule
	last bool // the phrase must end the message ("$")
}

// branch leads on by a term.
type branch struct {
	term int
	to   *twig
}

// by is the twig that a term leads to, nil where none does.
func (t *twig) by(term int) *twig {
	if t.many != nil {
		return t.many[term]
	}
	for _, b := range t.next {
		if b.term == term {
			return b.to
		}
	}
	return nil
}

// grow makes the twig that a term leads to.
func (t *twig) grow(term int) *twig {
	to := new(twig)
	t.next = append(t.next, branch{term, to})
	switch {
	case t.many != nil:
		t.many[term] = to
	case len(t.next) > fewEdges:
		t.many = map[int]*twig{}
		for _, b := range t.next {
			t.many[b.term] = b.to
		}
	}
	return to
}
