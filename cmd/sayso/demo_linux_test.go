package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// process is what the kernel says of one.
type process struct {
	name, state string
	parent      int
}

// processOf reads /proc; an empty process where there is none of this number.
func processOf(pid int) process {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}
	}
	_, rest, _ := strings.Cut(string(b), "(")
	end := strings.LastIndex(rest, ")")
	fields := strings.Fields(rest[end+1:])
	parent, err := strconv.Atoi(fields[1])
	if err != nil {
		return process{}
	}
	return process{name: rest[:end], state: fields[0], parent: parent}
}

// childOf finds a child by its program.
func childOf(t testing.TB, parent int, name string) int {
	t.Helper()
	all, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range all {
		pid, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			t.Fatal(err)
		}
		if p := processOf(pid); p.parent == parent && p.name == name {
			return pid
		}
	}
	t.Fatalf("process %d has no child %s", parent, name)
	return 0
}

// TestTheDemosRedisEndsWithItEvenWhenItIsKilled, and what it kept is found by the next one.
func TestTheDemosRedisEndsWithItEvenWhenItIsKilled(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, errs := &journal{}, &journal{}
	demo := exec.Command(os.Args[0], "demo", "--listen", "127.0.0.1:0", "--dir", dir)
	demo.Env = append(os.Environ(), "SAYSO_TEST_AS_PROGRAM=1")
	demo.Stdout, demo.Stderr = out, errs
	if err := demo.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { demo.Process.Kill(); demo.Wait() })
	waitFor(t, out, errs, `Staff console +(http://\S+)`)
	(&running{t: t, out: out, errs: errs}).staffPage(len(samples()))
	server := childOf(t, demo.Process.Pid, "redis-server")

	if err := demo.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	demo.Wait()
	ctx, again := within(t), time.NewTicker(20*time.Millisecond)
	defer again.Stop()
	// A machine without an init that collects the dead shows them as Z; they hold nothing any more.
	for p := processOf(server); p.name == "redis-server" && p.state != "Z"; p = processOf(server) {
		select {
		case <-ctx.Done():
			t.Fatalf("the demo's redis-server outlives it: %+v", p)
		case <-again.C:
		}
	}
	next := startDemo(t, dir)
	next.staffPage(len(samples()))
	if code := next.stop(); code != 0 {
		t.Errorf("Ctrl-C: exit %d\n%s", code, next.errs)
	}
}
