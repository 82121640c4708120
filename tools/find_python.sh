#!/usr/bin/env bash
# Print the interpreter to build on: $PYTHON if given, otherwise the newest tried Python from 3.11.
set -euo pipefail

fits() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

if [ -n "${PYTHON:-}" ]; then
    fits "$PYTHON" || {
        echo "PYTHON=$PYTHON is not a working Python 3.11 or newer." >&2
        exit 1
    }
    command -v "$PYTHON"
    exit
fi

for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
    if fits "$candidate"; then
        command -v "$candidate"
        exit
    fi
done

echo "Bluelamp needs Python 3.11 or newer, and none was found on the PATH." >&2
echo "On Debian 12 or later: apt-get install python3. Or name one: make PYTHON=/path/to/python3 …" >&2
exit 1
