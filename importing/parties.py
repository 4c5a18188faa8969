"""Who the parties are, from the paragraphs that qualify them before the first clause.

A party is a name in capitals or with a CNPJ behind it; what stands between it and the next party
is about it: address, representative, the act that designated them. What the qualification leaves
out is looked up in the plan's registration section and in the ementa.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic_core import PydanticCustomError

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
from instruments.identifiers import check_cnpj
from portuguese.parsing import bare
from reading.outline import Block, Outline

CNPJ = re.compile(
    r"(?<![\dA-Z])([0-9A-Z]{2}\s?\.\s?[0-9A-Z]{3}\s?\.\s?[0-9A-Z]{3}\s?/\s?[0-9A-Z]{4}\s?[-\u2010-\u2015\u2212]\s?\d{2}"
    r"|\d{14})(?!\d)"
)
REPRESENTED = re.compile(
    r"\brepresentad[oa]s?\s*,?\s*(?:(?:neste|nesse)\s+ato\s*,?\s*)?(?:por|pel[oa]s?|na\s+pessoa\s+d[eoa])\s+"
)
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
HONORIFIC = re.compile(
    r"\b(?:(?:senhora|senhor|sra\.?|sr\.?\s?ª|sr\.?|dra\.?|dr\.?|doutora|doutor|exma\.?|exmo\.?"
    r"|profa?\.?|professora?)(?=[\s.,ª])\.?\s*)+"
)
FORMS_OF_ADDRESS = re.compile(
    r"(?i)^(?:seu|sua|seus|suas|o|a|os|as)\s+"
    r"|[,\s]+(?:o|a)?\s*(?:(?:senhora?|sr\.?a?\.?|sra\.?|dra?\.?|doutora?|exm[oa]\.?|profa?\.?"
    r"|professora?)[\s.,]*)*$"
)
DESIGNATED = re.compile(
    r"\b(?:designad|nomead|reconduzid|eleit|empossad|investid)[oa]\b(?:\s+n[oa]\s+(?:cargo|funcao)[^,;]{0,60}?)?"
    r"\s*,?\s*(?:por\s+meio\s+d[aeo]s?|pel[oa]s?|por|atraves\s+d[aeo]s?|conforme(?:\s+[ao])?"
    r"|nos\s+termos\s+d[aeo]s?|mediante(?:\s+[ao])?)\s+"
)
ACT = re.compile(
    r"(?:portaria|decreto|ato|resolucao|termo\s+de\s+posse|lei|ata|deliberacao|provimento)\b"
    r"[^;]{0,160}?(?:\bde\s+\d{1,2}[ºo]?\s+de\s+[a-z]+\s+de\s+\d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\bde\s+\d{4}\b)"
    r"(?:,?\s+publicad[oa]\s+n[oa][^;,]{0,80}(?:de\s+\d{1,2}[ºo]?\s+de\s+[a-z]+\s+de\s+\d{4}|\d{1,2}/\d{1,2}/\d{4}))?"
)
POWERS = re.compile(
    r"(?:com\s+)?atribuicoes\s+(?:que\s+lhe\s+(?:confere|sao\s+conferidas)\s+)?(?:pel[oa]|o|a)?\s*"
)
CPF = re.compile(r"\bCPF\b[^\d\[]{0,30}(\d{3}\.\d{3}\.\d{3}[-\u2010-\u2015\u2212]\d{2})")
FORM_HEAD = re.compile(r"participe|orgao\b(?! exped)|entidade|concedente|proponente")
SPHERES = frozenset({"federal", "estadual", "distrital", "municipal"})
PHONE = re.compile(r"\(\d{2}\)\s?\d{4,5}-\d{4}")


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """Who represents a party."""

    name: Found[str]
    role: Found[str] | None = None
    gender: str = "m"
    designation: Found[str] | None = None
    powers: str = ""


@dataclass(frozen=True, slots=True)
class FoundParty:
    """A party as the file qualifies it."""

    name: Found[str]
    whole_name: str
    acronym: Found[str] | None = None
    cnpj: Found[str] | None = None
    cnpj_right: bool = True
    address: Found[FoundAddress] | None = None
    person: FoundPerson | None = None
    phone: str = ""
    sphere: str = ""
    ministry: str = ""


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a party's qualification stands in a block."""

    block: Block
    begin: int
    end: int
    name_begin: int
    name_end: int


def parties(outline: Outline) -> tuple[FoundParty, ...]:
    """The parties in the order in which the file qualifies them."""
    opening = _opening(outline)
    found = [_party(span) for span in _spans(opening)]
    found = _named_in_ementa(outline, found)
    heads = " | ".join(block.text for block in outline.blocks if block.kind in ("titulo", "ementa"))
    found = [_with_acronym(party, heads, opening) for party in found]
    return tuple(_with_plan(outline, found))


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


