package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// chart is the bars of a table, in the units of its own drawing. Each bar has its number beside it and
// its period where there are several, so that nothing is told by length or colour alone.
type chart struct {
	ID, Title, Desc string
	Width, Height   int
	Labels          []label
	Bars            []bar
}

type (
	label struct {
		Y    int
		Text string
	}
	bar struct {
		Y, Width, High, TextX, TextY int
		Text                         string
		Fill, Dashes                 string
	}
)

// The measures of a drawing. What is written behind the longest bar must still fit: where there are several
// periods that is a number with its period.
const (
	chartWide  = 420
	barLongest = 350
	barShorter = 170
	barHigh    = 16
	barStep    = 22
	labelHigh  = 22
	rowGap     = 8
)

// chartOf draws a table, or nothing where no row has a number that is more than 0. What is not known
// is left out.
func chartOf(t table, rows []row, periods []shown) *chart {
	most := 0
	for _, c := range periods {
		for _, r := range rows {
			n, _ := c.has(t.key(r.name))
			most = max(most, n)
		}
	}
	if most == 0 {
		return nil
	}
	longest := barLongest
	if len(periods) > 1 {
		longest = barShorter
	}
	long := func(n int) int {
		if n == 0 {
			return 0
		}
		return max(n*longest/most, 2)
	}
	drawn := &chart{ID: "chart-" + t.name, Title: t.title, Width: chartWide}
	var told []string
	for _, r := range rows {
		if !slices.ContainsFunc(periods, func(c shown) bool { return c.cell(t.key(r.name)) != "" }) {
			continue
		}
		drawn.Labels = append(drawn.Labels, label{Y: drawn.Height + labelHigh - 6, Text: r.label})
		drawn.Height += labelHigh
		var cells []string
		for n, c := range periods {
			if c.cell(t.key(r.name)) == "" {
				continue
			}
			b := barOf(c, t.key(r.name), n, drawn.Height, long)
			if len(periods) > 1 {
				b.Text += " (" + c.String() + ")"
			}
			drawn.Bars, drawn.Height = append(drawn.Bars, b), drawn.Height+barStep
			cells = append(cells, b.Text)
		}
		drawn.Height += rowGap
		told = append(told, r.label+": "+strings.Join(cells, ", "))
	}
	drawn.Desc = fmt.Sprintf("A bar for each row of the table. %s.", strings.Join(told, "; "))
	return drawn
}

// barOf is one bar: the report's own period is filled, the ones before it are outlines.
func barOf(c shown, key string, column, y int, long func(int) int) bar {
	b := bar{Y: y, High: barHigh, TextX: 4, TextY: y + barHigh - 3, Text: hiddenMark, Fill: "#12436d"}
	if column > 0 {
		b.Fill = "#ffffff"
	}
	if column > 1 {
		b.Dashes = "4 3"
	}
	if n, ok := c.has(key); ok {
		b.Text, b.Width = strconv.Itoa(n), long(n)
	}
	if b.Width > 0 {
		b.TextX = b.Width + 8
	}
	return b
}
