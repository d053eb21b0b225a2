// Package store answers one question: how does a conversation survive a restart?
//
// It keeps each conversation in Redis, sealed, and takes a turn as one atomic commit: the new state,
// the lines of the transcript, what the world must do (the outbox), the next alarm and the once-key
// of what happened are written together or not at all. Run then works the outbox and the alarms of
// each partition under a lease, at least once and in order within a conversation.
//
// It decides nothing that is said (the Step handed to Open does), knows no phone number (channels
// seal them) and no case (the Doers do). Its neighbours are conversation and seal; only the program
// imports it, everybody else declares the few methods that they need.
package store
