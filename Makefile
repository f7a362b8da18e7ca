# `make run` and `make test` set up everything they need in .venv; `make help` lists the rest.
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell command -v python3.11 || command -v python3)
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help run test browser chaos check bench pictures clean

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.service: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Medvind needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.tools: $(VENV)/.service
	$(INSTALL) --editable ".[test]"
	@touch $@

run: $(VENV)/.service ## The demo municipality on http://127.0.0.1:3978
	@$(BIN)/medvind demo $(ARGS)

test: $(VENV)/.tools ## The whole suite, on SQLite and PostgreSQL, and in a browser where there is one
	$(BIN)/pytest -n auto -m "not browser" $(ARGS)
	$(if $(ARGS),,$(BIN)/pytest -m browser)

browser: $(VENV)/.tools ## The conversations in Agents Playground (needs Node and Chromium)
	$(BIN)/pytest -m browser $(ARGS)

chaos: $(VENV)/.tools ## The faults at full size: 10,000 messages, a hundred kill -9 and more
	$(BIN)/pytest tests/faults tests/house/test_buttons.py tests/storage/test_tenants.py tests/storage/test_planted.py --full -n 0 $(ARGS)

check: $(VENV)/.tools ## Lint, types and the one way down
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.tools ## Measure; writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks.run

pictures: $(VENV)/.tools ## Draw the icons and the README's pictures anew (needs Node and Chromium)
	$(BIN)/python scripts/draw_icons.py
	$(BIN)/python scripts/pictures.py

clean: ## Forget the environment and the demo's data
	rm -rf $(VENV) var
