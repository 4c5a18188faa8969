"""The correction of a published extract, drafted from its differences: onde se lê, leia-se.

Each part of the published text that is wrong stands beside the same part as it should be. A CPF in
what was published is not printed a second time.
"""

import re

from document.canonical import stable
from document.charset import undrawable
from instruments.identifiers import mask_cpf
from publication.differences import Difference
from publication.extract import CPF, Extract, compose, segments, tidied, title
from publication.kinds import KINDS, fold
from publication.matching import Match
from publication.published import LABEL

LONGEST_QUOTE = 700
NOT_CORRECTED = frozenset({"", "cpf", "edicao", "especie"})
"""What no exchange of words puts right: a personal number has to be taken down, a day passed."""


def draft_correction(match: Match) -> Extract | None:
    """The "Retificação" to send, type 271; None when there is nothing that words can put right.

    Raises InvalidData when the right extract itself cannot be written.
    """
    data = tidied(match.candidate.extract)
    right = compose(data)
    wrong = [d for d in match.differences if d.field not in NOT_CORRECTED and d.severity != "nota"]
    if not wrong:
        return None
    exchanges = _exchanges(wrong, match, segments(data), title(data))
    if not exchanges:
        return None
    act = f"{KINDS[data.kind].name} nº {'/'.join(data.speaks_of.split('/')[:2])}"
    head = f"No Extrato de {act}, publicado no {match.article.place.replace('DOU', GAZETTE, 1)}"
    return Extract(
        "retificacao", "RETIFICAÇÃO", f"{head}, {'; '.join(exchanges)}.", right.signature
    )


GAZETTE = "Diário Oficial da União"


def _exchanges(
    wrong: list[Difference], match: Match, right: dict[str, str], right_title: str
) -> list[str]:
    told: list[str] = []
    printed = _printed_parts(match.published.text)
    if any(difference.field == "numero" for difference in wrong):
        heading = stable(match.published.title)
        if heading and fold(heading) != fold(right_title):
            told.append(_instead(heading, right_title))
    for label in dict.fromkeys(difference.label for difference in wrong):
        there = [difference for difference in wrong if difference.label == label]
        if label not in right:
            continue
        ours = f"{label}: {right[label]}"
        theirs = printed.get(label, "")
        if all(difference.field == "cnpj" and difference.published for difference in there):
            told += [_instead(f"CNPJ nº {one.published}", f"CNPJ nº {one.right}") for one in there]
        elif not theirs:
            told.append(f"acrescente-se: “{ours}”")
        elif fold(theirs) != fold(ours):
            told.append(_instead(theirs, ours))
    return told


def _instead(theirs: str, ours: str) -> str:
    return f"onde se lê: “{_quotable(theirs)}”, leia-se: “{ours}”"


def _quotable(text: str) -> str:
    """A quotation of the published text: no CPF, no marks of the file, not endless."""
    clean = CPF.sub(lambda found: mask_cpf(found[0]), stable(text)).replace("##", "#")
    for _, character in undrawable(clean):
        clean = clean.replace(character, "")
    clean = re.sub("[“”]", "'", clean)
    return clean if len(clean) <= LONGEST_QUOTE else f"{clean[: LONGEST_QUOTE - 6]} (...)"


NAMES = {
    "especie": "Espécie",
    "processo": "Processo",
    "participes": "Partícipes",
    "vigencia": "Vigência",
    "assinatura": "Data de Assinatura",
    "signatarios": "Signatários",
}


def _printed_parts(text: str) -> dict[str, str]:
    """Each labelled part as it was printed, label and all."""
    marks = list(LABEL.finditer(text))
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts: dict[str, str] = {}
    for mark, end in zip(marks, ends, strict=False):
        name = NAMES.get(str(mark.lastgroup), "")
        parts.setdefault(name, stable(text[mark.start() : end]).rstrip(" ."))
    if "Vigência" in parts:
        parts.setdefault("Efeitos", parts["Vigência"])
    return parts
