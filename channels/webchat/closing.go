package webchat

import (
	"context"
	"errors"
	"strings"

	"sayso/conversation"
)

// closing gives what we said to the message in line seq of a conversation, where that message ended its
// chat: somebody else wrote it, who must see that and nothing else of the talk. It is "" where the door is
// still open. ended is what is said where we said nothing. That cannot be left to the next look, as until then the talk stands before their eyes. Of a message
// that is sent again nothing of the talk is shown: "Leave now", Back and a reload send one again, by whoever sits there.
func (c *Chat) closing(ctx context.Context, door conversation.Door, receipt conversation.Receipt, ended string) (words string, err error) {
	if _, err := c.talks.Find(ctx, door); !errors.Is(err, conversation.ErrGone) {
		return "", err
	}
	c.hub.poke(door.Address)
	if receipt.Again {
		return ended, nil
	}
	lines, err := c.talks.Transcript(ctx, receipt.Conversation, receipt.Seq)
	if err != nil {
		return "", err
	}
	var said []string
	for _, line := range lines {
		if line.From != conversation.FromSayso {
			break
		}
		said = append(said, line.Text)
	}
	if len(said) == 0 {
		return ended, nil
	}
	return strings.Join(said, "\n\n"), nil
}

// closedByForm is closing without JavaScript. The page then shows the words and the form of a new chat.
func (c *Chat) closedByForm(ctx context.Context, v view, receipt conversation.Receipt) (words string) {
	if receipt.Seq == 0 {
		return "" // nothing was said
	}
	ctx, cancel := context.WithTimeout(ctx, c.config.StoreWithin)
	defer cancel()
	words, err := c.closing(ctx, c.door(v.Token), receipt, v.speech.problem(gone))
	if err != nil {
		c.log.Error("chat: is the chat closed", "conversation", receipt.Conversation, "error", err)
	}
	return words
}
