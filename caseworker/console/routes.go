package console

import "sayso/caseworker"

const livePath = "/staff/live"

// table is every page and every act, with what it needs. A line without a permission stops New.
func (c *Console) table() []route {
	const one = "/staff/cases/{reference}"
	return []route{
		{"GET /staff/sign-in", anyone, c.showSignIn},
		{"POST /staff/sign-in", anyone, c.signIn},
		{"POST /staff/sign-in/code", anyone, c.signInWithCode},
		{"GET /staff/assets/{file}", anyone, c.asset},

		{"GET /staff/{$}", caseworker.MayList, c.queue},
		{"GET " + livePath, caseworker.MayList, c.live},
		{"GET /staff/alarms", caseworker.MayList, c.alarms},
		{"GET /staff/enter", caseworker.MayEnter, c.showEnter},
		{"POST /staff/enter", caseworker.MayEnter, c.enter},
		{"POST /staff/sign-out", signedIn, c.signOut},
		{"GET " + secondStepPath, signedIn, c.showSecondStep},
		{"POST " + secondStepPath, ownAccount, c.offerSecondStep},
		{"POST " + secondStepPath + "/confirm", ownAccount, c.confirmSecondStep},
		{"GET /staff/", caseworker.MayList, c.nothingHere},

		{"GET /staff/report", caseworker.MayReadReport, c.report},
		{"GET /staff/report/style.css", caseworker.MayReadReport, c.reportStyle},
		{"GET /staff/report/files/{file}", caseworker.MayReadReport, c.reportFile},
		{"POST /staff/report/publish", caseworker.MayReport, c.publishReport},
		{"POST /staff/report/earlier", caseworker.MayReport, c.keepEarlier},

		{"GET " + auditPath, caseworker.MayAudit, c.audit},
		{"GET " + auditPath + "/accounts", caseworker.MayAudit, c.auditOfAccounts},

		{"GET /staff/changes", caseworker.MayList, c.changesDue},
		{"GET " + erasedPath, caseworker.MaySeeErased, c.erased},

		{"GET " + one, caseworker.MayView, c.showCase},
		{"GET " + one + "/audit", caseworker.MayView, c.auditOfCase},
		{"POST " + one + "/claim", caseworker.MayWork, c.act(claim)},
		{"POST " + one + "/release", caseworker.MayWork, c.act(release)},
		{"POST " + one + "/hand-over", caseworker.MayWork, c.act(handOver)},
		{"POST " + one + "/messages", caseworker.MayWork, c.act(message)},
		{"POST " + one + "/visits", caseworker.MayWork, c.act(c.visit)},
		{"POST " + one + "/visits/{visit}/move", caseworker.MayWork, c.act(c.visit)},
		{"POST " + one + "/visits/{visit}/outcome", caseworker.MayWork, c.act(visitOutcome)},
		{"POST " + one + "/issues", caseworker.MayNote, c.act(addIssue)},
		{"POST " + one + "/issues/{issue}/outcome", caseworker.MayWork, c.act(issueOutcome)},
		{"POST " + one + "/category", caseworker.MayJudge, c.act(category)},
		{"POST " + one + "/standing", caseworker.MayJudge, c.act(standing)},
		{"POST " + one + "/urgency", caseworker.MayJudge, c.act(urgency)},
		{"POST " + one + "/stage", caseworker.MayWork, c.act(stage)},
		{"POST " + one + "/extend", caseworker.MayWork, c.act(extend)},
		{"POST " + one + "/alerts/{alert}/acknowledge", caseworker.MayAnswerAlert, c.act(acknowledge)},
		{"POST " + one + "/in-hand", caseworker.MayAnswerAlert, c.act(inHand)},
		{"POST " + one + "/referrals", caseworker.MayAnswerAlert, c.act(c.refer)},
		{"POST " + one + "/referrals/{referral}/decision", caseworker.MayAnswerAlert, c.act(referralDecided)},
		{"POST " + one + "/meant", caseworker.MayJudge, c.act(meant)},
		{"POST " + one + "/defer", caseworker.MayDefer, c.act(deferCase)},
		{"POST " + one + "/resume", caseworker.MayDefer, c.act(resume)},
		{"POST " + one + "/learning", caseworker.MayWork, c.act(learn)},
		{"POST " + one + "/learning/{learning}/end", caseworker.MayWork, c.act(endLearning)},
		{"POST " + one + "/learning/{learning}/show", caseworker.MayReport, c.act(showLearning)},
		{"POST " + one + "/learning/{learning}/hide", caseworker.MayReport, c.act(hideLearning)},
		{"POST " + one + "/mute", caseworker.MayMute, c.act(mute)},
		{"POST " + one + "/hold", caseworker.MayHold, c.act(hold)},
		{"POST " + one + "/lift-hold", caseworker.MayHold, c.act(liftHold)},
		{"POST " + one + "/erase", caseworker.MayErase, c.erase},
		{"POST " + one + "/unmute", caseworker.MayMute, c.act(unmute)},
		{"POST " + one + "/read", caseworker.MayAnswerAlert, c.act(read)},
		{"POST " + one + "/notes", caseworker.MayNote, c.act(note)},
		{"POST " + one + "/reveal-contact", caseworker.MayReveal, c.revealContact},
		{"POST " + one + "/join", caseworker.MayWork, c.act(join)},
		{"POST " + one + "/close", caseworker.MayWork, c.act(closeCase)},
		{"POST " + one + "/reopen", caseworker.MayWork, c.act(reopen)},
	}
}
