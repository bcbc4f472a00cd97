#!/bin/sh
# Make the virtual environment named by the first argument, with the newest suitable Python, unless it works already.
set -eu

venv=${1:?usage: environment.sh FOLDER}

suits() {
    "$@" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

if [ -x "$venv/bin/python" ] && suits "$venv/bin/python" && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    exit 0
fi

found=
for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if suits "$python"; then
        found=$python
        break
    fi
done
if [ -z "$found" ]; then
    present=$(python3 --version 2>/dev/null || echo "no Python")
    echo "publisher needs Python 3.11 or newer; here is $present." >&2
    echo "Install a newer one, or name it: make setup PYTHON=/path/to/python3.12" >&2
    exit 1
fi

# Debian and Ubuntu keep the venv module in a package of its own.
if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends "python$version-venv"
    else
        echo "Python's venv module is missing; type: sudo apt-get install python$version-venv" >&2
        exit 1
    fi
fi

echo "making $venv with $("$found" --version)"
"$found" -m venv --clear "$venv"
