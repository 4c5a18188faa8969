"""Lists: items in order, led by a sentence, alike at their head, ended by their place."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from portuguese.ordinals import letters, roman
from reading.outline import Block
from review.numbering import LC95, label_hit, out_of_order
from review.rule import Hit, rule
from review.subject import ITEMS, Subject, heading_name
from review.words import quoted


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
    meaning="Inciso, alínea ou item numerado sem um segundo; item decimal (1.1.1) pode estar só.",
    remedy="Faça do item sozinho um parágrafo, ou complete a lista.",
    source=LC95,
    wrong="É vedado o uso dos dados.\n\nI – são deveres dos partícipes guardar e informar.",
    right="É vedado o uso dos dados.\n\nSão deveres dos partícipes guardar e informar.",
)
def lone_items(subject: Subject) -> Iterator[Hit]:
    """A list of one."""
    for run in lists(subject):
        numbered_alone = len(run) == 1 and run[0].ordinal == 1 and "1.1" not in run[0].label
        if numbered_alone and run[0].kind in ("inciso", "alinea", "item"):
            what = _ITEM_WORDS[run[0].kind][0].partition(" ")[2]
            yield label_hit(
                run[0],
                f"{quoted(run[0].label)} está só: não há outro {what} depois dele."
                if what != "alínea"
                else f"{quoted(run[0].label)} está só: não há outra alínea depois dela.",
            )


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
            yield label_hit(
                block,
                f"a lista da {heading_name(before)} começa sem frase que a introduza.",
                severity="aviso",
            )


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


_NOT_VERBS = frozenset(
    ["lugar", "mulher", "ar", "par", "lar", "dever", "poder", "prazer", "valor", "setor"]
)


_BEGINS = frozenset(
    ["o", "a", "os", "as", "um", "uma", "cada", "todo", "toda", "todos", "todas", "cabe", "caberá",
     "é", "são", "será", "serão", "fica", "ficam", "deverá", "deverão", "poderá", "poderão",
     "quando", "no", "na", "nos", "nas", "em", "para", "por", "qualquer", "eventuais", "não"]
)  # fmt: skip
"""Words that have a capital only because somebody began a sentence with them."""


@rule(
    "item-com-maiuscula",
    "numeracao",
    "nota",
    meaning="Alínea ou inciso que começa por maiúscula sem ser nome próprio, como se fosse frase à "
    "parte.",
    remedy="Comece por minúscula, continuando a frase que introduz a lista.",
    source="Decreto nº 12.002/2024; Manual de Redação da Presidência da República",
    wrong="São deveres:\n\na) Os partícipes guardarão sigilo; e\n\nb) Cada um informará o outro.",
    right="São deveres:\n\na) guardar sigilo; e\n\nb) informar o outro.",
)
def capital_items(subject: Subject) -> Iterator[Hit]:
    """Told once a list, with every item that is so; a word in capitals only is a name."""
    within = {id(block) for block in subject.before_plan}
    for run in lists(subject):
        if run[0].kind not in ("alinea", "inciso") or id(run[0]) not in within or len(run) < 2:
            continue
        for block in filter(_begins_a_sentence, run):
            word, start = block.body.split()[0], block.body_at
            told = f"o item {quoted(block.label)} começa por maiúscula: {quoted(word)}."
            yield Hit(block, start, start + len(word), told, key=str(run[0].start))


def _begins_a_sentence(block: Block) -> bool:
    first = (block.body.split() or [""])[0].strip(".,;:")
    infinitive = re.search(r"[aei]r(?:-se)?$", first) is not None and len(first) > 3
    return first[:1].isupper() and (first.lower() in _BEGINS or infinitive)


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
