package report

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestAYearFromBeforeSaysoIsReadFromACSV(t *testing.T) {
	t.Parallel()
	got, err := ReadEarlier([]byte("\ufeffTable,Row,2010/11,2009/10\r\n" +
		"\"Everything received, by category\",Complaints,140,151\r\n" +
		"Who made the complaint,A young person,<5,9\r\n" +
		"Who made the complaint,Somebody on their behalf,hidden,142\r\n" +
		"Note,,Many workers left.,'=1\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	year := Year(date("2010-06-01"))
	want := []Column{
		{Period: year, Note: "Many workers left.", Figures: map[string]int{complaints: 140}},
		{Period: year.Before(), Note: "=1", Figures: map[string]int{complaints: 151, "submitted/young_person": 9, "submitted/on_behalf": 142}},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAWrongCSVIsRefusedWithItsLine(t *testing.T) {
	t.Parallel()
	const head = "Table,Row,2010/11\n\"Everything received, by category\",Complaints,140\n"
	for says, text := range map[string]string{
		"first line":        "",
		"Table,Row":         "Title,Row,2010/11\n",
		"no period":         "Table,Row,2010/12\n",
		"write 2010/11":     "Table,Row,2010\n",
		"not one figure":    "Table,Row,2010/11\n",
		"share days":        "Table,Row,2010/11,1 May 2010 to 31 May 2010\n",
		"line 3: the repor": head + "Complaints by quarter,Spring,3\n",
		"line 3, 2010/11":   head + "Complaints by quarter,April to June,3.5\n",
		"\"-1\" is no":      head + "Complaints by quarter,April to June,-1\n",
		"99999999999999999": head + "Complaints by quarter,April to June,99999999999999999\n",
		"line 2":            head + "\"Everything received, by category\",Complaints,141\n",
		"it has 4 cells":    head + "Complaints by quarter,April to June,3,4\n",
		"come to 150":       head + "Complaints by quarter,April to June,150\n",
		"without its total": "Table,Row,2010/11\nComplaints by quarter,April to June,3\n",
		"no CSV":            "Table,Row,\"2010/11\n",
	} {
		if _, err := ReadEarlier([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want it to say %q", text, err, says)
		}
	}
}

// TestTheCSVOfAReportIsReadBack: whoever has a report has the pattern for an earlier year.
func TestTheCSVOfAReportIsReadBack(t *testing.T) {
	t.Parallel()
	now, before := Year(date("2026-06-01")), Period{From: date("2025-05-01"), To: date("2025-05-31")}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 9))
		p := publish(t, count(t, append(people(r, now, 20+r.IntN(200), 2), people(r, Year(before.From), r.IntN(300), 1)...), now, before))
		got, err := ReadEarlier(p.csv(t))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		for n, c := range got {
			if c.Period != p.columns[n].Period || !maps.Equal(c.Figures, p.columns[n].Figures) {
				t.Errorf("seed %d: %s is read as %v, want %v", seed, c.Period, c.Figures, p.columns[n].Figures)
			}
		}
	}
}

func FuzzReadingACSVOfEarlierYears(f *testing.F) {
	f.Add("Table,Row,2010/11\n\"Everything received, by category\",Complaints,140\n")
	f.Fuzz(func(t *testing.T, text string) {
		columns, err := ReadEarlier([]byte(text))
		if err != nil {
			return
		}
		publish(t, columns) // what was read can be published
	})
}
