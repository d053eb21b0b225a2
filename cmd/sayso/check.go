package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"sayso/caseworker"
	"sayso/caseworker/staff"
	"sayso/cmd/sayso/config"
	"sayso/conversation/store"
)

// check says of each part whether it will work, and what to do where it will not.
func check(ctx context.Context, args []string, w world) error {
	f := flags("check", "--config FILE | --make-keyset FILE", w)
	file := f.String("config", "", "the configuration to check")
	keyset := f.String("make-keyset", "", "make a keyset in this file; it never replaces one")
	if err := parse(f, args); err != nil {
		return err
	}
	if *keyset != "" {
		if _, err := makeKeyset(*keyset); err != nil {
			return err
		}
		fmt.Fprintf(w.out, "made %s: keep a copy of it apart from Redis's data, without it nothing can be read\n", *keyset)
		return nil
	}
	if *file == "" {
		return fmt.Errorf("%w: check needs --config FILE", errUsage)
	}
	c, err := config.Load(*file, w.getenv)
	if err != nil {
		return err
	}
	l := &list{out: w.out}
	l.say(nil, "configuration", "readable, and every value is possible")
	checkKeyset(l, c)
	checkRedis(ctx, l, c, w)
	checkTwilio(ctx, l, c, w.now)
	checkWording(l, c)
	checkCalendar(l, w.now())
	checkDuty(l, c)
	checkSecondStep(l, c)
	checkJobs(ctx, l, c, w)
	if l.wrong > 0 {
		return errors.New("what is WRONG above keeps Sayso from working as it should")
	}
	return nil
}

// list prints a line for each thing that was looked at.
type list struct {
	out   io.Writer
	wrong int
}

func (l *list) say(err error, what, good string) {
	if err != nil {
		l.wrong++
		fmt.Fprintf(l.out, "WRONG  %-14s %v\n", what, err)
		return
	}
	fmt.Fprintf(l.out, "ok     %-14s %s\n", what, good)
}

func (l *list) warn(what, why string) { fmt.Fprintf(l.out, "note   %-14s %s\n", what, why) }

func checkKeyset(l *list, c config.Config) {
	c.Trial = false // looking must not make one
	_, err := readKeyset(c)
	l.say(err, "keyset", "can be read; keep a copy apart from the data")
	l.say(checkErasures(c.Encryption.Erased()), "erased list", "can be written; no restored backup brings back what it names")
}

func checkRedis(ctx context.Context, l *list, c config.Config, w world) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	db, err := store.Connect(c.Redis.URLs)
	if err != nil {
		l.say(err, "redis", "")
		return
	}
	defer db.Close()
	// The address may carry a password, so what the client says of it is not repeated.
	if db.Ping(ctx).Err() != nil {
		l.say(errors.New("does not answer: is redis.urls right, is it running, may this machine reach it?"), "redis", "")
		return
	}
	l.say(nil, "redis", "answers")
	l.say(store.MayForget(ctx, db, c.Redis.Durability), "redis keeps", "what it has acknowledged (append-only file, no eviction)")
	checkBegan(ctx, l, db, c)
	checkClock(ctx, l, db, w.now)
}

// checkBegan compares what is fixed for a deployment with what it began with. Where the keyset cannot be read, that was
// said above.
func checkBegan(ctx context.Context, l *list, db redis.UniversalClient, c config.Config) {
	c.Trial = false // looking must not make a keyset
	keys, err := readKeyset(c)
	if err != nil {
		return
	}
	l.say(store.Fits(ctx, db, keys, c.Redis.Prefix, c.Redis.Partitions), "deployment", "this keyset and these partitions are its own, or it has not begun")
}

// checkClock compares this machine's clock with Redis's, by which times are promised.
func checkClock(ctx context.Context, l *list, db redis.UniversalClient, now func() time.Time) {
	theirs, err := db.Time(ctx).Result()
	if err != nil {
		l.say(errors.New("redis does not tell its time"), "clock", "")
		return
	}
	if apart := now().Sub(theirs).Abs(); apart > 2*time.Second {
		l.say(fmt.Errorf("this machine and Redis are %s apart: have both keep time (NTP)", apart.Round(time.Second)), "clock", "")
		return
	}
	l.say(nil, "clock", "this machine and Redis agree")
}

func checkWording(l *list, c config.Config) {
	words, err := ofTalk.readWords(c.Conversation.WordsFile)
	if err != nil {
		l.say(err, "wording", "")
		return
	}
	if long := words.TooLong(c.Council.TextName); len(long) > 0 {
		l.say(fmt.Errorf("more than one text with this council's name: %s", strings.Join(long, ", ")), "wording", "")
	} else {
		l.say(nil, "wording", "every sentence is one text")
	}
	if by, on := words.Reviewed(); by == "" || on == "" {
		l.warn("wording", "nobody has reviewed it: name the reviewer and the day in the words file")
	}
	checkLanguages(l, c)
	checkPages(l, c)
	if !c.Signed() {
		l.warn("sign-off", "NOT SIGNED: safeguarding.owner and safeguarding.signed_off are empty; every staff page says so")
	}
}

