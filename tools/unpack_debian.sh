#!/usr/bin/env bash
# Unpack Debian packages, with whatever they need that this machine lacks, into a folder. Needs no root:
# apt keeps its lists and downloads in .tools/apt, and still checks every signature.
# usage: tools/unpack_debian.sh FOLDER PACKAGE…
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$1
shift
command -v apt-get >/dev/null || {
    echo "This machine has no apt-get: please install $* by its own means, then try again." >&2
    exit 1
}

state=$PWD/.tools/apt
rm -rf "$state/cache"
mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$folder"
apt=(
    apt-get -q -y
    -o Debug::NoLocking=1
    -o Dir::State::Lists="$state/lists"
    -o Dir::Cache="$state/cache"
    -o APT::Install-Recommends=false
)

echo "Fetching $* from Debian …"
# One broken third-party source must not stop us: what is missing shows itself in the next step.
"${apt[@]}" update >"$state/update.log" 2>&1 || tail -n 5 "$state/update.log" >&2
"${apt[@]}" --download-only --reinstall install "$@" >"$state/install.log" 2>&1 || {
    tail -n 20 "$state/install.log" >&2
    exit 1
}
for package in "$state"/cache/archives/*.deb; do
    [ -e "$package" ] || continue
    dpkg-deb --extract "$package" "$folder"
done
rm -rf "$state/cache"
