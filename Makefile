# Make reads no .env: the port is named before Python runs.
PORT ?= $(or $(shell sed -n 's/^PORT=//p' .env 2>/dev/null),8000)
PYTHON ?= python3
BIN = .venv/bin
# Hosts and HTTPS of .env are emptied: beside a public host, DEBUG is refused.
DEVELOPMENT = DEBUG=1 HTTPS= ALLOWED_HOSTS=
# A key for this one command, and a host: what production would set.
PRODUCTION = DEBUG= HTTPS=1 TRUSTED_PROXIES=1 ALLOWED_HOSTS=careerguide.test \
	EMAIL_URL=smtp+tls://user:password@mail.test:587 \
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')
# By hash alone, so that no package can be another than the one that was tested.
INSTALL = $(BIN)/pip install --quiet --disable-pip-version-check --require-hashes
# One lock for every system, by the oldest Python that is asked for; it names no host, since
# mirrors differ.
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --quiet

# Each prints its counts. What the site logs of thousands of refusals would bury them.
DRILLS = DRILL_ROUNDS=$${DRILL_ROUNDS:-60} DRILL_REQUESTS=$${DRILL_REQUESTS:-2000} \
	$(BIN)/python -m pytest --quiet --capture no -n 0 --create-db \
	tests/test_drills.py tests/test_malformed.py tests/test_outages.py 2>/dev/null
POSTGRES = $${TEST_POSTGRES_URL:-postgres://root@127.0.0.1:5432/test}

.PHONY: run test pictures drills serve check audit bench staff lock

run: .venv/installed
	@$(DEVELOPMENT) $(BIN)/python manage.py migrate --verbosity 0
	@$(DEVELOPMENT) $(BIN)/python manage.py createcachetable
	@$(DEVELOPMENT) $(BIN)/python manage.py load_starter
	@$(DEVELOPMENT) $(BIN)/python manage.py load_assessment
	@echo "For a staff account: make staff EMAIL=you@example.org"
	@$(DEVELOPMENT) $(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: .venv/installed-dev
	@.ci/browser
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

# Look at each before you commit it.
pictures: .venv/installed-dev
	@.ci/browser
	@RENEW_PICTURES=1 $(BIN)/python -m pytest -n 0 tests/browser/test_pictures.py

drills: .venv/installed-dev
	@DATABASE_URL=$(POSTGRES) $(BIN)/python .ci/database-answers \
		|| { echo "PostgreSQL does not answer: start one, or name one in TEST_POSTGRES_URL."; exit 1; }
	@echo "On SQLite"; env -u DATABASE_URL $(DRILLS)
	@echo "On PostgreSQL"; DATABASE_URL=$(POSTGRES) $(DRILLS)

# By .env as on a server, with the files that collectstatic gives a digest in their names.
serve: .venv/installed
	@DEBUG= $(BIN)/python manage.py collectstatic --no-input --verbosity 0
	@DEBUG= $(BIN)/granian --interface wsgi careerguide.wsgi:application \
		--host 127.0.0.1 --port $(PORT) --workers 2 --blocking-threads 1 --backpressure 64 \
		--respawn-failed-workers --no-access-log

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	@$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python .ci/lock-check

audit: .venv/installed-dev
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements.txt
	$(BIN)/pip-audit --strict --require-hashes --disable-pip -r requirements-dev.txt

bench: .venv/installed-dev
	@$(BIN)/python -m bench

staff: .venv/installed
	@test -n "$(EMAIL)" || { echo "Whose account? make staff EMAIL=you@example.org"; exit 2; }
	@$(DEVELOPMENT) $(BIN)/python manage.py staff "$(EMAIL)"

# Only this needs uv: installing from what it writes does not.
lock:
	$(COMPILE) --upgrade -o requirements.txt
	$(COMPILE) --upgrade --group data -o requirements-data.txt
	$(COMPILE) --upgrade --group dev -o requirements-dev.txt
	@! grep -nE 'https?://|--(extra-)?index-url|--find-links' requirements*.txt
	@python3 .ci/lock-check --write

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "careerguide needs Python 3.11 or later"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

# Behind the bar, because it is a link to a Python of the machine, whose date says nothing.
.venv/installed: requirements.txt | .venv/bin/python
	@echo "Installing the dependencies into .venv"
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Installing what the tests and checks need into .venv"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
