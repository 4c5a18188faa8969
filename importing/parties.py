"""Who the parties are, from the paragraphs that qualify them before the first clause.

A party is a name in capitals or with a CNPJ behind it; what stands between it and the next party
is about it: address, representative, the act that designated them. What the qualification leaves
out is looked up in the plan's registration section and in the ementa.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from importing.addresses import FoundAddress, read_address
from importing.found import DOUBTFUL, LIKELY, SURE, Found, clean, found_in
from importing.names import (
    PERSON_BEFORE,
    TITLE_RUN,
    UPPER_RUN,
    is_institution,
    name_key,
    titled,
)
from importing.party import CNPJ, FoundParty, Span, checked_cnpj
from importing.registration import with_registration
from importing.representatives import REPRESENTED, representative
from portuguese.parsing import bare
from reading.outline import Block, Outline

SEAT = re.compile(
    r"\b(?:situad[oa]|sediad[oa]|estabelecid[oa]|localizad[oa]|domiciliad[oa]|com\s+sede|com\s+endereco)\b"
    r"(?:\s+e\s+foro)?(?:\s+(?:n[oa]s?|em|a|as))?\s+"
)
SEAT_END = re.compile(
    r"[,;]?\s+(?:neste\s+ato|nesse\s+ato|representad|doravante|inscrit|daqui\s+por\s+diante|por\s+meio\s+d"
    r"|,?\s*cujo|aqui\s+denominad|telefone|e-?mail)"
)
THROUGH = re.compile(r"\b(?:por\s+(?:intermedio|meio)|atraves|mediante)\s+d[aeo]s?\s+")
CALLED = re.compile(
    r"\b(?:doravante|daqui\s+por\s+diante|aqui)\s+(?:simplesmente\s+)?(?:denominad|designad|chamad)[oa]s?\s*,?\s*"
    r"(?:simplesmente\s+|apenas\s+)?[“\"'(]?\s*(?:d[eo]\s+)?[“\"']?([a-z][a-z0-9/-]{1,30})\b"
)
NAME_AND_ACRONYM = re.compile(r"(.{8,}?)\s+[-\u2010-\u2015\u2212]\s+[A-Z][A-Z0-9/-]{1,14}")
ACRONYM = re.compile(r"\s*[-\u2010-\u2015\u2212(,]\s*[(“\"]?([A-Z][A-Z0-9/-]{1,15}[A-Z])\b")


def parties(outline: Outline) -> tuple[FoundParty, ...]:
    """The parties in the order in which the file qualifies them."""
    opening = _opening(outline)
    found = [_party(span) for span in _spans(opening)]
    found = _named_in_ementa(outline, found)
    heads = " | ".join(block.text for block in outline.blocks if block.kind in ("titulo", "ementa"))
    found = [_with_acronym(party, heads, opening) for party in found]
    return tuple(with_registration(outline, found))


def _opening(outline: Outline) -> list[Block]:
    """The paragraphs before the first clause that may qualify a party."""
    first = outline.clauses[0] if outline.clauses else min(len(outline.blocks), 40)
    kept = []
    for block in outline.blocks[:first]:
        if block.kind in ("titulo", "ementa", "rodape", "assinatura", "autenticidade"):
            continue
        if block.kind == "cabecalho" and not CNPJ.search(block.text):
            continue
        kept.append(block)
    return kept


def _spans(opening: Sequence[Block]) -> list[Span]:
    """One for each party that is qualified: from its name up to the name of the next."""
    spans: list[Span] = []
    for block in opening:
        if re.match(r"resolvem|considerando", bare(block.text)):
            continue
        names = list(_party_names(block))
        for place, (begin, end) in enumerate(names):
            after = names[place + 1][0] if place + 1 < len(names) else len(block.text)
            spans.append(Span(block, begin, after, begin, end))
    return [span for span in spans if _is_qualified(span)]


def _is_qualified(span: Span) -> bool:
    words = bare(span.block.text[span.begin : span.end])
    return bool(re.search(r"\bcnpj\b|representad|inscrit|\bcpf\b", words)) or bool(
        CNPJ.search(span.block.text[span.begin : span.end])
    )


def _party_names(block: Block) -> list[tuple[int, int]]:
    """(begin, end) of each name of a party in a paragraph of qualification."""
    words = bare(block.text)
    found: list[tuple[int, int]] = []
    runs = _runs(UPPER_RUN, block.text)
    if not any(is_institution(block.text[b:e]) and e - b > 4 for b, e in runs):
        runs = _runs(TITLE_RUN, block.text)
    for begin, end in runs:
        before = words[max(0, begin - 60) : begin]
        name = block.text[begin:end]
        # “Decreto”, “Portaria” and people stand in capitals too.
        if not is_institution(name) or len(name) < 5 or PERSON_BEFORE.search(before):
            continue
        starts = not before.strip() or re.search(
            r"(?:^|[;:.,]\s*|\be\s*,?\s*|\blado\s*,?\s*|\bentre\s+si\s*,?\s*)(?:[ivx]+\s*[-–)]\s*|[a-z0-9]\)\s*|\d\.\s*)?"
            r"(?:de\s+(?:um|outro)\s+lado\s*,?\s*)?(?:entre\s+)?(?:[oa]s?\s+)?$",
            before,
        )
        through = re.search(
            r"(?:intermedio|meio|atraves|mediante)\s+d[aeo]s?\s*$|,\s*d[aeo]\s*$", before
        )
        if through or not starts:
            continue
        if found and not _qualified_between(block.text, words, found[-1][1], begin):
            continue
        found.append((begin, end))
    return found


def _runs(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where names may stand; an article in capitals before one is no part of it."""
    found = []
    for run in pattern.finditer(text):
        article = re.match(r"[AO]S?\s+(?=\S)", run[0])
        found.append((run.start() + (article.end() if article else 0), run.end()))
    return found


