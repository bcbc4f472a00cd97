#!/bin/sh
# An anthology made only of what stands in the folder of corpora: `sh scripts/corpus.sh PUBLISHER CORPORA PRESS`.
set -eu

publisher=$1
corpora=$2
press=$3
plans=$(cd "$(dirname "$0")/corpus" && pwd)

if [ ! -d "$corpora" ]; then
    echo "there is no folder $corpora: name it with CORPORA=…" >&2
    exit 1
fi
rm -rf "$press"
mkdir -p "$press/books"
printf 'name: Corpus Press\nlanguage: en\n' > "$press/books/press.yaml"

acquire() {
    "$publisher" --press "$press" acquire "$@" --book voices
}
acquire "$corpora/reed-ten-days.epub" --plan "$plans/reed.yaml"
acquire "$corpora/russian/blok-dvenadtsat.txt"
acquire "$corpora/best-russian-short-stories/stories.htm" --plan "$plans/stories.yaml"
"$publisher" --press "$press" build --output "$press/dist"
