#!/usr/bin/env bash
# Make .tools/bin/chromium, the browser of the tests: the machine's own if it has one; otherwise root
# installs Debian's package, and anyone else unpacks it below .tools.
set -euo pipefail
cd "$(dirname "$0")/.."

starter=.tools/bin/chromium
mkdir -p .tools/bin

works() {
    timeout 120 "$starter" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage \
        --user-data-dir="$(mktemp -d -p .tools)" --dump-dom 'data:text/html,<p>ready</p>' 2>.tools/chromium.log |
        grep -q '<p>ready</p>'
    local status=$?
    rm -rf .tools/tmp.*
    return $status
}

use_machines_own() {
    local name
    for name in chromium chromium-browser google-chrome-stable google-chrome; do
        if command -v "$name" >/dev/null; then
            printf '#!/bin/sh\nexec "%s" "$@"\n' "$(command -v "$name")" >"$starter"
            chmod +x "$starter"
            works && return
        fi
    done
    return 1
}

has_fonts() {
    find /usr/share/fonts \( -name '*.ttf' -o -name '*.otf' \) 2>/dev/null | grep -q .
}

install_for_all() {
    echo "Installing Debian's Chromium …"
    apt-get -q update || true
    DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends \
        chromium fonts-dejavu-core
}

unpack_for_us() {
    local root=$PWD/.tools/chromium libraries
    rm -rf "$root"
    tools/unpack_debian.sh "$root" chromium chromium-common fonts-dejavu-core
    libraries=$(find "$root" -path '*-linux-gnu*' -name 'lib*.so*' -printf '%h\n' | sort -u | paste -sd:)
    cat >"$root/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$root/usr/share/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>$root/font-cache</cachedir>
</fontconfig>
FONTS
    cat >"$starter" <<STARTER
#!/bin/sh
export LD_LIBRARY_PATH="$libraries\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
export FONTCONFIG_FILE="$root/fonts.conf"
export XDG_DATA_DIRS="$root/usr/share:\${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
exec "$root/usr/lib/chromium/chromium" "\$@"
STARTER
    chmod +x "$starter"
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { command -v chromium >/dev/null && has_fonts; } || install_for_all
    use_machines_own && exit
elif has_fonts && use_machines_own; then
    exit
else
    unpack_for_us
    works && exit
fi
echo "Chromium was installed but does not start:" >&2
tail -n 20 .tools/chromium.log >&2
exit 1
