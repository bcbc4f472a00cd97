#!/bin/sh
# Install the programs whose second opinion on PDFs the tests ask for: poppler, Ghostscript, qpdf; and a colour profile.
# Root on Debian or Ubuntu gets them; elsewhere a note says what is missing, and those tests are skipped.
set -eu

packages="poppler-utils ghostscript qpdf scribus-data"

complete() {
    command -v pdffonts >/dev/null && command -v gs >/dev/null && command -v qpdf >/dev/null &&
        test -e /usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc
}

if complete; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing $packages"
    apt-get update -qq || true
    # shellcheck disable=SC2086  # a list of packages
    DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $packages >/dev/null || true
fi
complete || echo "note: some tests of PDFs are skipped without $packages" >&2
