package conversation

import (
	"strings"
	"testing"
	"time"
)

// TestWhoeverSpeaksForAnotherMayBeInDangerThemselves: a grandmother who says that she will kill herself is asked if she
// is safe, and told where she can turn.
func TestWhoeverSpeaksForAnotherMayBeInDangerThemselves(t *testing.T) {
	t.Parallel()
	const nan, friend = "I'm Jade's nan and nobody ever rings me back about her", "my mate Mia isnt listened to by her social worker, she never comes"
	for _, c := range []struct {
		first, words string
		has, not     []string
	}{
		{nan, "im going to kill myself if i dont get her back", []string{"you", "116 123"}, []string{"Jade", "NSPCC"}},
		{nan, "i want to die", []string{"you", "116 123"}, []string{"Jade", "NSPCC"}},
		{nan, "I have taken an overdose", []string{"you", "116 123"}, []string{"Jade", "NSPCC"}},
		{nan, "I dont want to be here anymore without her", []string{"116 123"}, []string{"Jade", "NSPCC"}},
		{nan, "i might hurt myself over this", []string{"you might", "116 123"}, []string{"Jade", "NSPCC"}},
		{nan, "im not safe here", []string{"Where are you now", "116 123"}, []string{"Jade", "NSPCC"}},
		{friend, "i want to die too", []string{"you", "0800 1111"}, []string{"Mia"}},
		{friend, "ive been cutting myself as well", []string{"0800 1111"}, []string{"Mia"}},
		{nan, "she says she wants to die", []string{"Jade"}, []string{"116 123"}},
		{nan, "jade said i want to die", []string{"Jade"}, []string{"116 123"}},
		{nan, "Jade told me im going to kill myself nan", []string{"Jade"}, []string{"116 123"}},
		{nan, "she has taken an overdose", []string{"Jade"}, []string{"116 123"}},
		{nan, "im scared she will kill herself", []string{"Jade"}, []string{"116 123"}},
		{nan, "i dont want her to kill herself", []string{"Jade"}, []string{"116 123"}},
		{nan, "he is hitting her right now", []string{"Jade"}, nil},
		{friend, "she wants to kill herself and i dont know what to do", []string{"Mia"}, nil},
	} {
		p := newTalking(t)
		p.tells(c.first)
		p.at = p.at.Add(time.Minute)
		p.tells("no")
		p.at = p.at.Add(time.Minute)
		_, said := p.tells(c.words)
		for _, words := range c.has {
			if !strings.Contains(said, words) {
				t.Errorf("%q: no %q in %q", c.words, words, said)
			}
		}
		for _, words := range c.not {
			if strings.Contains(said, words) {
				t.Errorf("%q: %q in %q", c.words, words, said)
			}
		}
	}
}

// TestHerOwnDangerStaysHers until it is in hand: what a worker's answer and her own bring is for her too.
func TestHerOwnDangerStaysHers(t *testing.T) {
	t.Parallel()
	p := newTalking(t)
	p.tells("I'm Jade's nan and nobody ever rings me back about her")
	p.at = p.at.Add(time.Minute)
	p.tells("no")
	p.at = p.at.Add(time.Minute)
	p.tells("im going to kill myself if i dont get her back")
	p.at = p.at.Add(time.Minute)
	if _, said := p.tells("no"); !strings.Contains(said, "Where are you now") || strings.Contains(said, "Jade") {
		t.Errorf("not safe: %q", said)
	}
	p.at = p.at.Add(time.Minute)
	if _, said := p.tells("at home on my own"); !strings.Contains(said, "116 123") {
		t.Errorf("at home: %q", said)
	}
	p.at = p.at.Add(time.Hour * 2)
	if _, said := p.tells("her dad is hitting her right now"); !strings.Contains(said, "Jade") {
		t.Errorf("later, of the girl: %q", said)
	}
}
