"""The data of an extract that extract.py wrote, read back from its words.

The exact inverse, for what we wrote ourselves: it proves before sending that nothing in the text
can be taken for something else. Published texts of any making are read in published.py.
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from portuguese.gender import Gender
from portuguese.ordinals import ordinal_words
from publication.extract import EFFECTS, Extract, ExtractData, Party, Signatory
from publication.kinds import KINDS, InstrumentKind

LABELS = (
    "Espécie", "Processo", "Partícipes", "Objeto", "Recursos", "Fundamento Legal", "Vigência",
    "Efeitos", "Data de Assinatura", "Signatários",
)  # fmt: skip
LABEL = re.compile(rf"(?:^|(?<=\. ))({'|'.join(LABELS)}): ")
CNPJ_AT_END = re.compile(r", CNPJ nº ([0-9A-Z./-]+)$")
MONTHS = re.compile(r"^(\d[\d.]*) \([^()]*\) m(?:ês|eses)$")
SPAN = re.compile(r"^de (\d\d/\d\d/\d{4}) a (\d\d/\d\d/\d{4})$")
SIGNS = re.compile(r"^pel([oa]) ([^:]+): ([^,]+), (.+)$", re.S)
ACT = re.compile(
    r"^(?P<name>.+?)(?: nº (?P<number>\S+))?"
    r"(?: (?:ao|do) (?P<original>[^0-9]+?) nº (?P<original_number>\S+))?$"
)


def reread(extract: Extract) -> ExtractData | None:
    """The data, or None when the text is not one that extract.py writes."""
    told = _segments(extract.paragraph)
    if not told or extract.kind == "retificacao":
        return None
    try:
        found = _data(extract.kind, told)
    except (KeyError, StopIteration, ValueError):
        return None
    if found is None or any(who.party == found.parties[0].acronym for who in found.signatories):
        return found
    return replace(found, sent_by=extract.signature)


def _segments(paragraph: str) -> dict[str, str] | None:
    if not paragraph.endswith("."):
        return None
    marks = list(LABEL.finditer(paragraph))
    names = [mark[1] for mark in marks]
    if not marks or marks[0].start() or names != [label for label in LABELS if label in names]:
        return None  # a label out of place is a value that looks like one
    ends = [mark.start() - 1 for mark in marks[1:]] + [len(paragraph)]
    told = {mark[1]: paragraph[mark.end() : end] for mark, end in zip(marks, ends, strict=True)}
    if not all(text.endswith(".") for text in told.values()):
        return None
    return {label: text[:-1] for label, text in told.items()}


def _data(kind: InstrumentKind, told: dict[str, str]) -> ExtractData | None:
    act = ACT.match(told["Espécie"])
    if not act:
        return None
    parties = [_party(text) for text in _items(told["Partícipes"])]
    signers = [_signatory(text) for text in _items(told.get("Signatários", ""))]
    genders = {who.party: gender for who, gender in signers}
    months, start, end = _term(told.get("Vigência", ""))
    if effects := told.get("Efeitos"):
        start = _day(effects.removeprefix(EFFECTS))
    signed = told.get("Data de Assinatura")
    return ExtractData(
        kind=kind,
        number=act["number"] or "",
        process=told.get("Processo"),
        parties=tuple(
            Party(party.name, party.acronym, party.cnpj, genders.get(party.acronym, "m"))
            for party in parties
        ),
        object=told["Objeto"],
        signed_on=_day(signed) if signed else None,
        signatories=tuple(who for who, _ in signers),
        months=months,
        start=start,
        end=end,
        resources=told.get("Recursos", ""),
        basis=told.get("Fundamento Legal", ""),
        ordinal=_ordinal(act["name"], kind),
        original_kind=_kind_named(act["original"]) if act["original"] else None,
        original_number=act["original_number"] or "",
    )


def _items(text: str) -> list[str]:
    items = text.split("; ") if text else []
    if len(items) > 1:
        items[-1] = items[-1].removeprefix("e ")
    return items


def _party(text: str) -> Party:
    found = CNPJ_AT_END.search(text)
    named = text[: found.start()] if found else text
    name, dash, acronym = named.rpartition(" – ")
    if not dash:
        raise ValueError(text)
    return Party(name, acronym, found[1] if found else None)


def _signatory(text: str) -> tuple[Signatory, Gender]:
    found = SIGNS.match(text)
    if not found:
        raise ValueError(text)
    return Signatory(found[2], found[3], found[4]), "m" if found[1] == "o" else "f"


def _term(text: str) -> tuple[int | None, date | None, date | None]:
    months = start = end = None
    for part in text.split(", ") if text else []:
        counted, span = MONTHS.match(part), SPAN.match(part)
        if counted:
            months = int(counted[1].replace(".", ""))
        elif span:
            start, end = _day(span[1]), _day(span[2])
        else:
            raise ValueError(text)
    return months, start, end


def _day(text: str) -> date:
    day, month, year = text.split("/")
    return date(int(year), int(month), int(day))


def _ordinal(name: str, kind: InstrumentKind) -> int | None:
    order = name.removesuffix(KINDS[kind].name).strip().lower()
    return _ordinals()[order] if order else None


@cache
def _ordinals() -> dict[str, int]:
    return {ordinal_words(n, "m"): n for n in range(1, 1000)}


def _kind_named(name: str) -> InstrumentKind:
    kinds: tuple[InstrumentKind, ...] = ("acordo_cooperacao_tecnica", "acordo_adesao")
    return next(kind for kind in kinds if KINDS[kind].name == name)
