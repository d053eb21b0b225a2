package main

import (
	"bytes"
	"strings"
	"testing"

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
