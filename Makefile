# milepost: everything a contributor runs. Needs Python 3.11 or newer, pip, make and git; nothing else.

.DEFAULT_GOAL := help
.SUFFIXES:

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
PYTHON ?= $(shell for python in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$python; break; fi; done)

# The day the sample plan is written for, so that the demo shows what its author meant.
DEMO_DAY := 2026-11-22
DEMO_SITE := site

# Two processes: the suite is made for small machines. `make test JOBS=0 ARGS='-k road'` runs what you want, in one.
JOBS ?= 2
ARGS ?=

.PHONY: help
help: ## list what make can do
	@sed -n 's/^\([a-z-]*\):.*## /\1 /p' $(MAKEFILE_LIST) | while read -r name what; do printf '  make %-13s %s\n' "$$name" "$$what"; done

.PHONY: demo
demo: $(VENV)/.ready ## install milepost here and build the sample plan
	@$(BIN)/milepost build sample-vault --out $(DEMO_SITE) --today $(DEMO_DAY)
	@echo "Open $(CURDIR)/$(DEMO_SITE)/index.html in a browser. Its notes are in sample-vault/."

.PHONY: test
test: $(VENV)/.ready-to-test ## run all tests
	@$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

.PHONY: test-lowest
test-lowest: ## run all tests with the oldest versions that pyproject.toml allows
	@$(MAKE) --no-print-directory test VENV=.venv-lowest LOWEST='-c .venv-lowest/lowest.txt'

.PHONY: check
check: $(VENV)/.ready-to-test ## lint, formatting, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict src tests
	@$(BIN)/lint-imports --no-logo

.PHONY: update
update: $(VENV)/.ready-to-test ## write what case files and goldens expect anew; then read the diff
	@$(BIN)/python -m pytest -q tests/cases tests/golden --update-cases --update-golden

.PHONY: docs
docs: $(VENV)/.ready ## generate the reference pages from the code
	@$(BIN)/python -m tools.generate_docs

.PHONY: explore
explore: $(VENV)/.ready-to-test ## prove the laws on examples that no run has seen; a new find becomes an @example
	@MILEPOST_PROFILE=explore $(BIN)/python -m pytest -q -n $(JOBS) tests/property tests/promises $(ARGS)

# The edits that `make soak` makes; the suite makes 500. Each takes some 20 ms.
EDITS ?= 500000

.PHONY: soak
soak: $(VENV)/.ready-to-test ## edit a vault for hours, and prove after each edit that a build equals one from nothing
	@MILEPOST_PROFILE=explore MILEPOST_EDITS=$(EDITS) $(BIN)/python -m pytest -q tests/promises/test_09_incremental_equals_clean.py $(ARGS)

.PHONY: bench
bench: $(VENV)/.ready-to-test ## measure reading and building against the bare parsers
	@$(BIN)/python -m tests.bench $(ARGS)

.PHONY: clean
clean: ## remove what make made
	rm -rf $(VENV) .venv-lowest $(DEMO_SITE) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp says what is installed, so that a second run starts at once.
$(VENV)/.ready: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Installing milepost into $(VENV) ..."
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.ready-to-test: $(VENV)/pyvenv.cfg pyproject.toml
	@echo "Installing milepost and its tests' tools into $(VENV) ..."
	@if [ -n "$(LOWEST)" ]; then $(BIN)/python tests/lowest.py > $(VENV)/lowest.txt; fi
	@$(PIP) install --editable '.[test]' $(LOWEST)
	@touch $@ $(VENV)/.ready

$(VENV)/pyvenv.cfg:
	@if [ -z "$(PYTHON)" ]; then echo "milepost needs Python 3.11 or newer; none was found. Name yours: make PYTHON=/path/to/python3"; exit 1; fi
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 \
	|| { $(PYTHON) -m venv --clear --without-pip $(VENV) >/dev/null 2>&1 \
	     && $(PYTHON) -m pip -qq --python $(BIN)/python install pip >/dev/null 2>&1; } \
	|| { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment. Install its venv package (Debian, Ubuntu: apt install python3-venv), then run make again."; exit 1; }
