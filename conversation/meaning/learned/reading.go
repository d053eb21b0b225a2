package learned

// Reading is what the model makes of one message. Each P is a probability between 0 and 1, true to
// the share of such messages in the set that it was calibrated on.
type Reading struct {
	Risk      float64 // harm is hinted, past, possible or present: someone must read it today
	Immediate float64 // someone is or may be in danger now
	Because   []Span  // the words that weighed most towards Risk, the heaviest first; at most three

	Speaker  []Likely // self, behalf, unclear; the likeliest first
	Category []Likely // complaint, compliment, question, other; the likeliest first
	Kinds    []Likely // kinds of issue that it may well hold, the likeliest first
	Harms    []Likely // kinds of risk that it may well hold, the likeliest first
}

// Likely is a label and how likely it is. Labels are those of the labelled messages.
type Likely struct {
	Label string
	P     float64
}

// Span is a stretch of the message. Offsets count runes; End is exclusive.
type Span struct {
	Start, End int
	Weight     float64 // its part in the score, in logits
}

// The outputs of the model, in the order of their columns.
const (
	outRisk, outImmediate = 0, 1
	outSpeaker            = 2
	outKind               = 5
	outCategory           = 17
	outHarm               = 21

	// Outputs is how many there are.
	Outputs = 31
)

// Labels names the outputs in the order of their columns.
func Labels() [Outputs]string {
	return [Outputs]string{"risk", "immediate",
		"self", "behalf", "unclear",
		"staff_conduct", "communication", "delay", "decision", "family_time", "placement", "support", "money", "privacy", "discrimination", "safety", "other",
		"complaint", "compliment", "question", "other",
		"suicide", "self_harm", "physical_abuse", "sexual_abuse", "emotional_abuse", "neglect", "exploitation", "missing", "violence", "other_danger"}
}
