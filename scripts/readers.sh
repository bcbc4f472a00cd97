#!/bin/sh
# See that the readers are there that the finished books are tested with: those of npm, Chromium, and Calibre.
# What is missing of the last two is installed (root on Debian or Ubuntu), or the one command is printed that does.
# The argument is the folder in which Node and npm stand.
set -eu

bin=${1:?usage: readers.sh FOLDER-OF-NODE}
folder=$(dirname "$0")/../tests/readers
PATH=$(cd "$bin" && pwd):$PATH
export PATH

one_of() {
    for program; do
        if command -v "$program" >/dev/null; then return 0; fi
    done
    return 1
}

missing() {
    one_of chromium chromium-browser google-chrome google-chrome-stable || echo chromium
    one_of ebook-convert || echo calibre
}

# None of the packages needs its scripts; two would load a browser that is not used.
echo "installing the readers of tests/readers/package.json"
(cd "$folder" && npm ci --silent --ignore-scripts)

wanted=$(missing | tr '\n' ' ')
if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && one_of apt-get; then
    echo "installing $wanted"
    apt-get update -qq || true
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $wanted >/dev/null || true
    wanted=$(missing | tr '\n' ' ')
fi
if [ -z "$wanted" ]; then
    exit 0
fi

if one_of apt-get; then
    command="sudo apt-get install --no-install-recommends $wanted"
elif one_of dnf; then
    command="sudo dnf install $wanted"
elif one_of pacman; then
    command="sudo pacman -S $wanted"
elif one_of brew; then
    command="brew install --cask $wanted"
else
    command="install with the package manager of this system: $wanted"
fi
echo "the tests open the finished books in Chromium and in Calibre; type: $command" >&2
exit 1
