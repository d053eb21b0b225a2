package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"sayso/caseworker"
	"sayso/cmd/sayso/config"
	"sayso/cmd/sayso/phonenet"
	"sayso/conversation/store/redisd"
)

// The demo's own numbers, from the range that is kept for drama.
const (
	demoNumber  = "+447700900000" // the number to text
	demoAlerts  = "+447700900001" // where alerts come from
	demoDuty    = "+447700900002" // the duty worker's phone
	demoBoss    = "+447700900003" // the complaints manager's phone
	demoAccount = "AC00000000000000000000000000000000"
)

// demo is everything on one machine: its own Redis, a simulated phone network, people and cases.
func demo(ctx context.Context, args []string, w world) error {
	f := flags("demo", "[--listen 127.0.0.1:8080] [--redis URL] [--dir demo-data]", w)
	address := f.String("listen", "127.0.0.1:8080", "where the pages are; the phones are on the next port")
	redisURL := f.String("redis", "", "a Redis to use instead of one of its own")
	dir := f.String("dir", "demo-data", "where the data is kept, and found again")
	if err := parse(f, args); err != nil {
		return err
	}
	if err := os.MkdirAll(*dir, 0o700); err != nil {
		return fmt.Errorf("folder for the demo's data: %w", err)
	}
	unlock, err := alone(*dir)
	if err != nil {
		return err
	}
	defer unlock()
	ownRedis := *redisURL == ""
	if ownRedis {
		own, err := redisd.Start(ctx, redisd.Config{Dir: filepath.Join(*dir, "redis")})
		if err != nil {
			return err
		}
		defer own.Stop()
		*redisURL = own.URL()
	}
	return demoOn(ctx, *address, *redisURL, *dir, ownRedis, w)
}

// demoOn plugs the demo together: the network posts to Sayso, Sayso sends to the network.
func demoOn(ctx context.Context, address, redisURL, dir string, ownRedis bool, w world) error {
	phones, admin, err := nextTo(address)
	if err != nil {
		return err
	}
	d, err := listen(address, admin)
	if err != nil {
		return err
	}
	base := "http://" + d.public.Addr().String()
	c := demoConfig(redisURL, dir, base)
	c.Trial = !ownRedis // its own Redis keeps what it took, and is asked whether it does
	if err := demoKeyset(c); err != nil {
		return errors.Join(err, d.public.Close(), d.admin.Close())
	}
	network := phonenet.New(phonenet.Config{
		AccountSID: c.Twilio.AccountSID, AuthToken: string(c.Twilio.AuthTokens[0]), Numbers: []string{demoNumber, demoAlerts},
		InboundURL: base + "/sms/inbound", Sent: 200 * time.Millisecond, Delivered: 500 * time.Millisecond,
		Links: []phonenet.Link{{Label: "The chat", URL: base + "/chat"}, {Label: "Staff console", URL: base + "/staff/"}},
	}, w.now, w.fresh)
	if c.Twilio.APIURL, err = network.Start(phones); err != nil {
		return errors.Join(fmt.Errorf("the phones: %w", err), d.public.Close(), d.admin.Close())
	}
	defer network.Close()
	log := slog.New(slog.NewTextHandler(w.errs, &slog.HandlerOptions{Level: slog.LevelWarn}))
	n, err := open(ctx, c, w, log)
	if err != nil {
		return errors.Join(err, d.public.Close(), d.admin.Close())
	}
	first, err := n.demoPeople(ctx)
	if err != nil {
		return errors.Join(err, d.public.Close(), d.admin.Close(), n.redis.Close())
	}
	fmt.Fprintf(w.out, `Sayso's demo is running. Everything here is invented, and nothing leaves this machine.

  A phone to text from   %s/
  The chat               %s/chat
  The first page         %s/
  Staff console          %s/staff/
                         sign in as %s (complaints),
                         %s (a social worker: sees nothing
                         of "my social worker ..." until somebody has said who),
                         %s (manager),
                         or odile@demo.example (auditor), password %s
  For operators          http://%s/alarmz and /metrics

The data is kept in %s. Ctrl-C stops the demo.
`, c.Twilio.APIURL, base, base, base, demoCaseworker, demoSocialWorker, demoManager, demoPassword, d.admin.Addr(), dir)
	if first {
		samples, stop := context.WithCancel(ctx)
		defer stop()
		go seed(samples, network, log)
	}
	return n.run(ctx, d)
}

// demoKeyset makes the demo's keys at its first start.
func demoKeyset(c config.Config) error {
	_, err := os.Stat(c.Encryption.KeysetFile)
	if errors.Is(err, fs.ErrNotExist) {
		_, err = makeKeyset(c.Encryption.KeysetFile)
	}
	return err
}

// nextTo gives the addresses of the phones and of the operators' listener beside a demo's own.
func nextTo(address string) (phones, admin string, err error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", "", fmt.Errorf("%w: --listen wants an address with a port, such as 127.0.0.1:8080", errUsage)
	}
	n, err := strconv.Atoi(port)
	if err != nil || n < 0 || n > 65_533 {
		return "", "", fmt.Errorf("%w: --listen has no such port", errUsage)
	}
	if n == 0 {
		return net.JoinHostPort(host, "0"), net.JoinHostPort(host, "0"), nil
	}
	return net.JoinHostPort(host, strconv.Itoa(n+1)), net.JoinHostPort(host, strconv.Itoa(n+2)), nil
}

// demoConfig is a small council with quick timers, so that trying it out is no waiting.
func demoConfig(redisURL, dir, base string) config.Config {
	c := config.Default()
	c.PublicURL, c.Trial = base, true
	c.Redis.URLs = []string{redisURL}
	c.Council = config.Council{Name: "London Borough of Example", TextName: "Example Council", Phone: "01632 960000",
		Opening: map[string]string{"mon": "09:00-17:00", "tue": "09:00-17:00", "wed": "09:00-17:00", "thu": "09:00-17:00", "fri": "09:00-16:30"}}
	c.Encryption.KeysetFile = filepath.Join(dir, "demo.keyset")
	c.Twilio.AccountSID, c.Twilio.AuthTokens = demoAccount, []config.Secret{config.Secret(rand.Text())}
	c.Twilio.From, c.Twilio.MessagesPerSecond = demoNumber, 50
	c.Twilio.SettleAfter, c.Twilio.SweepEvery = 5*time.Second, 15*time.Second
	c.Safeguarding.From = demoAlerts
	duty := []config.Duty{{Name: "Duty desk", Job: string(caseworker.NobodysWorker), Phone: demoDuty}}
	c.Safeguarding.Rotas = config.Rotas{InHours: duty, OutOfHours: duty,
		Manager: []config.Duty{{Name: "Complaints manager", Job: string(caseworker.NobodysWorker), Phone: demoBoss}}}
	c.Conversation.GatherText, c.Conversation.GatherChat, c.Conversation.CrossingText = 3*time.Second, time.Second, 2*time.Second
	c.Conversation.QuietHours = "" // whoever tries it at night wants to see the answer too
	return c
}

// alone keeps a second demo off the same data: two Redis servers would spoil one another's file.
func alone(dir string) (unlock func(), err error) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("folder for the demo's data: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, fmt.Errorf("another demo is using %s: stop it first, or name another folder with --dir", dir)
	}
	return func() { f.Close() }, nil
}
