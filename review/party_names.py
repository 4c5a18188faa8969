"""The short names of the parties, defined before they are used, and the names of those who sign."""

import re
from collections.abc import Iterator

from review.names import alike
from review.people import name_words
from review.rule import Hit, rule
from review.subject import Subject, acronyms_of
from review.words import fold, listed, quoted

_TITLE = "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\n"


_OF_PARTY = re.compile(
    r"(?:obrigac\w+|responsabilidades?|compromissos?|atribuic\w+|competencias?|deveres)\s+"
    r"d(?:a|o|as|os)\s+(?P<name>.+)$"
)


_COMMON = re.compile(r"participes?\b|partes?\b|comuns|convenentes|signatari|cooperad|ambas")


@rule(
    "parte-nao-definida",
    "identidade",
    "aviso",
    meaning="Nome curto usado para uma parte sem que o preâmbulo o tenha definido.",
    remedy="Defina-o no preâmbulo (“doravante denominado ...”) ou use o nome inteiro.",
    source="Lei Complementar nº 95/1998, art. 11, II, “a”",
    wrong=(
        _TITLE
        + "O MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO, inscrito no CNPJ nº 14.921.092/0001-57, "
        "RESOLVEM celebrar este Acordo.\n\nCLÁUSULA PRIMEIRA – DAS OBRIGAÇÕES DO PARQUET ESTADUAL"
        "\n\nTexto."
    ),
    right=(
        _TITLE
        + "O MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO, doravante denominado PARQUET ESTADUAL, "
        "inscrito no CNPJ nº 14.921.092/0001-57, RESOLVEM celebrar este Acordo.\n\nCLÁUSULA "
        "PRIMEIRA – DAS OBRIGAÇÕES DO PARQUET ESTADUAL\n\nTexto."
    ),
)
def undefined_parties(subject: Subject) -> Iterator[Hit]:
    """The names in titles of obligations against those that the preamble defines."""
    if not subject.parties:
        return
    known = {name for party in subject.parties for name in party.known_as}
    known |= {fold(name) for name in acronyms_of(subject.preamble)}
    for index in subject.outline.clauses:
        block = subject.blocks[index]
        hit = _OF_PARTY.search(fold(block.title).strip())
        if hit is None or _COMMON.match(hit["name"]):
            continue
        names = [part.strip() for part in re.split(r",\s*|\s+e\s+d[ao]\s+", hit["name"])]
        for name in names:
            if not name or name in known or _in_full(name, subject):
                continue
            start = fold(block.text).rfind(name)
            told = f"{quoted(block.text[start : start + len(name)])} não é definido no preâmbulo."
            yield Hit(block, max(0, start), max(0, start) + len(name), told)


def _in_full(name: str, subject: Subject) -> bool:
    """Whether a name is that of a body which the preamble names in full."""
    words = name_words(name)
    text = " ".join(name_words(" ".join(block.text for block in subject.preamble)))
    ends_there = rf"{re.escape(' '.join(words))}(?! (?:estado|distrito|municipio|uniao|federal)\b)"
    return len(words) > 1 and bool(re.search(rf"\b{ends_there}\b", text))


@rule(
    "parte-nao-usada",
    "identidade",
    "nota",
    meaning="Nome curto definido no preâmbulo e nunca usado.",
    remedy="Retire a definição ou use o nome no texto.",
    source="Lei Complementar nº 95/1998, art. 11, II, “a”",
    wrong=(
        _TITLE
        + "O ESTADO DE GOIÁS, doravante denominado COOPERANTE, inscrito no CNPJ, RESOLVEM celebrar "
        "este Acordo.\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nO Estado divulgará o serviço."
    ),
    right=(
        _TITLE
        + "O ESTADO DE GOIÁS, doravante denominado COOPERANTE, inscrito no CNPJ, RESOLVEM celebrar "
        "este Acordo.\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nO Cooperante divulgará o serviço."
    ),
)
def unused_parties(subject: Subject) -> Iterator[Hit]:
    """Short names of the preamble that no other paragraph uses."""
    if not subject.outline.clauses:
        return
    after = "\n".join(fold(block.text) for block in subject.blocks if block not in subject.preamble)
    for party in subject.parties:
        for alias in party.aliases:
            if not re.search(rf"\b{re.escape(fold(alias))}\b", after):
                start = party.block.text.find(alias, party.start)
                told = f"{quoted(alias)} é definido aqui e não aparece mais."
                yield Hit(party.block, start, start + len(alias), told)


@rule(
    "signatario-diverge",
    "identidade",
    "erro",
    meaning="Quem assina não é quem o preâmbulo diz representar a parte.",
    remedy="Confirme quem assina e acerte o preâmbulo ou o fecho.",
    source="Lei nº 14.133/2021, art. 89, § 1º (por analogia)",
    wrong=(
        _TITLE
        + "A UNIÃO, inscrita no CNPJ, neste ato representada por seu Secretário, o Senhor WADIH "
        "NEMER DAMOUS FILHO,\n\n"
        "CLÁUSULA PRIMEIRA – DO FORO\n\nTexto.\n\nPor estarem de acordo, assinam este instrumento."
        "\n\nCAIO MARCIO LOUREIRO"
    ),
    right=(
        _TITLE
        + "A UNIÃO, inscrita no CNPJ, neste ato representada por seu Secretário, o Senhor WADIH "
        "NEMER DAMOUS FILHO,\n\n"
        "CLÁUSULA PRIMEIRA – DO FORO\n\nTexto.\n\nPor estarem de acordo, assinam este instrumento."
        "\n\nWADIH NEMER DAMOUS FILHO"
    ),
)
def other_signatories(subject: Subject) -> Iterator[Hit]:
    """Names under the text and in the system's lines against those of the preamble."""
    named = [
        person
        for person in subject.people
        if person.origin == "qualificacao" and person.block in subject.preamble
    ]
    if not named:
        return
    preamble = " ".join(" ".join(name_words(block.text)) for block in subject.preamble)
    witnesses = _witnesses(subject)
    for person in subject.people:
        if person.origin not in ("signatario", "assinatura") or person.block.start > witnesses:
            continue
        if re.search(rf"\b{re.escape(' '.join(person.words))}\b", preamble):
            continue  # named there without a treatment
        if any(one.words == person.words or alike(one.words, person.words) for one in named):
            continue
        if any(len(set(one.words) & set(person.words)) >= 2 for one in named):
            continue
        who = listed([quoted(one.name) for one in named], "ou")
        told = f"assina {quoted(person.name)}; o preâmbulo nomeia {who}."
        yield Hit(person.block, person.start, person.end, told)


def _witnesses(subject: Subject) -> int:
    """Where the witnesses begin to sign; past the end of the text when there are none."""
    for block in subject.blocks:
        if block.clause is None and re.match(r"testemunhas?\b", fold(block.text)):
            return block.start
    return len(subject.source.text)
