package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"golang.org/x/sync/errgroup"

	"sayso/caseworker/audit"
	"sayso/cmd/sayso/config"
)

// serve is the real thing.
func serve(ctx context.Context, args []string, w world) error {
	f := flags("serve", "--config FILE", w)
	file := f.String("config", "", "the configuration; see config.example.yaml")
	if err := parse(f, args); err != nil {
		return err
	}
	if *file == "" {
		return fmt.Errorf("%w: serve needs --config FILE", errUsage)
	}
	c, err := config.Load(*file, w.getenv)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(w.errs, nil))
	n, err := open(ctx, c, w, log)
	if err != nil {
		return err
	}
	d, err := listen(c.Listen, c.AdminListen)
	if err != nil {
		return errors.Join(err, n.redis.Close())
	}
	return n.run(ctx, d)
}

// doors are the two addresses of a node: one for the world, one for operators.
type doors struct{ public, admin net.Listener }

func listen(public, admin string) (doors, error) {
	var d doors
	var err error
	if d.public, err = net.Listen("tcp", public); err != nil {
		return d, fmt.Errorf("listen on %s: %w", public, err)
	}
	if d.admin, err = net.Listen("tcp", admin); err != nil {
		return d, errors.Join(fmt.Errorf("listen on %s: %w", admin, err), d.public.Close())
	}
	return d, nil
}

// garbage is how far the heap may grow between two collections, in percent. A node keeps little, so
// four times of little is cheap, and a turn then spends less of its time collecting.
const garbage = 400

// markEvery is how often the audit is marked: what was written since the last mark could be taken from its end,
// by whoever can write to Redis, so that only a mark kept elsewhere shows it.
const markEvery = time.Hour

// drainFor is how long a stopping node waits for what is under way.
const drainFor = 10 * time.Second

// run serves until ctx ends, then stops in order: new work is refused, sockets are told to come
// back to another node, and what is under way is finished or left for the next one to find.
func (n *node) run(ctx context.Context, d doors) error {
	defer n.redis.Close()
	debug.SetGCPercent(garbage)
	if !n.config.Signed() {
		n.log.Warn("NOT SIGNED: wording, tiers and thresholds have no safeguarding owner and sign-off date in the configuration")
	}
	if !n.pager.Configured() {
		n.log.Warn("nobody is on a rota: in danger people are told that no worker can be reached at once")
	}
	if len(n.config.Casework.Allegations) == 0 {
		n.log.Warn(everybodySees)
	}
	if err := n.eraseAgain(ctx); err != nil {
		return errors.Join(err, d.public.Close(), d.admin.Close())
	}
	front := &http.Server{Handler: n.routes(), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(n.log.Handler(), slog.LevelDebug)}
	back := &http.Server{Handler: n.adminRoutes(), ReadHeaderTimeout: 5 * time.Second}

	// The loops outlive the doors, so that what the last request asked for still leaves.
	work, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	defer stopWork()
	all, failed := errgroup.WithContext(ctx)
	all.Go(func() error { return n.store.Run(work, n.doers()) })
	all.Go(func() error { return n.register.Run(work) })
	all.Go(func() error { return n.texts.Run(work) })
	all.Go(func() error { return n.pager.Run(work) })
	all.Go(func() error { return n.watch(work) })
	all.Go(func() error { return audit.Keep(work, n.redis, markEvery, n.now, n.log, n.trails...) })
	all.Go(func() error { return served(front.Serve(d.public)) })
	all.Go(func() error { return served(back.Serve(d.admin)) })
	all.Go(func() error {
		<-failed.Done()
		return n.drain(ctx, front, back, stopWork)
	})
	n.log.Info("serving", "listen", d.public.Addr().String(), "admin", d.admin.Addr().String())
	err := all.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (n *node) drain(ctx context.Context, front, back *http.Server, stopWork func()) error {
	n.log.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainFor)
	defer cancel()
	defer stopWork()
	n.console.Drain()
	err := front.Shutdown(ctx)
	return errors.Join(err, n.chat.Drain(ctx), back.Close())
}

func served(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// routes is every public path.
func (n *node) routes() http.Handler {
	mux := http.NewServeMux()
	n.texts.Routes(mux)
	n.chat.Routes(mux)
	n.console.Routes(mux)
	n.api.Routes(mux)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "alive") })
	mux.HandleFunc("GET /readyz", n.ready)
	return n.survives(mux)
}

// survives keeps one request that goes wrong from ending in silence. The panic's value is not logged:
// it may hold words; the stack says where.
func (n *node) survives(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch cause := recover(); cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause) // meant: the answer must not look whole
			default:
				n.log.Error("a request broke off", "route", r.Pattern, "stack", string(debug.Stack()))
				http.Error(w, "Something went wrong. Please try again.", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// ready says one thing: a message that came now would be kept. What is undone is /alarmz's to say,
// or a balancer would shut the door on the next child.
func (n *node) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
	defer cancel()
	if err := n.store.Ready(ctx); err != nil {
		n.log.Warn("not ready", "cause", err)
		http.Error(w, "not ready: messages cannot be kept now", http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, "ready")
}