// checkLanguages says which languages are spoken beside English, and who answers for the words.
func checkLanguages(l *list, c config.Config) {
	others, err := ofTalk.readLanguages(c.Conversation.Languages)
	if err != nil {
		l.say(err, "languages", "")
		return
	}
	for _, code := range slices.Sorted(maps.Keys(others.reviewed)) {
		if long := others.reviewed[code].TooLong(c.Council.TextName); len(long) > 0 {
			l.say(fmt.Errorf("%s: more than one text with this council's name: %s", code, strings.Join(long, ", ")), "languages", "")
			continue
		}
		l.say(nil, "languages", fmt.Sprintf("%s is spoken, every sentence is one text; reviewed by %s", code, others.signed[code]))
	}
	for _, code := range others.off {
		l.warn("languages", ofTalk.off(code))
	}
}

// checkPages says the same of the chat's pages.
func checkPages(l *list, c config.Config) {
	if _, err := ofPages.readWords(c.Chat.WordsFile); err != nil {
		l.say(err, "pages", "")
	}
	others, err := ofPages.readLanguages(c.Chat.Languages)
	if err != nil {
		l.say(err, "pages", "")
		return
	}
	for _, code := range slices.Sorted(maps.Keys(others.signed)) {
		l.say(nil, "pages", fmt.Sprintf("%s is shown; reviewed by %s", code, others.signed[code]))
	}
	for _, code := range others.off {
		l.warn("pages", ofPages.off(code))
	}
}

func checkCalendar(l *list, now time.Time) {
	calendar, err := caseworker.England()
	if err != nil {
		l.say(err, "bank holidays", "")
		return
	}
	zone, err := caseworker.London()
	if err != nil {
		l.say(err, "bank holidays", "")
		return
	}
	ends := calendar.Ends()
	if !caseworker.DateIn(now.AddDate(0, 6, 0), zone).Before(ends) {
		l.say(fmt.Errorf("the table ends on %s: clocks beyond it will be wrong; install a newer Sayso", ends), "bank holidays", "")
		return
	}
	l.say(nil, "bank holidays", fmt.Sprintf("known until %s", ends))
}

func checkDuty(l *list, c config.Config) {
	rotas := c.Safeguarding.Rotas
	if len(rotas.Everybody()) == 0 {
		l.warn("rota", "nobody is called at once: in danger, people are told that no worker can be reached")
		return
	}
	for _, one := range []struct {
		when string
		rota []config.Duty
	}{{"in hours", rotas.InHours}, {"out of hours", rotas.OutOfHours}} {
		if len(one.rota) == 0 {
			l.say(errors.New("nobody is called "+one.when), "rota", "")
			continue
		}
		names := make([]string, len(one.rota))
		for n, d := range one.rota {
			names[n] = d.Name
		}
		l.say(nil, "rota", one.when+": "+strings.Join(names, ", then "))
	}
	for _, d := range slices.Concat(rotas.InHours, rotas.OutOfHours) {
		if d.Job == "" {
			l.warn("rota", fmt.Sprintf("the rota does not say the job of %q: unless their account does, \"my social worker\" and the like could be them, and they are not called then (job: none for a desk)", d.Name))
		}
	}
	if len(rotas.Manager) == 0 {
		l.warn("rota", "no manager: when everybody on duty is silent nobody else is called (safeguarding.rotas.manager)")
	}
	checkAllegations(l, c)
}

// everybodySees is said where nobody is named who looks after allegations.
const everybodySees = "every caseworker sees allegations about professionals: name who looks after them (casework.allegations)"

// checkAllegations says who is called about an allegation when nobody of those who look after them is on duty.
func checkAllegations(l *list, c config.Config) {
	rotas, pool := c.Safeguarding.Rotas, c.Casework.Allegations
	if len(pool) == 0 {
		l.warn("allegations", everybodySees)
		return
	}
	falls := "the manager is called about one in danger"
	if len(rotas.Manager) == 0 {
		falls = "whoever is on duty is called about one in danger, and can open nothing of it"
	}
	inPool := func(d config.Duty) bool {
		return slices.ContainsFunc(pool, func(email string) bool { return strings.EqualFold(email, d.Email) })
	}
	for _, one := range []struct {
		when string
		rota []config.Duty
	}{{"in hours", rotas.InHours}, {"out of hours", rotas.OutOfHours}} {
		if len(one.rota) > 0 && !slices.ContainsFunc(one.rota, inPool) {
			l.warn("allegations", "nobody on the rota "+one.when+" has an email of casework.allegations: "+falls)
		}
	}
}

// checkSecondStep says that a password alone opens everything.
func checkSecondStep(l *list, c config.Config) {
	if c.Casework.SecondStep != "required" {
		l.warn("staff", "a password alone lets staff in: for real people set casework.second_step to required")
	}
}

// checkJobs says which accounts could be anybody's worker. Where the accounts cannot be read, what is
// wrong was said above.
func checkJobs(ctx context.Context, l *list, c config.Config, w world) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	c.Trial = false // looking must not make a keyset
	keys, err := readKeyset(c)
	if err != nil {
		return
	}
	db, err := store.Connect(c.Redis.URLs)
	if err != nil {
		return
	}
	defer db.Close()
	accounts, err := staff.New(db, keys, staff.Defaults(c.Redis.Prefix), w.now, w.fresh)
	if err != nil {
		return
	}
	all, err := accounts.Everybody(ctx)
	if err != nil {
		return
	}
	var without []string
	for _, who := range all {
		if who.Job == "" && who.May(caseworker.MayView) {
			without = append(without, who.Email)
		}
	}
	if len(without) > 0 {
		l.warn("staff", "no job is said of "+strings.Join(without, ", ")+": they see no case in which \"my social worker\" and the like are complained of, until somebody has said who (sayso staff edit --job)")
	}
}
