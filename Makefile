# `make` lists the targets.  Everything is installed into .venv, from requirements.lock alone.
#
#   make PYTHON=python3.12 VENV=.venv312 test    another Python, beside the first
#   HUIQI_REQUIRE_ALL=1 make test                a missing system part is an error, not a note
#   make WITHOUT_DURABLE=1 setup                 where durable-rules does not compile: leave it out

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV   ?= .venv

# The stamp names the version: a .venv of another Python than the one asked for is made anew.
VERSION  := $(shell "$(PYTHON)" -c "import sys; print('%d.%d' % sys.version_info[:2])" 2>/dev/null)
BIN      := $(VENV)/bin
PACKAGES := $(VENV)/.packages-$(VERSION)$(if $(WITHOUT_DURABLE),-without-durable)
PACKAGE  := $(VENV)/.package
PIP      := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

# durable-rules calls a function that Python 3.13 no longer has; this one takes its place in all.
# A wheel of it from pip's cache may have been built without the flag, so it is always compiled.
DURABLE := CPPFLAGS="$$CPPFLAGS -DPyEval_CallObject=PyObject_CallObject"

TODAY := --as-of 2023-06-20
SHOWN := cases/enterprises/gambol-pet.yaml cases/examples/example-complete.yaml

# Runs under any Python, so that an old one is told what it lacks.
define CHECK_PYTHON
import sys
if sys.version_info < (3, 11):
    sys.exit("huiqi needs Python 3.11 or later; %s is %d.%d.  Name a later one: make PYTHON=python3.12"
             % (sys.executable, sys.version_info[0], sys.version_info[1]))
try:
    import ensurepip, venv
except ImportError:
    sys.exit("%s cannot make a virtual environment.  Remedy: apt install python3-venv" % sys.executable)
endef
export CHECK_PYTHON

# One line for each system part that is missing; the exit status says whether it matters.
define CHECK_PARTS
import glob, os, shutil, sys, sysconfig
compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
header = os.path.join(sysconfig.get_path("include"), "Python.h")
build = []
without = sys.argv[1].endswith("-without-durable")
if not without and not shutil.which(compiler):
    build.append("missing: a C compiler (%s), which durable-rules needs.  "
                 "Remedy: apt install build-essential python3-dev" % compiler)
if not without and not os.path.exists(header):
    build.append("missing: Python's headers (%s), which durable-rules needs.  "
                 "Remedy: apt install python3-dev" % header)
other = []
if not shutil.which("git"):
    other.append("missing: git.  Remedy: apt install git")
if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
    other.append("missing: chromium, in which the page is tested.  Remedy: apt install chromium")
