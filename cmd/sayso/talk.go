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

// talk has the conversation in a terminal: type as the young person, an empty line ends it.
// Everything that a dialogue knows in brackets works here too: (1 hour passes), (Sam claims the case).
func talk(ctx context.Context, args []string, w world) error {
	f := flags("talk", "[--channel sms|chat] [--words FILE] [--keep FILE]", w)
	channel := f.String("channel", "sms", "sms or chat")
	own := f.String("words", "", "a wording of your own instead of the one that is built in")
	keep := f.String("keep", "", "keep the talk as a dialogue in this file")
	if err := parse(f, args); err != nil {
		return err
	}
	on := conversation.Channel(*channel)
	if on != conversation.SMS && on != conversation.Chat {
		return fmt.Errorf("%w: --channel is sms or chat", errUsage)
	}
	words, err := readWords(*own)
	if err != nil {
		return err
	}
	rules, err := rehearsal.Example(words)
	if err != nil {
		return err
	}
	scene := rehearsal.Begin("A talk kept from a terminal.", on, w.now().In(rules.Zone).Truncate(time.Minute))
	fmt.Fprintln(w.out, "Type as the young person. (1 hour passes), (Sam claims the case) and the like work in brackets. An empty line ends it.")
	lines := bufio.NewScanner(w.in)
	shown := ""
	for ctx.Err() == nil {
		fmt.Fprint(w.out, "> ")
		if !lines.Scan() || strings.TrimSpace(lines.Text()) == "" {
			break
		}
		longer, err := scene.With(lines.Text())
		if err != nil {
			fmt.Fprintln(w.out, err)
			continue
		}
		played, err := rehearsal.Play(longer, rules, on)
		if err != nil {
			fmt.Fprintln(w.out, err)
			continue
		}
		scene = longer
		fmt.Fprint(w.out, afterTheLast(played.Text, shown))
		shown = played.Text
	}
	if *keep == "" || shown == "" {
		return lines.Err()
	}
	played, err := rehearsal.Play(scene.Ending(), rules, on)
	if err != nil {
		return err
	}
	return os.WriteFile(*keep, []byte(played.Text), 0o644)
}

// afterTheLast is what the last line brought: the text without what was shown before and without
// the line that was typed.
func afterTheLast(text, shown string) string {
	lines := strings.SplitAfter(strings.TrimPrefix(text, shown), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "Young person:") || strings.HasPrefix(line, "(") {
			return strings.Join(lines[i+1:], "")
		}
	}
	return ""
}
