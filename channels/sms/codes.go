package sms

import "sayso/conversation"

// What Twilio's codes mean for a text. Twilio warns that they change, so what is in no table is a plain refusal: of a call
// it counts, and after five of them a human looks, unless one talk after another meets it (strange.go); of a delivery it is
// final. What is about our account and not about
// the text shuts the gate (verdict): else every text of the deployment would be parked, one by one.
// https://www.twilio.com/docs/api/errors

// optedOut is the code for a number whose owner has texted STOP: it refuses all our texts.
const optedOut = 21610

// never holds the codes of texts that can never arrive at this number, and why.
var never = map[int]conversation.Why{
	optedOut: conversation.WhyOptedOut,
	21211:    conversation.WhyNoNumber, // not a number
	21408:    conversation.WhyRefused,  // a country that our account does not send to
	21608:    conversation.WhyRefused,  // a trial account, and a number that it has not verified
	21612:    conversation.WhyRefused,  // no way from our sender to this number
	21614:    conversation.WhyNoNumber, // not a mobile
	21635:    conversation.WhyNoNumber, // a landline
	30004:    conversation.WhyRefused,  // blocked
	30005:    conversation.WhyNoNumber, // unknown number
	30006:    conversation.WhyNoNumber, // landline or a network that cannot be reached
	63016:    conversation.WhyRefused,  // WhatsApp, more than 24 hours after their last message
}

// notThisText holds the codes that have nothing to do with the text or its number.
var notThisText = map[int]bool{
	20003: true, // our credentials
	20005: true, // our account is not active
	20404: true, // our account is not there
	20429: true, // too many requests
	21212: true, // our sender is not a number
	21606: true, // our sender cannot send
	21609: true, // our own address for its status
	21611: true, // our sender's queue is full
	21701: true, // our Messaging Service is not there
	21703: true, // our Messaging Service has no sender
	21704: true, // our Messaging Service has no sender for this
	21705: true, // our Messaging Service is not there
	21659: true, // our sender is not one of this account's
	21660: true, // our sender is of another account
	30001: true, // our sender's queue is full
	30002: true, // our account is suspended
	63007: true, // our WhatsApp sender is not there
}

// thisText holds the codes of texts that are themselves wrong. It is our mistake: a human looks at each.
var thisText = map[int]bool{
	21266: true, // from and to the same number
	21602: true, // without words
	21604: true, // to nobody
	21617: true, // too long
}

// undelivered holds the codes that only ever come with a text that was taken and did not arrive.
var undelivered = map[int]conversation.Why{
	30003: conversation.WhyOff,      // switched off, or out of reach
	30036: conversation.WhyOff,      // for longer than we let Twilio try
	30007: conversation.WhyFiltered, // taken for unwanted by a network
	30017: conversation.WhyOff,      // the network was too busy
}

// again holds the codes of deliveries that may go better later, and how often they are tried again. The waits are the
// store's (docs/decisions/0056).
var again = map[int]int{
	30001: 3, // our sender's queue ran over
	30003: 3, // switched off, or out of reach
	30008: 1, // no reason is known
	30017: 3, // the network was too busy
}

// whyNot says why a text did not arrive, by the code of its last status.
func whyNot(code int) conversation.Why {
	for _, table := range []map[int]conversation.Why{undelivered, never} {
		if why := table[code]; why != "" {
			return why
		}
	}
	return conversation.WhyRefused
}
