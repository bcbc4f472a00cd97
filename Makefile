# make books    set up everything and build every book under books/ into dist/
# make test     set up what the tests need and run them all
# make help     the rest

VENV := .venv
PYTHON ?=
CORPORA ?= ../shared/corpora
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# A stamp is newer than what it was made from: a second run does nothing.
RUN := $(VENV)/.stamp-run
TEST := $(VENV)/.stamp-test
READERS := $(VENV)/.stamp-readers
BENCH := $(VENV)/.stamp-bench

.DEFAULT_GOAL := books
.DELETE_ON_ERROR:
.PHONY: books test setup check static bench corpus format clean help

books: $(RUN)
	$(BIN)/publisher build --output dist

test: $(TEST) $(READERS)
	$(BIN)/python -m pytest --cov --cov-report=term --cov-fail-under=90

setup: $(RUN)

check: static test

static: $(TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(BENCH)
	$(BIN)/python -m bench

corpus: $(RUN)
	sh scripts/corpus.sh $(BIN)/publisher "$(CORPORA)" build/corpus

format: $(TEST)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) tests/readers/node_modules dist build .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help:
	@echo "make books    set up everything and build every book under books/ into dist/"
	@echo "make test     set up what the tests need and run them all"
	@echo "make setup    the environment alone, in $(VENV)"
	@echo "make check    format, lint, types, import contracts, tests"
	@echo "make static   the same without the tests"
	@echo "make format   put the code into the form that check asks for"
	@echo "make bench    time the commands against their peers and write docs/benchmarks.md"
	@echo "make corpus   an anthology of public-domain sources, acquired and built, in build/corpus"
	@echo "make clean    remove $(VENV), dist and all caches"

$(RUN): pyproject.toml scripts/environment.sh scripts/system-libraries.sh
	PYTHON="$(PYTHON)" sh scripts/environment.sh $(VENV)
	$(PIP) install --editable .
	sh scripts/system-libraries.sh $(BIN)/python
	@touch $@

$(TEST): $(RUN) scripts/test-tools.sh
	$(PIP) install --editable ".[test]"
	sh scripts/test-tools.sh
	@touch $@

$(READERS): $(TEST) scripts/readers.sh tests/readers/package.json tests/readers/package-lock.json
	sh scripts/readers.sh $(BIN)
	@touch $@

$(BENCH): $(RUN)
	$(PIP) install --editable ".[bench]"
	@touch $@
