# Type `make` or `make help` for what can be done here.
PYTHON ?= python3
BIN := .venv/bin
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench mutate pictures messages lock clean

help: ## This list
	@echo "What you can do here (needs only Python 3.11+, make and the package registries):"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-16s %s\n' "$$name" "$$text"; done
	@echo
	@echo "Several take ARGS, for example: make run ARGS='--port 9000'   make test ARGS='tests/web -x'"

setup: ## Prepare this folder without starting anything
	@$(PYTHON) scripts/setup.py runtime

run: ## Start the application with a demonstration city, and say where to look
	@$(PYTHON) scripts/setup.py runtime
	@$(BIN)/python -m thidua run $(ARGS)

test: ## Run every test; browser and PostgreSQL tests are left out, with a line, where those are missing
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/pytest $(ARGS)

check: ## Everything CI looks at besides the tests: style, types, layers, settings, translations, packages
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/check.py

bench: ## Measure the speed and write the figures beside the others
	@$(PYTHON) scripts/setup.py bench
	@$(BIN)/python -m bench $(ARGS)

mutate: ## Change the rules on purpose, one place at a time, and count the changes the tests notice
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/mutate.py $(ARGS)

pictures: ## Take the pictures of README and docs anew from a demonstration (needs Chromium)
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/pictures.py

messages: ## Collect new texts into the English catalogues, then list what still lacks English (needs gettext)
	@$(PYTHON) scripts/setup.py dev
	@$(BIN)/python scripts/messages.py make
	@$(BIN)/python scripts/messages.py compile
	@$(BIN)/python scripts/messages.py check

lock: ## Lock the newest allowed versions, with hashes and without host names (needs uv)
	@cd requirements && for set in runtime dev bench node; do \
	  uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --custom-compile-command "make lock" $$set.in -o $$set.lock || exit 1; done

clean: ## Remove what was built and installed here; your data in var/ stays
	@rm -rf .venv node_modules src/thidua/web/static/vendor src/thidua/documents/fonts build dist mutants htmlcov .coverage test-results \
	  .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests bench scripts -name __pycache__ -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