def _spans(opening: Sequence[Block]) -> list[_Span]:
    """One for each party that is qualified: from its name up to the name of the next."""
    spans: list[_Span] = []
    for block in opening:
        if re.match(r"resolvem|considerando", bare(block.text)):
            continue
        names = list(_party_names(block))
        for place, (begin, end) in enumerate(names):
            after = names[place + 1][0] if place + 1 < len(names) else len(block.text)
            spans.append(_Span(block, begin, after, begin, end))
    return [span for span in spans if _is_qualified(span)]


def _is_qualified(span: _Span) -> bool:
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


def _party(span: _Span) -> FoundParty:
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
        value, right = _checked_cnpj(cnpj[1])
        sure = SURE if right else DOUBTFUL
        cnpj_found = found_in(span.block, cnpj.start(1), cnpj.end(1), value, sure)
    return FoundParty(
        name,
        whole,
        None,
        cnpj_found,
        right,
        _address(span, words),
        _person(span, words),
        ministry=ministry,
    )


def _head_end(span: _Span, words: str) -> int:
    match = re.compile(
        r",?\s*(?:doravante|inscrit|situad|sediad|com\s+sede|pessoa\s+juridica|neste\s+ato|cnpj"
        r"|entidade|orgao\s+d|autarquia|criad)"
    ).search(words, span.name_end, span.end)
    return match.start() if match else span.name_end


def _acting(span: _Span, words: str) -> tuple[int, int, str]:
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


def _checked_cnpj(typed: str) -> tuple[str, bool]:
    compact = re.sub(r"\s", "", typed).replace("–", "-").replace("—", "-")
    try:
        return check_cnpj(compact), True
    except PydanticCustomError:
        return compact, False


def _address(span: _Span, words: str) -> Found[FoundAddress] | None:
    seat = SEAT.search(words, span.name_end, span.end)
    if seat is None:
        return None
    end = SEAT_END.search(words, seat.end(), span.end)
    stop = end.start() if end else span.end
    address = read_address(span.block.text[seat.end() : stop])
    return found_in(span.block, seat.end(), stop, address, SURE if address.city else LIKELY)


def _person(span: _Span, words: str) -> FoundPerson | None:
    told = REPRESENTED.search(words, span.name_end, span.end)
    if told is None:
        return None
    stop = span.end
    name = _person_name(span.block.text, words, told.end(), stop)
    if name is None:
        return None
    begin, end = name
    role_text = span.block.text[told.end() : begin]
    role = FORMS_OF_ADDRESS.sub("", clean(role_text))
    role = clean(re.sub(r"(?i),?\s+(?:o|a)$", "", clean(role)))
    role_found = (
        found_in(span.block, told.end(), told.end() + len(role_text), role, SURE) if role else None
    )
    if role_found is None:
        # “representado por FULANO DE TAL, Diretor-Presidente, ...”
        after = re.match(r",\s*([A-ZÀ-Ýa-z][^,;]{3,80})", span.block.text[end:stop])
        if after and not re.match(
            r"\s*(?:inscrit|portador|brasileir|cpf|rg|nomead|designad)", bare(after[1])
        ):
            begins = end + after.start(1)
            role_found = found_in(span.block, begins, end + after.end(1), clean(after[1]), LIKELY)
    # “sua Presidente”, “pela Reitora”: what leads to the role tells the gender too.
    around = words[max(span.begin, told.end() - 6) : min(stop, end + 160)]
    found = titled(clean(span.block.text[begin:end]))
    return FoundPerson(
        found_in(span.block, begin, end, found, SURE),
        role_found,
        _gender(around, role),
        _designation(span, words, end),
        _powers(span, words, end),
    )


def _person_name(text: str, words: str, begin: int, stop: int) -> tuple[int, int] | None:
    """Where the name of a person stands: after the form of address, or the first in capitals."""
    honorific = HONORIFIC.search(words, begin, min(stop, begin + 220))
    if honorific:
        for pattern in (UPPER_RUN, TITLE_RUN):
            run = pattern.match(text, honorific.end())
            if run and len(run[0].split()) > 1:
                return run.start(), run.end()
    for pattern in (UPPER_RUN, TITLE_RUN):
        for run in pattern.finditer(text, begin, min(stop, begin + 260)):
            name = run[0]
            if len(name.split()) > 1 and not is_institution(name) and len(name) > 7:
                acts = re.match(r"(?:portaria|decreto|lei|ato|cpf|rg|cnpj|cedula)\b", bare(name))
                office = re.match(
                    r"(?:sub)?(?:procurador|secretari|diretor|president|coordenador|promotor|ministr"
                    r"|defensor|superintendent|reitor|prefeit|governador|chefe|desembargador|juiz)",
                    bare(name),
                )
                if not acts and not office:
                    return run.start(), run.end()
    return None


