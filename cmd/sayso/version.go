package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

// version says which build this is.
func version(_ context.Context, args []string, w world) error {
	if err := parse(flags("version", "", w), args); err != nil {
		return err
	}
	commit, built := "unknown", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		built = info.GoVersion
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = s.Value
			}
		}
	}
	fmt.Fprintf(w.out, "sayso %s, built with %s\n", commit, built)
	return nil
}
