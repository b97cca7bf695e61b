# Needs Python 3.11 or newer and make; everything else goes into .venv, pinned and hashed by requirements.lock.
PYTHON ?= python3
BIN := .venv/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -qq
READY := .venv/ready

# What to look at next, for a person; in CI the last line is pytest's.
next = @[ -n "$${CI:-}" ] || printf 'Next: %s\n' $(1)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test static check docs bench format lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	$(call next,"make demo")

demo: $(READY) ## the sample world, from partners' files to answers
	@$(BIN)/tercet demo
	$(call next,"$(BIN)/tercet --help for questions of your own")

test: $(READY) ## the tests
	@$(BIN)/python -m pytest -n auto --dist loadfile
	$(if $(filter check,$(MAKECMDGOALS)),,$(call next,"make check before you send a change"))

static: $(READY) # whatever can be said without running the tests
	@echo "format";      $(BIN)/ruff format --check --quiet
	@echo "lint";        $(BIN)/ruff check --quiet
	@echo "types";       $(BIN)/mypy
	@echo "imports";     $(BIN)/lint-imports --no-logo
	@echo "yaml";        $(BIN)/yamllint --strict src/tercet
	@echo "definitions"; $(BIN)/python -m tercet.catalog.check

# The tests come last.
check: static docs test ## all that a change must pass: format, lint, types, imports, definitions, reference, tests
	$(call next,"a line in CHANGELOG.md if a user can notice the change")

docs: $(READY) ## whether docs/reference says what the definitions say
	@echo "reference";   $(BIN)/python -m tercet.catalog.reference --check docs/reference
	$(if $(filter check,$(MAKECMDGOALS)),,$(call next,"docs/README.md"))

bench: $(READY) ## the measurements in benchmarks/
	@$(BIN)/python benchmarks/run.py
	$(call next,"the limits to hold in benchmarks/")

format: $(READY) ## bring the code into the common form
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet
	$(call next,"git diff")

lock: ## pin anew whatever pyproject.toml asks for
	@scratch=$$(mktemp -d) && trap 'rm -rf "$$scratch"' EXIT \
	&& $(PYTHON) -m venv "$$scratch" && "$$scratch"/bin/python -m pip install -qq uv \
	&& { sed '/^$$/q' requirements.lock; "$$scratch"/bin/uv pip compile pyproject.toml --all-extras --upgrade --universal --fork-strategy fewest \
	     --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet; } \
	     >"$$scratch"/lock && cp "$$scratch"/lock requirements.lock
	$(call next,"git diff requirements.lock then make check")

clean: ## remove everything that can be made again
	@rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist
	@find src tests -name __pycache__ -prune -exec rm -rf {} +
	$(call next,"make demo")

# A new lock makes a new .venv, so that nothing is in it that is not in the lock.
.venv/locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tercet needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...")'
	@echo "Installing what requirements.lock pins into .venv (about a minute, once) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --require-hashes -r requirements.lock
	@touch $@

$(READY): .venv/locked pyproject.toml
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
