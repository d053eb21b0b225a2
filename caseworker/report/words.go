package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Words tells the report's period in plain sentences. They are written from the figures that are
// shown and say nothing that these do not; what is hidden has no sentence. They are a draft: whoever
// publishes the report knows why it was so, and these do not.
func (p Published) Words() []string {
	if len(p.columns) == 0 {
		return nil
	}
	now := p.columns[0]
	var all []string
	if s := p.howMany(); s != "" {
		all = append(all, s)
	}
	for _, say := range []func(shown) string{
		ofIssues, ofOtherCategories, ofWho, ofLargest, ofStage, ofTime, ofOutcomes, ofVisits, ofAdvocates, ofAlerts, ofLearning, ofOmbudsman,
	} {
		if s := say(now); s != "" {
			all = append(all, s)
		}
	}
	return all
}

func (p Published) howMany() string {
	now := p.columns[0]
	n, ok := now.has(complaints)
	switch {
	case now.Hidden[complaints]:
		return fmt.Sprintf("The number of complaints received %s is not published, so that nobody can be recognised.", in(now.Period))
	case !ok:
		return ""
	}
	many := strconv.Itoa(n)
	if n == 0 {
		many = "No"
	}
	said := fmt.Sprintf("%s complaints were received %s", many, in(now.Period))
	was, when := p.compared()
	switch {
	case when == "":
		return said + "."
	case n < was:
		return fmt.Sprintf("%s, down from %d %s.", said, was, when)
	case n > was:
		return fmt.Sprintf("%s, up from %d %s.", said, was, when)
	}
	return fmt.Sprintf("%s, as many as %s.", said, when)
}

// in is a period behind a verb: "in 2026/27", "from 4 May 2026 to 31 May 2026".
func in(p Period) string {
	if p == Year(p.From) {
		return "in " + p.String()
	}
	return "from " + p.String()
}

// compared is the complaints of the second period, and when that was; "" where it is of another length or has no
// such figure.
func (p Published) compared() (complaintsThen int, when string) {
	if len(p.columns) < 2 {
		return 0, ""
	}
	now, then := p.columns[0], p.columns[1]
	n, ok := then.has(complaints)
	switch {
	case !ok:
		return 0, ""
	case then.Period == now.Before():
		return n, "the year before"
	case then.Period == Year(then.From) && now.Period == Year(now.From):
		return n, "in " + then.String()
	}
	return 0, ""
}

func ofIssues(s shown) string {
	n, ok := s.has(issues)
	return sayIf(ok && n > 0, "%d issues were raised within the complaints.", n)
}

func ofOtherCategories(s shown) string {
	said := s.counts(
		part{"category/representation", "representations"}, part{"category/customer_care_issue", "customer care issues"},
		part{"category/compliment", "compliments"},
	)
	return sayIf(len(said) > 0, "Besides there were %s.", and(said))
}

func ofWho(s shown) string {
	return s.shares(complaints, "complaints",
		part{"submitted/young_person", "made by young people themselves"}, part{"submitted/on_behalf", "made on their behalf"})
}

func ofLargest(s shown) string {
	for _, t := range tables() {
		if t.total() != issues {
			continue
		}
		if r, ok := s.leads(t); ok && t.name == "kind" {
			n, all := s.Figures[t.key(r.name)], s.Figures[issues]
			return fmt.Sprintf("The largest area of concern was %s: %d of %d issues (%s).", lower(r.label), n, all, percent(n, all))
		}
	}
	return ""
}

func ofStage(s shown) string {
	return s.shares(closed, "that were closed",
		part{"resolved/1", "closed at stage 1"}, part{"resolved/2", "at stage 2"}, part{"resolved/3", "at stage 3 or after the Ombudsman"})
}

func ofTime(s shown) string {
	return s.shares("resolved/1", "that were closed at stage 1",
		part{"stage_1/in_time", "in time"}, part{"stage_1/extended", "within an extension"}, part{"stage_1/late", "late"})
}