def _qualified_between(text: str, words: str, begin: int, end: int) -> bool:
    """Whether a party is qualified between two names; else the second is part of the first."""
    return bool(CNPJ.search(text, begin, end) or REPRESENTED.search(words, begin, end))


def _party(span: Span) -> FoundParty:
    text = span.block.text
    words = bare(text)
    name_begin, name_end, ministry = _acting(span, words)
    whole = clean(text[span.name_begin : _head_end(span, words)])
    beside = NAME_AND_ACRONYM.fullmatch(text[name_begin:name_end])
    if beside:
        name_end = name_begin + beside.end(1)
    name = found_in(span.block, name_begin, name_end, titled(clean(text[name_begin:name_end])))
    cnpj = CNPJ.search(text, span.begin, span.end)
    cnpj_found, right = None, True
    if cnpj:
        value, right = checked_cnpj(cnpj[1])
        sure = SURE if right else DOUBTFUL
        cnpj_found = found_in(span.block, cnpj.start(1), cnpj.end(1), value, sure)
    return FoundParty(
        name,
        whole,
        None,
        cnpj_found,
        right,
        _address(span, words),
        representative(span, words),
        ministry=ministry,
    )


def _head_end(span: Span, words: str) -> int:
    match = re.compile(
        r",?\s*(?:doravante|inscrit|situad|sediad|com\s+sede|pessoa\s+juridica|neste\s+ato|cnpj"
        r"|entidade|orgao\s+d|autarquia|criad)"
    ).search(words, span.name_end, span.end)
    return match.start() if match else span.name_end


def _acting(span: Span, words: str) -> tuple[int, int, str]:
    """The name of who acts: “A União, por intermédio da Secretaria” is the secretariat.

    And the body it belongs to, when the text names that after it.
    """
    head_end = _head_end(span, words)
    through = THROUGH.search(words, span.name_end, head_end)
    if through is None:
        return span.name_begin, span.name_end, ""
    pattern = (
        UPPER_RUN if _capitals(span.block.text[span.name_begin : span.name_end]) else TITLE_RUN
    )
    run = pattern.match(span.block.text, through.end())
    if run is None:
        return span.name_begin, span.name_end, ""
    above = pattern.search(span.block.text, run.end(), head_end)
    ministry = titled(clean(above[0])) if above and is_institution(above[0]) else ""
    return run.start(), run.end(), ministry


def _capitals(text: str) -> bool:
    return text.upper() == text


def _address(span: Span, words: str) -> Found[FoundAddress] | None:
    seat = SEAT.search(words, span.name_end, span.end)
    if seat is None:
        return None
    end = SEAT_END.search(words, seat.end(), span.end)
    stop = end.start() if end else span.end
    address = read_address(span.block.text[seat.end() : stop])
    return found_in(span.block, seat.end(), stop, address, SURE if address.city else LIKELY)


def _with_acronym(party: FoundParty, heads: str, opening: Sequence[Block]) -> FoundParty:
    """The acronym that the text calls it by, or the one beside its name in the ementa."""
    for block in opening:
        place = block.text.find(party.name.excerpt)
        if place < 0:
            continue
        words = bare(block.text)
        after = place + len(party.name.excerpt)
        beside = ACRONYM.match(block.text, after)
        if beside:
            return replace(
                party, acronym=found_in(block, beside.start(1), beside.end(1), beside[1])
            )
        stop = CNPJ.search(block.text, after)
        nexts = REPRESENTED.search(words, after)
        limit = min([len(words), *(m.end() + 120 for m in (stop, nexts) if m)])
        called = CALLED.search(words, after, limit)
        if called:
            value = block.text[called.start(1) : called.end(1)]
            if value.upper() == value or len(value) <= 8:
                found = found_in(block, called.start(1), called.end(1), value.upper())
                return replace(party, acronym=found)
    for match in re.finditer(re.escape(party.name.excerpt), heads, re.I):
        beside = ACRONYM.match(heads, match.end())
        if beside:
            return replace(party, acronym=party.name.as_value(beside[1]).doubted(LIKELY))
    return party


def _named_in_ementa(outline: Outline, found: list[FoundParty]) -> list[FoundParty]:
    """Parties that only the ementa names, when the qualification could not be read."""
    if len(found) >= 2:
        return found
    known = {name_key(party.name.value) for party in found}
    more: list[FoundParty] = []
    for block in outline.blocks:
        if block.kind != "ementa":
            continue
        told = re.search(r"celebram|firmam|fazem", bare(block.text))
        if told is None:
            continue
        for run in UPPER_RUN.finditer(block.text, told.end()):
            name = clean(run[0])
            before = bare(block.text[max(0, run.start() - 30) : run.start()])
            through = re.search(r"(?:intermedio|meio|atraves)\s+d[aeo]s?\s*$", before)
            if not is_institution(name) or re.search(r",\s*d[aeo]\s*$", before):
                continue
            parts = (
                re.split(r"\s+E\s+(?:[OA]\s+)?(?=[A-Z])", name)
                if " E O " in name or " E A " in name
                else [name]
            )
            if through and more:
                more.pop()
            for part in parts:
                value = clean(re.split(r"\s+[-\u2010-\u2015\u2212]\s+", part)[0])
                at = block.text.find(value, run.start())
                party = FoundParty(
                    found_in(block, at, at + len(value), titled(value), LIKELY), value
                )
                more.append(party)
    return found + [party for party in more if name_key(party.name.value) not in known]
