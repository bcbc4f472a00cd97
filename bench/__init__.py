"""bench: whole commands of ours and of our peers, timed over one corpus, and the page that says what was measured.

corpus makes a press of a long book · markdown turns its XHTML into our dialect · measure runs commands ·
peers prepares what others are given · rows lists what is compared · report writes `docs/benchmarks.md`
"""
