"""Reading the gazette: what it published of ours is found, judged, compared and recorded.

Only what leaves no doubt is recorded without a person (gazette_outcomes.py says what that is);
everything else is shown with its reasons. Nothing grows with the gazette.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from publication.article import Article
from publication.inlabs import read_gazette
from publication.kinds import CITING, published_kind
from publication.matching import Match, match_article
from publication.members import Report, count_members
from services.gazette_candidates import Instruments
from services.gazette_desk import Desk
from services.gazette_outcomes import Outcome, Reading, Wish
from services.office import Office

Progress = Callable[[str, int, int], None]

STAGE = "Lendo o Diário Oficial, matérias"
EVERY = 200
"""Files between two signs of progress."""
MOST_WAITING = 1000
"""Corrections that wait for the end of a run; a year of the gazette has some of agreements.

As many matches that asked for a person are looked at again then; of more it is not known whether
the same run has answered them.
"""


def read_publications(
    office: Office,
    path: Path,
    wish: Wish,
    report: Report,
    reading: Reading,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    """Read a file, zip or folder of the gazette, and tell what became of each text about us.

    What could not be read goes to `report`. Memory holds the keys of what awaits publication and a
    window of the gazette, never a whole year. Raises UnreadableFile for the path itself.
    """
    known = Instruments(office)
    reading.awaited = known.awaited
    desk = Desk(office, known, wish)
    total = count_members(path) if progress else 0

    def wants(data: bytes) -> bool:
        reading.files += 1
        if progress and reading.files % EVERY == 0:
            progress(STAGE, reading.files, max(total, reading.files + 1))
        return known.wants(data)

    asked: list[Match] = []
    for article in _corrections_last(read_gazette(path, report, wants)):
        for match in match_article(article, known):
            outcome = desk.judge(match)
            if outcome is None:
                continue
            reading.kinds[outcome.kind] = reading.kinds.get(outcome.kind, 0) + 1
            if outcome.asks and len(asked) < MOST_WAITING:
                asked.append(match)
            elif outcome.asks:
                reading.asking += 1
            yield outcome
    # A difference may have been put right by a correction that came later in the same run.
    again = desk if wish.simulate else Desk(office, known, replace(wish, simulate=True))
    reading.asking += sum(_still_asks(again.judge(match)) for match in asked)
    if progress:
        progress(STAGE, reading.files, reading.files)


def _corrections_last(articles: Iterable[Article]) -> Iterator[Article]:
    """Corrections behind the rest: what they correct may come after them in the same run."""
    waiting: deque[Article] = deque()
    for article in articles:
        if published_kind(article.heading, "", article.art_type, article.text) not in CITING:
            yield article
            continue
        waiting.append(article)
        if len(waiting) > MOST_WAITING:
            yield waiting.popleft()
    yield from waiting


def _still_asks(outcome: Outcome | None) -> bool:
    return outcome is not None and outcome.asks
