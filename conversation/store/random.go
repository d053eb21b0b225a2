package store

import (
	"fmt"
	"io"
	"sync"
)

// letters are those of ids: lower-case base32, five random bits each.
const letters = "abcdefghijklmnopqrstuvwxyz234567"

// idLetters is how many letters the random part of a conversation's id has: 80 bits.
const idLetters = 16

// freshLetters is how many Event.Fresh has: 130 bits.
const freshLetters = 26

// random draws letters from the source of randomness that Open was given.
type random struct {
	mu   sync.Mutex
	from io.Reader
}

func (r *random) letters(n int) (string, error) {
	b := make([]byte, n)
	r.mu.Lock()
	_, err := io.ReadFull(r.from, b)
	r.mu.Unlock()
	if err != nil {
		return "", fmt.Errorf("draw randomness: %w", err)
	}
	for i := range b {
		b[i] = letters[b[i]&31]
	}
	return string(b), nil
}
