package rehearsal_test

import (
	"testing"

	"sayso/cmd/sayso/rehearsal"
)

// littleEffort: one message is enough. Where everything is asked it takes nine at the median of those who answer
// and do nothing else, and eleven of all. Which dialogues count is written in their stories, by one rule.
func littleEffort(t *testing.T, all []rehearsal.Played) {
	var each, whole, whatever []rehearsal.Effort
	for _, played := range all {
		if played.On != played.Scene.Channels[0] {
			continue // each scene counts once
		}
		marked, e := played.Scene.CountsForEffort(), played.Effort
		if e.Whole && marked != e.Plain {
			t.Errorf("%q: the line %q stands there: %v, and they answer everything once and do nothing else: %v", played.Scene.Story, rehearsal.CountsForEffort, marked, e.Plain)
		}
		if marked {
			each = append(each, e)
		}
		if e.Plain {
			whole = append(whole, e)
		}
		if e.Whole {
			whatever = append(whatever, e)
		}
	}
	if all := rehearsal.Total(whatever); all.Median > 11 {
		t.Errorf("where everything is asked it takes %g messages at the median, whatever else they do, want 11 at most: %+v", all.Median, all)
	}
	if len(whole) < 20 {
		t.Fatalf("in %d scenes everything is asked; too few to tell", len(whole))
	}
	if all := rehearsal.Total(each); all.Least != 1 {
		t.Errorf("the shortest way to a person takes %d messages, want 1", all.Least)
	}
	if all := rehearsal.Total(whole); all.Median > 9 {
		t.Errorf("where everything is asked it takes %g messages at the median, want 9 at most: %+v", all.Median, all)
	}
}

func TestEffortIsAddedUp(t *testing.T) {
	t.Parallel()
	got := rehearsal.Total([]rehearsal.Effort{{Messages: 3, Theirs: 4, Ours: 5}, {Messages: 9, Theirs: 9, Ours: 10}, {Messages: 1, Theirs: 1, Ours: 2}, {Messages: 6, Theirs: 6, Ours: 7}})
	want := rehearsal.Totals{Talks: 4, Messages: 19, Theirs: 20, Ours: 24, Least: 1, Most: 9, Median: 4.5, MedianOurs: 6}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if none := rehearsal.Total(nil); none != (rehearsal.Totals{}) {
		t.Errorf("of none: %+v", none)
	}
	played := play(t, top+"In the chat. Monday 9 March 2026, 10:00.\n\nNan: my worker never rings me back\n")
	if e := played.Effort; e.Messages != 1 || e.Theirs != 0 || e.Ours != 0 {
		t.Errorf("a chat costs no texts, and this one: %+v", e)
	}
}
