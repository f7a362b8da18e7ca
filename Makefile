PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help run test check bench browser pictures clean

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[test]"
	@touch $(STAMP)

run: $(STAMP) ## The demo municipality on http://127.0.0.1:3978
	$(BIN)/medvind demo $(ARGS)

test: $(STAMP) ## The whole suite, on SQLite and PostgreSQL
	$(BIN)/pytest -n auto --dist loadfile -m "not browser" $(ARGS)

browser: $(STAMP) ## The conversation in Agents Playground (needs Node and Chromium)
	$(BIN)/pytest -m browser $(ARGS)

check: $(STAMP) ## Lint, types and the one way down
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(STAMP) ## Measure; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run

pictures: $(STAMP) ## Draw the icons and the README's screenshots anew
	$(BIN)/python scripts/pictures.py

clean: ## Forget the environment and the demo's data
	rm -rf $(VENV) var
