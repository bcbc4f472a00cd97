"""prepress: what stands between a finished PDF and the press: printers' figures and the proof of a PDF."""
