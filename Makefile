# The commands of a developer; `make demo` and `make test` work from a fresh clone.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench soak lock clean

PY := .venv/bin/python
DEMO := demo-pactua
JOBS ?= 2
ARGS ?=

# What mypy reads: every Python folder of the checkout.
CODE := $(sort $(wildcard cli.py pactua_app benchmarks tests) $(patsubst %/__init__.py,%,$(wildcard */__init__.py)))
# Tests that hold documents and packaging against the code.
IN_STEP := $(wildcard tests/test_ground.py tests/test_docs*.py tests/docs)

help: ## these lines
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

setup: ## .venv with everything the locks name, and the command `pactua`
	@scripts/setup-system.sh run
	@scripts/setup-venv.sh dev

demo: ## the life of a sample agreement, drawn into demo-pactua/
	@scripts/setup-system.sh run
	@scripts/setup-venv.sh run
	@.venv/bin/pactua demo --saida $(DEMO)

test: setup ## the tests (ARGS="-k cnpj" goes to pytest)
	@scripts/setup-system.sh test
	@$(PY) -m pytest -n $(JOBS) $(ARGS)

check: setup ## style, types, arrows, documents in step with the code
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy $(CODE)
	.venv/bin/lint-imports --no-logo
	$(PY) -m pytest -q $(IN_STEP)

bench: setup ## speed against the baselines of docs/performance.md
	@scripts/setup-system.sh test
	@$(PY) -m benchmarks $(ARGS)

soak: setup ## the long tests that `make test` leaves out
	@scripts/setup-system.sh test
	@$(PY) -m pytest -m soak $(ARGS)

lock: ## write the lock files anew (UPGRADE=1 takes newer versions); needs uv
	@scripts/lock.sh

clean: ## caches and what was built; never .venv, never anybody's data
	rm -rf .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find . -name .venv -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
