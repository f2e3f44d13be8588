# The tasks of this repository. `make demo` and `make test` need Python 3.11 or later, make, and a package index.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
BUILD := build
STORE := $(BUILD)/examples.db
# Hash-checked, and wheels only: nothing is compiled or run while it is installed.
INSTALL := $(PIP) install --require-hashes --only-binary :all:
# The repository itself, linked rather than copied, so that a changed source needs no second installation.
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
UV_VERSION := 0.13.9

.PHONY: help demo test browser check format docs lock clean

help:
	@echo 'make demo    install, code examples/reports, show one report with its evidence'
	@echo 'make test    install with the development tools and run every check'
	@echo 'make check   the checks alone, one after the other'
	@echo 'make format  rewrite the source in the one style'
	@echo 'make docs    write the reference pages, and what the examples on the other pages really print'
	@echo 'make lock    choose the newest allowed version of every dependency and write the lock files'
	@echo 'make clean   remove what these tasks made'

demo: $(VENV)/.installed
	@rm -f $(STORE) $(STORE)-wal $(STORE)-shm
	@mkdir -p $(BUILD)
	$(BIN)/dateline code examples/reports --store $(STORE)
	@echo
	$(BIN)/dateline status $(STORE)
	@echo
	$(BIN)/dateline show $(STORE) savanna-dispatch-0314
	@echo
	@echo 'The store is $(STORE). Next: $(BIN)/dateline --help'

test: $(VENV)/.installed-dev browser
	@$(MAKE) --no-print-directory check

# The review page is tested in Debian's Chromium; elsewhere, install one and name it in CHROMIUM.
browser:
	@test -x "$${CHROMIUM:-/usr/bin/chromium}" || { echo 'installing Chromium for the tests of the review page'; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends chromium >/dev/null; }

check:
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.installed-dev
	$(BIN)/python -m dateline.export.reference docs/reference
	$(BIN)/python tests/write_docs.py

# ---- installation: done again only when a lock file or pyproject.toml has changed ----

# The first interpreter that is Python 3.11 or later and can make an environment; else a line that says what to install.
$(BIN)/python:
	@for python in python3.11 python3.12 python3.13 python3 python; do \
		$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
			version=$$($$python -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
			echo "$$python ($$version) cannot make a virtual environment: its modules venv and ensurepip are missing." >&2; \
			echo "On Debian and Ubuntu they are in a package of their own: apt-get install python$$version-venv" >&2; \
			exit 1; \
		fi; \
		echo "making $(VENV) with $$python"; \
		exec $$python -m venv $(VENV); \
	done; \
	echo 'No Python 3.11 or later was found as python3.11, python3.12, python3.13, python3 or python.' >&2; \
	echo 'Install one; on Debian 12 and later: apt-get install python3 python3-venv' >&2; \
	exit 1

$(VENV)/.installed: requirements.txt pyproject.toml | $(BIN)/python
	@echo 'installing the locked dependencies'
	@$(INSTALL) --requirement requirements.txt
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt pyproject.toml | $(BIN)/python
	@echo 'installing the locked dependencies and the development tools'
	@$(INSTALL) --requirement requirements-dev.txt
	@$(INSTALL_SELF)
	@touch $@ $(VENV)/.installed

# ---- lock files: for every platform and Python from 3.11 on, with hashes, without any address ----

# The build backend is locked, too, so that installing the repository itself asks no index.
BUILD_REQUIREMENTS := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], "editables", sep="\n")
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command 'make lock' --upgrade

lock: | $(BIN)/python
	@$(PIP) install 'uv==$(UV_VERSION)'
	@mkdir -p $(BUILD)
	@$(BIN)/python -c '$(BUILD_REQUIREMENTS)' > $(BUILD)/backend.in
	$(COMPILE) pyproject.toml $(BUILD)/backend.in --output-file requirements.txt
	$(COMPILE) pyproject.toml $(BUILD)/backend.in --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	@! grep -n '://' requirements.txt requirements-dev.txt

clean:
	rm -rf $(VENV) $(BUILD) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
