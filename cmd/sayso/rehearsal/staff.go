package rehearsal

import (
	"fmt"
	"time"

	"sayso/conversation"
)

// What staff do in brackets: m[1] is their first name, where one is given.

func claims(_ *player, _ conversation.State, m []string) (conversation.Happening, error) {
	return conversation.CaseClaimed{Name: m[1]}, nil
}

func letsGo(*player, conversation.State, []string) (conversation.Happening, error) {
	return conversation.CaseReleased{}, nil
}

func reads(_ *player, s conversation.State, _ []string) (conversation.Happening, error) {
	return conversation.CaseRead{Seq: s.Lines}, nil
}

func inHand(_ *player, s conversation.State, m []string) (conversation.Happening, error) {
	return conversation.InHand{By: m[1], Seen: s.Lines}, nil
}

func setsUrgency(_ *player, s conversation.State, m []string) (conversation.Happening, error) {
	return conversation.UrgencySet{Tier: conversation.Tier(m[2]), Seen: s.Lines}, nil
}

func books(p *player, s conversation.State, m []string) (conversation.Happening, error) {
	at, err := time.ParseInLocation("Monday 2 January 2006, 15:04", m[2], p.doors.Talk.Zone)
	if err != nil {
		return nil, fmt.Errorf("no such time: %s", m[2])
	}
	number := len(s.Visits)
	if number == 0 || s.Visits[number-1].State == "done" || s.Visits[number-1].State == "missed" {
		number++
	}
	return conversation.VisitBooked{Effect: p.effect("visit"), ID: visitID(number), At: at, Until: at.Add(time.Hour), Place: m[3], With: m[1]}, nil
}

func visitOver(_ *player, s conversation.State, m []string) (conversation.Happening, error) {
	if len(s.Visits) == 0 {
		return nil, fmt.Errorf("no visit was booked")
	}
	return conversation.VisitOver{ID: visitID(len(s.Visits)), State: m[1]}, nil
}

func visitID(number int) string { return fmt.Sprintf("v%d", number) }

func longer(p *player, _ conversation.State, m []string) (conversation.Happening, error) {
	until, err := time.ParseInLocation("Monday 2 January 2006", m[1], p.doors.Talk.Zone)
	if err != nil {
		return nil, fmt.Errorf("no such day: %s", m[1])
	}
	return conversation.CaseExtended{Effect: p.effect("delay"), Until: until}, nil
}

func closes(p *player, _ conversation.State, _ []string) (conversation.Happening, error) {
	return conversation.CaseClosed{Effect: p.effect("close")}, nil
}

func reopens(*player, conversation.State, []string) (conversation.Happening, error) {
	return conversation.CaseReopened{}, nil
}

// effect names what staff say with this line, as no other does.
func (p *player) effect(kind string) string {
	return fmt.Sprintf("00-rehearsal/%s-%d", kind, len(p.played.Lines))
}
