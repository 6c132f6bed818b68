# Two commands do everything: `make run` and `make test`.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
DATA   ?= data
PORT   ?= 8501
READY  := $(VENV)/.ready

.PHONY: run test check types bench browser clean

run: $(READY)            ## set up, sync the sample organisation, open the dashboard on this machine
	@test -e $(DATA)/warehouse.duckdb || $(BIN)/python -m connectors sync sample --warehouse $(DATA)
	RAPPORT_WAREHOUSE=$(DATA) $(BIN)/streamlit run app.py --server.port $(PORT)

test: check browser      ## set up, install a browser if there is none, run all checks and tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(READY)          ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: $(READY)
	@sh tests/browser/install_browser.sh $(BIN)/python

bench: $(READY)          ## measure against the figures to beat, and against peers; writes bench/RESULTS.md
	@command -v uv >/dev/null 2>&1 && uv pip install --quiet --python $(BIN)/python -r bench/requirements.txt \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	$(BIN)/python -m bench

$(READY): requirements.lock
	@command -v uv >/dev/null 2>&1 && uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) || $(PYTHON) -m venv $(VENV)
	@if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python $(BIN)/python -r requirements.lock; \
	else $(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock; fi
	@touch $(READY)

clean:                   ## remove what was set up; your data stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
