package caseworker

import "testing"

// onDay lets the next act be done on a working day after the receipt.
func (d *desk) onDay(n int) Date {
	day := rules(d.t).Calendar.After(rules(d.t).Day(received), n)
	d.now = day.At(12*60, rules(d.t).Zone)
	return day
}

func TestADeferredComplaintWaitsAndItsDaysDoNotCount(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	again := d.onDay(20)
	d.onDay(2)
	d.do(morag, Defer{Until: again, Reason: "an enquiry goes on", Told: "Priya rang them"})
	d.onDay(7)
	if clock := d.c.Clock(rules(t), d.now); clock.Deferred == nil || *clock.Last() != again || clock.WorkingDaysUsed != 2 {
		t.Errorf("while it waits: %+v", clock)
	}
	d.do(morag, Resume{Reason: "the enquiry is over"})
	due := d.onDay(15)
	d.onDay(9)
	if clock := d.c.Clock(rules(t), d.now); clock.Deferred != nil || *clock.Last() != due || clock.WorkingDaysUsed != 4 {
		t.Errorf("afterwards: %+v, want due %v", clock, due)
	}
}

func TestNothingIsDeferredSilently(t *testing.T) {
	t.Parallel()
	d := newDesk(t, inDanger())
	today, later := d.onDay(1), d.onDay(8)
	d.onDay(1)
	whole := Defer{Until: later, Reason: "an enquiry", Told: "Priya rang them"}
	d.refuses("not_allowed", priya, whole)
	d.refuses("reason", morag, Defer{Until: later, Told: "Priya rang them"})
	d.refuses("told", morag, Defer{Until: later, Reason: "an enquiry"})
	d.refuses("until", morag, Defer{Until: today, Reason: "an enquiry", Told: "Priya rang them"})
	d.refuses("not_deferred", morag, Resume{})
	d.do(morag, whole)
	d.do(morag, Defer{Until: later.AddDays(5), Reason: "it takes longer", Told: "by letter"})
	if n := len(d.c.Deferrals); n != 1 || d.c.Deferrals[0].Until != later.AddDays(5) {
		t.Errorf("deferrals: %+v", d.c.Deferrals)
	}
}

// TestWhatWasDeferredForOneComplaintIsNotForAnother that is joined to it.
func TestWhatWasDeferredForOneComplaintIsNotForAnother(t *testing.T) {
	t.Parallel()
	for name, both := range map[string]bool{"one": false, "both": true} {
		jades, nans := newDesk(t, jade()), newDesk(t, nan())
		later := jades.onDay(9)
		jades.onDay(1)
		nans.onDay(1)
		jades.do(morag, Defer{Until: later, Reason: "an enquiry", Told: "by phone"})
		if both {
			nans.do(morag, Defer{Until: later.AddDays(-1), Reason: "an enquiry", Told: "by phone"})
		}
		jades.joins = &Joining{Case: nans.c, Facts: nans.facts}
		jades.do(priya, Join{Version: jades.c.Version, Case: nans.c.Reference})
		d := jades.c.deferred()
		if (d != nil) != both || both && d.Until != later.AddDays(-1) {
			t.Errorf("%s: %+v", name, d)
		}
	}
}
