package console

import (
	"strconv"
	"time"

	"sayso/caseworker"
)

// atMinute is how a browser writes down a day and a time in one field.
const atMinute = "2006-01-02T15:04"

// Minute is now, as the last time that such a field may have.
func (p casePage) Minute() string { return p.Now.In(p.zone).Format(atMinute) }

func (c *Console) refer(f form) caseworker.Act {
	when, _ := time.ParseInLocation(atMinute, f.text("when"), c.config.Rules.Zone) // left out, it is now
	return caseworker.Refer{To: f.text("to"), When: when, ReferralNews: f.referralNews(), DrawsOn: f.drawsOn()}
}

func referralDecided(f form) caseworker.Act {
	n, _ := strconv.Atoi(f.PathValue("referral")) // 0 is no referral's number
	return caseworker.ReferralDecided{Number: n, ReferralNews: f.referralNews(), DrawsOn: f.drawsOn()}
}

func (f form) referralNews() caseworker.ReferralNews {
	return caseworker.ReferralNews{
		Reference: f.text("reference"), Decision: f.text("decision"), ToldBy: f.text("told_by"), Told: f.text("told"),
	}
}
