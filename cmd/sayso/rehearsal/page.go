package rehearsal

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
)

//go:embed page.html
var pageText string

// Page writes all scenes as one page to read or print: speech bubbles, the story above, what the office
// would notice in the margin. It is whole in itself: no script, no font, no picture from elsewhere.
func Page(w io.Writer, all []Played) error {
	page, err := template.New("page").Parse(pageText)
	if err != nil {
		return fmt.Errorf("the page of dialogues: %w", err)
	}
	if err := page.Execute(w, sorted(all)); err != nil {
		return fmt.Errorf("write the page of dialogues: %w", err)
	}
	return nil
}

// printed is what the page shows.
type printed struct {
	Scenes     int
	Situations []situation
}

// situation is one chapter of the page.
type situation struct {
	Name   string
	Scenes []printedScene
}

type printedScene struct {
	Number int
	Title  string
	Story  []string // paragraphs
	Looked string
	When   string
	Rows   []row
	Seen   string
}

// row is a bubble, or what happens, with what the office notices beside it.
type row struct {
	Line   Line
	Office []string
}

// sorted puts each scene into the first situation that it is an example of.
func sorted(all []Played) printed {
	p := printed{Scenes: len(all)}
	for _, chapter := range chapters() {
		var scenes []printedScene
		all = slices.DeleteFunc(slices.Clone(all), func(one Played) bool {
			fits := chapter.fits(one)
			if fits {
				scenes = append(scenes, one.printed())
			}
			return fits
		})
		if len(scenes) > 0 {
			p.Situations = append(p.Situations, situation{Name: chapter.name, Scenes: scenes})
		}
	}
	number := 0
	for _, s := range p.Situations {
		for i := range s.Scenes {
			number++
			s.Scenes[i].Number = number
		}
	}
	return p
}

func (p Played) printed() printedScene {
	story := lookLine.ReplaceAllString(p.Scene.Story, "")
	title, rest, _ := strings.Cut(strings.TrimSpace(story), "\n")
	out := printedScene{Title: title, When: p.Scene.When, Seen: strings.TrimSpace(p.Seen)}
	for _, paragraph := range strings.Split(rest, "\n\n") {
		if paragraph = strings.TrimSpace(paragraph); paragraph != "" {
			out.Story = append(out.Story, paragraph)
		}
	}
	if look, ok := p.Scene.Looked(); ok {
		out.Looked = look.By + ", " + look.On
		if look.Mark != p.Mark() {
			out.Looked += " (the words have changed since)"
		}
	}
	for _, line := range p.Lines {
		if line.Kind != Office {
			out.Rows = append(out.Rows, row{Line: line})
			continue
		}
		above := &out.Rows[len(out.Rows)-1] // somebody always does something first
		above.Office = append(above.Office, line.Text)
	}
	return out
}
