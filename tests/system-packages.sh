#!/bin/sh
# Installs the Debian packages that some tests drive for real (a browser, OCR),
# where they are missing and apt-get can be used. Tests whose program is absent
# skip and say so.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
command -v chromedriver >/dev/null 2>&1 || missing="$missing chromium-driver"
command -v tesseract >/dev/null 2>&1 || missing="$missing tesseract-ocr"
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "Some tests will be skipped. Install:$missing" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 # a list of names
apt-get install -y -qq --no-install-recommends $missing >/dev/null
