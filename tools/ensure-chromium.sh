#!/bin/sh
# Print the path of a Chromium; install the system's own, with Chinese fonts, when there is none.
set -eu
find_chromium() {
  for name in ${CHROMIUM:-} chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
if ! find_chromium >/dev/null || ! fc-list :lang=zh 2>/dev/null | grep -q .; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "installing chromium and fonts-noto-cjk with apt-get" >&2
  $sudo apt-get update -qq >&2
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq chromium fontconfig fonts-noto-cjk >/dev/null
fi
find_chromium
