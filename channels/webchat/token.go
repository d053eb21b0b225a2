package webchat

import (
	"context"
	"crypto/subtle"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"

	"sayso/conversation"
)

// A token is 16 random bytes and a keyed hash over them. The hash lets one that nobody has used
// yet be recognised without storing it; whether it has been used or revoked, the store knows.
const tokenBytes = 16

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// mint makes a token that nobody has used.
func (c *Chat) mint() (string, error) {
	half, err := c.random()
	if err != nil {
		return "", fmt.Errorf("mint a chat token: %w", err)
	}
	return half + "." + c.keys.Hash("chat token", half), nil
}

// random gives tokenBytes of randomness as 26 letters and digits.
func (c *Chat) random() (string, error) {
	var b [tokenBytes]byte
	if _, err := io.ReadFull(c.fresh, b[:]); err != nil {
		return "", err
	}
	return lowerBase32.EncodeToString(b[:]), nil
}

// genuine reports whether this deployment minted the token.
func (c *Chat) genuine(token string) bool {
	half, mac, ok := strings.Cut(token, ".")
	if !ok || len(half) != lowerBase32.EncodedLen(tokenBytes) {
		return false
	}
	return subtle.ConstantTimeCompare([]byte(mac), []byte(c.keys.Hash("chat token", half))) == 1
}

// door is where the messages of a token come in. The store sees the hash, never the token.
func (c *Chat) door(token string) conversation.Door {
	return conversation.Door{Channel: conversation.Chat, Address: c.keys.Hash("chat", token)}
}

// talkOf names a talk to a browser. It opens nothing, and tells nothing but whether two are the same.
func (c *Chat) talkOf(id string) string { return c.keys.Hash("chat talk", id)[:12] }

// end revokes the token behind a door: the conversation is told that they left, and a door
// through which nothing was said is shut. Ending what has ended does nothing.
func (c *Chat) end(ctx context.Context, door conversation.Door, messageID string) (conversation.Receipt, error) {
	_, err := c.talks.Find(ctx, door)
	switch {
	case errors.Is(err, conversation.ErrGone):
		return conversation.Receipt{}, nil
	case errors.Is(err, conversation.ErrNoTalk):
		err = c.talks.Shut(ctx, door)
		if err == nil {
			c.hub.poke(door.Address)
		}
		return conversation.Receipt{}, err
	case err != nil:
		return conversation.Receipt{}, err
	}
	receipt, err := c.talks.Receive(ctx, door, messageID, conversation.Left{Channel: conversation.Chat})
	if err != nil && !errors.Is(err, conversation.ErrGone) {
		return receipt, err
	}
	c.hub.poke(door.Address)
	return receipt, nil
}
