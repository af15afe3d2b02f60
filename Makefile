# make demo: install into .venv, build the graph from corpus/, write report and pages to demo-out/
# make test: install the test tools too and run all tests that this machine can run
# make check: style, types, layers, licences, pages (needs npm), package, docs
# make pages: bundle the scripts of the pages from graphkit/publish/view/src into dist (needs npm)
# make sbom:  write the bill of materials of what is installed to sbom.json (CycloneDX)
# make fuzz:  read mutated files of every kind (COUNT, SEED) and fail at a fault
# make differential: ask the engines the same queries (COUNT, SEED; NEO4J="--neo4j --tck" asks a server and the kit too)
# make docs:  write the generated pages, build the site into site/
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= demo-out

.PHONY: demo test check check-pages pages docs accuracy bench fuzz differential sbom clean

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "graphkit needs Python 3.11 or newer: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/installed: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[arcadedb,web]' || $(BIN)/python -m pip install --quiet --editable '.[web]'
	touch $@

# What tests need; dev,spark also has Apache Spark (330 MB to fetch), which one test reads on.
EXTRAS ?= dev
$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[$(EXTRAS)]'
	touch $@ $(VENV)/installed

demo: $(VENV)/installed
	$(BIN)/graphkit build corpus --out $(OUT)/graph
	$(BIN)/graphkit gaps --store $(OUT)/graph --limit 10
	$(BIN)/graphkit overlap --store $(OUT)/graph --limit 10
	$(BIN)/graphkit report all --store $(OUT)/graph --format html -o $(OUT)/report.html --force
	$(BIN)/graphkit report all --store $(OUT)/graph --format markdown -o $(OUT)/report.md --force
	$(BIN)/graphkit view network --store $(OUT)/graph -o $(OUT)/network.html --force
	$(BIN)/graphkit view matrix --store $(OUT)/graph -o $(OUT)/matrix.html --force
	$(BIN)/graphkit view atlas --store $(OUT)/graph -o $(OUT)/atlas.html --force
	@echo "Open $(OUT)/atlas.html, $(OUT)/network.html, $(OUT)/matrix.html and $(OUT)/report.html in a browser."

# Tests wait for servers and browsers, so one process more than a small machine has cores.
WORKERS ?= 3
test: $(VENV)/installed-dev
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup --no-loadscope-reorder

node_modules/.package-lock.json: package-lock.json
	npm ci --ignore-scripts
	touch $@

pages: node_modules/.package-lock.json
	npm run build

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet graphkit loaders tests tools benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_licences.py --extra frames --extra parquet --extra pyvis --extra rdf --extra spark --extra suggest --extra uima --extra web
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory check-pages; else echo "npm is missing: the scripts of the pages are not checked"; fi
	$(BIN)/python tools/check_package.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

check-pages: node_modules/.package-lock.json
	npm run types
	npm test
	npm run build -- --check

docs: $(VENV)/installed-dev
	$(BIN)/python tools/make_docs.py
	$(BIN)/python tools/make_queries_page.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

# Figures by folds of documents, all made anew; most labels are no part of the project and are read from ../shared or
# GRAPHKIT_SHARED, without which nothing is written.
accuracy: $(VENV)/installed-dev
	rm -rf .cache/training
	$(BIN)/python -m training.evaluate --cache .cache/training --write

bench: $(VENV)/installed-dev
	for script in benchmarks/[!_]*.py; do $(BIN)/python $$script || exit 1; done

sbom: $(VENV)/installed-dev
	$(BIN)/python tools/check_licences.py --sbom sbom.json

COUNT ?= 2000
SEED ?= 1
fuzz: $(VENV)/installed-dev
	$(BIN)/python tools/fuzz_doors.py --count $(COUNT) --seed $(SEED)

NEO4J ?=
differential: $(VENV)/installed-dev
	$(BIN)/python tools/differential.py --count $(COUNT) --seed $(SEED) $(NEO4J)

clean:
	rm -rf $(OUT) dist site .cache
