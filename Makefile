# Every target sets up .venv itself, from the pinned versions in constraints.txt.
PYTHON ?= python3.11
BIN := .venv/bin
OUT := build
SPLIT := dev
BASELINES := lexicon rules
GIVEN := mentions entities triggers
SUBMISSIONS := submissions
BASE := main
BASE_URL :=
UNPUBLISHED :=

.PHONY: setup demo site submissions check-submissions test check docs refresh bench clean

setup: .venv/ready

.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[baselines,corpus,dev,plots,prompted]'
	touch $@

# The main job, end to end: corpus, baselines, validation, scores, leaderboard.
demo: setup
	$(BIN)/farrago build
	set -e; for system in lexicon rules; do \
	  $(BIN)/farrago baseline $$system --split $(SPLIT) -o $(OUT)/submissions/$$system; \
	  $(BIN)/farrago validate $(OUT)/submissions/$$system --split $(SPLIT); \
	  $(BIN)/farrago score $(OUT)/submissions/$$system --split $(SPLIT); \
	done
	$(BIN)/farrago board $(OUT)/submissions -o $(OUT)/site --split $(SPLIT)

# The leaderboard of what stands in submissions/, as it is published.
site: setup
	$(BIN)/farrago board submissions -o $(OUT)/site --split test --split dev $(if $(BASE_URL),--base-url $(BASE_URL))

# Our own baselines and the annotator among the submissions; make check fails where they are stale.
submissions: setup
	for name in $(BASELINES); do \
	  $(BIN)/farrago baseline $$name --split dev --split test -o $(SUBMISSIONS)/$$name || exit; \
	done
	for level in $(GIVEN); do \
	  $(BIN)/farrago baseline rules --given $$level --split dev --split test -o $(SUBMISSIONS)/rules-given-$$level || exit; \
	done
	.ci/annotator $(SUBMISSIONS)/annotator-b

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
	$(BIN)/farrago audit dataset/source/gold --explained dataset/source/explained.jsonl --least 0.5 --check
	$(BIN)/farrago audit --texts dataset/source/text --explained dataset/source/explained-texts.jsonl --check > /dev/null \
	  || { echo "see: farrago audit --texts dataset/source/text --explained dataset/source/explained-texts.jsonl"; exit 1; }
	$(BIN)/farrago metrics --format markdown | diff docs/metrics.md - || { echo "stale: make docs"; exit 1; }
	$(BIN)/python -m bench.tricks | diff docs/tricks.md - || { echo "stale: make docs"; exit 1; }
	$(BIN)/python -m bench.baselines | diff docs/baselines.md - || { echo "stale: make docs"; exit 1; }
	rm -rf $(OUT)/check
	$(MAKE) --no-print-directory submissions SUBMISSIONS=$(OUT)/check
	for made in $(OUT)/check/*; do \
	  diff -r $$made submissions/$${made##*/} || { echo "stale: make submissions"; exit 1; }; \
	done

# Pages that are generated; make check and the tests fail where they are stale.
docs: setup
	$(BIN)/farrago metrics --format markdown > docs/metrics.md
	$(BIN)/python -m bench.tricks > docs/tricks.md
	$(BIN)/python -m bench.baselines --write

# All that follows from a change of the gold, in order. The version in dataset/CHANGES.md rises first,
# unless it was not published yet: UNPUBLISHED=--unpublished.
refresh: setup
	$(BIN)/farrago build $(UNPUBLISHED)
	$(MAKE) --no-print-directory submissions docs
	UPDATE_README=1 $(BIN)/python -m pytest --quiet --numprocesses 0 tests/packaging/test_readme.py

bench: setup
	$(BIN)/python -m bench

clean:
	rm -rf .venv $(OUT) dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
