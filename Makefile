# Every target sets up .venv by itself: Python >= 3.11 and make are all that a machine needs.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run demo test check bench bench-extraction screenshots clean

run: .venv/ready
	@$(BIN)/secreader

demo: .venv/ready
	@$(BIN)/secreader demo

test: .venv/ready
	$(BIN)/coverage erase
	$(BIN)/pytest -n 2 --cov --cov-report=term

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/ready
	$(BIN)/python -m benchmarks

DATA ?= ../shared/data

bench-extraction: .venv/ready
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m benchmarks.extraction $(DATA)

screenshots: .venv/ready
	$(BIN)/python -m tools.screenshots

clean:
	rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis build dist

# The pip that comes with Python 3.11 fails on the extras of readability-lxml: a newer one first.
.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "secreader needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv --help > /dev/null 2>&1 || { echo "This Python has no venv module (Debian: apt install python3-venv)."; exit 1; }
	@echo "Setting up .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --upgrade --constraint constraints.txt pip
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable .
	@touch $@
