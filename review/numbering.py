"""Numbering: clauses, subclauses and sections in order; labels and titles alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from faults.finding import Severity
from portuguese.gender import Gender
from portuguese.ordinals import ordinal_words
from reading.outline import Block
from review.rule import Hit, rule
from review.subject import SUBCLAUSES, Subject, heading_name
from review.words import fold, listed, quoted

LC95 = "Lei Complementar nº 95/1998, art. 10; Decreto nº 12.002/2024"


def out_of_order(
    run: Sequence[Block], name: Callable[[int], str], what: str, first: int | None = 1
) -> Iterator[Hit]:
    """The labels of a run that are repeated, come too early, or leave one out before them."""
    seen: set[int] = set()
    expected = first
    numbers = [block.ordinal for block in run]
    for place, block in enumerate(run):
        number = block.ordinal
        if number is None:
            continue
        start = block.text.find(block.label) if block.label else 0
        span = (max(0, start), max(0, start) + max(1, len(block.label)))
        if expected is None:
            expected = number
        if number in seen:
            yield Hit(block, *span, f"{what} {name(number)} aparece mais de uma vez.")
            expected = number + 1
        elif number != expected:
            later = [other for other in numbers[place + 1 :] if other is not None]
            if number > expected and expected in later:
                told = f"{what} {name(number)} está fora de ordem: esperava-se {name(expected)}."
                yield Hit(block, *span, told)
                seen.add(number)
                continue
            if number > expected:
                missing = [name(one) for one in range(expected, min(number, expected + 5))]
                article, verb = what[0], "falta" if len(missing) == 1 else "faltam"
                absent = listed([f"{article} {one}" for one in missing])
                told = f"antes d{what} {name(number)} {verb} {absent}."
                yield Hit(block, *span, told)
            else:
                told = f"{what} {name(number)} está fora de ordem: esperava-se {name(expected)}."
                yield Hit(block, *span, told)
            expected = number + 1
        else:
            expected = number + 1
        seen.add(number)


def clause_word(number: int) -> str:
    """`CLÁUSULA SEGUNDA`."""
    return ordinal_words(number, "f") if 0 < number < 1000 else str(number)


@rule(
    "ordem-das-clausulas",
    "numeracao",
    "erro",
    meaning="Cláusulas (ou artigos) repetidas, fora de ordem ou com salto na numeração.",
    remedy="Renumere as cláusulas e confira as remissões.",
    source=LC95,
    wrong="CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA TERCEIRA – DO FORO\n\nTexto.",
    right="CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA SEGUNDA – DO FORO\n\nTexto.",
)
def clauses_in_order(subject: Subject) -> Iterator[Hit]:
    """The headings of clauses; a clause inserted by an amendment (-A) repeats its number."""
    headings = [subject.blocks[index] for index in subject.outline.clauses]
    run = [block for block in headings if not re.search(r"-[A-Z]{1,2}$", block.label)]
    first = None if _is_excerpt(subject) else 1
    if subject.outline.numbering == "artigo":
        for hit in out_of_order(run, article_name, "o artigo", first):
            yield replace(hit, remedy="Renumere os artigos e confira as remissões.")
    else:
        yield from out_of_order(run, clause_word, "a cláusula", first)


def article_name(number: int) -> str:
    """`9º`, and from the tenth on `10` (Lei Complementar nº 95/1998, art. 10, I)."""
    return f"{number}º" if number < 10 else str(number)


def _is_excerpt(subject: Subject) -> bool:
    """Whether the text quotes clauses of another, as an amendment does."""
    return subject.kind == "termo_aditivo"


@rule(
    "rotulo-ilegivel",
    "numeracao",
    "erro",
    meaning="Número de cláusula que não se lê: ordinal que não existe.",
    remedy="Escreva o ordinal por extenso: décima primeira, vigésima.",
    source=LC95,
    wrong="CLÁUSULA DEZENOVE AVOS – DO FORO\n\nTexto.",
    right="CLÁUSULA DÉCIMA NONA – DO FORO\n\nTexto.",
)
def unreadable_labels(subject: Subject) -> Iterator[Hit]:
    """Headings whose ordinal is none."""
    for index in subject.outline.clauses:
        block = subject.blocks[index]
        if block.ordinal is None:
            yield Hit(block, 0, len(block.label), f"não se lê o número em {quoted(block.label)}.")


@rule(
    "ordem-das-subclausulas",
    "numeracao",
    "erro",
    meaning="Subcláusulas ou parágrafos repetidos, fora de ordem ou com salto; “única” junto de "
    "outras, ou “primeira” sem segunda (em algarismos, a 1.1 pode estar só).",
    remedy="Renumere dentro da cláusula; a que está só chama-se única.",
    source=LC95,
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nSubcláusula primeira. Texto.\n\n"
        "Subcláusula terceira. Texto."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nSubcláusula primeira. Texto.\n\n"
        "Subcláusula segunda. Texto."
    ),
)
def subclauses_in_order(subject: Subject) -> Iterator[Hit]:
    """The subclauses of each clause."""
    for heading in (*subject.outline.clauses, *subject.outline.sections):
        inside = [block for block in subject.outline.under(heading) if block.kind in SUBCLAUSES]
        for _, group in groupby(sorted(inside, key=lambda one: one.kind), key=lambda one: one.kind):
            run = list(group)
            alone = [block for block in run if re.search(r"unic[oa]$", fold(block.label))]
            noun = "a subcláusula" if run[0].kind == "subclausula" else "o parágrafo"
            gender: Gender = "f" if run[0].kind == "subclausula" else "m"
            if alone and len(run) > 1:
                for block in alone:
                    yield label_hit(block, f"{quoted(block.label)} não é única: há {len(run)}.")
                continue
            if not alone and len(run) == 1 and run[0].ordinal == 1 and _NAMED.match(run[0].label):
                told = f"{quoted(run[0].label)} está só: deveria chamar-se única."
                yield label_hit(run[0], told, severity="aviso")
                continue
            if not alone:
                yield from out_of_order(run, partial(ordinal_words, gender=gender), noun)


_NAMED = re.compile(r"[A-Za-z]")
"""A label in words: one that is a figure or a sign (1.1, § 1º) may stand alone under its clause."""


def label_hit(block: Block, message: str, severity: Severity | None = None) -> Hit:
    """A hit on the label of a block; the severity of its rule unless told."""
    start = max(0, block.text.find(block.label))
    return Hit(block, start, start + len(block.label), message, severity=severity)


@rule(
    "ordem-das-secoes",
    "numeracao",
    "aviso",
    meaning="Seções do anexo repetidas, fora de ordem ou com salto.",
    remedy="Renumere as seções.",
    source=LC95,
    wrong="ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nTexto.\n\n3. "
    "JUSTIFICATIVA\n\nTexto.",
    right="ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nTexto.\n\n2. "
    "JUSTIFICATIVA\n\nTexto.",
)
def sections_in_order(subject: Subject) -> Iterator[Hit]:
    """The sections of each annex."""
    run: list[Block] = []
    for block in subject.blocks:
        if block.kind == "anexo":
            yield from out_of_order(run, str, "a seção")
            run = []
        elif block.kind == "secao":
            run.append(block)
    yield from out_of_order(run, str, "a seção")


@rule(
    "estilos-misturados",
    "numeracao",
    "nota",
    meaning="Parágrafos e subcláusulas no mesmo instrumento, ou subcláusulas que se abrem ora com "
    "ponto, ora com travessão.",
    remedy="Escolha um só modo para todo o texto.",
    source=LC95,
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nParágrafo único. Texto.\n\n"
        "CLÁUSULA SEGUNDA – DO FORO\n\nTexto.\n\nSubcláusula única. Texto."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nSubcláusula única. Texto.\n\n"
        "CLÁUSULA SEGUNDA – DO FORO\n\nTexto.\n\nSubcláusula única. Texto."
    ),
)
def mixed_styles(subject: Subject) -> Iterator[Hit]:
    """The rarer of the two names, wherever it stands; and the rarer mark after them."""
    inside = [block for block in subject.blocks if block.kind in SUBCLAUSES]
    counted = Counter(block.kind for block in inside)
    yield from _mixed_marks(inside)
    if len(counted) < 2:
        return
    rarer = min(counted, key=lambda kind: (counted[kind], kind))
    for block in inside:
        if block.kind == rarer:
            other = "subcláusula" if rarer == "paragrafo" else "parágrafo"
            told = f"{quoted(block.label)} num texto que usa {other}."
            start = max(0, block.text.find(block.label))
            yield Hit(block, start, start + len(block.label), told, key=rarer)


def _mixed_marks(inside: Sequence[Block]) -> Iterator[Hit]:
    """Each kind by itself: a label that is told for its name is not told for its mark."""
    for kind in SUBCLAUSES:
        marked = [
            (block, hit)
            for block in inside
            if block.kind == kind and (hit := _AFTER_LABEL.search(block.text[: block.body_at]))
        ]
        counted = Counter(hit["dash"] is not None for _, hit in marked)
        if len(counted) < 2:
            continue
        rarer = min(counted, key=lambda dash: (counted[dash], dash))
        for block, hit in marked:
            if (hit["dash"] is not None) == rarer:
                this, other = ("travessão", "ponto") if rarer else ("ponto", "travessão")
                told = f"{quoted(block.label)} abre-se com {this}; as demais, com {other}."
                yield Hit(block, *hit.span(), told, key=f"{kind} {this}")


_AFTER_LABEL = re.compile(r"(?:(?P<dash>[-\u2010-\u2015\u2212])|[.:])\s*$")


@rule(
    "titulo-da-clausula",
    "numeracao",
    "nota",
    meaning="Título de cláusula escrito de outro modo que os demais: hífen por travessão, espaço a "
    "menos, sem título.",
    remedy="Escreva todos os títulos do mesmo modo: CLÁUSULA PRIMEIRA – DO OBJETO.",
    source=LC95,
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA SEGUNDA – DO PLANO\n\nTexto.\n\n"
        "CLÁUSULA TERCEIRA -DO FORO\n\nTexto."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA SEGUNDA – DO PLANO\n\nTexto.\n\n"
        "CLÁUSULA TERCEIRA – DO FORO\n\nTexto."
    ),
)
def headings_alike(subject: Subject) -> Iterator[Hit]:
    """Headings against the form of most of them."""
    headings = [subject.blocks[index] for index in subject.outline.clauses]
    forms = [_form(block) for block in headings]
    if len(headings) < 2:
        return
    usual = Counter(form for form in forms if form is not None).most_common(1)
    if not usual:
        return
    (common, _) = usual[0]
    for block, form in zip(headings, forms, strict=True):
        start = len(block.label)
        end = min(len(block.text), start + 4)
        if form is None:
            if not block.title:
                yield Hit(block, 0, len(block.text), f"a {heading_name(block)} não tem título.")
        elif form != common:
            if re.fullmatch(r" ?[–—-] ?", form) and len(form) < 3 and form.strip():
                told = f"falta espaço junto do travessão em {quoted(block.text)}."
                yield Hit(block, start, end, told, key="espaço")
            else:
                told = (
                    f"o título {quoted(block.text)} usa {_named(form)}; os "
                    f"demais, {_named(common)}."
                )
                yield Hit(block, start, end, told, key="sinal")


def _form(block: Block) -> str | None:
    """What stands between label and title."""
    if not block.title:
        return None
    place = block.text.find(block.title, len(block.label))
    return block.text[len(block.label) : place] if place > 0 else None


def _named(form: str) -> str:
    names = {
        "-": "hífen",
        "–": "travessão",
        "—": "travessão longo",
        ".": "ponto",
        ":": "dois-pontos",
    }
    return names.get(form.strip(), quoted(form.strip()) if form.strip() else "outra linha")
