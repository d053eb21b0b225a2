package webchat

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"sayso/conversation"
)

func newPace(many int, in time.Duration) *rate.Limiter {
	return rate.NewLimiter(rate.Every(in/time.Duration(many)), many)
}

// wait gives 0 where the pace allows one more now, which is then counted, or how long to wait.
func wait(pace *rate.Limiter, now time.Time) time.Duration {
	r := pace.ReserveN(now, 1)
	delay := r.DelayFrom(now)
	if delay > 0 {
		r.CancelAt(now)
	}
	return delay
}

// seconds rounds up, since a browser told "0" would try again at once.
func seconds(d time.Duration) int { return int((d + time.Second - 1) / time.Second) }

// paces keeps a pace for each chat, or for each network address.
type paces struct {
	many int
	in   time.Duration

	mu sync.Mutex
	of map[string]*rate.Limiter
}

// mostPaces bounds the memory: beyond it, those that have long been quiet are forgotten.
const mostPaces = 10000

func newPaces(many int, in time.Duration) *paces {
	return &paces{many: many, in: in, of: map[string]*rate.Limiter{}}
}

func (p *paces) wait(who string, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	pace := p.of[who]
	if pace == nil {
		if len(p.of) >= mostPaces {
			p.forget(now)
		}
		pace = newPace(p.many, p.in)
		p.of[who] = pace
	}
	return wait(pace, now)
}

// tooFast gives how long a chat must wait with its next message, 0 for not at all. The chat is asked
// before its address: one child who presses a lot slows no other child of the same home.
func (c *Chat) tooFast(door conversation.Door, address string) time.Duration {
	if delay := c.says.wait(door.Address, c.now()); delay > 0 {
		return delay
	}
	return c.posts.wait(address, c.now())
}

func (p *paces) forget(now time.Time) {
	for who, pace := range p.of {
		if pace.TokensAt(now) >= float64(p.many) {
			delete(p.of, who)
		}
	}
}
