"""Articles that came cut into several files with one idMateria, put together again.

Both ways of waiting for the other parts have a window, so memory does not grow with the archive.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from publication.article import Article
from publication.members import Member

Wants = Callable[[bytes], bool]
"""Whether a file, by its bytes, may hold what is looked for."""
MATERIA = b'idMateria="'

WINDOW = 32 * 1024 * 1024
"""How many characters wait for their other parts: more than an edition has."""
PARTS = 200


def chosen(members: Iterable[Member], wants: Wants, window: int = WINDOW) -> Iterator[Member]:
    """The files that are wanted, and the other parts of their articles wherever they stand."""
    waiting: dict[bytes, list[Member]] = {}
    wanted: set[bytes] = set()
    held = 0
    for member in members:
        key = _materia(member.data)
        if key in wanted or wants(member.data):
            if key:
                wanted.add(key)
                for part in waiting.pop(key, ()):
                    held -= len(part.data)
                    yield part
            yield member
        elif key:
            waiting.setdefault(key, []).append(member)
            held += len(member.data)
            while held > window:
                held -= sum(len(part.data) for part in waiting.pop(next(iter(waiting))))


def _materia(data: bytes) -> bytes:
    """The idMateria of a file; empty when it has none, or only zeros."""
    place = data.find(MATERIA)
    if place < 0:
        return b""
    start = place + len(MATERIA)
    return data[start : data.find(b'"', start, start + 40)].strip(b"0 ")


def joined(articles: Iterable[Article], window: int = WINDOW) -> Iterator[Article]:
    """Articles in the order they came, those cut into several files put together again.

    The oldest articles leave when the window is full.
    """
    waiting: dict[object, list[Article]] = {}
    held = 0
    for count, article in enumerate(articles):
        key: object = count
        if article.materia.strip("0 "):
            key = (article.materia, article.date, article.section, article.category)
        parts = waiting.get(key)
        if parts is None:
            waiting[key] = [article]
        elif _continues(article, parts):
            parts.append(article)
        elif article.html in (part.html for part in parts):
            continue  # the same file twice
        else:
            waiting[count] = [article]
        held += len(article.html) + 1000
        while held > window:
            parts = waiting.pop(next(iter(waiting)))
            held -= sum(len(part.html) + 1000 for part in parts)
            yield _whole(parts)
    for parts in waiting.values():
        yield _whole(parts)


def _continues(article: Article, parts: list[Article]) -> bool:
    """Whether this is a further part: not a copy, and not an act with a title of its own."""
    title = parts[0].title
    return (
        len(parts) < PARTS
        and (not article.title or not title or article.title == title)
        and all(article.html != part.html for part in parts)
    )


def _whole(parts: list[Article]) -> Article:
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=lambda part: (part.page or 0, _natural(part.where)))
    first = ordered[0]
    return first._replace(
        title=next((part.title for part in ordered if part.title), ""),
        html="\n".join(part.html for part in ordered),
        parts=len(ordered),
    )


def _natural(name: str) -> list[tuple[int, str]]:
    """Sorts `materia-2` before `materia-10`."""
    return [
        (int(piece), "") if piece.isdecimal() and len(piece) < 19 else (0, piece)
        for piece in re.split(r"(\d+)", name)
    ]
