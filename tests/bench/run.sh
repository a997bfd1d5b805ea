#!/bin/sh
# Measure builds of generated records; arguments (or BENCH_ARGS="…" with make) go to bench.py.
set -eu
cd "$(dirname "$0")/../.."
python=${BENCH_PYTHON:-.venv/bin/python}
if [ -z "${BENCH_PYTHON:-}" ]; then
  "$python" -m pip install -q --disable-pip-version-check --require-hashes -r requirements-bench.txt
fi
if command -v npm >/dev/null; then
  mkdir -p build/bench/node
  cp tests/bench/eleventy/package.json build/bench/node/
  npm install --silent --no-audit --no-fund --prefix build/bench/node || echo "npm could not fetch Eleventy" >&2
fi
# shellcheck disable=SC2086 the arguments are words
PYTHONPATH=tests${PYTHONPATH:+:$PYTHONPATH} exec "$python" -m bench.bench ${BENCH_ARGS:-} "$@"
