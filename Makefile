# Công Tâm. `make` lists the targets; docs/operations says more.

VENV := .venv
# the first that runs: a name on the PATH may be the shim of a version manager and start nothing
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
RUN := $(VENV)/bin/python
CATALOGUES := $(shell find congtam -name '*.po' -not -path '*/node_modules/*')
INSTALLED := $(VENV)/.installed
TRANSLATED := $(VENV)/.translated

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-long walls bench check tools
.DELETE_ON_ERROR:

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '  make %-10s %s\n' "$$name" "$$text"; done

setup: $(INSTALLED) $(TRANSLATED) ## environment, locked dependencies, translations (repeatable)

$(INSTALLED): requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || \
		{ echo "Python 3.11 or newer is needed; name one: make setup PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(RUN) -c 'import pip' 2>/dev/null || { rm -rf $(VENV) && "$(PYTHON)" -m venv $(VENV); }
	@echo "Installing the locked dependencies …"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r requirements.lock
	@$(RUN) -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
	@touch $@

$(TRANSLATED): $(INSTALLED) $(CATALOGUES)
	@$(RUN) -m congtam.project.translations compile
	@touch $@

demo: setup ## the product with an invented city, in the foreground; ends with READY and the address
	@$(VENV)/bin/congtam up --demo

test: setup tools ## the everyday suite with the journeys in a browser
	@$(RUN) -m pytest -n 2 --dist loadgroup $(ARGS)

test-long: setup tools ## the tests that take minutes
	@$(RUN) -m pytest -m long $(ARGS)

walls: setup tools ## takes each wall away in a copy, one by one; a test must fail (ARGS="names of walls")
	@$(RUN) -m tests.walls.mutating $(ARGS)

bench: setup ## what letters cost, in a database of its own (ARGS="--letters 100000"; docs/performance.md)
	@$(RUN) -m benchmarks.letters $(ARGS)

check: setup ## format, lint, types, import contracts, migrations, translations; changes no file
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@DJANGO_SETTINGS_MODULE=congtam.project.settings $(RUN) -W ignore::RuntimeWarning -m django makemigrations --check --dry-run
	@$(RUN) -m congtam.project.translations check

# What the tests need beside Python. Installed on Debian when we are root, otherwise named.
tools:
	@missing=; \
	command -v chromium >/dev/null || missing="$$missing chromium"; \
	tesseract --list-langs 2>/dev/null | grep -qx vie || missing="$$missing tesseract-ocr tesseract-ocr-vie"; \
	{ command -v clamd || PATH=/usr/sbin:/usr/local/sbin command -v clamd; } >/dev/null || missing="$$missing clamav-daemon"; \
	fc-list 2>/dev/null | grep -q 'liberation2/\|LiberationSans.*Version 2' || \
		dpkg-query -W -f '$${Status}' fonts-liberation2 2>/dev/null | grep -q 'install ok' || \
		missing="$$missing fonts-liberation2"; \
	[ -z "$$missing" ] && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing$$missing …"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $$missing >/dev/null; \
	else \
		echo "The tests need:$$missing. Install them (Debian: apt-get install$$missing) and try again." >&2; exit 1; \
	fi
