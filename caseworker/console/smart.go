package console

import (
	"encoding/json"

	"sayso/conversation"
)

// smartLetters is the table by which the page counts texts as they type.
var smartLetters = func() string {
	b, err := json.Marshal(conversation.SmartLetters())
	if err != nil {
		panic(err) // strings, all of them
	}
	return string(b)
}()
