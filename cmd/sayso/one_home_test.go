package main

import (
	"fmt"
	"sync"
	"testing"
)

// TestTenOfOneHomeAreEachHeardAndAnswered at the same moment: ten chats from one address, each with a talk of its own, and
// danger among them at once.
func TestTenOfOneHomeAreEachHeardAndAnswered(t *testing.T) {
	t.Parallel()
	d := deploy(t)
	var all sync.WaitGroup
	for n := range 10 {
		all.Go(func() {
			tab := d.tab("")
			tab.says(fmt.Sprintf("nobody listens to us in this home, i am number %d", n))
			tab.heard()
			tab.reads("These first replies are automatic")
			for range 8 {
				tab.says("and nobody ever comes")
			}
			tab.says("hes hitting me right now")
			tab.reads("999")
		})
	}
	all.Wait()
	d.eventually("a case for each", func() bool { return len(d.cases()) == 10 })
}
