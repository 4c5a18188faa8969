"""Who represents a party, by the words of its qualification: name, role, gender, act, powers."""

import re

from importing.found import LIKELY, SURE, Found, clean, found_in
from importing.names import FEMININE_ROLE, TITLE_RUN, UPPER_RUN, is_institution, titled
from importing.party import FoundPerson, Span
from portuguese.parsing import bare

REPRESENTED = re.compile(
    r"\brepresentad[oa]s?\s*,?\s*(?:(?:neste|nesse)\s+ato\s*,?\s*)?(?:por|pel[oa]s?|na\s+pessoa\s+d[eoa])\s+"
)
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


def representative(span: Span, words: str) -> FoundPerson | None:
    """Who acts for the party that is qualified here; `words` are those of its block, bare."""
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
    return "f" if FEMININE_ROLE.match(first) else "m"


def _designation(span: Span, words: str, begin: int) -> Found[str] | None:
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


def _powers(span: Span, words: str, begin: int) -> str:
    told = POWERS.search(words, begin, span.end)
    if told is None:
        return ""
    cut = re.compile(r"\s+e\s+[oa]\s|;|\.\s*$|\.\.").search(words, told.end(), span.end)
    return clean(span.block.text[told.end() : cut.start() if cut else span.end])[:390]
