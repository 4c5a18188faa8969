#!/usr/bin/env bash
# Prints the Python that the virtual environment is made from: $PYTHON when it is set, else the
# first of the usual names that really starts and is 3.11 or newer. Status 1 when there is none.
set -euo pipefail

for candidate in ${PYTHON:-python3.11 python3 python3.12 python3.13 python3.14}; do
    if "$candidate" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done
exit 1
