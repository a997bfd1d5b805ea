#!/bin/sh
# Make .venv with a Python ≥ 3.11. Debian and Ubuntu ship Python without venv; install it where we may.
set -eu
[ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1 && exit 0
python=
for name in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3; do
  if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then # pyenv's stand-ins complain
    python=$name
    break
  fi
done
if [ -z "$python" ]; then
  echo "Python 3.11 or newer is needed (需要 Python 3.11 或更新版本)." >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip' >/dev/null 2>&1; then
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "installing python$version-venv with apt-get"
  $sudo apt-get update -qq
  $sudo apt-get install -y -qq "python$version-venv" >/dev/null
fi
"$python" -m venv --clear .venv
