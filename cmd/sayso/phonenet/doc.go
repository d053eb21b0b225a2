// Package phonenet answers one question: what would the phone network do?
//
// It is a simulated mobile network in one HTTP server that speaks Twilio's protocol both ways:
// signed webhooks to Sayso, the Messages resource and status callbacks back, and a page with a
// phone to text from. The demo and the tests use it; serve never does. It is no kinder than
// Twilio: a webhook that fails is given up for good, and only the list of messages remembers it.
//
// It never shares code with channels/sms (its signature is written again, so that each checks the
// other), never keeps anything on disk, and holds invented people only. What it believes of Twilio
// without proof is in BELIEFS.md beside it. Its only neighbour is conversation, for counting
// segments.
package phonenet
