#!/bin/sh
# See that the libraries which WeasyPrint loads are there: Pango, HarfBuzz, Fontconfig, GObject.
# Where they are missing, install them (root on Debian or Ubuntu) or print the one command that does.
# The argument is the Python whose WeasyPrint is asked.
set -eu

python=${1:?usage: system-libraries.sh PYTHON}
debian="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

loads() {
    "$python" -c 'import weasyprint.text.ffi' >/dev/null 2>&1
}

# Without libharfbuzz-subset WeasyPrint 70 has fontTools make the subsets, and warns that a later version will not.
complete() {
    "$python" -W error::DeprecationWarning:weasyprint.text.ffi -c 'import weasyprint.text.ffi' >/dev/null 2>&1
}

if complete; then
    exit 0
fi

system=$(uname -s)
if [ "$system" = Linux ] && [ -r /etc/os-release ]; then
    system=$(. /etc/os-release && echo "${ID:-} ${ID_LIKE:-}")
fi

case " $system " in
    *" debian "* | *" ubuntu "*) command="apt-get install $debian" ;;
    *" fedora "* | *" rhel "*) command="dnf install pango" ;;
    *" arch "*) command="pacman -S pango" ;;
    *" alpine "*) command="apk add so:libpango-1.0.so.0 so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0" ;;
    *" Darwin "*) command="brew install pango" ;;
    *) command= ;;
esac

case $command in
    apt-get*)
        if [ "$(id -u)" = 0 ]; then
            echo "installing $debian"
            apt-get update -qq || true
            # shellcheck disable=SC2086  # a list of packages
            DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $debian >/dev/null || true
        fi
        ;;
esac

if complete; then
    exit 0
fi

case $command in
    "") advice="install Pango and HarfBuzz with the package manager of this system" ;;
    brew*) advice="type: $command" ;;
    *) advice="type: sudo $command" ;;
esac
if loads; then
    echo "note: libharfbuzz-subset is missing; books are built without it, their fonts subset by fontTools. To add it, $advice" >&2
    exit 0
fi
echo "WeasyPrint cannot load Pango. To install it, $advice" >&2
"$python" -c 'import weasyprint.text.ffi' 2>&1 | tail -n 1 >&2
exit 1
