package store

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/maintnotifications"
)

// answerWithin bounds each dial, write and read, so that a webhook can say "unavailable" within 3 s
// while Redis hangs.
const answerWithin = time.Second

// Connect makes a client for Redis without speaking to it yet. It takes one of
//
//	redis://user:password@host:6379/0     rediss:// for TLS
//	unix://user:password@/path/redis.sock?db=0
//	redis+sentinel://user:password@host:26379,host:26379/master?db=0     rediss+sentinel://
//	redis+cluster://user:password@host:6379,host:6379     rediss+cluster://
//
// and several addresses only where they are all of one cluster or one set of sentinels.
func Connect(urls []string) (redis.UniversalClient, error) {
	if len(urls) == 0 {
		return nil, errors.New("connect to redis: no address is given")
	}
	first, err := parseAddress(urls[0])
	if err != nil {
		return nil, fmt.Errorf("connect to redis: %w", err)
	}
	for _, u := range urls[1:] {
		next, err := parseAddress(u)
		if err != nil {
			return nil, fmt.Errorf("connect to redis: %w", err)
		}
		if first.kind == single || next.kind != first.kind || next.master != first.master {
			return nil, errors.New("connect to redis: several addresses must all be of one cluster (redis+cluster://) or one set of sentinels (redis+sentinel://)")
		}
		first.hosts = append(first.hosts, next.hosts...)
	}
	if first.kind == single {
		return connectSingle(urls[0])
	}
	return redis.NewUniversalClient(first.options()), nil
}

func connectSingle(address string) (redis.UniversalClient, error) {
	o, err := redis.ParseURL(address)
	if err != nil {
		return nil, errors.New("connect to redis: the address must look like redis://host:6379/0 or unix:///path/redis.sock")
	}
	o.MaxRetries = 1
	o.DialTimeout, o.ReadTimeout, o.WriteTimeout, o.PoolTimeout = answerWithin, answerWithin, answerWithin, answerWithin
	o.DialerRetries = 1
	o.ContextTimeoutEnabled = true
	o.DisableIdentity, o.MaintNotificationsConfig, o.Protocol, o.PoolSize = true, quiet(), protocol, pool
	return redis.NewClient(o), nil
}

// quiet keeps the client from sending commands that Redis 7.0 answers with an error. The client
// changes what it is given, so each has its own.
func quiet() *maintnotifications.Config {
	return &maintnotifications.Config{Mode: maintnotifications.ModeDisabled}
}

// pool is how many connections a node may have: enough that a webhook never waits for one behind what
// the partitions' workers do.
const pool = 256

// protocol is RESP2: with RESP3 the client looks for push messages around every command, which costs
// more than all that it would bring us.
const protocol = 2

const (
	single   = ""
	sentinel = "sentinel"
	cluster  = "cluster"
)

type address struct {
	kind     string
	tls      bool
	user     string
	password string
	hosts    []string
	master   string
	db       int
}

// parseAddress reads by hand what net/url does not know: several hosts.
func parseAddress(text string) (a address, err error) {
	scheme, rest, found := strings.Cut(text, "://")
	scheme, a.kind, _ = strings.Cut(scheme, "+")
	a.tls = scheme == "rediss"
	known := scheme == "redis" || scheme == "rediss" || (scheme == "unix" && a.kind == single)
	if !found || !known || (a.kind != single && a.kind != sentinel && a.kind != cluster) {
		// The address itself may hold a password.
		return a, errors.New("an address begins with redis://, rediss://, unix://, redis+sentinel:// or redis+cluster://")
	}
	if a.kind == single {
		return a, nil
	}
	rest, query, _ := strings.Cut(rest, "?")
	if at := strings.LastIndex(rest, "@"); at >= 0 {
		user, password, _ := strings.Cut(rest[:at], ":")
		if a.user, err = url.PathUnescape(user); err == nil {
			a.password, err = url.PathUnescape(password)
		}
		if err != nil {
			return a, errors.New("the user or password of an address is not escaped as in a URL")
		}
		rest = rest[at+1:]
	}
	hosts, master, _ := strings.Cut(rest, "/")
	a.hosts, a.master = strings.Split(hosts, ","), master
	for _, h := range a.hosts {
		if h == "" {
			return a, errors.New("an address has an empty host")
		}
	}
	if (a.kind == sentinel) != (a.master != "") {
		return a, errors.New("a sentinel's address ends with /name-of-the-master, a cluster's does not")
	}
	values, err := url.ParseQuery(query)
	if err == nil && values.Get("db") != "" {
		a.db, err = strconv.Atoi(values.Get("db"))
	}
	if err != nil || (a.kind == cluster && a.db != 0) {
		return a, errors.New("after the ? of an address only db=<number> may stand, and not for a cluster")
	}
	return a, nil
}

func (a address) options() *redis.UniversalOptions {
	o := &redis.UniversalOptions{
		Addrs: a.hosts, Username: a.user, Password: a.password, DB: a.db,
		MasterName: a.master, IsClusterMode: a.kind == cluster,
		MaxRetries:  1,
		DialTimeout: answerWithin, ReadTimeout: answerWithin, WriteTimeout: answerWithin, PoolTimeout: answerWithin,
		DialerRetries: 1, ContextTimeoutEnabled: true,
		DisableIdentity: true, MaintNotificationsConfig: quiet(), Protocol: protocol, PoolSize: pool,
	}
	if a.tls {
		o.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return o
}
