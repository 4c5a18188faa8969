#!/usr/bin/env bash
# Brings .venv to what the locks say, with the project itself (editable) and its command `pactua`;
# leaves it alone when it is there already.
#
#   scripts/setup-venv.sh run    what the program needs
#   scripts/setup-venv.sh dev    that, and what the tests, the checks and the build need
#
# pip is asked for the locked packages, by hash, and for nothing else. A stamp in .venv, named
# after the content of the files it was made from, says what has been done.
set -euo pipefail
cd "$(dirname "$0")/.."

group="${1:-}"
case "$group" in
    run) locks=(requirements.lock requirements-build.lock) ;;
    dev) locks=(requirements-dev.lock) ;;
    *)
        echo "uso: scripts/setup-venv.sh run|dev" >&2
        exit 2
        ;;
esac

stamp_of() { # stamp_of GROUP: changes with any lock and with pyproject.toml
    printf '.venv/pactua-%s-%s.stamp\n' "$1" \
        "$(cat requirements*.lock pyproject.toml | sha256sum | cut -c1-16)"
}

# What dev installs contains what run installs, so its stamp serves for both.
stamp="$(stamp_of "$group")"
if [ -x .venv/bin/python ] && { [ -e "$stamp" ] || [ -e "$(stamp_of dev)" ]; }; then
    exit 0
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python="$(scripts/find-python.sh)" || {
        echo "setup-venv.sh: falta Python 3.11 ou mais novo" >&2
        exit 1
    }
    "$python" -m venv .venv
fi
echo "Instalando em .venv o que está em ${locks[*]}" >&2
pip=(.venv/bin/python -m pip install -qq --disable-pip-version-check)
"${pip[@]}" --require-hashes "${locks[@]/#/--requirement=}" >&2
"${pip[@]}" --no-deps --no-build-isolation --editable . >&2
touch "$stamp"
