# make install  what a library in service needs, compiled: docs/recipes.md
# make run    everything set up, the library open at http://127.0.0.1:8000 (PORT= changes it)
# make test   every behaviour; tests that need a browser or PostgreSQL use the one on the machine and say at the end what they left out
# make test-deep  the exhaustive rest: every kill, every mode of every page, many examples, another clock (docs/tests.md)
# make test-moved AT="2028-02-29 12:00"  the tests without a browser under another clock
# make check  what CI runs: lint, types, layers, both tiers of tests
# make drill-containers  build the image and start what deploy/compose.yaml says, as root: docs/recipes.md
# make drill-server  follow docs/recipes.md for one small server on a Debian under its own systemd, as root
# make bench  speed and relevance beside other engines, mail through every fault, then make load (SIZES="1000 10000 100000", COLLECTION="folder …"): docs/search-results.md
# make load   a library in service behind nginx under 200 pages a second for a minute, its start and its memory (SIZE=10000, RATE=200, SECONDS=60)
# make words  the template of all strings of the interface, for translators: library/translations/messages.pot
# make sbom   a list of all parts from others with their hashes (CycloneDX), in sbom.json: docs/security-asvs.md
# make demo   a throwaway copy with example accounts in demo/, open at http://127.0.0.1:8001 (DEMO_PORT= changes it); `make demo-clean` deletes it
# make help   this text

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
export DEMO_PORT ?= 8001
DEMO_FOLDER ?= demo

AT ?= 2028-02-29 12:00
DATED := $(addprefix tests/,accounts demo editing freeze involve mail newsletters upkeep)

.PHONY: install run demo demo-clean test test-deep test-moved check drill-containers drill-server bench load help lint format lock words sbom

help:
	@sed -n 's/^# //p' Makefile

install: $(VENV)/.run static/build/.made
	@$(BIN)/python -m compileall -q library wsgi.py

run: $(VENV)/.run static/build/.made
	@$(BIN)/library run

demo: $(VENV)/.run static/build/.made
	@$(BIN)/library demo $(DEMO_FOLDER)

demo-clean: $(VENV)/.run
	@$(BIN)/library demo --clean $(DEMO_FOLDER)

test: $(VENV)/.dev node_modules/.tests
	@$(BIN)/python -m pytest -m "not deep"

test-deep: $(VENV)/.dev node_modules/.tests
	@TIMES_AS_MANY_EXAMPLES=10 $(BIN)/python -m pytest -m "deep or hypothesis"
	@$(BIN)/python -m tests.moved "$(AT)" $(DATED)

test-moved: $(VENV)/.dev node_modules/.tests
	@$(BIN)/python -m tests.moved "$(AT)"

check: lint test test-deep

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint templates --lint --quiet

drill-containers: $(VENV)/.dev
	@$(BIN)/python -m tests.deploy.containers $(if $(BASE),--base $(BASE))

drill-server: $(VENV)/.dev
	@$(BIN)/python -m tests.deploy.server $(PROXY) $(if $(BASE),--base $(BASE))

bench: $(VENV)/.dev static/build/.made
	@$(BIN)/python -m tests.bench $(SIZES) $(if $(COLLECTION),--collection $(COLLECTION))
	@$(MAKE) --no-print-directory load

load: $(VENV)/.dev static/build/.made
	@$(BIN)/python -m tests.bench.service $(SIZE) $(if $(RATE),--rate $(RATE)) $(if $(SECONDS),--seconds $(SECONDS))

format: $(VENV)/.dev
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

words: $(VENV)/.run
	@$(BIN)/python -m library.i18n.catalogues

sbom: $(VENV)/.dev
	@$(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json
	@echo "sbom.json names the Python parts. For the npm ones: npm sbom --package-lock-only --sbom-format cyclonedx"

lock:
	uv pip compile pyproject.toml --extra node --extra meaning --generate-hashes --universal --no-header --no-annotate --python-version 3.11 -o requirements.txt
	uv pip compile pyproject.toml -c requirements.txt --extra node --extra meaning --extra postgres --generate-hashes --universal --no-header --no-annotate --python-version 3.11 -o requirements-postgres.txt
	uv pip compile pyproject.toml -c requirements.txt --extra node --extra meaning --extra postgres --group dev --generate-hashes --universal --no-header --no-annotate --python-version 3.11 -o requirements-dev.txt
	npm install --package-lock-only

$(VENV)/bin/python:
	@echo "Making a Python environment …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the library needs (a minute, once) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

static/build/.made: build_static.py package-lock.json $(wildcard static/scss/*.scss) | $(VENV)/.run
	@echo "Building the styles …"
	@$(BIN)/python -m build_static
	@touch $@

node_modules/.tests: static/build/.made
	@echo "Fetching what mails are checked with …"
	@$(BIN)/python -m build_static --tests
	@touch $@
