package main

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sayso/cmd/sayso/config"
)

// TestCheckTellsWhoIsCalledAboutAnAllegation where nobody on a rota looks after those.
func TestCheckTellsWhoIsCalledAboutAnAllegation(t *testing.T) {
	t.Parallel()
	desk, ann := config.Duty{Name: "Desk", Phone: demoDuty}, config.Duty{Name: "Ann", Email: "Ann@demo.example", Phone: demoSecond}
	boss := []config.Duty{{Name: "R Malik", Phone: demoBoss}}
	const inHours, outOfHours = "nobody on the rota in hours has an email", "nobody on the rota out of hours has an email"
	for name, row := range map[string]struct {
		pool  []string
		rotas config.Rotas
		want  []string // and nothing else about allegations
	}{
		"no pool":                 {nil, config.Rotas{InHours: []config.Duty{desk}, OutOfHours: []config.Duty{desk}}, []string{everybodySees}},
		"one of them on each":     {[]string{"ann@demo.example"}, config.Rotas{InHours: []config.Duty{desk, ann}, OutOfHours: []config.Duty{ann}}, nil},
		"none at night":           {[]string{"ann@demo.example"}, config.Rotas{InHours: []config.Duty{ann}, OutOfHours: []config.Duty{desk}, Manager: boss}, []string{outOfHours + " of casework.allegations: the manager is called"}},
		"none, and no manager":    {[]string{"ann@demo.example"}, config.Rotas{InHours: []config.Duty{desk}, OutOfHours: []config.Duty{desk}}, []string{inHours + " of casework.allegations: whoever is on duty", outOfHours}},
		"an empty rota is no one": {[]string{"ann@demo.example"}, config.Rotas{InHours: []config.Duty{ann}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := config.Default()
			c.Casework.Allegations, c.Safeguarding.Rotas = row.pool, row.rotas
			var out bytes.Buffer
			checkAllegations(&list{out: &out}, c)
			if got := strings.Count(out.String(), "\n"); got != len(row.want) {
				t.Errorf("%d lines, want %d: %s", got, len(row.want), out.String())
			}
			for _, want := range row.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("%q lacks %q", out.String(), want)
				}
			}
		})
	}
}

// TestCheckSaysWhatServeWouldRefuse: whoever heard that every value is possible must not find that it does not start.
func TestCheckSaysWhatServeWouldRefuse(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	began := d.config
	for name, row := range map[string]struct {
		change func(*config.Config)
		want   string
	}{
		"a grace longer than the sweep's overlap": {func(c *config.Config) { c.Twilio.SweepGrace = 15 * time.Minute }, "the sweep's overlap must be longer"},
		"no sender of alerts":                     {func(c *config.Config) { c.Safeguarding.From, c.Safeguarding.Rotas = "", config.Rotas{} }, "safeguarding.from"},
		"a sender that is no address":             {func(c *config.Config) { c.Twilio.Senders = []string{"whatsapp:+12"} }, "twilio.senders"},
		"other partitions":                        {func(c *config.Config) { c.Redis.Partitions++ }, "redis.partitions"},
		"another keyset": {func(c *config.Config) {
			c.Encryption.KeysetFile = filepath.Join(t.TempDir(), "other.keyset")
			if _, err := makeKeyset(c.Encryption.KeysetFile); err != nil {
				t.Fatal(err)
			}
		}, "the keyset is not the one"},
		"nothing": {func(*config.Config) {}, ""},
	} {
		d.config = began
		row.change(&d.config)
		_, out, _ := sayso(t, "", "check", "--config", d.configFile())
		wrong := false
		for line := range strings.Lines(out) {
			wrong = wrong || strings.HasPrefix(line, "WRONG") && strings.Contains(line, cmp.Or(row.want, "deployment"))
		}
		if wrong != (row.want != "") {
			t.Errorf("%s: %s", name, out)
		}
		n, err := open(within(t), d.config, world{now: time.Now, fresh: rand.Reader}, d.node.log)
		if err == nil {
			n.redis.Close()
		}
		if refused := err != nil; refused != (row.want != "") {
			t.Errorf("%s: serve says %v", name, err)
		}
	}
}
