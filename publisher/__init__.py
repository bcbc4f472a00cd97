"""The publication builder for anthologies: read, render, write.

read    sources under `books/`     → `book.Book`
render  a book, through a theme    → `publication.Publication`, one for each edition
write   a publication              → files: EPUB, PDF, cover

`build.py` tells the whole story on one screen; `docs/architecture.md` shows the rooms.
"""

__version__ = "0.1.0"
