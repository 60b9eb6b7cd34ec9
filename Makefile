# `make demo` and `make test` are all the set-up there is: both build the environment first, and only when it is not there yet.

VENV     := .venv
BIN      := $(VENV)/bin
LOCK     := requirements/dev.txt
# A stamp named by what is installed: another lock file, another set-up; the same one costs nothing.
STAMP    := $(VENV)/.ready-$(shell cat $(LOCK) pyproject.toml scripts/set-up 2>/dev/null | cksum | cut -d' ' -f1)

.PHONY: demo test check quick reference check-reference lock wheel-test explore clean help

help:            ## Show the targets
	@grep -E '^[a-z-]+: .*##|^[a-z-]+:  *##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(STAMP):
	@VENV=$(VENV) LOCK=$(LOCK) sh scripts/set-up
	@touch $@

demo: $(STAMP)   ## Read the bundled sample story and write its report
	@$(BIN)/reportedly demo

test: check wheel-test $(STAMP)   ## Everything: style, types, import contracts, tests (browser included), the built wheel
	@sh scripts/browser
	@$(BIN)/python -m pytest -n 2 -m "not browser"
	@$(BIN)/python -m pytest -m browser

check: $(STAMP)  ## Style, types and import contracts
	@$(BIN)/ruff check src tests benchmarks training
	@$(BIN)/ruff format --check src tests benchmarks training
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

quick: $(STAMP)  ## The tests without the slow and the browser ones
	@$(BIN)/python -m pytest -q -m "not slow and not browser"

explore: $(STAMP) ## New inputs for the laws and the fuzzed readers, 2,000 of each: may well find something
	@HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -q -n 2 -m "not browser" $$(grep -rl "from hypothesis" tests)
	@for name in $$($(BIN)/python -c "from tests.fuzz.targets import TARGETS; print(*TARGETS)"); do echo $$name; $(BIN)/python -W error::DeprecationWarning -m tests.fuzz.targets $$name 2000; done

wheel-test: $(STAMP)  ## Build the wheel, install it in a clean environment elsewhere, run the demo there
	@BIN=$(BIN) sh scripts/wheel-test

reference: $(STAMP)  ## Write docs/reference/ out of the code
	@$(BIN)/python scripts/reference.py

check-reference: $(STAMP)  ## Say whether docs/reference/ is that of this code
	@$(BIN)/python scripts/reference.py --check

lock:            ## Pin the requirements again, with hashes (needs uv)
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -o requirements/dev.txt
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --python-version 3.11 -c requirements/dev.txt -o requirements/run.txt

clean:           ## Remove the environment and what was built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
