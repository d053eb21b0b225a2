package caseworker

import (
	"slices"
	"strings"

	"sayso/conversation"
)

// shortNames are names that people use for one another and that do not begin alike. A line is one
// person's possible names.
var shortNames = [][]string{
	strings.Fields("david dave davey davy"), strings.Fields("robert rob robbie bob bobby bert"), strings.Fields("william will bill billy liam"),
	strings.Fields("richard rich rick ricky dick"), strings.Fields("elizabeth liz lizzie beth betty eliza libby lisa"), strings.Fields("margaret maggie meg peggy mags"),
	strings.Fields("catherine katherine kathryn kate katie kat cat cathy kathy kitty"), strings.Fields("james jim jimmy jamie"), strings.Fields("john johnny jon jack"),
	strings.Fields("michael mike mick mikey micky"), strings.Fields("anthony tony ant"), strings.Fields("edward ed eddie ted teddy ned"),
	strings.Fields("charles charlie chuck chas"), strings.Fields("henry harry hal"), strings.Fields("joseph joe joey"), strings.Fields("joanne joanna jo josie"),
	strings.Fields("stephen steven steve stevie"), strings.Fields("andrew andy drew"), strings.Fields("alexander alexandra alex sandy sasha al lex"),
	strings.Fields("patricia pat patsy trish tricia"), strings.Fields("patrick pat paddy"), strings.Fields("susan sue susie suzie"), strings.Fields("deborah debra deb debbie"),
	strings.Fields("christopher chris kit topher"), strings.Fields("christine christina chris chrissy tina"), strings.Fields("rebecca becky becca bex"),
	strings.Fields("jennifer jen jenny jenna"), strings.Fields("victoria vicky vicki tori"), strings.Fields("lawrence laurence larry laz"), strings.Fields("gerald gerard gerry jerry"),
	strings.Fields("geoffrey jeffrey geoff jeff"), strings.Fields("philip phillip phil pip"), strings.Fields("theodore theo ted"), strings.Fields("thomas tom tommy"),
	strings.Fields("nicholas nick nicky nico"), strings.Fields("nicola nicky nikki"), strings.Fields("mohammed muhammad mohamed mo"), strings.Fields("abigail abi abby gail"),
	strings.Fields("amanda mandy"), strings.Fields("barbara babs barb"), strings.Fields("dorothy dot dotty"), strings.Fields("sarah sara sal sally"), strings.Fields("frances francis fran frank frankie"),
	strings.Fields("helen nell ellie eleanor ellen nelly"), strings.Fields("isabel isabella bella izzy izzie"), strings.Fields("theresa teresa terry tess"), strings.Fields("terence terry tel"),
	strings.Fields("samuel samantha sam sammy"), strings.Fields("sharon shaz shazza"), strings.Fields("karen kaz kazza"), strings.Fields("kerry kezza"), strings.Fields("darren daz dazza"), strings.Fields("gary gareth gaz gazza"),
	strings.Fields("barry baz bazza"), strings.Fields("terence terry tez"), strings.Fields("jeremy jez jezza"), strings.Fields("maurice mo"), strings.Fields("maureen mo"), strings.Fields("philippa pippa pip"), strings.Fields("jacqueline jackie jacqui"),
	strings.Fields("sean shaun shawn"), strings.Fields("ayesha aisha aysha"), strings.Fields("mark marc"), strings.Fields("natalie nathalie nat"), strings.Fields("rachel rachael rach"), strings.Fields("kathleen kath"), strings.Fields("lynn lynne lyn"), strings.Fields("graham graeme"),
	strings.Fields("philomena fil"), strings.Fields("michelle shelly shell chelle"), strings.Fields("marjorie marge"), strings.Fields("gemma gem"), strings.Fields("stephanie steph"), strings.Fields("leslie lesley les"), strings.Fields("raymond ray"), strings.Fields("donald don"), strings.Fields("benjamin ben benji"), strings.Fields("daniel daniela danielle dan danny dani"), strings.Fields("matthew matt matty"),
	strings.Fields("hannah hana"), strings.Fields("yusuf joseph youssef"), strings.Fields("priyanka priya"), strings.Fields("kimberley kimberly kim"),
}

// linesOf are the lines of shortNames that a name stands in: lists of cases ask for it again and again.
var linesOf = func() map[string][]int {
	of := map[string][]int{}
	for n, line := range shortNames {
		for _, name := range line {
			of[name] = append(of[name], n)
		}
	}
	return of
}()

// sameName reports whether two first or last names could be one: alike, one the beginning of the other
// by at least three letters, or used for one another.
func sameName(one, other string) bool {
	if one == other {
		return true
	}
	short, long := one, other
	if len(short) > len(long) {
		short, long = long, short
	}
	return len(short) >= 3 && strings.HasPrefix(long, short) || misspelt(one, other) || usedForOneAnother(one, other)
}

// misspelt: "tracey" and "Tracy", but not "jane" and "Jade".
func misspelt(one, other string) bool {
	const least = 5 // letters
	return max(len(one), len(other)) >= least && one[:1] == other[:1] && conversation.OneSlip(one, other)
}

var apostrophes = strings.NewReplacer("'", "", "’", "", "‘", "", "`", "")

// nameParts are the words of a name, or of a job, as they are compared: in small letters, without accents and apostrophes.
func nameParts(name string) []string {
	name = conversation.PlainName(name)
	between := func(r rune) bool { return r < 'a' || r > 'z' }
	if name != "" && strings.IndexFunc(name, between) < 0 {
		return []string{name} // as almost all are
	}
	return strings.FieldsFunc(apostrophes.Replace(name), between)
}

func usedForOneAnother(one, other string) bool {
	return slices.ContainsFunc(linesOf[one], func(line int) bool { return slices.Contains(linesOf[other], line) })
}
