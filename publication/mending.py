"""Files that are not quite XML, put right before they are parsed a second time.

The usual faults: an encoding that is not UTF-8, characters that XML does not admit, a bare `&` in
a link, entities of HTML outside CDATA. Each repair is told, so that a person can look.
"""

import html
import re
from collections.abc import Iterator

ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,31});|&")
KNOWN_TO_XML = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
UNFIT = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def mended(data: bytes) -> tuple[str, list[str]]:
    """The text of a file that did not parse, the usual faults put right, and which they were.

    Raises UnicodeError for an encoding that cannot be read.
    """
    repairs: list[str] = []
    text = _decoded(data, repairs)
    declaration = DECLARATION.match(text)
    text = text[declaration.end() :] if declaration else text.lstrip()
    if UNFIT.search(text):
        text = UNFIT.sub(" ", text)
        repairs.append("tinha caracteres que o XML não admite; viraram espaços")
    right = "".join(_pieces_mended(text))
    if right != text:
        repairs.append("tinha “&” soltos ou entidades de HTML; foram lidos como texto")
    return right, repairs


def _decoded(data: bytes, repairs: list[str]) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        repairs.append("não está em UTF-8; foi lido como Windows-1252")
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def _pieces_mended(text: str) -> Iterator[str]:
    """The text with entities as XML knows them, CDATA untouched."""
    place = 0
    while place < len(text):
        start = text.find("<![CDATA[", place)
        end = text.find("]]>", start) if start >= 0 else -1
        if end < 0:
            yield ENTITY.sub(_entity, text[place:])
            return
        yield ENTITY.sub(_entity, text[place:start])
        yield text[start : end + 3]
        place = end + 3


def _entity(found: re.Match[str]) -> str:
    entity = found[0]
    if entity in KNOWN_TO_XML:
        return entity
    meant = html.unescape(entity) if len(entity) > 1 else entity
    return html.escape(UNFIT.sub(" ", meant))
