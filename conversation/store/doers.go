package store

import (
	"context"
	"errors"

	"sayso/conversation"
)

// Doers do what a turn asks of the world. Each may see the same thing twice. nil says done;
// conversation.Later, Undeliverable and ErrOutcomeUnknown say what they say; any other error is a
// refusal, and an effect refused five times is parked. None may run on after its context ends.
type Doers struct {
	// Send gives a text to the network: nil says that it was accepted, under the id taken.
	Send func(context.Context, conversation.Text) (taken string, err error)
	// Took hears of each text that the network has taken, also where that was only found out later.
	Took func(conversation.Text)
	// Settle is asked before a text that may have gone is sent again. It gives the id under which the
	// network has it, "" where it has not, and an error where nobody knows.
	Settle func(context.Context, conversation.Text) (taken string, err error)
	// Fate asks the network what became of a text that it took under this id.
	Fate  func(ctx context.Context, taken string) (conversation.Fate, error)
	File  func(context.Context, conversation.Facts) error      // brings a case the facts as they now stand
	Alert func(context.Context, conversation.RaiseAlert) error // nil: a route to a human took it
}

func (d Doers) check() error {
	if d.Send == nil || d.Took == nil || d.Settle == nil || d.Fate == nil || d.File == nil || d.Alert == nil {
		return errors.New("a doer is missing: what a turn asks of the world would stay undone")
	}
	return nil
}
