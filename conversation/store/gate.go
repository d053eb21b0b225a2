package store

import (
	"sync"
	"time"
)

// longestBreak caps how long a provider that keeps failing is left alone, unless it asks for more.
const longestBreak = 30 * time.Second

// gate stands before one line of this node. It lets a number of calls through at once, and none for
// a while when the provider behind it fails: then one is let through to try, and if that works, all.
type gate struct {
	mu      sync.Mutex
	workers int
	first   time.Duration // of the breaks
	free    func()        // called when those who were turned away should come again

	running int
	turned  bool // somebody was turned away
	broken  bool
	trying  bool          // broken, but one may try or is trying
	probing bool          // one is trying
	pause   time.Duration // the last break
	opening *time.Timer
}

// gates are those of a node, one before each line.
type gates struct {
	mu   sync.Mutex
	make func(doer) *gate
	all  map[line]*gate
}

func (g *gates) of(in line) *gate {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.all[in] == nil {
		g.all[in] = g.make(in.doer)
	}
	return g.all[in]
}

func (g *gates) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, one := range g.all {
		one.close()
	}
}

// pass asks to make one call; leave or cancel must follow it.
func (g *gate) pass() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.running >= g.workers || (g.broken && (!g.trying || g.probing)) {
		g.turned = true
		return false
	}
	g.running++
	g.probing = g.broken
	return true
}

// leave ends a call. ok says that the provider works, whatever it made of this effect; where it does
// not, after is how long it asked to be left alone.
func (g *gate) leave(ok bool, after time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.running--
	switch {
	case ok && g.broken && !g.trying:
		// It was begun before the break: it says nothing of now.
	case ok:
		g.broken, g.trying, g.probing, g.pause = false, false, false, 0
	case !g.broken || g.trying:
		g.pause = max(min(max(g.pause*2, g.first), longestBreak), after)
		g.broken, g.trying, g.probing = true, false, false
		g.opening = time.AfterFunc(g.pause, g.tryAgain)
	}
	if g.turned && !g.broken {
		g.turned = false
		g.free()
	}
}

// cancel takes back a pass that was not used.
func (g *gate) cancel() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.running--
	g.probing = false
	if g.turned {
		g.turned = false
		g.free()
	}
}

func (g *gate) tryAgain() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.trying, g.turned = true, false
	g.free()
}

// close ends the gate's timer.
func (g *gate) close() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.opening != nil {
		g.opening.Stop()
	}
}
