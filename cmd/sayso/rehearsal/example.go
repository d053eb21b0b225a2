package rehearsal

import (
	"fmt"
	"time"

	"sayso/caseworker"
	"sayso/conversation"
)

// Example is the council that the scenes are played at: open on weekdays from nine to five, on
// Fridays till half past four, with somebody to call.
func Example(words conversation.Words) (conversation.Talk, error) {
	zone, err := caseworker.London()
	if err != nil {
		return conversation.Talk{}, fmt.Errorf("rehearse: %w", err)
	}
	calendar, err := caseworker.England()
	if err != nil {
		return conversation.Talk{}, fmt.Errorf("rehearse: %w", err)
	}
	week, err := caseworker.ReadWeek(map[string]string{
		"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "09:00-16:30",
	})
	if err != nil {
		return conversation.Talk{}, fmt.Errorf("rehearse: %w", err)
	}
	hours := caseworker.Hours{Calendar: calendar, Week: week, Zone: zone, Within: caseworker.Within{Concern: time.Hour, Other: time.Hour}}
	return conversation.Talk{
		Words: words, Council: "Example Council", Zone: zone, Paging: true,
		GatherText: 8 * time.Second, GatherChat: 2 * time.Second, CrossingText: 10 * time.Second,
		RemindAfter: 4 * time.Hour, HandOverAfter: 24 * time.Hour, ComeBackAfter: 7 * 24 * time.Hour,
		Quiet:   conversation.Quiet{From: 20 * 60, To: 8 * 60},
		Promise: hours.Promise, WithinAWorkingDay: hours.WithinAWorkingDay,
	}, nil
}
