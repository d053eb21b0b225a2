package people

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Noise is how real people answer: for each question, what it was taken to mean, and the words.
type Noise map[string]map[string][]string

// ReadNoise reads labelled replies, one JSON object a line: {"ask","text","means"}.
func ReadNoise(r io.Reader) (Noise, error) {
	noise := Noise{}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		var reply struct {
			Ask   string `json:"ask"`
			Text  string `json:"text"`
			Means any    `json:"means"`
			Note  string `json:"note"`
		}
		if err := json.Unmarshal(lines.Bytes(), &reply); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if strings.Contains(reply.Note, "condition") {
			continue // "yes but only after 4" says more than yes
		}
		if noise[reply.Ask] == nil {
			noise[reply.Ask] = map[string][]string{}
		}
		means := fmt.Sprint(reply.Means)
		noise[reply.Ask][means] = append(noise[reply.Ask][means], reply.Text)
	}
	return noise, lines.Err()
}

// of lists the words for a meaning that this person could use: nobody who speaks of themselves says "she".
func (p *Person) of(ask, means string) []string { return p.fitting(p.noise[ask][means]) }

func (p *Person) fitting(texts []string) []string {
	var fit []string
	him, her := p.fill.Replace("{he}") == "he", p.fill.Replace("{he}") == "she"
	for _, text := range texts {
		words := " " + strings.ToLower(strings.NewReplacer("'", "", ",", "", ".", "").Replace(text)) + " "
		speaksOfHim := strings.Contains(words, " he ") || strings.Contains(words, " hes ") || strings.Contains(words, " his ")
		speaksOfHer := strings.Contains(words, " she ") || strings.Contains(words, " shes ") || strings.Contains(words, " her ")
		ofThemselves := strings.Contains(words, " school ") || strings.Contains(words, " bed ") || strings.Contains(words, " im ") || strings.Contains(words, "my ")
		switch {
		case speaksOfHim && (!p.behalf() || !him), speaksOfHer && (!p.behalf() || !her), ofThemselves && p.behalf():
		default:
			fit = append(fit, text)
		}
	}
	return fit
}

// controls are the wishes that can come at any point, in words that do not depend on the question.
func (p *Person) controls(wish string) []string {
	var all []string
	for _, ask := range []string{"yes_no", "name", "age", "about_who", "confirm", "when", "safe_now", "anything_else"} {
		all = append(all, p.noise[ask]["control:"+wish]...)
	}
	return p.fitting(all)
}
