# Two commands matter: `make run` and `make test`. `make help` names the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# Steps print as they go, so one at a time; of the tests two, see scripts/steps.sh.
.NOTPARALLEL:

PAGE     := static
DIST     := $(PAGE)/dist/index.html
PAGE_SRC := $(shell find $(PAGE)/src $(PAGE)/stories $(PAGE)/public $(PAGE)/index.html $(PAGE)/vite.config.ts $(PAGE)/vite.words.ts rooms/words $(PAGE)/svelte.config.js $(PAGE)/tsconfig.json -type f 2>/dev/null)
MODULES  := $(PAGE)/node_modules/.package-lock.json
LINT     := bin/golangci-lint
# What has goroutines is tested under the race detector, and only so: the same tests
# twice would prove nothing more. Rules have none of their own, nor has what is made
# from the code: they are tested without it, ten times as fast, and the retrospective, whose
# meetings use most of a room, with it as well. The rounds that are looked for in the
# database are many: all of them without the detector, some with it. What vet would say,
# the linter has said before.
RULES    := rondo/rooms/ceremonies/...
ALONE    := rondo/rooms/(ceremonies/|wiregen|words|tracker|demo)
GO_TEST  := GOGC=400 go test -vet=off

.PHONY: help run cluster build test deps check check-go check-types check-style unit go-test race e2e sweep flaky screens bench soak fuzz chaos mutants docs generate stories golden format clean

help:           ## name the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' Makefile | expand -t 12

run: build      ## build everything and serve on :8080
	exec bin/rondo

cluster: build deps  ## three nodes, a Redis and a balancer on :8080, for trying it
	go run ./deploy/local

build: $(DIST)  ## build the page and put it into one program, bin/rondo
	CGO_ENABLED=0 go build -ldflags='-s -w' -o bin/rondo ./server

test: deps build $(LINT)  ## everything, with a real Redis and a real browser
	scripts/steps.sh e2e race unit check-go go-test check-types check-style

deps:           ## install what the tests need and this machine lacks
	scripts/deps.sh

check: $(DIST) $(LINT)  ## formats, vet, linters, types
	scripts/steps.sh check-go check-types check-style

check-go: $(LINT)
	scripts/gofmt.sh
	go mod tidy -diff
	$(LINT) run --allow-parallel-runners ./...
	cd tools/dockerlint && go test ./...

check-types: $(MODULES)
	cd $(PAGE) && npm run --silent check

check-style: $(MODULES)
	cd $(PAGE) && npm run --silent lint

unit: $(MODULES)  ## the page's unit tests
	cd $(PAGE) && npm run --silent unit

go-test: deps $(DIST)  ## Go tests of the ceremonies, the page's files and the docs
	$(GO_TEST) rondo/rooms/roomstest $$(go list ./... | grep -E '^$(ALONE)') $$(go list ./... | grep -vE '^rondo/(rooms|server)')
	$(GO_TEST) rondo/rooms/sqlite -run WhoWroteWhat

race: deps $(DIST)  ## Go tests of rooms and server, under the race detector
	@# go-test looks whether every action is done in a play or a chore: here it would be the same.
	RONDO_ROUNDS=10 RONDO_SEQUENCES=20 $(GO_TEST) -race -skip '^TestProperties$$/^every_action$$' rondo/rooms/ceremonies/retrospective $$(go list ./rooms/... | grep -vE '^$(ALONE)|rooms/redis')
	@# tests of several nodes wait for leases most of the time: more of them at once
	$(GO_TEST) -race -parallel 8 ./rooms/redis/... ./server/...

e2e: deps build  ## real browsers against the real program
	CGO_ENABLED=0 go build -o bin/cluster ./deploy/local
	cd $(PAGE) && npm run --silent e2e

flaky: deps build  ## the browser tests FLAKY=10 times on a busy machine: what fails, and how often
	scripts/flaky.sh $(or $(FLAKY),10) $(ARGS)

sweep: deps build  ## what looks at every screen, in every theme and width: make test takes one of each
	cd $(PAGE) && E2E_SWEEP=1 npm run --silent e2e -- axe names stories

screens: deps build  ## pictures of every screen, into screens/
	cd $(PAGE) && npm run --silent screens

bench: deps build    ## measure, beside a raw baseline; takes minutes; a table in Markdown
	go run ./bench $(ARGS)
	cd $(PAGE) && npm run --silent board && npm run --silent home

soak: deps $(DIST)  ## the property tests for longer: SOAK=100000 command sequences each
	scripts/soak.sh $(SOAK)

fuzz:           ## every fuzz target for FUZZ=60s
	scripts/fuzz.sh $(FUZZ)

mutants: deps $(DIST)  ## take one guarantee out after the other: the tests must notice
	scripts/mutants.sh

chaos: deps build  ## faults against real processes
	scripts/chaos.sh $(ARGS)

docs: generate $(MODULES)  ## write everything that is made from the code
	mkdir -p bin && scripts/licences.sh >bin/licences.md
	mv bin/licences.md docs/licences.md

generate:       ## the page's types and the tables, made from the Go types, and its stories
	go generate ./...
	$(MAKE) --silent stories

stories:        ## the stories of the page, made from the plays of the ceremonies
	go test -count=1 $(RULES) -run '^TestPlays$$' -stories

golden:         ## keep a data directory of today for the programs of tomorrow: NAME=…
	go test -count=1 -tags golden ./server -run MakeGolden -golden '$(NAME)'

format: $(MODULES)  ## format Go and the page
	gofmt -w $$(git ls-files '*.go')
	cd $(PAGE) && npm run --silent format

clean:          ## remove what was built
	rm -rf bin $(PAGE)/node_modules $(PAGE)/test-results $(PAGE)/playwright-report screens
	find $(PAGE)/dist -mindepth 1 -not -name .gitkeep -delete

$(MODULES): $(PAGE)/package.json $(PAGE)/package-lock.json
	cd $(PAGE) && npm ci --prefer-offline --no-audit --no-fund
	touch $@

$(DIST): $(MODULES) $(PAGE_SRC)
	cd $(PAGE) && npm run --silent build
	touch $@

# Built from source once and kept: its modules live in tools/go.mod, so that the
# product's go.sum never hears of them.
$(LINT): tools/go.mod tools/go.sum
	cd tools && go build -o ../$@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint
	touch $@
