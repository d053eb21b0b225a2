package channels

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"sayso/conversation"
	"sayso/conversation/seal"
)

func TestANumberIsReadAsTheNetworkWritesIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		written, prefix, bare string
		phone, short          bool
	}{
		{"+447700900123", "", "+447700900123", true, false},
		{"+441632960001", "", "+441632960001", true, false},
		{"whatsapp:+447700900123", "whatsapp:", "+447700900123", true, false},
		{"rcs:+447700900123", "rcs:", "+447700900123", true, false},
		{"rcs:sayso_agent", "rcs:", "sayso_agent", false, false},
		{"60777", "", "60777", false, true},
		{"EXAMPLEBANK", "", "EXAMPLEBANK", false, false},
		{"A & B Ltd", "", "A & B Ltd", false, false},
		{"O2's shop", "", "O2's shop", false, false},
		{"BANK/UK", "", "BANK/UK", false, false},
		{"Café", "", "Café", false, false},
	} {
		n, err := ParseNumber(c.written)
		if err != nil {
			t.Errorf("%q: %v", c.written, err)
			continue
		}
		if n.Reveal() != c.written || n.Prefix() != c.prefix || n.Bare() != c.bare || n.IsPhone() != c.phone || n.IsShortCode() != c.short {
			t.Errorf("%q: got %q %q %q phone %v short %v", c.written, n.Reveal(), n.Prefix(), n.Bare(), n.IsPhone(), n.IsShortCode())
		}
	}
	for _, written := range []string{"", "+", "+44", "+04477009001", "+4477009001234567", "+44 7700 900123", "whatsapp:", "a\nb", "x\x00", strings.Repeat("7", 65)} {
		if n, err := ParseNumber(written); err == nil {
			t.Errorf("%q was taken for %q", written, n.Reveal())
		}
	}
}

func TestANumberMasksItselfHoweverItIsPrinted(t *testing.T) {
	t.Parallel()
	n, err := ParseNumber("+447700900123")
	if err != nil {
		t.Fatal(err)
	}
	inside := struct{ N Number }{n}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x"} {
		fmt.Fprintf(&out, verb+verb, n, inside)
		fmt.Fprintf(&out, verb, &n)
	}
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "n", n, "in", inside)
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "n", n, "in", inside)
	written, err := json.Marshal(map[Number]any{n: inside})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(written)
	for _, trace := range []string{"7700", "373730"} {
		if strings.Contains(out.String(), trace) {
			t.Errorf("the number shows in %s", out.String())
		}
	}
}

func TestADoorHidesItsNumberAndGivesItBack(t *testing.T) {
	t.Parallel()
	keys, err := seal.NewKeyset()
	if err != nil {
		t.Fatal(err)
	}
	door := func(written string) conversation.Door {
		t.Helper()
		n, err := ParseNumber(written)
		if err != nil {
			t.Fatal(err)
		}
		d, err := n.Door(keys)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	one, again, other, whatsapp := door("+447700900123"), door("+447700900123"), door("+447700900124"), door("whatsapp:+447700900123")
	if one.Channel != conversation.SMS || one.Address != again.Address || one.Address == other.Address || one.Address == whatsapp.Address {
		t.Errorf("addresses: %q %q %q %q", one.Address, again.Address, other.Address, whatsapp.Address)
	}
	if strings.Contains(one.Address+string(one.Sealed), "7700900123") {
		t.Error("the door shows its number")
	}
	n, err := NumberBehind(one, keys)
	if err != nil || n.Reveal() != "+447700900123" {
		t.Errorf("got %q, %v", n.Reveal(), err)
	}
	// A sealed number moved to another door opens nowhere.
	other.Sealed = one.Sealed
	if _, err := NumberBehind(other, keys); err == nil || strings.Contains(err.Error(), "7700") {
		t.Errorf("got error %v", err)
	}
}
