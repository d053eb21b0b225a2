package webchat

import "sync"

// hub knows the sockets of this process: how many there are, which show the same chat, and when
// all of them must go.
type hub struct {
	most, mostPerAddress int
	leaving              chan struct{} // closed when the process wants its sockets to end

	mu        sync.Mutex
	draining  bool
	places    int
	byAddress map[string]int // places by network address
	sockets   map[*session]bool
	byDoor    map[string]map[*session]bool
	all       sync.WaitGroup
}

func newHub(most, mostPerAddress int) *hub {
	return &hub{
		most: most, mostPerAddress: mostPerAddress,
		leaving:   make(chan struct{}),
		byAddress: map[string]int{},
		sockets:   map[*session]bool{},
		byDoor:    map[string]map[*session]bool{},
	}
}

// enter takes a place for one more socket from a network address, or says why there is none.
func (h *hub) enter(address string) (full string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.draining:
		return "draining"
	case h.places >= h.most:
		return "process"
	case h.byAddress[address] >= h.mostPerAddress:
		return "address"
	}
	h.places++
	h.byAddress[address]++
	h.all.Add(1)
	return ""
}

// exit gives back a place that was taken.
func (h *hub) exit(address string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.places--
	if h.byAddress[address]--; h.byAddress[address] == 0 {
		delete(h.byAddress, address)
	}
	h.all.Done()
}

func (h *hub) opened(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.sockets[s] = true
}

func (h *hub) closed(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sockets, s)
	h.unshow(s)
}

// show says which door a socket shows from now on, so that it can be poked.
func (h *hub) show(s *session, door string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.unshow(s)
	s.shown = door
	if h.byDoor[door] == nil {
		h.byDoor[door] = map[*session]bool{}
	}
	h.byDoor[door][s] = true
}

func (h *hub) unshow(s *session) {
	delete(h.byDoor[s.shown], s)
	if len(h.byDoor[s.shown]) == 0 {
		delete(h.byDoor, s.shown)
	}
}

// poke makes every socket of a door look at once: its talk has begun, or has ended.
func (h *hub) poke(door string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.byDoor[door] {
		select {
		case s.poked <- struct{}{}:
		default: // it has yet to look anyway
		}
	}
}

// work does something that a drain waits for, and gives a channel that closes when it is done.
func (h *hub) work(do func()) (done chan struct{}) {
	done = make(chan struct{})
	h.mu.Lock()
	waited := !h.draining // a drain that has begun counts nobody any more
	if waited {
		h.all.Add(1)
	}
	h.mu.Unlock()
	go func() {
		defer close(done)
		if waited {
			defer h.all.Done()
		}
		do()
	}()
	return done
}

// drain tells every socket to end and gives a channel that closes when all have.
func (h *hub) drain() <-chan struct{} {
	h.mu.Lock()
	if !h.draining {
		h.draining = true
		close(h.leaving)
	}
	h.mu.Unlock()
	done := make(chan struct{})
	go func() {
		h.all.Wait()
		close(done)
	}()
	return done
}

// cut ends every connection without a word.
func (h *hub) cut() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for s := range h.sockets {
		s.conn.Close()
	}
}
