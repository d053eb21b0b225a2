package config

import (
	"net/url"
	"strings"
)

// Origins are the pages that may open the chat: our own, and those that the file names.
func (c Config) Origins() []string {
	own := c.PublicURL
	if u, err := url.Parse(own); err == nil {
		own = u.Scheme + "://" + u.Host
	}
	return append([]string{own}, c.Chat.Origins...)
}

// Words says when the council is open as people say it: "Monday to Thursday, 9am to 5pm, and Friday,
// 9am to 4.30pm".
func (c Council) Words() string {
	days := []struct{ key, name string }{{"mon", "Monday"}, {"tue", "Tuesday"}, {"wed", "Wednesday"}, {"thu", "Thursday"}, {"fri", "Friday"}}
	var parts []string
	for i := 0; i < len(days); {
		first, hours := i, c.Opening[days[i].key]
		for i++; i < len(days) && c.Opening[days[i].key] == hours; i++ {
		}
		if hours == "" {
			continue
		}
		name := days[first].name
		if last := i - 1; last > first {
			name += " to " + days[last].name
		}
		from, to, _ := strings.Cut(hours, "-")
		parts = append(parts, name+", "+clock(from)+" to "+clock(to))
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + ", and " + parts[len(parts)-1]
}

// clock turns "16:30" into "4.30pm".
func clock(at string) string {
	hour, minute, _ := strings.Cut(at, ":")
	half := "am"
	if hour >= "12" {
		half = "pm"
	}
	twelve := map[string]string{"00": "12", "13": "1", "14": "2", "15": "3", "16": "4", "17": "5", "18": "6", "19": "7", "20": "8", "21": "9", "22": "10", "23": "11", "24": "12"}
	if t, ok := twelve[hour]; ok {
		hour = t
	}
	hour = strings.TrimPrefix(hour, "0")
	if minute == "00" {
		return hour + half
	}
	return hour + "." + minute + half
}
