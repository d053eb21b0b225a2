package store

import (
	"fmt"
	"hash/fnv"
	"io"
	"strconv"
	"strings"
)

// keys makes every key of this room. What belongs to partition 7 carries the hash tag {p07}, so that
// a turn touches one slot. Nothing expires but the lease; a conversation goes when it is erased.
// Times are milliseconds since 1970, UTC, by Redis's clock.
type keys struct {
	prefix     string
	partitions int
}

// Of a conversation. Its id, "07-<16 characters a-z, 2-7>", begins with its partition.

// conversation is a hash:
//
//	version         turns taken; the number that a commit expects
//	state           conversation.State as JSON, sealed for "state/<version>"
//	key             the conversation's key, wrapped by the keyset
//	command         id of the last commit, so that a re-sent one does nothing
//	at              time of the last turn; no later turn is earlier
//	address:<chan>  Door.Address of that channel
//	number:<chan>   Door.Sealed of that channel; absent for a chat
//	joined:<chan>   the message that brought their code through that door; absent where none did
//	code            keyed hash of its latest code; an older one opens nothing
//
// Of one that was erased it holds, for ever, nothing but
//
//	erased          conversation.Erased as JSON, without Messages: these are still known by their once-keys
func (k keys) conversation(id string) string { return k.conversations(partitionOf(id)) + id }

// conversations is what the keys of all conversations of a partition begin with.
func (k keys) conversations(p int) string { return k.of(p, "conversation:") }

// lines is the list of the transcript. Position n (from 1) holds
// "<effect>\n<conversation.Line as JSON, sealed for "line/<n>">"; the effect is empty for what was heard.
func (k keys) lines(id string) string { return k.conversation(id) + ":lines" }

// once is a hash: once-key -> seq of its line, 0 where it was no line. What stands in it was done.
func (k keys) once(id string) string { return k.conversation(id) + ":once" }

// delivery is a hash: effect -> waiting, sent, delivered, failed, unknown or blocked.
func (k keys) delivery(id string) string { return k.conversation(id) + ":delivery" }

// times is a hash: effect -> how often the network took it, of texts that it took.
func (k keys) times(id string) string { return k.conversation(id) + ":times" }

// taken is a list of the ids that the network gave to the last texts, newest first, 100 at most.
func (k keys) taken(id string) string { return k.conversation(id) + ":taken" }

// Of an address, in the partition of that address.

// address is a hash:
//
//	conversation    the one that now speaks there; it may be of another partition
//	before          earlier ones of the same person (ids, a space between two): what they have to say may
//	                still go there. Of nobody else may it
//	gone            "1" once the door is shut
//
// It goes after two days where nothing was said through it.
func (k keys) address(a string) string { return k.of(k.partitionOfAddress(a), "address:"+a) }

// routed is a hash: message id -> the conversation it belongs to, decided once, for ever; and
// "left/<message id>" of a message that brought a code -> the conversations (ids, a space between two)
// that no longer speak there because of it; and "let go/<errand>" -> "", of what left by itself.
func (k keys) routed(a string) string { return k.address(a) + ":routed" }

// tries is a string, the number of wrong codes that came through this address. It expires
// Config.TriesFor after the first of them.
func (k keys) tries(a string) string { return k.address(a) + ":tries" }

// Of a code, in the partition of its keyed hash.

// code is a string: the conversation that it was made for. It is only good while that one has this
// hash for its latest. It goes when a newer code is made.
func (k keys) code(hash string) string { return k.of(k.partitionOfAddress(hash), "code:"+hash) }

// Of a partition.

// outbox is a stream, one entry for each effect that is not yet done; a done one is deleted. Fields:
// c conversation, t turn, k kind ("Say"), l lane, e effect, at time of the turn, a of a text the address
// that it was meant for, p the effect's encoding (of an errand: its JSON), sealed for "effect/<e>"; and of a text that
// was put off n which try it is, after until when, w why it did not arrive before.
func (k keys) outbox(p int) string { return k.of(p, "outbox") }

// parked is a stream of entries that were refused too often: the outbox's fields, and parked, the
// time since when.
func (k keys) parked(p int) string { return k.of(p, "parked") }

// sending is a hash: outbox entry -> since when a text may be on its way; "+" before it says that the network has it,
// and that the next one waits for it to leave.
func (k keys) sending(p int) string { return k.of(p, "sending") }

// refused is a hash: outbox entry -> how often it was refused.
func (k keys) refused(p int) string { return k.of(p, "refused") }

// going is a hash: effect -> record of a text from before it goes until its end is known or no longer asked for
// (cmsgpack: its outbox entry, the network's id of it, since when, which try, the entry's fields).
func (k keys) going(p int) string { return k.of(p, "going") }

// looks is a sorted set: effect -> when the network is next asked what became of it.
func (k keys) looks(p int) string { return k.of(p, "looks") }

// urgent is a sorted set: outbox entry of the safety lane -> time of its turn.
func (k keys) urgent(p int) string { return k.of(p, "urgent") }

// alarms is a sorted set: conversation -> when it next does something by itself (State.Wake).
func (k keys) alarms(p int) string { return k.of(p, "alarms") }

// unread is a sorted set: conversation -> by when a person must have read it (State.ReadBy).
func (k keys) unread(p int) string { return k.of(p, "unread") }

// alerts is a sorted set: "<conversation>/<alert>" -> when it was raised. Open alerts only.
func (k keys) alerts(p int) string { return k.of(p, "alerts") }

// lease is a string, the name of the node's loop that works this partition; it expires after
// Config.Lease unless that loop renews it.
func (k keys) lease(p int) string { return k.of(p, "lease") }

// Of the deployment.

// deployment is a hash: partitions, keyset (a keyed hash by which a wrong keyset is noticed), began
// (first start), names (short or long: how once-keys of messages are written), swept (up to when inbound texts have been swept), ready (written by Ready).
func (k keys) deployment() string { return k.prefix + ":deployment" }

// allTries is a string, the number of wrong codes that came by a channel, through whatever door. It
// expires Config.TriesFor after the first of them.
func (k keys) allTries(channel string) string { return k.prefix + ":tries:" + channel }

// wake is a pub/sub channel, of wake-ups only: "<node> <conversation> <1 where there is work, else 0>".
// pace is a string: until when, in microseconds since 1970, a sender's line is taken. It expires by itself.
func (k keys) pace(sender string) string { return k.prefix + ":pace:" + sender }

func (k keys) wake() string { return k.prefix + ":wake" }

func (k keys) of(p int, name string) string {
	return fmt.Sprintf("%s:{p%02d}:%s", k.prefix, p, name)
}

func (k keys) partitionOfAddress(address string) int {
	h := fnv.New32a()
	io.WriteString(h, address)
	return int(h.Sum32() % uint32(k.partitions))
}

// partitionOf reads the partition from the id of a conversation; check has looked at it before.
func partitionOf(id string) int {
	p, _ := strconv.Atoi(id[:2])
	return p
}

// beginningOf is what the ids of a partition's conversations begin with.
func beginningOf(p int) string { return fmt.Sprintf("%02d-", p) }

// check reports whether id can be the id of a conversation of this deployment.
func (k keys) check(id string) bool {
	if len(id) != len("07-")+idLetters || id[2] != '-' || strings.Trim(id[3:], letters) != "" {
		return false
	}
	p, err := strconv.ParseUint(id[:2], 10, 8)
	return err == nil && int(p) < k.partitions
}
