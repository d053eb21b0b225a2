package webchat

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
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

// paces keeps a pace for each network address.
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

func (p *paces) wait(address string, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	pace := p.of[address]
	if pace == nil {
		if len(p.of) >= mostPaces {
			p.forget(now)
		}
		pace = newPace(p.many, p.in)
		p.of[address] = pace
	}
	return wait(pace, now)
}

func (p *paces) forget(now time.Time) {
	for address, pace := range p.of {
		if pace.TokensAt(now) >= float64(p.many) {
			delete(p.of, address)
		}
	}
}
