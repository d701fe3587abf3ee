# Everything that is done with this project. `make` lists it.

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run dev test browser bench screenshots lint format migrations static clean

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/runtime  ## serve the portal with its record at http://127.0.0.1:8000/ (PORT=, DATABASE_URL=)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_reference_data
	@$(BIN)/python manage.py create_first_staff_account
	@echo "Serving http://127.0.0.1:$(PORT)/ (admin at /admin/, API at /api/v1/). Ctrl-C stops it."
	@$(BIN)/python manage.py read_files --watch --beside $$$$ & \
	DJANGO_SETTINGS_MODULE=amin_portal.settings.dev exec $(BIN)/gunicorn amin_portal.wsgi \
		--bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --preload --no-control-socket --log-level warning

dev: .venv/tools  ## the same while you write code: reloads, and shows errors in full
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_reference_data
	@$(BIN)/python manage.py create_first_staff_account
	@DEBUG=1 $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: .venv/tools  ## the whole test suite, on SQLite or on DATABASE_URL=postgres://...
	@$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

browser: .venv/browser node_modules/installed  ## every kind of page in Chromium and before the HTML checker (needs chromium, node, java)
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 tests/browser $(ARGS)

bench: .venv/tools  ## every budget beside its floor, on SQLite and PostgreSQL, as one table (SMALL=1, N=, ROUNDS=, ONLY=lists, ONLY=soak SECONDS=)
	@$(BIN)/python -m tests.benchmarks $(if $(SMALL),--small) $(if $(N),--documents $(N)) $(if $(LARGE),--large $(LARGE)) \
		$(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(ONLY),--only $(ONLY))

screenshots: .venv/browser  ## pictures of twelve kinds of page and of the desk into docs/images/ (needs chromium)
	@$(BIN)/python -m pytest --quiet tests/browser/screenshots.py tests/browser/desk_screenshots.py

lint: .venv/tools  ## style, templates, import arrow, migrations, API schema
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/djlint --quiet --check --lint templates
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python manage.py check --fail-level WARNING
	@$(BIN)/python manage.py makemigrations --check --dry-run
	@$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

format: .venv/tools  ## put code and templates into the house style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	-@$(BIN)/djlint --quiet --reformat templates

migrations: .venv/tools  ## write the migrations that the models need
	@$(BIN)/python manage.py makemigrations

static: .venv/runtime  ## collect the static files, as a served portal needs them
	@DJANGO_SETTINGS_MODULE=amin_portal.settings.prod $(BIN)/python manage.py collectstatic --no-input --verbosity 1

clean:  ## remove what was installed and built; the data in var/ stays
	rm -rf .venv node_modules static-collected .ruff_cache .import_linter_cache

.venv/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Name another with PYTHON=.")'
	@$(PYTHON) -m venv .venv || { echo "The venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@touch $@

.venv/runtime: .venv/python requirements.txt
	@echo "Installing what the portal runs on ..."
	@$(PIP) -r requirements.txt
	@touch $@

.venv/tools: .venv/runtime requirements-dev.txt
	@echo "Installing the tools ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

.venv/browser: .venv/tools requirements-browser.txt
	@echo "Installing what drives a browser ..."
	@$(PIP) -r requirements-browser.txt
	@touch $@

node_modules/installed: package.json
	@npm install --no-package-lock --no-save --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@
