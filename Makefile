# Palabre. `make run` and `make test` are the two commands; `make help` lists the others.

.DEFAULT_GOAL := help
.NOTPARALLEL:

PORT ?= 8000
DEMO ?= 1
WORKERS ?= 2
ARGS ?=

# The environment's own Python once it is there, otherwise the first one that is new enough.
CANDIDATES = .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11
PYTHON ?= $(shell for python in $(CANDIDATES); do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$python" && break; done)
BIN = .venv/bin
PO = $(wildcard translations/*/LC_MESSAGES/messages.po)
MO = $(PO:.po=.mo)
COMPILE = uv pip compile pyproject.toml --quiet --system-certs --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
	--fork-strategy fewest

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: run
run: export PALABRE_DEMO := $(DEMO)
run: export PORT := $(PORT)
run: environment catalogues ## Start Palabre on http://127.0.0.1:8000 (PORT=..., DEMO=0 without the demo)
	@$(BIN)/python -m app serve --prepare --port $(PORT)

.PHONY: demo
demo: export PALABRE_DEMO := 1
demo: environment catalogues ## Load the demo story into the databases
	@$(BIN)/python -m app database upgrade
	@$(BIN)/python -m app demo load $(ARGS)

.PHONY: test
test: development catalogues ## Run the tests (ARGS=... goes to pytest, CHROMIUM=... names a browser)
	@chromium=$$($(BIN)/python scripts/browser.py) && \
	CHROMIUM="$$chromium" $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

.PHONY: test-all
test-all: override ARGS += -m "matrix or not matrix"
test-all: test ## Run the tests and the full matrix of languages, widths and states

.PHONY: coverage
coverage: development catalogues ## Run the tests and measure what they reach
	@chromium=$$($(BIN)/python scripts/browser.py) && \
	CHROMIUM="$$chromium" $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --cov=app $(ARGS)
	@$(BIN)/coverage report --include 'app/domain/*' --fail-under 100
	@$(BIN)/coverage report --fail-under 95

.PHONY: check
check: development ## Check lint, format, types, import contracts, security, spelling and catalogues
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/bandit -q -ll -c pyproject.toml -r app migrations scripts
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/codespell
	$(BIN)/python scripts/catalogues.py check

.PHONY: format
format: development ## Mend what lint can mend and lay the code out
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: development catalogues ## Measure the production server beside a bare page (ARGS=...)
	@$(BIN)/python -m tests.bench $(ARGS)

.PHONY: lock
lock: development ## Resolve the dependencies anew into requirements/*.txt (ARGS=--upgrade for newer ones)
	$(BIN)/$(COMPILE) $(ARGS) --extra pdf -o requirements/run.txt
	$(BIN)/$(COMPILE) $(ARGS) --extra pdf --group dev -c requirements/run.txt -o requirements/dev.txt

.PHONY: translations
translations: environment ## Bring the catalogues up to date with the code, and compile them
	$(BIN)/python scripts/catalogues.py update
	@$(MAKE) --no-print-directory catalogues

.PHONY: catalogues
catalogues: $(MO) ## Compile the catalogues that changed

%.mo: %.po | environment
	@$(BIN)/pybabel -q compile -i $< -o $@

.PHONY: environment
environment: python ## Make .venv with what Palabre needs to run
	@$(PYTHON) scripts/install.py run

.PHONY: development
development: python ## Make .venv with what tests and checks need as well
	@$(PYTHON) scripts/install.py dev

.PHONY: python
python:
	@if [ -z "$(PYTHON)" ]; then echo "Palabre needs Python 3.11 or newer." >&2; exit 1; fi

.PHONY: clean
clean: ## Remove what was built: environment, catalogues, caches (never the databases)
	rm -rf .venv .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f $(MO)
