PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup brief test fuzz hostile lint bench docs readme clean

help:   ## list the targets
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

setup: .venv/.ready  ## set up .venv with the detente command
.venv/.ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "detente needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.ready-dev: .venv/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

brief: setup  ## write brief.html for the example reports
	$(BIN)/detente brief examples/reports --output brief.html

test: .venv/.ready-dev  ## set up everything and run the tests
	$(BIN)/python -m pytest

fuzz: .venv/.ready-dev  ## read 10,000 damaged files of each format
	PYTHONPATH=tests $(BIN)/python -m fuzz

hostile: .venv/.ready-dev  ## read large hostile files, with time and memory measured
	PYTHONPATH=tests $(BIN)/python -m fuzz.hostile

lint: .venv/.ready-dev  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.ready-dev  ## measure quality and speed on ../shared/data
	$(BIN)/python -m benchmarks

docs: setup  ## write the reference of the command line from its help
	$(BIN)/python docs/generate_reference.py

readme: setup  ## write the measured parts of the README anew
	$(BIN)/python -m docs.refresh_readme

clean:  ## remove what the other targets made
	rm -rf .venv brief.html
