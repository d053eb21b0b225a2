package caseworker

import (
	"fmt"
	"slices"
	"strings"
)

// Job is what a member of staff is to the young people they work with. It says whom words like "my sw"
// could mean, and nothing of what they may do: that is their Role.
type Job string

// The jobs.
const (
	SocialWorker     Job = "social_worker"
	KeyWorker        Job = "key_worker" // and whoever else works in a home
	PersonalAdviser  Job = "personal_adviser"
	SupportWorker    Job = "support_worker"
	YouthWorker      Job = "youth_worker"
	ReviewingOfficer Job = "reviewing_officer"
	DutyWorker       Job = "duty_worker"
	LineManager      Job = "manager" // of a team or a home, not of complaints
	NobodysWorker    Job = "none"    // a complaints officer, an Emergency Duty Team
)

// AllJobs lists every job.
func AllJobs() []Job {
	return []Job{SocialWorker, KeyWorker, PersonalAdviser, SupportWorker, YouthWorker, ReviewingOfficer, DutyWorker, LineManager, NobodysWorker}
}

// ReadJob takes a job by its name; "" is none that is known.
func ReadJob(s string) (Job, error) {
	if s == "" || slices.Contains(AllJobs(), Job(s)) {
		return Job(s), nil
	}
	var names []string
	for _, job := range AllJobs() {
		names = append(names, string(job))
	}
	return "", fmt.Errorf("there is no job %q: use one of %s", s, strings.Join(names, ", "))
}

// jobWords are the words by which people name a job. What is between two bars is one of them.
var jobWords = []struct {
	words string
	jobs  []Job
}{
	{"independent reviewing officer|reviewing officer|iro", []Job{ReviewingOfficer}},
	{"social worker|social workers|socialworker|socialworkers|soc worker|social wkr|soc wkr|socal worker|socail worker|soical worker|social work|swkr|ssw|sw|sws|s w", []Job{SocialWorker}},
	{"key worker|key workers|keyworker|keyworkers|key wkr|kw|k w|night staff|agency staff|waking night|staff", []Job{KeyWorker, SupportWorker}},
	{"personal adviser|personal advisor|personal advisers|personal advisors|leaving care worker|leaving care team|adviser|advisor|pa|p a", []Job{PersonalAdviser}},
	{"support worker|support workers|suport worker|family worker|outreach worker", []Job{SupportWorker}},
	{"youth worker|youth offending worker|yot worker|yot|yos worker", []Job{YouthWorker}},
	{"duty worker|duty social worker|duty", []Job{DutyWorker, SocialWorker}},
	{"manager|managers|deputy|line manager", []Job{LineManager}},
	{"worker|workers|wkr|case worker|caseworker", []Job{SocialWorker, KeyWorker, PersonalAdviser, SupportWorker, YouthWorker, DutyWorker}},
}

// jobPhrase is one of jobWords, taken apart.
type jobPhrase struct {
	words []string
	jobs  []Job
}

// jobPhrases are jobWords by their first word: a list of cases asks for them again and again.
var jobPhrases = func() map[string][]jobPhrase {
	all := map[string][]jobPhrase{}
	for _, line := range jobWords {
		for phrase := range strings.SplitSeq(line.words, "|") {
			words := strings.Fields(phrase)
			all[words[0]] = append(all[words[0]], jobPhrase{words, line.jobs})
		}
	}
	return all
}()

// jobsIn are the jobs that words could mean, the longest phrase first, and the words that are left.
func jobsIn(said string) (jobs []Job, rest []string) {
	words := nameParts(said)
	for n := 0; n < len(words); {
		long, found := 0, []Job(nil)
		for _, p := range jobPhrases[words[n]] {
			if len(p.words) > long && len(p.words) <= len(words)-n && slices.Equal(p.words, words[n:n+len(p.words)]) {
				long, found = len(p.words), p.jobs
			}
		}
		if long == 0 {
			rest = append(rest, words[n])
			long = 1
		}
		for _, job := range found {
			if !slices.Contains(jobs, job) {
				jobs = append(jobs, job)
			}
		}
		n += long
	}
	return jobs, rest
}

// hasJob reports whether somebody could be meant by a word for one of these jobs. Whose account does not
// say a job could be anybody's worker; a manager of complaints who says none could be a manager.
func hasJob(who Staff, jobs []Job) bool {
	switch {
	case len(jobs) == 0:
		return false
	case who.Job != "":
		return slices.Contains(jobs, who.Job)
	case who.Role == RoleManager:
		return slices.Contains(jobs, LineManager)
	}
	return true
}

// whose are the words that say whose worker somebody is, and nothing of who.
var whose = strings.Fields("my the our his her their your this that a an")

// sameMeant reports whether two words name one person: the same name, or the same job by other words.
// "My new sw" is not "my sw".
func sameMeant(one, other string) bool {
	if strings.EqualFold(one, other) {
		return true
	}
	jobs, rest := jobsIn(one)
	others, left := jobsIn(other)
	bare := func(words []string) []string {
		return slices.DeleteFunc(words, func(w string) bool { return slices.Contains(whose, w) })
	}
	return len(jobs) > 0 && slices.Equal(jobs, others) && slices.Equal(bare(rest), bare(left))
}