func ofOutcomes(s shown) string {
	return s.shares(closed, "that were closed",
		part{"outcome/upheld", "upheld"}, part{"outcome/partially_upheld", "partially upheld"}, part{"outcome/not_upheld", "not upheld"})
}

func ofVisits(s shown) string {
	n, ok := s.has("visit/done")
	all, told := s.has(complaints)
	return sayIf(ok && told && n > 0, "In %d of the %d complaints (%s) there was a visit.", n, all, percent(n, all))
}

func ofAdvocates(s shown) string {
	n, ok := s.has("advocate/yes")
	all, told := s.has("way/sayso")
	return sayIf(ok && told && n > 0, "In %d of the %d complaints that came by text or chat (%s) an advocate was wanted.", n, all, percent(n, all))
}

func ofAlerts(s shown) string {
	n, ok := s.has(alerts)
	soon, told := s.has("alert/5_minutes")
	switch {
	case !ok || n == 0:
		return ""
	case !told:
		return fmt.Sprintf("%d times a human was called because somebody might not be safe.", n)
	}
	return fmt.Sprintf("%d times a human was called because somebody might not be safe; %d of these calls (%s) were answered within 5 minutes.", n, soon, percent(soon, n))
}

func ofLearning(s shown) string {
	agreed, ok := s.has("learning/agreed")
	done, told := s.has("learning/done")
	not, all := s.has("learning/not_done")
	if !ok || !told || !all || agreed+done+not == 0 {
		return ""
	}
	said := fmt.Sprintf("Because of complaints %s agreed, and %d %s made", several(agreed, "change")+were(agreed), done, strings.TrimSpace(were(done)))
	if not > 0 {
		said += fmt.Sprintf("; %d %s not made, with the reason written down", not, strings.TrimSpace(were(not)))
	}
	return said + "."
}

func were(n int) string {
	if n == 1 {
		return " was"
	}
	return " were"
}

func ofOmbudsman(s shown) string {
	n, ok := s.has("ombudsman/investigated")
	fault, told := s.has("ombudsman/fault")
	switch {
	case !ok:
		return ""
	case !told:
		return fmt.Sprintf("The Ombudsman formally investigated %s.", several(n, "complaint"))
	}
	return fmt.Sprintf("The Ombudsman formally investigated %s and found fault or maladministration in %d.", several(n, "complaint"), fault)
}

// part is a figure in a list, with the words that follow it.
type part struct{ key, words string }

// counts tells those that are shown and not 0: "3 a", "4 b".
func (s shown) counts(parts ...part) (said []string) {
	for _, p := range parts {
		if n, ok := s.has(p.key); ok && n > 0 {
			said = append(said, fmt.Sprintf("%d %s", n, p.words))
		}
	}
	return said
}

// shares tells those that are shown and not 0 of a total that is shown: "Of the 9 that were resolved, 5 (56%) were upheld."
func (s shown) shares(total, of string, parts ...part) string {
	all, told := s.has(total)
	var said []string
	for _, p := range parts {
		n, ok := s.has(p.key)
		if !ok || !told || n == 0 {
			continue
		}
		verb := ""
		if len(said) == 0 {
			verb = "were "
		}
		said = append(said, fmt.Sprintf("%d (%s) %s%s", n, percent(n, all), verb, p.words))
	}
	return sayIf(len(said) > 0, "Of the %d %s, %s.", all, of, and(said))
}

// and is a list in words: "a, b and c".
func and(list []string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}

func sayIf(so bool, format string, values ...any) string {
	if !so {
		return ""
	}
	return fmt.Sprintf(format, values...)
}

// percent is a share in whole per cent. What is not nothing is never 0%, and what is not all never 100%.
func percent(n, of int) string {
	switch {
	case of <= 0:
		return "0%"
	case n > 0 && n*200 < of:
		return "under 1%"
	case n < of && (of-n)*200 <= of:
		return "over 99%"
	}
	return strconv.Itoa((n*200+of)/(of*2)) + "%"
}

func several(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// lower is a row's label in the middle of a sentence.
func lower(label string) string { return strings.ToLower(label[:1]) + label[1:] }
