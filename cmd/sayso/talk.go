package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"sayso/cmd/sayso/rehearsal"
	"sayso/conversation"
)

// talk has the conversation in a terminal; an empty line ends it. Everything that a dialogue knows
// works here too: (1 hour passes), (Sam claims the case), Mum (same phone): who is this.
func talk(ctx context.Context, args []string, w world) error {
	f := flags("talk", "[--channel sms|chat] [--as WHO] [--words FILE] [--unreviewed] [--keep FILE]", w)
	channel := f.String("channel", "sms", "sms or chat")
	speaker := f.String("as", "Young person", "who writes where a line does not say it: Nan, Friend")
	own := f.String("words", "", "a wording of your own instead of the one that is built in")
	unreviewed := f.Bool("unreviewed", false, "speak the built-in languages too that nobody has reviewed, for whoever reviews them")
	keep := f.String("keep", "", "keep the talk as a dialogue in this file")
	if err := parse(f, args); err != nil {
		return err
	}
	on := conversation.Channel(*channel)
	if on != conversation.SMS && on != conversation.Chat {
		return fmt.Errorf("%w: --channel is sms or chat", errUsage)
	}
	words, err := ofTalk.readWords(*own)
	if err != nil {
		return err
	}
	rules, err := rehearsal.Example(words)
	if err != nil {
		return err
	}
	scene := rehearsal.Begin("A talk kept from a terminal.", on, w.now().In(rules.Zone).Truncate(time.Minute))
	fmt.Fprintf(w.out, "Type as: %s. What can stand in a dialogue works here too, in brackets or with a name:\n"+
		"(1 hour passes)  (Sam claims the case)  Caseworker Sam: hello  Mum (same phone): who is this\nAn empty line ends it.\n", *speaker)
	lines := bufio.NewScanner(w.in)
	var played rehearsal.Played
	if *unreviewed {
		scene, played, err = goOn(scene, "("+rehearsal.WelshReviewed+")", rules, on)
		if err != nil {
			return err
		}
	}
	for ctx.Err() == nil {
		fmt.Fprint(w.out, "> ")
		if !lines.Scan() || strings.TrimSpace(lines.Text()) == "" {
			break
		}
		longer, again, err := goOn(scene, rehearsal.Typed(lines.Text(), *speaker), rules, on)
		if err != nil {
			fmt.Fprintln(w.out, err)
			if rehearsal.Unknown(err) {
				listBrackets(w)
			}
			continue
		}
		for _, line := range again.Lines[len(played.Lines)+1:] { // without what was typed
			fmt.Fprintln(w.out, line)
		}
		scene, played = longer, again
	}
	if *keep == "" || len(played.Cases) == 0 {
		return lines.Err()
	}
	if played, err = rehearsal.Play(scene.Ending(), rules, on); err != nil {
		return err
	}
	return os.WriteFile(*keep, []byte(played.Text), 0o644)
}

// goOn plays a scene with one more line.
func goOn(scene rehearsal.Scene, line string, rules conversation.Talk, on conversation.Channel) (rehearsal.Scene, rehearsal.Played, error) {
	longer, err := scene.With(line)
	if err != nil {
		return scene, rehearsal.Played{}, err
	}
	played, err := rehearsal.Play(longer, rules, on)
	return longer, played, err
}
