// Package webchat answers one question: how do words travel to and from a browser?
//
// It serves the public pages, the chat page (which works without JavaScript), and the chat socket.
// It hands what a person does to the store as a happening, and shows them their transcript by
// sequence number. It never chooses what the conversation says: the text in its pages is
// furniture. It keeps nothing: a token is recognised by its own hash, and every line shown comes
// from the transcript. It never puts a token in an address, a cookie or a log.
//
// Its neighbours: conversation for the words' shapes, conversation/seal for the keyed hash, and
// whoever implements Talks (conversation/store). It knows nothing of cases or caseworkers.
package webchat
