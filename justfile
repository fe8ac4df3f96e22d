# Wortlaut's chores; `just` alone lists them.

_default:
    @just --list

# Install the package for development
install:
    pip install -e '.[dev]'

# All tests
test *ARGS:
    pytest {{ARGS}}

# Lint, types, architecture
lint:
    ruff check .
    ruff format --check .
    mypy
    lint-imports

# Format the code
format:
    ruff check --fix .
    ruff format .

# What CI runs
ci:
    bash .ci/run

# Golden articles against the installed reader
golden:
    python -m bench.golden examples/articles

# Pictures of all pages for docs/application.md (needs Chromium and Pillow)
screenshots:
    python -m bench.screenshots

# Rebuild the lexicon tables from public knowledge
lexicon DATA="../shared/data":
    python -m lexicon_sources.build --data {{DATA}}

# Train the reader model (hours)
train DATA="../shared/data":
    python -m training.build --data {{DATA}} --work work/reader --out src/wortlaut/tag/bundle
