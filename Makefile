# Two commands do all the set-up: `make brief` and `make test`. Needs Python 3.11+ with venv and pip, and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
OUT := out

.DEFAULT_GOAL := help
.PHONY: help setup brief test browser check format record eval bench peers overhead interop schemas lock wheel clean cli-reference

help: ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(STAMP) ## create the environment from the lock

brief: $(STAMP) ## brief the example articles offline and show one
	@mkdir -p $(OUT)
	@$(BIN)/summarizer run examples/articles --engine rules --format jsonl --quiet -o $(OUT)/briefs.jsonl
	@$(BIN)/summarizer run examples/articles/01-agence-securite.txt --engine rules --format text --quiet
	@echo "All $$(wc -l < $(OUT)/briefs.jsonl | tr -d ' ') briefs, one JSON object per line: $(OUT)/briefs.jsonl"

test: $(STAMP) ## run the tests, offline
	@$(BIN)/python -m pytest -q

browser: $(STAMP) ## test the report in a Chromium, installed from Debian where there is none
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
		command -v apt-get >/dev/null || { echo "install Chromium, or set CHROMIUM to its path" >&2; exit 2; }; \
		if [ "$$(id -u)" = 0 ]; then apt-get install -y --no-install-recommends chromium fonts-dejavu-core; \
		else sudo apt-get install -y --no-install-recommends chromium fonts-dejavu-core; fi; }
	@$(BIN)/python -m pytest -q tests/browser

check: $(STAMP) ## all that a change must pass: format, lint, types, tests, gate
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q
	@$(BIN)/python -m tests.gate

format: $(STAMP) ## format the code
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

record: $(STAMP) ## record the cassettes again (docs/recording.md)
	@$(BIN)/python -m tests.record

eval: $(STAMP) ## measure the reading against its gold, and list the errors
	@$(BIN)/python -m tests.gate --errors
	@$(BIN)/python -m tests.corruptions

bench: $(STAMP) ## measure speed against baselines in the same run
	@$(BIN)/python -m benchmarks

peers: $(STAMP) ## put the corruption cases and the requests of langextract and instructor beside ours
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@.venv-peers/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@.venv-peers/bin/python -m pip install --quiet --group peers
	@.venv-peers/bin/python -m benchmarks.peers
	@.venv-peers/bin/python -m benchmarks.tokens

overhead: $(STAMP) ## measure what the model engine costs beside openai, instructor, pydantic-ai, llm
	@$(PYTHON) -m venv .venv-overhead
	@.venv-overhead/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	@.venv-overhead/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@.venv-overhead/bin/python -m pip install --quiet --group overhead
	@.venv-overhead/bin/python -m benchmarks.overhead

interop: $(STAMP) ## run the command line against a server that is not ours (LiteLLM's proxy)
	@$(PYTHON) -m venv .venv-interop
	@.venv-interop/bin/python -m pip install --quiet --upgrade 'pip>=25.1'
	@.venv-interop/bin/python -m pip install --quiet --group interop
	@$(BIN)/python -m benchmarks.interop .venv-interop/bin/litellm

schemas: $(STAMP) ## export the JSON schemas from the models
	@$(BIN)/python -m summarizer.assets.schemas

cli-reference: $(STAMP) ## write docs/cli.md from the parser
	@$(BIN)/python -m summarizer.cli.reference > docs/cli.md

lock: $(STAMP) ## resolve the environment again into requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	@$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade --no-header \
		--no-emit-index-url --no-emit-find-links --no-annotate --generate-hashes --quiet --output-file requirements.lock

wheel: $(STAMP) ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## remove the environment and everything made
	rm -rf $(VENV) .venv-* $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
