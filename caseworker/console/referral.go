package console

import (
	"strconv"

	"sayso/caseworker"
)

func refer(f form) caseworker.Act {
	return caseworker.Refer{To: f.text("to"), ReferralNews: f.referralNews(), DrawsOn: f.drawsOn()}
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
