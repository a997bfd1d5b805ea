#!/bin/sh
# Print the path of a Chromium; install the system's own, with Chinese fonts, when there is none.
# Its headless shell comes first: the same engine without the browser around it, at half the processor time.
set -eu
find_chromium() {
  for name in ${CHROMIUM:-} chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" 2>/dev/null && return 0
  done
  return 1
}
install() { DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq "$@" >/dev/null; }
if ! find_chromium >/dev/null || ! fc-list :lang=zh 2>/dev/null | grep -q .; then
  sudo=$([ "$(id -u)" = 0 ] || echo sudo)
  echo "installing chromium and fonts-noto-cjk with apt-get" >&2
  $sudo apt-get update -qq >&2
  install fontconfig fonts-noto-cjk
  install chromium-headless-shell 2>/dev/null || install chromium
fi
find_chromium
