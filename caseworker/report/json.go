package report

import (
	"encoding/json"
	"fmt"
	"slices"
)

// The JSON of a report. Figures are by key; what is hidden is named without a number; what stands
// in neither is not known. ReadPublished needs no more than v and columns.
type (
	page struct {
		V       int          `json:"v"`
		Means   string       `json:"hidden_means,omitempty"`
		Words   []string     `json:"words,omitempty"`
		Columns []pageColumn `json:"columns"`
		Tables  []pageTable  `json:"tables,omitempty"`
	}
	pageColumn struct {
		Column
		Hidden []string `json:"hidden"`
	}
	pageTable struct {
		Name  string    `json:"name"`
		Title string    `json:"title"`
		Total string    `json:"total,omitempty"` // the key of the figure that the rows add up to
		Rows  []pageRow `json:"rows"`
	}
	pageRow struct {
		Key   string `json:"key"`
		Label string `json:"label"`
	}
)

// MarshalJSON is what ReadPublished reads, with the sentences and all titles and labels beside it.
func (p Published) MarshalJSON() ([]byte, error) {
	out := page{V: 1, Means: hiddenMeans, Words: p.Words(), Columns: []pageColumn{}}
	for _, s := range p.columns {
		c := pageColumn{Column: Column{Period: s.Period, Note: s.Note, Figures: s.Figures}, Hidden: []string{}}
		for key := range s.Hidden {
			c.Hidden = append(c.Hidden, key)
		}
		slices.Sort(c.Hidden)
		out.Columns = append(out.Columns, c)
	}
	for _, t := range tables() {
		shown := pageTable{Name: t.name, Title: t.title, Total: t.total()}
		if t.public {
			shown.Total = ""
		}
		for _, r := range t.rows {
			shown.Rows = append(shown.Rows, pageRow{Key: t.key(r.name), Label: r.label})
		}
		out.Tables = append(out.Tables, shown)
	}
	return json.Marshal(out)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Published) UnmarshalJSON(text []byte) (err error) {
	*p, err = ReadPublished(text)
	return err
}

// ReadPublished reads the JSON of a report that was published.
func ReadPublished(text []byte) (Published, error) {
	var in page
	if err := json.Unmarshal(text, &in); err != nil {
		return Published{}, fmt.Errorf("this is no report: %w", err)
	}
	if in.V != 1 || len(in.Columns) == 0 {
		return Published{}, fmt.Errorf("this is no report of version 1 with columns")
	}
	p := Published{}
	for _, c := range in.Columns {
		if err := c.Column.check(); err != nil {
			return Published{}, err
		}
		s := shown{Period: c.Period, Note: c.Note, Figures: c.Figures, Hidden: map[string]bool{}}
		for _, key := range c.Hidden {
			if _, both := c.Figures[key]; both {
				return Published{}, fmt.Errorf("%s: %s is hidden and has a number", c.Period, key)
			}
			s.Hidden[key] = true
		}
		p.columns = append(p.columns, s)
	}
	return p, nil
}
