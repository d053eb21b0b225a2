package conversation

import (
	"encoding/json"
	"fmt"
	"reflect"
)

// AllHappenings and AllEffects list the closed sets, one empty value of each kind.
func AllHappenings() []Happening {
	return []Happening{
		Said{}, NeedHelpNow{}, Left{}, Woke{}, Undelivered{}, Opted{}, Joined{}, Parted{}, CodeMade{}, AlertDelivered{}, AlertFailed{},
		StaffSaid{}, CaseRead{}, CaseClaimed{}, CaseReleased{}, CaseClosed{}, CaseReopened{},
		VisitBooked{}, VisitOver{}, AlertAcknowledged{}, AlertLapsed{}, InHand{}, UrgencySet{}, CaseExtended{}, Muted{},
	}
}

func AllEffects() []Effect {
	return []Effect{
		Heard{}, Say{}, Blocked{}, OpenCase{}, AddToCase{}, RaiseAlert{}, ShutDoor{},
		Elsewhere{}, Anew{}, GiveCode{},
	}
}

// envelope is how a member of a closed set is kept: its Go name beside its JSON.
type envelope struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

// EncodeHappening gives the bytes by which a happening waits in an outbox.
func EncodeHappening(h Happening) ([]byte, error) { return encode(h) }

// EncodeEffect gives the bytes by which an effect waits in an outbox.
func EncodeEffect(e Effect) ([]byte, error) { return encode(e) }

// DecodeHappening reads what EncodeHappening wrote. An unknown kind is an error: a newer program wrote it.
func DecodeHappening(b []byte) (Happening, error) { return decode(b, AllHappenings()) }

// DecodeEffect reads what EncodeEffect wrote. An unknown kind is an error: a newer program wrote it.
func DecodeEffect(b []byte) (Effect, error) { return decode(b, AllEffects()) }

// KindOf is the name by which a happening or an effect is kept and counted: "Say", "OpenCase".
func KindOf(v any) string { return reflect.TypeOf(v).Name() }

func encode(v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s: %w", KindOf(v), err)
	}
	return json.Marshal(envelope{Kind: KindOf(v), Data: data})
}

func decode[T any](b []byte, all []T) (T, error) {
	var env envelope
	var none T
	if err := json.Unmarshal(b, &env); err != nil {
		return none, fmt.Errorf("decode envelope: %w", err)
	}
	for _, known := range all {
		if KindOf(known) != env.Kind {
			continue
		}
		into := reflect.New(reflect.TypeOf(known))
		if err := json.Unmarshal(env.Data, into.Interface()); err != nil {
			return none, fmt.Errorf("decode %s: %w", env.Kind, err)
		}
		return into.Elem().Interface().(T), nil
	}
	return none, fmt.Errorf("decode: no such kind %q", env.Kind)
}
