package conversation

import "fmt"

// Describe says in plain words what an effect means for the office; "" where nothing is to be seen.
func Describe(e Effect) string {
	switch e := e.(type) {
	case OpenCase:
		return "A case opens."
	case RaiseAlert:
		return fmt.Sprintf("A worker is called (%s).", e.Tier)
	case Blocked:
		return map[string]string{
			"unsafe_contact":   "The case shows: not sent, this phone is not safe.",
			"contact_unknown":  "The case shows: not sent, nobody knows if this phone is safe.",
			"too_many_waiting": "The case shows: not sent, too much waits for the morning.",
			"opted_out":        "The case shows: not sent, the network blocks texts to this phone.",
			"someone_else":     "The case shows: not sent, somebody else uses this phone now.",
		}[e.Reason]
	case ShutDoor:
		return "The chat is closed for good."
	case Elsewhere:
		return "Somebody else writes from this phone: a talk of their own begins."
	case Anew:
		return "A new talk begins with what was just written."
	case GiveCode:
		return "A code is made."
	}
	return ""
}
