package sms

import (
	"errors"
	"net/url"
	"slices"
	"strings"
)

// field is one parameter of a webhook, decoded.
type field struct{ key, value string }

// form is the body of a webhook, sorted by key as its signature wants it. Each key is there once.
type form []field

// What is wrong with a body. Neither repeats any of it.
var (
	errNotAForm = errors.New("not a form")
	errRepeated = errors.New("a key comes more than once")
)

// readForm reads a body as url.ParseQuery does, into one slice instead of a map.
// A repeated key is refused: the usual check signs the first value of a key only, so that whoever
// has seen one signed request could add a second Body to it.
func readForm(body string) (form, error) {
	// The size is a guess with a limit: 64 KiB of "&" must not cost 2 MB before the signature holds.
	f := make(form, 0, min(strings.Count(body, "&")+1, 64))
	for body != "" {
		var pair string
		pair, body, _ = strings.Cut(body, "&")
		if pair == "" {
			continue
		}
		if strings.Contains(pair, ";") {
			return nil, errNotAForm
		}
		key, value, _ := strings.Cut(pair, "=")
		key, badKey := url.QueryUnescape(key)
		value, badValue := url.QueryUnescape(value)
		if badKey != nil || badValue != nil {
			return nil, errNotAForm
		}
		f = append(f, field{key, value})
	}
	slices.SortFunc(f, func(a, b field) int { return strings.Compare(a.key, b.key) })
	for i := 1; i < len(f); i++ {
		if f[i].key == f[i-1].key {
			return nil, errRepeated
		}
	}
	return f, nil
}

// get is the value of a key, "" where it is missing.
func (f form) get(key string) string {
	i, ok := slices.BinarySearchFunc(f, key, func(f field, key string) int { return strings.Compare(f.key, key) })
	if !ok {
		return ""
	}
	return f[i].value
}
