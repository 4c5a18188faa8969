"""Numbering and structure: what stands in order, under what, and how its labels are written."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from portuguese.ordinals import letters, ordinal_words, roman
from reading.outline import Block
from review.rule import Hit, rule
from review.subject import ITEMS, SUBCLAUSES, Subject
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
    meaning="Cláusulas repetidas, fora de ordem ou com salto na numeração.",
    remedy="Renumere as cláusulas e confira as remissões.",
    source=LC95,
    wrong="CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA TERCEIRA – DO FORO\n\nTexto.",
    right="CLÁUSULA PRIMEIRA – DO OBJETO\n\nTexto.\n\nCLÁUSULA SEGUNDA – DO FORO\n\nTexto.",
)
def clauses_in_order(subject: Subject) -> Iterator[Hit]:
    """The headings of clauses; a clause inserted by an amendment (-A) repeats its number."""
    headings = [subject.blocks[index] for index in subject.outline.clauses]
    run = [block for block in headings if not re.search(r"-[A-Z]{1,2}$", block.label)]
    yield from out_of_order(run, clause_word, "a cláusula", None if _is_excerpt(subject) else 1)


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
    "outras, ou “primeira” sem segunda.",
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
            gender = "f" if run[0].kind == "subclausula" else "m"
            if alone and len(run) > 1:
                for block in alone:
                    yield _label(block, f"{quoted(block.label)} não é única: há {len(run)}.")
                continue
            if not alone and len(run) == 1 and run[0].ordinal == 1 and "§" not in run[0].label:
                told = f"{quoted(run[0].label)} está só: deveria chamar-se única."
                yield _label(run[0], told, severity="aviso")
                continue
            if not alone:
                yield from out_of_order(
                    run,
                    lambda n, g=gender: ordinal_words(n, g),
                    noun,  # type: ignore[misc]
                )


def _label(block: Block, message: str, severity: str = "erro") -> Hit:
    start = max(0, block.text.find(block.label))
    return Hit(
        block,
        start,
        start + len(block.label),
        message,
        severity="aviso" if severity == "aviso" else None,
    )


def lists(subject: Subject) -> Iterator[list[Block]]:
    """The runs of items of one kind and depth, each under one heading and lead."""
    yield from _lists(subject.blocks)


def _lists(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    open_runs: dict[int, list[Block]] = {}
    for block in blocks:
        if block.kind not in ITEMS:
            if block.kind in ("cabecalho", "rodape"):
                continue
            yield from open_runs.values()
            open_runs = {}
            continue
        for depth in [depth for depth in open_runs if depth > block.depth]:
            yield open_runs.pop(depth)
        run = open_runs.get(block.depth)
        if run is not None and run[0].kind == block.kind:
            run.append(block)
        else:
            if run is not None:
                yield open_runs.pop(block.depth)
            open_runs[block.depth] = [block]
    yield from open_runs.values()


@rule(
    "ordem-dos-itens",
    "numeracao",
    "erro",
    meaning="Alíneas, incisos ou itens repetidos, fora de ordem ou com salto.",
    remedy="Renumere a lista e confira as remissões a ela.",
    source=LC95,
    wrong="São deveres:\n\na) cumprir;\n\nc) informar;\n\nb) guardar.",
    right="São deveres:\n\na) cumprir;\n\nb) informar; e\n\nc) guardar.",
)
def items_in_order(subject: Subject) -> Iterator[Hit]:
    """The labels of each list."""
    for run in lists(subject):
        kind = run[0].kind
        if kind == "marcador":
            continue
        what, name = _ITEM_WORDS[kind]
        yield from out_of_order(run, name, what)


_ITEM_WORDS: dict[str, tuple[str, Callable[[int], str]]] = {
    "alinea": ("a alínea", lambda number: f"“{letters(number)}”"),
    "inciso": ("o inciso", roman),
    "item": ("o item", str),
}


@rule(
    "item-sozinho",
    "numeracao",
    "nota",
    meaning="Inciso, alínea ou item numerado sem um segundo.",
    remedy="Faça do item sozinho um parágrafo, ou complete a lista.",
    source=LC95,
    wrong="É vedado o uso dos dados.\n\nI – são deveres dos partícipes guardar e informar.",
    right="É vedado o uso dos dados.\n\nSão deveres dos partícipes guardar e informar.",
)
def lone_items(subject: Subject) -> Iterator[Hit]:
    """A list of one."""
    for run in lists(subject):
        if len(run) == 1 and run[0].ordinal == 1 and run[0].kind in ("inciso", "alinea", "item"):
            what = _ITEM_WORDS[run[0].kind][0].partition(" ")[2]
            yield _label(
                run[0],
                f"{quoted(run[0].label)} está só: não há outro {what} depois dele."
                if what != "alínea"
                else f"{quoted(run[0].label)} está só: não há outra alínea depois dela.",
            )


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
    meaning="Parágrafos e subcláusulas no mesmo instrumento.",
    remedy="Escolha um dos dois nomes para todo o texto.",
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
    """The rarer of the two names, wherever it stands."""
    inside = [block for block in subject.blocks if block.kind in SUBCLAUSES]
    counted = Counter(block.kind for block in inside)
    if len(counted) < 2:
        return
    rarer = min(counted, key=lambda kind: (counted[kind], kind))
    for block in inside:
        if block.kind == rarer:
            other = "subcláusula" if rarer == "paragrafo" else "parágrafo"
            told = f"{quoted(block.label)} num texto que usa {other}."
            start = max(0, block.text.find(block.label))
            yield Hit(block, start, start + len(block.label), told, key=rarer)


@rule(
    "lista-sem-caput",
    "numeracao",
    "aviso",
    meaning="Lista que começa logo abaixo do título, sem a frase que a introduz.",
    remedy="Escreva a frase de abertura, como “São obrigações comuns dos partícipes:”.",
    source=LC95,
    wrong="CLÁUSULA TERCEIRA – DAS OBRIGAÇÕES COMUNS\n\na) executar as ações; e\n\nb) informar.",
    right=(
        "CLÁUSULA TERCEIRA – DAS OBRIGAÇÕES COMUNS\n\nSão obrigações comuns dos partícipes:\n\n"
        "a) executar as ações; e\n\nb) informar."
    ),
)
def lists_without_lead(subject: Subject) -> Iterator[Hit]:
    """An item right under the heading of a clause."""
    for before, block in pairwise(subject.drafted):
        if before.kind == "clausula" and block.kind in ("alinea", "inciso", "item"):
            yield _label(
                block,
                f"a lista da {fold_title(before)} começa sem frase que a introduza.",
                severity="aviso",
            )


def fold_title(heading: Block) -> str:
    """`cláusula terceira`, as a sentence names it."""
    return heading.label.lower()


@rule(
    "pontuacao-dos-itens",
    "numeracao",
    "aviso",
    meaning="Item que não termina como a posição pede: ponto e vírgula nos primeiros, “; e” no "
    "penúltimo, ponto no último.",
    remedy="Termine os itens com “;”, o penúltimo com “; e” (ou “; ou”) e o último com “.”.",
    source="Decreto nº 12.002/2024; Manual de Redação da Presidência da República",
    wrong="São deveres:\n\na) cumprir;\n\nb) informar.\n\nc) guardar;",
    right="São deveres:\n\na) cumprir;\n\nb) informar; e\n\nc) guardar.",
)
def item_endings(subject: Subject) -> Iterator[Hit]:
    """The ends of items by their place in the list; items of whole sentences are told once."""
    following = {id(block): after for block, after in pairwise(subject.drafted)}
    for run in lists(subject):
        if len(run) < 2:
            continue
        ends = [_ending(block.text) for block in run]
        if all(end == "" for end in ends) and all(len(block.text) < 90 for block in run):
            continue  # a list of names or headings
        if all(end == "." for end in ends) and len(run) > 2:
            yield _end_hit(
                run[0], "os itens terminam em ponto; só o último deveria.", key=str(run[0].start)
            )
            continue
        for place, (block, end) in enumerate(zip(run, ends, strict=True)):
            if end == ":":
                continue  # it opens a list of its own
            last = place == len(run) - 1
            wanted = _wanted(place, len(run), block, following.get(id(block)))
            if end not in wanted:
                label = quoted(block.label or block.text[:20])
                role = (
                    "o último item"
                    if last
                    else "o penúltimo item"
                    if place == len(run) - 2
                    else "o item"
                )
                shown = f"termina em “{end}”" if end else "termina sem pontuação"
                told = f"{role} ({label}) {shown}; deveria terminar em “{wanted[0]}”."
                yield _end_hit(block, told)


def _wanted(place: int, size: int, block: Block, after: Block | None) -> tuple[str, ...]:
    """The endings an item may have at this place of its list, the best first."""
    if place == size - 1:
        nested = after is not None and after.kind in ITEMS and after.depth < block.depth
        return ("; e", "; ou", ";", ".") if nested else (".",)
    return ("; e", "; ou") if place == size - 2 else (";",)


_END = re.compile(r"(?:(;)\s*(?:e/ou|(e|ou))\.?|([;.:,!?]))\s*[”\"’)]?\s*$")


def _ending(text: str) -> str:
    found = _END.search(text)
    if not found:
        return ""
    if found[2]:
        return f"; {found[2]}"
    return found[1] or found[3] or ""


def _end_hit(block: Block, message: str, key: str = "") -> Hit:
    size = len(block.text)
    return Hit(block, max(0, size - 12), size, message, key=key)


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
            if common is not None and not block.title:
                yield Hit(block, 0, len(block.text), f"a {block.label.lower()} não tem título.")
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


_NOT_VERBS = frozenset(
    ["lugar", "mulher", "ar", "par", "lar", "dever", "poder", "prazer", "valor", "setor"]
)


@rule(
    "paralelismo",
    "numeracao",
    "nota",
    meaning="Itens de uma mesma lista que começam ora por verbo, ora por substantivo.",
    remedy="Comece todos os itens do mesmo modo (no infinitivo, por exemplo).",
    source="Manual de Redação da Presidência da República (paralelismo)",
    wrong="Cabe ao órgão:\n\na) divulgar o serviço;\n\nb) apoio às ações; e\n\nc) orientar o "
    "público.",
    right="Cabe ao órgão:\n\na) divulgar o serviço;\n\nb) apoiar as ações; e\n\nc) orientar o "
    "público.",
)
def parallel_items(subject: Subject) -> Iterator[Hit]:
    """Lists of infinitives with a few items that begin with a noun."""
    for run in lists(subject):
        firsts = [_first_word(block) for block in run]
        verbs = [
            bool(re.search(r"[aeio]r(?:-se|-l[oa]s?)?$", word)) and word not in _NOT_VERBS
            for word in firsts
        ]
        nouns = [
            block
            for block, verb, word in zip(run, verbs, firsts, strict=True)
            if not verb
            and re.search(r"(?:ção|ções|mento|mentos|agem|io|oio|são|ência|ância|ura)$", word)
        ]
        if len(run) < 3 or sum(verbs) < 2 or not nouns or len(nouns) > sum(verbs):
            continue
        for block in nouns:
            word = _first_word(block)
            start = block.text.lower().find(word, block.body_at)
            told = (
                f"o item {quoted(block.label or '•')} começa por substantivo ({quoted(word)}); "
                "os demais, por verbo."
            )
            yield Hit(block, start, start + len(word), told, key=str(run[0].start))


def _first_word(block: Block) -> str:
    """The first word of an item, with “não” passed over, in lower case."""
    found = re.match(r"\W*(?:não\s+)?([^\W\d_]+(?:-[a-z]+)?)", block.body.lower())
    return found[1] if found else ""
