# Every target sets up .venv itself, from the pinned versions in constraints.txt.
PYTHON ?= python3.11
BIN := .venv/bin
OUT := build
SPLIT := dev
BASELINES := lexicon
BASE := main
BASE_URL :=

.PHONY: setup demo site submissions check-submissions test check docs bench clean

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[corpus,dev,plots]'
	touch $@

# The main job, end to end: corpus, baseline, validation, score, leaderboard.
demo: setup
	$(BIN)/farrago build
	$(BIN)/farrago baseline lexicon --split $(SPLIT) -o $(OUT)/submissions/lexicon
	$(BIN)/farrago validate $(OUT)/submissions/lexicon --split $(SPLIT)
	$(BIN)/farrago score $(OUT)/submissions/lexicon --split $(SPLIT)
	$(BIN)/farrago board $(OUT)/submissions -o $(OUT)/site --split $(SPLIT)

# The leaderboard of what stands in submissions/, as it is published.
site: setup
	$(BIN)/farrago board submissions -o $(OUT)/site --split test --split dev $(if $(BASE_URL),--base-url $(BASE_URL))

# Our own baselines among the submissions; make check fails where they are stale.
submissions: setup
	for name in $(BASELINES); do $(BIN)/farrago baseline $$name --split dev --split test -o submissions/$$name || exit; done

# What a forge says of the submissions of a pull request: those that differ from BASE.
check-submissions: setup
	.ci/check-submissions $(BASE)

test: setup
	$(BIN)/python -m pytest --numprocesses 2 --quiet

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/farrago build --check
	$(BIN)/farrago audit dataset/source/gold --explained dataset/source/explained.jsonl --check
	$(BIN)/farrago metrics --format markdown | diff docs/metrics.md - || { echo "stale: make docs"; exit 1; }
	$(BIN)/python -m bench.tricks | diff docs/tricks.md - || { echo "stale: make docs"; exit 1; }
	for name in $(BASELINES); do \
	  $(BIN)/farrago baseline $$name --split dev --split test -o $(OUT)/check/$$name || exit; \
	  diff -r $(OUT)/check/$$name submissions/$$name || { echo "stale: make submissions"; exit 1; }; \
	done

# Pages that are generated; make check and the tests fail where they are stale.
docs: setup
	$(BIN)/farrago metrics --format markdown > docs/metrics.md
	$(BIN)/python -m bench.tricks > docs/tricks.md

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf .venv $(OUT) dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
