# Barnevernportalen. `make run` and `make test` do all the set-up they need; see README.md.

SHELL := /bin/bash
.DEFAULT_GOAL := help
export GOFLAGS ?= -buildvcs=false
PORT ?= 8080
DATA_DIR ?= data
# 1: `make run` has a Fiks IO of its own too, with a real RabbitMQ.
FIKSIO ?=
# Whose case systems show cases to their parties in `make run`.
INNSYN ?= bergen oslo

GOLANGCI := .cache/bin/golangci-lint-v2.15.0
GOVULN   := .cache/bin/govulncheck-v1.1.4
NODE_MODULES := frontend/node_modules/.package-lock.json
# The npm that came with the machine only starts the project's own Node: see frontend/package.json.
NPM := npm --prefix frontend --no-audit --no-fund --loglevel=error

FRONTEND_SOURCES := $(shell find frontend -path frontend/node_modules -prune -o -path frontend/dist -prune -o -path frontend/src/gql -prune -o -type f -print 2>/dev/null) $(wildcard graph/schema/*.graphqls)

.PHONY: help run rabbitmq build test test-go test-web e2e check generate migration bench crash replay proof screens packages clean

help:
	@echo 'make run     the portal with test logins at http://localhost:$(PORT); FIKSIO=1: with a Fiks IO too'
	@echo 'make test    every test'
	@echo 'make check   generated code, migrations, lint, known holes, import table'
	@echo 'make bench   the benchmarks'
	@echo 'make screens pictures of every page: three widths, four languages'
	@echo 'make crash   the long fault runs: 500 kills, half an hour'
	@echo 'make replay  the incident of 2020-2023 played again, in one page'
	@echo 'make proof   the long proofs: deadlines, receivers that lie, deletion, clocks, sending again'

## Running

# The demo's cases come as real ones do: from two case systems, by the API, as soon as the portal answers them. They also ask for
# a consent, fetch what is written to them and answer it, and decide requests for what is withheld, which come to Oslo's over Fiks
# IO where there is one. They end with the portal, and without INNSYN there are none.
run: $(if $(filter 1,$(FIKSIO)),rabbitmq) build
	@echo '== starting'
	@for k in $(INNSYN); do \
	  set -- -vent 5m -oppsett "$(DATA_DIR)/liksom/integrasjoner/$$k.json" -portal http://localhost:$(PORT) -mappe "$(DATA_DIR)/liksom/arkiv"; \
	  bin/fagsystem indekser "$$@" & demo="$$demo $$!"; \
	  bin/fagsystem samtykke be -en-gang "$$@" & demo="$$demo $$!"; \
	  bin/fagsystem post hent -hvert 5s -automatisk -svarinn "$(DATA_DIR)/liksom/svarinn/$$k.json" "$$@" & demo="$$demo $$!"; \
	  [ "$(FIKSIO) $$k" != '1 oslo' ] || set -- "$$@" -protokoll "$(DATA_DIR)/liksom/protokoll/$$k.json"; \
	  bin/fagsystem innsynsforesporsel -hvert 5s -automatisk "$$@" & demo="$$demo $$!"; \
	done; trap '[ -z "$$demo" ] || kill $$demo 2>/dev/null || true' EXIT; \
	FIKSIO="$(FIKSIO)" PORTAL_MODUS=dev PORTAL_PASSFRASE="$${PORTAL_PASSFRASE:-bare for utvikling}" PORT=$(PORT) DATA_DIR="$(DATA_DIR)" bin/portal serve

# Before anything is built: it is installed when one is root, and otherwise named.
rabbitmq:
	@.ci/pakker rabbitmq-server

build: frontend/dist/index.html
	@echo '== building the program (a few minutes the first time, seconds after)'
	@go build -o bin/ ./cmd/...

$(NODE_MODULES): frontend/package-lock.json
	@[ ! -L frontend/node_modules ] || { echo 'frontend/node_modules is a symbolic link, and npm would empty the folder it points to: remove the link'; exit 1; }
	@echo '== installing npm packages'
	@$(NPM) ci
	@touch $@

frontend/dist/index.html: $(NODE_MODULES) $(FRONTEND_SOURCES)
	@echo '== building the portal'
	@$(NPM) run --silent build

## Testing

packages:
	@.ci/pakker

test: packages build test-web test-go e2e

test-web: $(NODE_MODULES)
	@echo '== tests: portal'
	@$(NPM) test

test-go: $(NODE_MODULES)
	@echo '== tests: program'
	@go test -timeout 30m ./... # a package waits for processes it kills, and for minutes of a cut network; the default is 10m
	@[ -d "$${SPEC_DIR:-../shared/spec}" ] || echo 'SKIPPED CONFORMANCE: no published schemas here; set SPEC_DIR to their folder'

e2e: build
	@echo '== tests: end to end'
	@.ci/e2e

# To be looked at: frontend/e2e-bilder/index.html. SPRAK=nb BREDDER=360 SIDER=/mine take fewer.
screens: build
	@echo '== pictures'
	@E2E='node frontend/e2e/skjermbilder.mjs' .ci/e2e

# Last line: crash kills=N accepted=N proven=N inflight=N escalated=N lost=0 duplicates=0 control_lost=N
crash: packages build
	@.ci/crash

bench: packages build
	@INNSYN_INNBYGGERE=$${INNSYN_INNBYGGERE:-100000} go test -run '^$$' -bench . -benchmem -timeout 60m ./...
	@$(NPM) run --silent size

# Minutes on two cores. A smaller one is in `make test`.
replay: packages
	@set -o pipefail; REPLAY=1 go test -count=1 -timeout 60m -run '^TestHendelsenGjenspilt$$' -v ./delivery | grep -v '^=== RUN\|^PASS$$\|^ok '

# What `make test` does a part of, all of it: the figures stand in docs/bekymringsmelding.md.
proof: packages
	@set -o pipefail; PROOF=1 FRIST_MELDINGER=$${FRIST_MELDINGER:-10000} go test -count=1 -timeout 300m -v -run '^(TestIngenFristForSent|TestLognere|TestBevaring|TestKlokkerSomHopper|TestSendtIgjen|TestForesporselModellIBasen)' ./delivery ./bekymring ./innsyn | grep -v '^=== RUN'

## Checking

check: build $(GOLANGCI) $(GOVULN)
	@echo '== generated code is what the sources say'
	@$(MAKE) --no-print-directory generate
	@git diff --exit-code --stat -- ent/db graph/generated graph/*.resolvers.go || { echo 'generated code differs: run make generate and commit'; exit 1; }
	@test -z "$$(git status --porcelain -- ent/db graph/generated)" || { git status --short -- ent/db graph/generated; echo 'generated files are not committed'; exit 1; }
	@echo '== migrations say what the schema says'
	@go run ent/migrations/diff.go -check
	@echo '== go.mod is tidy'
	@go mod tidy -diff
	@echo '== lint'
	@$(GOLANGCI) run ./...
	@$(NPM) run --silent check
	@echo '== known holes'
	@out=$$($(GOVULN) ./... 2>&1) || rc=$$?; echo "$$out"; case "$${rc:-0} $$out" in \
	  0\ *) ;; \
	  *'fetching vulnerabilities'*) echo 'NOT CHECKED: govulncheck could not reach its database' ;; \
	  *) exit $$rc ;; \
	esac
	@echo '== who may import whom'
	@go test -count=1 -run 'TestHusregler|TestFilregler' ./cmd/portal

$(GOLANGCI):
	@echo '== building golangci-lint (minutes, once)'
	@GOBIN="$(CURDIR)/.cache/bin" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	@mv .cache/bin/golangci-lint $@

$(GOVULN):
	@GOBIN="$(CURDIR)/.cache/bin" go install golang.org/x/vuln/cmd/govulncheck@v1.1.4
	@mv .cache/bin/govulncheck $@

## Changing

# ent/db from ent/schema, graph/generated from graph/schema.
generate:
	@cd ent && go run entc.go
	@go tool gqlgen generate

# make migration NAME=legg_til_noe
migration: $(NODE_MODULES) generate
	@go run ent/migrations/diff.go -name "$(or $(NAME),endring)"

clean:
	@rm -rf bin .cache frontend/node_modules frontend/src/gql
	@find frontend/dist -mindepth 1 ! -name placeholder -delete