if not (shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb")):
    other.append("missing: PostgreSQL, on which the queries are tested.  "
                 "Remedy: apt install postgresql")
if not shutil.which("java"):
    other.append("missing: Java, which Spark runs on.  Remedy: apt install default-jre-headless")
for line in build + other:
    sys.stderr.write(line + "\n")
require_all = os.environ.get("HUIQI_REQUIRE_ALL") == "1"
unbuilt = not os.path.exists(sys.argv[1])
sys.exit(1 if build and unbuilt or (build or other) and require_all else 0)
endef
export CHECK_PARTS

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

# ---- installing

.PHONY: setup
setup: $(PACKAGE) ## install huiqi and all it needs into .venv

.PHONY: python parts
python:
	@command -v "$(PYTHON)" >/dev/null || { echo "no $(PYTHON) here.  Remedy: apt install python3 python3-venv, or make PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c "$$CHECK_PYTHON"

parts: | python
	@"$(PYTHON)" -c "$$CHECK_PARTS" "$(PACKAGES)"

# The packages with wheels come first (setuptools, which builds durable-rules, is among them).
$(PACKAGES): requirements.lock | parts
	@echo "setup: a fresh $(VENV) with $$("$(PYTHON)" --version 2>&1)"
	@"$(PYTHON)" -m venv --clear "$(VENV)"
	@echo "setup: installing the locked packages"
	@awk '/^[^ #]/ { durable = /^durable-rules==/ } !durable' requirements.lock > "$(VENV)/wheels.lock"
	@awk '/^[^ #]/ { durable = /^durable-rules==/ } durable' requirements.lock > "$(VENV)/durable.lock"
	@$(PIP) install --require-hashes --no-deps --only-binary :all: -r "$(VENV)/wheels.lock"
ifdef WITHOUT_DURABLE
	@echo "setup: durable-rules is left out; answers will say that nothing was compared with it"
else
	@echo "setup: compiling durable-rules"
	@{ $(DURABLE) $(PIP) install --require-hashes --no-deps --no-build-isolation --no-cache-dir \
		--no-binary durable-rules -r "$(VENV)/durable.lock" && \
		"$(BIN)/python" -W ignore -c "import durable.engine"; } || \
		{ echo "durable-rules cannot be compiled or imported with $$("$(PYTHON)" --version 2>&1)." \
		" Remedy: another Python, or make WITHOUT_DURABLE=1 setup" >&2; exit 1; }
endif
	@touch "$@"

$(PACKAGE): $(PACKAGES) pyproject.toml
	@echo "setup: installing huiqi, editable"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(if $(WITHOUT_DURABLE),true,$(PIP) check) || { echo "requirements.lock does not fit pyproject.toml.  Remedy: make lock" >&2; exit 1; }
	@$(BIN)/python -m compileall -q engine/huiqi
	@touch "$@"
	@echo "setup: done; the command is $(BIN)/huiqi"

# Packages for one purpose; they fit those of requirements.lock.  Some come as source.
MORE = $(PIP) install --require-hashes --no-deps --no-build-isolation -r $< && touch "$@"

MUTANTS := $(VENV)/.mutants-$(VERSION)
$(MUTANTS): tests/mutants/requirements.lock $(PACKAGE)
	@$(MORE)

PEERS := $(VENV)/.peers-$(VERSION)
$(PEERS): benchmarks/peers/requirements.lock $(PACKAGE)
	@$(MORE)

SPARK := $(VENV)/.spark-$(VERSION)
$(SPARK): tests/spark/requirements.lock $(PACKAGE)
	@echo "setup: installing Spark (450 MB)"
	@$(MORE)

.PHONY: spark
spark: setup $(SPARK) ## install Spark too, so that the tests on a cluster run

# ---- using

.PHONY: demo
demo: setup ## check two enterprises, a screen each, as of 2023-06-20
	@set -e; for case in $(SHOWN); do \
		echo; echo "\$$ $(BIN)/huiqi check $$case $(TODAY)"; echo; \
		$(BIN)/huiqi check $$case $(TODAY); \
	done
	@echo; echo "接着试 / next:"
	@echo "  $(BIN)/huiqi check $(lastword $(SHOWN)) 首台套 $(TODAY)"
	@echo "  $(BIN)/huiqi estimate $(lastword $(SHOWN)) $(TODAY)"
	@echo "  $(BIN)/huiqi penalty cases/examples/example-incident.yaml --as-of 2025-06-01"
	@echo "  $(BIN)/huiqi audit --no-proofs"

# ---- checking

# One process more than two processors: some tests wait, for a worker that hangs or for a terminal.
.PHONY: test
test: setup $(if $(filter 1,$(HUIQI_REQUIRE_ALL)),$(SPARK)) ## everything a change must pass: check, the tests, and the rules' own cases
	@said=$$(mktemp); checks=; cases=; trap 'kill $$checks $$cases 2>/dev/null; rm -f "$$said"' EXIT; \
	$(MAKE) --no-print-directory check & checks=$$!; \
	$(BIN)/huiqi test >"$$said" 2>&1 & cases=$$!; \
	$(BIN)/python -m pytest -q -n 3 --dist loadgroup; tests=$$?; \
	wait $$checks; unchecked=$$?; wait $$cases; failed=$$?; cat "$$said"; \
	if [ $$unchecked -ne 0 ]; then echo "make check: not in order, see above" >&2; fi; \
	exit $$((tests || failed || unchecked))

.PHONY: thorough
thorough: export HUIQI_THOROUGH = 1
thorough: ## the tests, with every example of those that are alike (an hour)
	@$(MAKE) test

# The same but for what is about the network itself, in a second .venv that never had it.
.PHONY: test-without-durable
test-without-durable: export HUIQI_REQUIRE_ALL =
test-without-durable: ## the tests and cases once more, with durable-rules absent
	@$(MAKE) WITHOUT_DURABLE=1 VENV="$(VENV)-without-durable" run-without-durable

.PHONY: run-without-durable
run-without-durable: setup
	@! $(BIN)/python -c "import durable" 2>/dev/null || { echo "durable-rules is in $(VENV)" >&2; exit 1; }
	@$(BIN)/python -m pytest -q -n 2 --dist loadgroup
	@$(BIN)/huiqi test

# In a second .venv, whose own DuckDB stands before the packages of the first.
OLDEST := $(VENV)-duckdb-14
$(OLDEST)/.packages: tests/duckdb/requirements.lock $(PACKAGE)
	@"$(BIN)/python" -m venv --clear "$(OLDEST)"
	@"$(OLDEST)/bin/python" -m pip -qq --disable-pip-version-check --no-input \
		install --require-hashes --no-deps --only-binary :all: -r $<
	@"$(BIN)/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))" \
		> "$$("$(OLDEST)/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")/first.pth"
	@touch "$@"

.PHONY: test-duckdb-14
test-duckdb-14: setup $(OLDEST)/.packages ## what a database decides, on the oldest DuckDB that is allowed
	@PYTHONPATH=engine "$(OLDEST)/bin/python" -c \
		"import duckdb; assert duckdb.__version__.startswith('1.4.'), duckdb.__version__"
	@PYTHONPATH=engine "$(OLDEST)/bin/python" -m pytest -q -n 2 --dist loadgroup \
		tests/screening tests/lowering

.PHONY: check
check: setup ## lint, formatting and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; echo "Remedy: make fmt" >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary engine tests benchmarks
	@echo "check: lint, formatting and types are in order"

.PHONY: fmt
fmt: setup ## format the code and mend what ruff can mend
	@$(BIN)/ruff check --silent --fix --exit-zero .
	@$(BIN)/ruff format .

.PHONY: bench
bench: setup ## measure decisions, and commands from the shell
	@$(BIN)/python benchmarks/bench.py
	@$(BIN)/python benchmarks/shell.py

.PHONY: bench-fund
bench-fund: setup ## share a fund among 100,000 applicants, timed
	@$(BIN)/python benchmarks/fund.py

.PHONY: bench-interview
bench-interview: setup ## count the questions of an interview, against other orders
	@$(BIN)/python benchmarks/interview.py

.PHONY: bench-screen
bench-screen: setup $(PEERS) ## screen invented cities of up to a million, beside other engines; GROWTH=1: how it grows to ten million
	@$(BIN)/python -m benchmarks.screen $(if $(GROWTH),--growth)

.PHONY: bench-web
bench-web: setup ## a hundred visitors on the page for a minute
	@$(BIN)/python benchmarks/web.py

.PHONY: bench-penalty
bench-penalty: setup ## find items and answer incidents, timed
	@$(BIN)/python benchmarks/penalty.py

.PHONY: soak
soak: setup ## 100,000 decisions by the network and the evaluator, compared
	@$(BIN)/python tests/inference/soak.py --decisions 100000

# HUIQI_AGREEMENT=1000 make agreement: so many random tables instead, a second and a half each.
.PHONY: agreement
agreement: setup ## what screening lowers the rules to against the evaluator: 200 random tables
	@HUIQI_AGREEMENT=$${HUIQI_AGREEMENT:-200} $(BIN)/python -m pytest -q tests/lowering

.PHONY: fuzz
fuzz: setup ## a long search for counterexamples
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q tests -m fuzz

.PHONY: mutants
mutants: setup $(MUTANTS) ## put mistakes into the engine, one at a time: none may pass (ROOM=funds)
	@PYTHONPATH=. $(BIN)/python -m tests.mutants.run $(ROOM)

# ---- maintaining

# The hashes are to be the public index's own, so settings that name another one are left aside.
COMPILE := env -u UV_DEFAULT_INDEX -u UV_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
	build/lock/bin/uv pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: python ## write requirements.lock anew from pyproject.toml; UPGRADE=1 takes later versions
	@"$(PYTHON)" -m venv --clear build/lock
	@build/lock/bin/python -m pip -qq --disable-pip-version-check install uv
	@$(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	@set -e; for folder in tests/mutants tests/spark benchmarks/peers; do \
		$(COMPILE) --constraint requirements.lock --group pyproject.toml:$${folder##*/} \
			--output-file $$folder/requirements.lock; \
	done
	@$(COMPILE) --group pyproject.toml:duckdb --output-file tests/duckdb/requirements.lock
	@rm -rf build/lock
	@echo "lock: requirements.lock has $$(grep -c '^[a-z].*==' requirements.lock) packages"

.PHONY: docs
docs: setup ## draw the README's picture, list the definitions and validate anew
	@$(BIN)/python docs/picture.py
	@$(BIN)/python docs/definitions.py
	@$(BIN)/python docs/validation.py
	@$(BIN)/python docs/readme.py

.PHONY: page-picture
page-picture: setup ## draw the README's picture of the page anew, in chromium
	@$(BIN)/python docs/page.py

.PHONY: words
words: setup ## collect what the program says and compile its English; lists what has none yet
	@$(BIN)/python docs/words.py

.PHONY: schemas
schemas: setup ## write the JSON schemas of the rule files to rules/shared/schemas
	@$(BIN)/huiqi rules schema -o rules/shared/schemas

.PHONY: wheel
wheel: setup ## build the source archive and the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation . > "$(VENV)/build.log" 2>&1 || { cat "$(VENV)/build.log" >&2; exit 1; }
	@ls dist/*

.PHONY: clean
clean: ## remove .venv and everything built
	@rm -rf "$(VENV)" "$(VENV)-without-durable" "$(OLDEST)" build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
