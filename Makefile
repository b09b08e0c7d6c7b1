# The project's commands. `make` alone lists them. All of them install what they need into this folder first.

PORT ?= 8000
ARGS ?=
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE # else each of the site's processes would compile the project anew
.DEFAULT_GOAL := help
.PHONY: help install install-development run test check lighthouse bench screenshots messages lock clean

python := .venv/bin/python
# Installs with the Python that PYTHON names, else with the one that is found.
setup = found=$$(PYTHON="$(PYTHON)" tools/find-python) && "$$found" tools/install.py $(if $(PYTHON),--this-python)

help: ## list these commands
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

install: ## install what `make run` needs, start nothing
	@$(setup)

install-development:
	@$(setup) --development

run: install ## start the whole site with demo content on http://127.0.0.1:8000; Ctrl-C stops it (PORT=8001 make run)
	@exec $(python) manage.py run_local --port "$(PORT)"

test: install-development ## run all tests, on SQLite or on DATABASE_URL (ARGS="-k words" runs some)
	@exec $(python) -m pytest $(ARGS)

check: install-development ## look for faults without running the site: style, types, imports, migrations, messages
	@exec $(python) tools/check.py

lighthouse: install-development ## start the site and have Lighthouse judge accessibility and best practices
	@exec $(python) -m tools.lighthouse

bench: install-development ## measure speed, each figure a ratio to something measured in the same run
	@exec $(python) -m bench $(ARGS)

screenshots: install-development ## start the site and take the pictures of README.md and docs/ anew
	@exec $(python) -m tools.screenshots

messages: install-development ## extract messages, also what packages leave in English, and list what is to be translated
	@$(python) tools/messages.py extract
	@exec $(python) -m tools.wagtail_messages extract

lock: install-development ## pin the versions of what requirements*.in name
	@$(python) tools/lock.py $(ARGS)

clean: ## remove what was installed and compiled, not the database in var/
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find locale cms integrations -name '*.mo' -delete
