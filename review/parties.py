"""The parties as the preamble qualifies them: name, article, short names, CNPJ, representative."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from reading.outline import Block
from review.words import fold

_CAP = r"[A-ZÀ-ÖØ-Þ][\w’'./()-]*"
_NAME = rf"{_CAP}(?:\s+(?:(?:d[aeo]s?|e|para)\s+|[–-]\s+)?{_CAP})*"
_HEAD = re.compile(rf"(?:(?<=^)|(?<=[;,]\s)|(?<=\be\s))(?P<article>[AaOo]s?)\s+(?P<name>{_NAME})")
_QUALIFIED = re.compile(
    r"\b(?:inscrit[oa]s?|registrad[oa]s?|CNPJ|doravante|neste ato|representad[oa]s?)\b"
)
_ALIAS = re.compile(
    r"(?:doravante|a seguir|simplesmente)[\s,]+(?:simplesmente\s+)?(?:denominad|designad|"
    r"referid|chamad)(?P<ending>[oa]s?)\s*(?:simplesmente\s+|de\s+|como\s+|por\s+)?[“\"']?"
    rf"(?P<alias>(?:{_CAP})(?:\s+(?:d[aeo]s?\s+)?{_CAP}){{0,6}})"
)
_ACRONYM = re.compile(
    r"(?:\(\s*|[–-]\s+)(?P<acronym>[A-Z][A-Za-zÀ-ÿ/-]{1,15}"
    r"(?:\s+(?:d[aeo]s?\s+)?[A-ZÀ-Þ][\w’'-]*){0,3})\)?\s*$"
)
"""What ends a name behind a dash or in parentheses: MPMT, DPE/BA, PROCON GURUPI."""
_TREATMENT = re.compile(r"(?:Senhora?|Sra?\.?|Doutora?|Dra?\.?|Excelentíssim[oa])\b")
CNPJ = re.compile(r"(?<![\w.])[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Party:
    """One party: `text` is its qualification, from `start` to `end` of `block`."""

    name: str
    article: str
    block: Block
    start: int
    end: int
    aliases: tuple[str, ...]
    acronym: str = ""
    cnpj: str = ""

    @property
    def text(self) -> str:
        """The words of the qualification."""
        return self.block.text[self.start : self.end]

    @property
    def feminine(self) -> bool:
        """By its article."""
        return self.article.lower().startswith("a")

    @property
    def known_as(self) -> frozenset[str]:
        """Every folded name under which the text may speak of it."""
        names = (self.name, self.acronym, *self.aliases)
        return frozenset(fold(name) for name in names if name)


def parties_of(preamble: Sequence[Block]) -> tuple[Party, ...]:
    """The parties qualified in these blocks."""
    found: list[Party] = []
    for block in preamble:
        if block.kind not in ("corpo", "cabecalho"):
            continue
        text = block.text
        heads = [
            hit
            for hit in _HEAD.finditer(text)
            if not _TREATMENT.match(hit["name"]) and len(hit["name"]) > 3
        ]
        kept = [
            hit
            for hit, after in zip_longest(heads, heads[1:])
            if _QUALIFIED.search(text, hit.end(), after.start() if after else len(text))
        ]
        for hit, after in zip_longest(kept, kept[1:]):
            end = after.start() if after else len(text)
            found.append(_party(block, hit, end))
    return tuple(found)


def _party(block: Block, hit: re.Match[str], end: int) -> Party:
    words = block.text[hit.start() : end]
    name = hit["name"].rstrip(" –-,.")
    acronym = _ACRONYM.search(name)
    if acronym:
        name = name[: acronym.start()].rstrip(" –-(")
    cnpj = CNPJ.search(words)
    return Party(
        name,
        hit["article"],
        block,
        hit.start(),
        end,
        tuple(alias["alias"] for alias in _ALIAS.finditer(words)),
        acronym["acronym"] if acronym else "",
        cnpj[0] if cnpj else "",
    )


_FORM = re.compile(r"participe(?:\s+n?[ºo°.]*\s*(?:\d{1,2}|[ivx]+))?\s*:?")
_SHORT = re.compile(r"(?:\(|[–-]\s+)(?P<acronym>[A-ZÀ-Þ][\w/-]{1,15})\)?\s*$")


def names_in_forms(blocks: Sequence[Block]) -> Iterator[str]:
    """The folded names that a form gives: “PARTÍCIPE 1” in a cell, the name in the next."""
    for block in blocks:
        label, name = (*block.cells[:2], "", "")[:2] if block.cells else ("", "")
        if not name or not _FORM.fullmatch(fold(label).strip()):
            continue
        short = _SHORT.search(name.strip())
        yield fold(name.strip())
        if short:
            yield fold(short["acronym"])
            yield fold(name.strip()[: short.start()].rstrip(" –-("))
