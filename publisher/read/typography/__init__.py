"""The right quotes, dashes, ellipses and spaces for words typed plainly, by language.

tree       an XHTML tree → streams of words, refined and put back
stream     the marks that stand in a stream for what is no word
refinery   a stream → the stream with all its signs made right
quotes     straight quotation marks → those of the language
languages  the rules of each language
"""

from publisher.read.typography.tree import refine, refine_text

__all__ = ["refine", "refine_text"]
