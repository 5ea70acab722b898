# `make demo` and `make test` do all the set-up themselves; `make help` lists the rest.

UV_VERSION := 0.13.9
CACHE := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/scaffold-dev
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEMO := demo/video-share

# Tools with pins of their own live outside the project's environment.
SAM := $(CACHE)/sam-1.170.0/bin/sam

# The generated projects' own Makefiles call uv.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export UV_CACHE_DIR ?= $(CACHE)/uv
export SAM_CLI_TELEMETRY := 0
export SCAFFOLD_DEV_CACHE := $(CACHE)
export SCAFFOLD_SAM := $(SAM)
# Tests start hundreds of processes: compile what they import once.
unexport PYTHONDONTWRITEBYTECODE

# Tests that share a fixture run in one worker (tests/conftest.py says which), all others in any.
PYTEST := $(BIN)/pytest -q -n auto --dist loadgroup --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help demo check types quick-tests test soak bench golden format prerequisites browser clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

demo: $(READY) $(if $(CHECK),browser) ## generate the video-share example and run it; CHECK=1: try it in a browser
	@$(PYTHON) scripts/demo.py $(BIN)/scaffold $(DEMO) $(if $(CHECK),--check)

check: $(READY) ## format, lint, types, layers, dependencies, dead code, documentation, unit tests, golden files
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/deptry scaffold
	$(BIN)/deptry scaffold scripts tests --non-dev-dependency-groups dev
	$(BIN)/lint-imports --no-logo
	@$(MAKE) --no-print-directory -j2 types quick-tests

types: $(READY)
	$(BIN)/mypy

quick-tests: $(READY)
	$(PYTEST) -m "not slow" tests

test: $(READY) $(SAM) browser ## everything that CI runs beyond check
	$(PYTEST) -m slow tests

soak: $(READY) $(SAM) browser ## the long runs, by hand
	SCAFFOLD_SOAK=1 $(PYTEST) -m "slow or soak" --durations=25 tests

bench: $(READY) ## measure speed, against named peers
	$(BIN)/python scripts/bench.py
	$(BIN)/python scripts/bench_regenerate.py
	PYTHONPATH=tests $(BIN)/python scripts/bench_cases.py
	$(BIN)/python scripts/bench_local.py

golden: $(READY) ## rewrite the golden trees, the examples and the output shown in docs; read the diff
	$(BIN)/scaffold schema > templates/base/.scaffold/schema.json
	$(BIN)/pytest -q tests/unit/test_golden.py tests/unit/test_coverage_table.py tests/docs --update-golden

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what the targets made inside the tree
	rm -rf .venv demo dist site .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

prerequisites:
	@sh scripts/prerequisites.sh

browser: prerequisites
	@sh scripts/browser.sh

$(READY): pyproject.toml uv.lock | prerequisites
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -c 'import uv' 2>/dev/null || $(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	@VIRTUAL_ENV=.venv $(BIN)/uv sync --quiet --frozen --inexact --compile-bytecode --python $(BIN)/python
	@$(BIN)/python -m compileall -q scaffold
	@touch $@

$(SAM): | $(READY)
	@echo "Installing the SAM CLI into $(dir $(SAM)) (once)"
	@$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python $(CACHE)/sam-1.170.0
	@$(BIN)/uv pip install --quiet --python $(CACHE)/sam-1.170.0/bin/python aws-sam-cli==1.170.0
