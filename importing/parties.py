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
from importing.party_forms import parties_of_forms
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
THROUGH = re.compile(
    r"\b(?:por\s+(?:intermedio|meio)|atraves|mediante)\s+d[aeo]s?\s+(?!seus?\b|suas?\b)"
)
CALLED = re.compile(
    r"\b(?:doravante|daqui\s+por\s+diante|aqui)\s+(?:simplesmente\s+|apenas\s+)?"
    r"(?P<named>(?:denominad|designad|chamad)[oa]s?\s*,?\s*)?"
    r"(?:simplesmente\s+|apenas\s+)?[“\"'(]?\s*(?:d[eo]\s+)?[“\"']?(?P<name>[a-z][a-z0-9/-]{1,30})\b"
)
NAME_AND_ACRONYM = re.compile(
    r"(.{8,}?)\s+[-\u2010-\u2015\u2212]\s+[A-Z][A-Z0-9/-]{1,14}(?:\s+[eE]\s+[dD][AEOaeo][Ss]?\s.*)?"
)
CNPJ_NEXT = re.compile(
    r"\s*(?:[-\u2010-\u2015\u2212]\s*\S{2,15}\s*|\([^)]{1,20}\)\s*)?,?\s*(?:inscrit[oa]s?\s+n[oa]\s+)?cnpj\b"
)
"""Behind a name: no person has one, so that even an acronym alone is a party."""

ACRONYM_ALONE = re.compile(r"[A-Z][A-Z0-9/-]{1,14}")
ACRONYM = re.compile(
    r"\s*(?:[-\u2010-\u2015\u2212(]|,(?=\s*[(“\"]?[A-Z0-9/-]+[)”\"]?\s*[,;.)]))\s*[(“\"]?"
    r"(?!(?:CNPJ|CPF|POR|COM|PARA|NEST[AE]|NESS[AE]|QUE|INSCRIT[AO]|DORAVANTE|SITUAD[AO])\b)"
    r"([A-Z][A-Z0-9/-]{1,15}[A-Z])\b"
)
"""After a name: “– TJCE”, “(TJCE)”, “, TJCE,”."""

UNDER = re.compile(
    r"(?:\s*[-\u2010-\u2015\u2212(]\s*[A-Z][A-Z0-9/-]*\)?)?\s*,?\s*[Dd][AEOaeo][Ss]?\s+"
)
"""Between who acts and the body it belongs to: “SENACON, do Ministério da Justiça”."""

SENTENCE = 120
"""Letters of a cell that may qualify a party in a sentence."""

NO_NAME = re.compile(r"participe|parte|acordo|convenio|termo|instrumento|conjunt|denominad")
"""What “doravante” may call that is no party alone."""

GOES_ON = re.compile(r",[ ]+(?:[Ee][ ]+)?[Dd][AaOo][Ss]?[ ]+")
"""Between the parts of a long name: “DA MULHER, DA JUVENTUDE E DA IGUALDADE RACIAL”."""


def parties(outline: Outline) -> tuple[FoundParty, ...]:
    """The parties in the order in which the file qualifies them."""
    opening = _opening(outline)
    found = [_party(span) for span in _spans(opening)]
    if len(found) < 2:
        known = {(name_key(party.name.value), party.cnpj and party.cnpj.value) for party in found}
        forms = parties_of_forms(outline.blocks[: _first_clause(outline)])
        found += [
            one
            for one in forms
            if (name_key(one.name.value), one.cnpj and one.cnpj.value) not in known
        ]
    found = _named_in_ementa(outline, found)
    heads = " | ".join(block.text for block in outline.blocks if block.kind in ("titulo", "ementa"))
    found = [_with_acronym(party, heads, opening) for party in found]
    return tuple(with_registration(outline, found))


def _opening(outline: Outline) -> list[Block]:
    """The paragraphs before the first clause that may qualify a party."""
    kept = []
    for block in outline.blocks[: _first_clause(outline)]:
        if block.kind in ("titulo", "ementa", "rodape", "assinatura", "autenticidade"):
            continue
        if block.kind == "cabecalho" and not CNPJ.search(block.text):
            continue
        kept.append(block)
    return kept


def _first_clause(outline: Outline) -> int:
    """The index of the first clause; where none is headed, how far parties may be qualified."""
    return outline.clauses[0] if outline.clauses else min(len(outline.blocks), 40)


def _spans(opening: Sequence[Block]) -> list[Span]:
    """One for each party that is qualified: from its name up to the name of the next."""
    spans: list[Span] = []
    for block in opening:
        if re.match(r"resolvem|considerando", bare(block.text)):
            continue
        if block.cells and max(map(len, block.cells)) < SENTENCE:
            continue  # a row of a form, for party_forms.py
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
    if not any(e - b > 4 and is_institution(block.text[b:e]) for b, e in runs):
        runs = _runs(TITLE_RUN, block.text)
    for begin, end in runs:
        before = words[max(0, begin - 60) : begin]
        name = block.text[begin:end]
        # “Decreto”, “Portaria” and people stand in capitals too.
        institution = len(name) > 4 and is_institution(name)
        if not (institution or CNPJ_NEXT.match(words, end)) or PERSON_BEFORE.search(before):
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
        begin = run.start() + (article.end() if article else 0)
        found.append((begin, _whole_name(pattern, text, run.end())))
    return found


def _whole_name(pattern: re.Pattern[str], text: str, end: int) -> int:
    """Where a name ends whose run ends here; another body after the comma is no part of it."""
    while (comma := GOES_ON.match(text, end)) and (more := pattern.match(text, comma.end())):
        if is_institution(more[0]):
            break
        end = more.end()
    return end


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
    told = clean(text[name_begin:name_end])
    acronym = None
    if ACRONYM_ALONE.fullmatch(told) and not is_institution(told):
        name = acronym = found_in(span.block, name_begin, name_end, told, LIKELY)
    else:
        name = found_in(span.block, name_begin, name_end, titled(told))
    cnpj = CNPJ.search(text, span.begin, span.end)
    cnpj_found, right = None, True
    if cnpj:
        value, right = checked_cnpj(cnpj[1])
        sure = SURE if right else DOUBTFUL
        cnpj_found = found_in(span.block, cnpj.start(1), cnpj.end(1), value, sure)
    return FoundParty(
        name,
        whole,
        acronym,
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
    text = span.block.text
    pattern = UPPER_RUN if _capitals(text[span.name_begin : span.name_end]) else TITLE_RUN
    runs = [
        (run.start(), _whole_name(pattern, text, run.end()))
        for through in THROUGH.finditer(words, span.name_end, head_end)
        if (run := pattern.match(text, through.end()))
    ]
    if not runs:
        return span.name_begin, span.name_end, ""
    # “por meio do Ministério, por intermédio da Secretaria”: the last one acts.
    begin, end = runs[-1]
    under = UNDER.match(text, end, head_end)
    above = pattern.match(text, under.end(), head_end) if under else None
    body = above[0] if above else text[slice(*runs[-2])] if len(runs) > 1 else ""
    return begin, end, titled(clean(body)) if is_institution(body) else ""


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
    for block in () if party.acronym else opening:
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
        begins = (begin for begin, _ in _party_names(block) if begin > after)
        limit = min(begins, default=len(words))
        for called in CALLED.finditer(words, after, limit):
            begin, end = called.span("name")
            value = block.text[begin:end]
            set_apart = called["named"] or block.text[begin - 1] in "“\"'"
            short = value.upper() == value or (set_apart and len(value) <= 8)
            if short and not NO_NAME.match(called["name"]):
                return replace(party, acronym=found_in(block, begin, end, value.upper()))
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