def _gender(around: str, role: str) -> str:
    if re.search(
        r"\bsua\b|\bpela\s|\bsenhora\b|\bsra\b|\bdra\b|\bdoutora\b|\bportadora\b|\bdesignada\b|\bnomeada\b",
        around,
    ):
        return "f"
    first = bare(role).split(" ")[0] if role else ""
    return "f" if re.search(r"(?:tora|dora|sora|aria|nistra|feita|eita)(?:-|$)", first) else "m"


def _designation(span: _Span, words: str, begin: int) -> Found[str] | None:
    told = DESIGNATED.search(words, begin, span.end)
    if told is None:
        return None
    act = ACT.match(words, told.end(), span.end)
    if act is None:
        cut = re.compile(r"[,;]\s|\.\s|\.+$|\s+e\s+[oa]\s").search(words, told.end(), span.end)
        end = cut.start() if cut else span.end
        value = clean(span.block.text[told.end() : end])
        return found_in(span.block, told.end(), end, value, LIKELY) if value else None
    value = clean(span.block.text[act.start() : act.end()])
    return found_in(span.block, act.start(), act.end(), value, SURE)


def _powers(span: _Span, words: str, begin: int) -> str:
    told = POWERS.search(words, begin, span.end)
    if told is None:
        return ""
    cut = re.compile(r"\s+e\s+[oa]\s|;|\.\s*$|\.\.").search(words, told.end(), span.end)
    return clean(span.block.text[told.end() : cut.start() if cut else span.end])[:390]


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


def _with_plan(outline: Outline, found: list[FoundParty]) -> list[FoundParty]:
    """What the registration section of the plan adds: CNPJ, address, telephone, sphere."""
    forms = _forms(outline)
    filled = list(found)
    for place, form in enumerate(forms):
        cnpj = CNPJ.search(form.get("cnpj", ("", None))[0])
        same = [
            number
            for number, party in enumerate(filled)
            if cnpj and party.cnpj and party.cnpj.value == _checked_cnpj(cnpj[1])[0]
        ]
        free = place < len(filled) and not (cnpj and filled[place].cnpj)
        at = same[0] if same else place if free else None
        if at is not None:
            filled[at] = _filled(filled[at], form, cnpj)
    return filled


Form = dict[str, tuple[str, Block | None]]


def _forms(outline: Outline) -> list[Form]:
    """The fields of each party in the first section of a plan, by their bare labels."""
    if not outline.sections:
        return []
    forms: list[Form] = []
    for block in outline.under(outline.sections[0]):
        words = bare(block.text)
        heads = block.kind in ("rotulo", "campo") and FORM_HEAD.match(words)
        if heads and (not forms or forms[-1]):
            forms.append({})
        if block.kind == "campo" and forms:
            forms[-1].setdefault(bare(block.label), (block.body, block))
        elif words.startswith("esfera") and forms:
            forms[-1].setdefault("esfera", (clean(block.text[6:]), block))
        elif block.kind == "linha" and forms and len(block.cells) == 2:
            forms[-1].setdefault(bare(block.cells[0]).rstrip(" :"), (block.cells[1], block))
    return [form for form in forms if form]


def _filled(party: FoundParty, form: Form, cnpj: re.Match[str] | None) -> FoundParty:
    block = form.get("cnpj", ("", None))[1]
    if party.cnpj is None and cnpj and block is not None:
        value, right = _checked_cnpj(cnpj[1])
        begin = block.text.find(cnpj[1])
        found = found_in(block, begin, begin + len(cnpj[1]), value, LIKELY if right else DOUBTFUL)
        party = replace(party, cnpj=found, cnpj_right=right)
    party = _with_role(_with_seat(party, form), form)
    phone = PHONE.search(" ".join(text for label, (text, _) in form.items() if "fone" in label))
    sphere = bare(form.get("esfera", ("", None))[0]).split(" ")[0]
    return replace(
        party,
        phone=party.phone or (phone[0] if phone else ""),
        sphere=party.sphere or (sphere if sphere in SPHERES else ""),
    )


def _with_seat(party: FoundParty, form: Form) -> FoundParty:
    line, where = form.get("endereco", ("", None))
    cep = form.get("cep", ("", None))[0]
    if party.address is None:
        if not line or where is None:
            return party
        address = read_address(f"{line}, CEP {cep}" if cep else line)
        return replace(party, address=found_in(where, 0, len(where.text), address, LIKELY))
    if not cep or party.address.value.cep:
        return party
    return replace(
        party, address=party.address.as_value(replace(party.address.value, cep=clean(cep)))
    )


def _with_role(party: FoundParty, form: Form) -> FoundParty:
    """The role in full, where the qualification only begins it (“seu Secretário”)."""
    role, where = form.get("cargo/funcao", form.get("cargo", ("", None)))
    if party.person is None or where is None:
        return party
    known = bare(party.person.role.value) if party.person.role else ""
    if len(role) <= len(known) or not bare(role).startswith(known):
        return party
    told = found_in(where, 0, len(where.text), clean(role), LIKELY)
    return replace(party, person=replace(party.person, role=told))
