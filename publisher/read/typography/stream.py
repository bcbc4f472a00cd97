"""The marks that stand in a stream of words for what is no word; XML allows none of them in a text."""

SLOT = "\x00"  # the end of one text node; the next follows without a gap
BLOCK = "\x01"  # the end of a block: quotations end here at the latest
KEPT = "\x02"  # a web or mail address
LINE = "\x03"  # a new line, in verse or after `br`
OBJECT = "\x04"  # an image, code, words in another language: like a word
CALL = "\x05"  # a note call: as if it were not there
Q_START = "\x06"  # the quotation marks of a `q`, which the reader's program draws
Q_END = "\x07"

MARKS = "\x00\x01\x02\x03\x04\x05\x06\x07"
SKIP = "[\x00\x05]*"  # what may stand between two neighbours
GAP = r"[ \t\r\n]+"  # a space that may become one of no break
NBSP = "\u00a0"
NARROW = "\u202f"
HAIR = "\u200a"
