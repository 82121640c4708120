#!/usr/bin/env bash
# Make .venv with pip in it. Debian keeps pip for new environments in a package of its own, which a
# fresh machine lacks: root installs it, anyone else unpacks it below .tools.
set -euo pipefail
cd "$(dirname "$0")/.."

if .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    exit 0
fi
python=$(tools/find_python.sh)
version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
echo "Making .venv with $python ($version) …"
rm -rf .venv

has_ensurepip() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null
}

if ! has_ensurepip && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing the Debian package python$version-venv …"
    apt-get -q update || true
    DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "python$version-venv"
fi
if has_ensurepip; then
    "$python" -m venv .venv
    exit
fi

unpacked=$PWD/.tools/debian/pip
wheel() {
    find /usr/share/python-wheels "$unpacked" -name 'pip-*.whl' 2>/dev/null | sort | tail -n 1
}
[ -n "$(wheel)" ] || tools/unpack_debian.sh "$unpacked" python3-pip-whl
"$python" -m venv --without-pip .venv
if ! [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    # Debian's pip trusts the machine's certificates; without any, it is given Debian's own.
    find "$unpacked/usr/share/ca-certificates" -name '*.crt' -exec cat {} + >.venv/certificates.pem
    printf '[global]\ncert = %s\n' "$PWD/.venv/certificates.pem" >.venv/pip.conf
fi
.venv/bin/python "$(wheel)/pip" install -q --no-index "$(wheel)"
