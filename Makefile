# Sayso's commands. `make help` lists them. Each installs what it needs, and says so where it cannot.
SHELL := bash
.DEFAULT_GOAL := help
GO ?= go
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOVULNCHECK := golang.org/x/vuln/cmd/govulncheck@v1.9.0
LICENSES := github.com/google/go-licenses@v1.6.0

.PHONY: help run build test faults bench check fuzz dialogues effort measure train teacher needs-redis needs-chromium needs-axe

help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 14

run: needs-redis build ## the demo: everything on this machine, with a phone to try it with
	@exec bin/sayso demo

build: ## bin/sayso, one static file
	@CGO_ENABLED=0 $(GO) build -trimpath -ldflags '-s -w' -o bin/sayso ./cmd/sayso

test: needs-redis needs-chromium needs-axe ## everything, with the race detector
	@.ci/test

faults: needs-redis ## phones text, through a bad network too, while Sayso and Redis are killed
	SAYSO_FAULTS=full $(GO) test -race -count=1 -v -timeout 40m -run 'ThroughKills|WhateverTheNetworkDoes' ./cmd/sayso

bench: needs-redis build ## Sayso beside the raw speed of its Redis, as ratios in one run
	@bin/sayso bench

check: test ## test, and format, vet, staticcheck, govulncheck, licences, fuzz for a short while
	@.ci/check

fuzz: ## each fuzz target for a short while
	@.ci/fuzz

dialogues: ## play the dialogues, write into them what the service says, and print them all: tmp/dialogues.html
	@$(GO) run ./cmd/sayso rehearse --update conversation/dialogues/*.txt
	@mkdir -p tmp
	@$(GO) run ./cmd/sayso rehearse --html tmp/dialogues.html conversation/dialogues/*.txt

effort: ## what a talk costs the people who co-operate
	@$(GO) run ./cmd/sayso rehearse --effort conversation/dialogues/*.txt

measure: ## how much of what people write is understood, on messages that nothing was learned from
	@$(GO) run ./cmd/measure

train: ## make the learned reader's weights anew from the messages of the repository (docs/training.md)
	@$(GO) run ./cmd/train

teacher: ## ask the learned reader's teacher again: about an hour, and Python (docs/training.md)
	@mkdir -p tmp && python3 -m venv tmp/teacher && tmp/teacher/bin/pip install -q -r cmd/train/requirements.txt
	@$(GO) run ./cmd/train -soft '' -lines > tmp/lines.txt
	@tmp/teacher/bin/python cmd/train/teacher.py soft tmp/lines.txt

needs-redis:
	@.ci/install redis-server redis-server

needs-chromium:
	@.ci/install chromium chromium

needs-axe:
	@.ci/axe
