#!/usr/bin/env bash
# Writes the lock files from pyproject.toml: exact versions with hashes, for any platform and any
# Python that the project supports, without the address of any registry.
#
#   requirements.lock          what the program needs
#   requirements-dev.lock      that, and what the tests, the checks and the build need
#   requirements-build.lock    of these, only what installs the project itself
#
# Versions already in a lock are kept; `make lock UPGRADE=1` takes the newest allowed.
set -euo pipefail
cd "$(dirname "$0")/.."

uv="${UV:-uv}"
options=(--quiet --universal --python-version 3.11 --generate-hashes --no-header
    --no-emit-index-url --no-emit-find-links)
if [ -n "${UPGRADE:-}" ]; then
    options+=(--upgrade)
fi

compile() { # compile LOCK COMMENT OPTION...: the last option names the source
    local lock="$1" comment="$2"
    shift 2
    "$uv" pip compile "${options[@]}" --output-file "$lock" "$@" >/dev/null
    printf '%s\n' "# $comment; written by: make lock" | cat - "$lock" >"$lock.new"
    mv "$lock.new" "$lock"
    if grep -nE '://|--index|--find-links' "$lock"; then
        echo "lock.sh: $lock traz um endereço de registro" >&2
        exit 1
    fi
}

compile requirements.lock "What the program needs" pyproject.toml
compile requirements-dev.lock "What the program, its tests and its build need" \
    --extra dev --constraint requirements.lock pyproject.toml
printf '%s\n' hatchling editables |
    compile requirements-build.lock "What installs the project itself" \
        --no-annotate --constraint requirements-dev.lock -
