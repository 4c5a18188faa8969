"""The reviewer on texts of fifteen pages: warm, one text after another."""

import time
from statistics import median

from benchmarks.report import Row
from document.canonical import canonical_text
from reading.plain import read_plain
from review.reviewer import review
from review.speller import Hunspell
from review.subject import subject
from services.drafting import Draft

PAGE = 2_400
"""Characters of a page in 12 points."""
PAGES = 15
GOAL = 0.3
"""Seconds a text (issue 5)."""


def reviewing(drafts: list[Draft]) -> Row:
    """Processor time of a text of fifteen pages against the goal; the best of three runs counts.

    The spelling process is not asked again for words it has judged: ours is all the time.
    """
    speller = Hunspell()
    texts = [_fifteen_pages(draft) for draft in drafts]
    day = drafts[0].instrument.drafted_on
    for text in texts:  # words are asked once a process, and rules are imported
        review(subject(read_plain("acordo.txt", text), day, speller))
    runs = []
    for _ in range(3):
        spent = []
        for text in texts:
            start = time.process_time()
            review(subject(read_plain("acordo.txt", text), day, speller))
            spent.append(time.process_time() - start)
        runs.append(median(spent))
    speller.close()
    seconds = min(runs)
    return Row(
        f"reviewing {PAGES} pages, warm",
        f"{seconds * 1000:.0f} ms",
        f"{GOAL * 1000:.0f} ms",
        seconds / GOAL,
        1,
        at_least=False,
    )


def _fifteen_pages(draft: Draft) -> bytes:
    """The text of a draft, its last pages said again until there are fifteen."""
    lines = canonical_text(draft.document).split("\n")
    while sum(map(len, lines)) < PAGE * PAGES:
        lines += lines[-20:]
    return "\n\n".join(lines).encode()
