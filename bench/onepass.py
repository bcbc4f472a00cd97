"""One WeasyPrint pass over a whole book: `python -m bench.onepass BOOK.html BOOK.pdf`, and nothing else."""

import sys
from pathlib import Path

from weasyprint import HTML

if __name__ == "__main__":
    HTML(filename=sys.argv[1]).write_pdf(Path(sys.argv[2]), pdf_tags=True)
