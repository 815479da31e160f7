PORT ?= 8000
PYTHON ?= python3
VENV = .venv
BIN = $(VENV)/bin
DEVELOPMENT = DEBUG=1 HTTPS= ALLOWED_HOSTS=

.PHONY: run test serve check audit staff lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "careerguide needs Python's venv module; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

run: $(VENV)/installed
	$(DEVELOPMENT) $(BIN)/python manage.py migrate --verbosity 0
	$(DEVELOPMENT) $(BIN)/python manage.py createcachetable
	$(DEVELOPMENT) $(BIN)/python manage.py load_starter
	@echo "A staff account: make staff EMAIL=you@example.org"
	$(DEVELOPMENT) $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: $(VENV)/installed-dev
	@.ci/browser
	$(BIN)/python -m pytest $(ARGS)
