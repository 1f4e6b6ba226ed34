# `make demo` and `make test` are all a new machine needs; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types check bench corpora clean

demo: $(VENV)/.demo
	$(BIN)/lessons demo

test: $(VENV)/.dev
	tests/system-packages.sh
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

# Writes the PDF and Word files of the corpora from their sources again.
corpora: $(VENV)/.dev
	$(BIN)/python -m tests.corpora.build

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache demo-library

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.demo: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.demo
