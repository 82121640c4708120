#!/usr/bin/env bash
# Run a command with Node.js and npm on the PATH: the machine's (20.19 or newer) or those of .venv.
# usage: tools/node.sh npm ci
set -euo pipefail
cd "$(dirname "$0")/.."

fits() {
    node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
    ' && npm --version
}

fits >/dev/null 2>&1 || export PATH="$PWD/.tools/node:$PATH"
exec "$@"
