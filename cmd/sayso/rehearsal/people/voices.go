package people

import (
	_ "embed"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

//go:embed voices.txt
var voicesFile string

// voice is what one kind of person has to say.
type voice struct {
	kind   string
	speaks string // self, behalf
	is     string
	ages   []int
	lines  map[string][]string
}

// voices reads voices.txt. It is the package's own file, so what is wrong with it is a panic.
func voices() []voice {
	var all []voice
	for n, line := range strings.Split(voicesFile, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			all = append(all, voice{kind: strings.Trim(line, "[]"), lines: map[string][]string{}})
			continue
		}
		name, text, ok := strings.Cut(line, ": ")
		if !ok || len(all) == 0 {
			panic(fmt.Sprintf("voices.txt, line %d: want \"name: text\" under a [heading]", n+1))
		}
		v := &all[len(all)-1]
		switch name {
		case "speaks":
			v.speaks = text
		case "is":
			v.is = text
		case "age":
			for _, one := range strings.Fields(text) {
				age, err := strconv.Atoi(one)
				if err != nil {
					panic(fmt.Sprintf("voices.txt, line %d: %v", n+1, err))
				}
				v.ages = append(v.ages, age)
			}
		default:
			v.lines[name] = append(v.lines[name], text)
		}
	}
	return all
}

// child is the young person that somebody speaks for.
type child struct {
	name string
	girl bool
}

func childOf(r *rand.Rand) child {
	return pick(r, []child{
		{"Jade", true}, {"Aisha", true}, {"Ellie-Mae", true}, {"Zofia", true}, {"Summer", true}, {"Kiera", true},
		{"Tyler", false}, {"Malachi", false}, {"Kacper", false}, {"Alfie", false}, {"Yusuf", false}, {"Jaydn", false},
	})
}

// fill fills in who they speak of.
func (c child) fill(age int) *strings.Replacer {
	by := func(boy, girl string) string {
		if c.girl {
			return girl
		}
		return boy
	}
	return strings.NewReplacer("{child}", c.name, "{age}", strconv.Itoa(age),
		"{he}", by("he", "she"), "{him}", by("him", "her"), "{his}", by("his", "her"), "{His}", by("His", "Her"),
		"{son}", by("son", "daughter"), "{grandson}", by("grandson", "granddaughter"), "{nephew}", by("nephew", "niece"))
}
