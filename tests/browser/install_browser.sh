#!/bin/sh
# Make sure that a Chromium is there: one on the path, or Debian's package, or else the one Playwright brings.
# Usage: install_browser.sh PYTHON
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
"$1" -c 'import sys; from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    import os; sys.exit(not os.path.exists(p.chromium.executable_path))' 2>/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium from the distribution's packages"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-liberation >/dev/null && exit 0
fi
echo "Installing the Chromium that Playwright brings"
"$1" -m playwright install --with-deps chromium
