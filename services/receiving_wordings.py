"""Wordings that counsel accepts, and the data they speak of: text and record say the same.

The term and the deadlines in days are data (`prazo.*`) that clauses print and the system counts by.
A wording that says another number where one of them stands changes the datum too; one that no
longer says it, or says it so that the number cannot be told, is refused. So is a wording that puts
other words in the place of a party, a person or a number of the record.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from document.canonical import piece_lines
from document.flow import flow
from document.redline import Piece, RedlineLine, RedlinePart
from document.tree import NumberedDocument
from faults.errors import InvalidData, StateError
from faults.finding import has_errors
from importing.term import FoundTerm, term_of
from instruments.instrument import AcceptedWording, Request
from instruments.work_plan import plan_faults
from reading.outline import outline
from reading.source import Line, SourceText
from services.receiving_fields import IDENTITY, values_of

Drawn = Callable[[Request], NumberedDocument]
"""Drafts the document of a request. Raises BadTemplate."""

NUMERAL = re.compile(r"\b(\d{1,3})(?: \([^)]*\))?(?: \w+)?")
TERMS = {
    "renewal_notice_days": ("a antecedência do pedido de prorrogação", 365),
    "withdrawal_days": ("o prazo da denúncia", 999),
    "termination_days": ("o prazo da rescisão", 999),
    "replacement_days": ("o prazo da substituição do gestor", 999),
    "update_notice_days": ("a antecedência das novas condições", 999),
}
"""The deadlines of a set that clauses print: how they are called, and the most they can be."""
READ = ("end", "forever", "begins", "other_start", "publication_rule")
"""What else the importer reads in the clauses on the term, and the system does not count by."""
REMEDY = (
    "Gere a minuta de novo com o dado certo (como --meses N) e mande-a ao partícipe; ou peça a ele "
    "que a redação mantenha o dado."
)


@dataclass(frozen=True, slots=True)
class _Datum:
    """A number that clauses print: its name, its value, and the request with another one."""

    name: str
    value: int
    most: int
    put: Callable[[int], Request]


def with_wordings(
    request: Request, changes: Sequence[tuple[RedlinePart, AcceptedWording]], drawn: Drawn
) -> Request:
    """The request with these wordings, and with the numbers that they say.

    Raises StateError for one that says otherwise than the record, InvalidData when the plan does
    not fit into the term that it says, BadTemplate when the text cannot be drafted with it.
    """
    named = {wording.clause for _, wording in changes}
    kept = tuple(one for one in request.wordings if one.clause not in named)
    before = request
    request = request.model_copy(update={"wordings": kept})
    for part, wording in changes:
        _check_title(part)
        _check_names(part, before)
        said = " ".join(line.after for line in part.lines[1:] if line.after)
        request = _with_numbers(request, wording.clause, said, drawn)
    if request.months != before.months:
        _check_plan(request)
    request = request.model_copy(update={"wordings": (*kept, *(wording for _, wording in changes))})
    _check_term(drawn(before), drawn(request), request, frozenset(named))
    return request


def keeping_wordings(
    request: Request, wordings: tuple[AcceptedWording, ...], drawn: Drawn
) -> Request:
    """A request asked for anew, with the wordings accepted before and the numbers that they say.

    Raises StateError when it asks for a term that is neither that of its set nor that of a wording.
    """
    made = request
    for wording in wordings:
        reworded = drawn(request.model_copy(update={"wordings": (wording,)}))
        said = " ".join(_lines(reworded, wording.clause)[1:])
        made = _with_numbers(made, wording.clause, said, drawn)
    if made.months != request.months != request.clause_set.default_months:
        raise StateError(
            f"foram pedidos {request.months} meses, e a redação aceita ({wordings[0].act}) diz "
            f"{made.months}.",
            f"Gere com --meses {made.months}; para outro prazo, receba um DOCX com a redação que o "
            "diz (pactua minuta receber).",
        )
    return made.model_copy(update={"wordings": wordings})


def _with_numbers(request: Request, clause: str, said: str, drawn: Drawn) -> Request:
    """The request with the numbers that the new words of a clause say in place of its own."""
    for name in ("months", *TERMS):
        datum = _datum(request, name)
        if datum is None:
            continue
        printed = _Printed(clause, datum, drawn)
        if printed.stands:
            request = datum.put(printed.value_in(said))
    return request


def _datum(request: Request, name: str) -> _Datum | None:
    if name == "months":
        return _Datum(
            "o prazo de vigência em meses",
            request.months,
            120,
            lambda value: request.model_copy(update={"months": value}),
        )
    clause_set, (told, most) = request.clause_set, TERMS[name]
    value = getattr(clause_set.terms, name)

    def put(number: int) -> Request:
        terms = clause_set.terms.model_copy(update={name: number})
        changed = clause_set.model_copy(update={"terms": terms})
        return request.model_copy(update={"clause_set": changed})

    return _Datum(told, value, most, put) if value is not None else None


class _Printed:
    """How the approved text of one clause prints a number."""

    def __init__(self, clause: str, datum: _Datum, drawn: Drawn) -> None:
        self._clause, self._datum, self._drawn = clause, datum, drawn
        self._other = self._text(self._beside(datum.value))

    @property
    def stands(self) -> bool:
        """Whether the number stands in the clause at all."""
        return self._text(self._datum.value) != self._other

    def value_in(self, said: str) -> int:
        """The value with which the approved text comes nearest to these words.

        Only a value counts whose numeral stands there with the same words behind it: “60 (sessenta)
        meses”, not “5 (cinco) anos”.
        """
        datum = self._datum
        told = set(_numerals(said))
        numbers = {datum.value, *(int(one[1]) for one in NUMERAL.finditer(said))}
        fitting = []
        for number in sorted(numbers):
            if 1 <= number <= datum.most:
                text = self._text(number)
                wanted = set(_numerals(text)) - set(_numerals(self._text(self._beside(number))))
                if wanted and wanted <= told:
                    matcher = SequenceMatcher(None, text.split(), said.split(), False)
                    fitting.append((matcher.ratio(), number))
        fitting.sort(reverse=True)
        if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
            raise StateError(
                f"a redação nova da cláusula “{self._clause}” não diz com certeza {datum.name} "
                f"(no registro: {datum.value}), por que o sistema conta os prazos.",
                REMEDY,
            )
        return fitting[0][1]

    def _text(self, value: int) -> str:
        return " ".join(_lines(self._drawn(self._datum.put(value)), self._clause)[1:])

    def _beside(self, value: int) -> int:
        return value + 1 if value < self._datum.most else value - 1


def _numerals(text: str) -> Iterator[str]:
    return (found[0] for found in NUMERAL.finditer(text))


def _lines(document: NumberedDocument, clause: str) -> list[str]:
    return [
        line for piece in flow(document) if piece.owner == clause for line in piece_lines(piece)
    ]


def _check_plan(request: Request) -> None:
    ids = frozenset(partner.id for partner in request.partners)
    faults = tuple(plan_faults(request.plan, request.months, ids, "plano de trabalho"))
    if has_errors(faults):
        raise InvalidData("o plano de trabalho não combina com o prazo da redação aceita.", faults)


def _check_title(part: RedlinePart) -> None:
    """Raise StateError where the title changed: only the body of a clause is worded anew."""
    title = part.title.partition(" – ")[2]
    if not any(line.after.endswith(title) for line in part.lines):
        raise StateError(
            f"o arquivo muda o título da cláusula “{part.id}”, que a redação aceita não alcança.",
            "Peça ao partícipe que mantenha o título; outro título se faz na biblioteca.",
        )


def _check_names(part: RedlinePart, request: Request) -> None:
    """Raise StateError where other words stand in the place of a name or number of the record."""
    for line in part.lines:
        for start, end, instead in _replaced(line.pieces):
            for words in _names(request):
                at = line.before.find(words, max(0, start - len(words)))
                if 0 <= at < end and start < at + len(words) and _gone(words, line):
                    raise StateError(
                        f"a redação nova da cláusula “{part.id}” diz “{instead}” onde o registro "
                        f"diz “{words}”.",
                        "Altere o dado no cadastro e gere a minuta de novo; ou peça ao partícipe "
                        "que a redação mantenha o dado.",
                    )


def _gone(words: str, line: RedlineLine) -> bool:
    return line.after.count(words) < line.before.count(words)


def _replaced(pieces: Sequence[Piece]) -> Iterator[tuple[int, int, str]]:
    """Where words of the old line went out with others coming in: their span, and the others."""
    at = 0
    for place, piece in enumerate(pieces):
        if piece.kind == "excluido":
            after = pieces[place + 1] if place + 1 < len(pieces) else None
            if after is not None and after.kind == "incluido":
                yield at, at + len(piece.text), after.text.strip()
        if piece.kind != "incluido":
            at += len(piece.text)


def _names(request: Request) -> Iterator[str]:
    body = request.body
    yield from (
        one.words
        for one in values_of(request)
        if any(path.endswith(IDENTITY) for path in one.paths)
    )
    names = (body.name, body.acronym, body.forum, request.signer.name)
    yield from names
    yield from (name.upper() for name in names)
    yield body.cnpj
    if request.process:
        yield request.process


def _term(document: NumberedDocument, ids: frozenset[str]) -> FoundTerm:
    """The term as the importer reads it in these clauses of a document."""
    lines = [
        Line(line)
        for piece in flow(document)
        if piece.owner in ids
        for line in piece_lines(piece)
        if line
    ]
    return term_of(outline(SourceText("minuta", "texto", tuple(lines))))


def _check_term(
    before: NumberedDocument, after: NumberedDocument, request: Request, reworded: frozenset[str]
) -> None:
    """Raise StateError when a reader of the new text finds another term than the record's."""
    every = frozenset(clause.id for clause in after.clauses)
    for ids in (every, *(frozenset([one]) for one in reworded)):
        old, new = _term(before, ids), _term(after, ids)
        months = new.months.value if new.months else None
        if months != request.months and (months or old.months):
            said = f"{months} meses" if months else "outra coisa"
            raise StateError(
                f"com a redação nova o texto diz {said} onde o registro diz {request.months} meses "
                "de vigência.",
                REMEDY,
            )
        if old.starts_with != new.starts_with or any(
            _read(old, name) != _read(new, name) for name in READ
        ):
            raise StateError(
                "com a redação nova a vigência ou a publicação não se contam mais como o sistema "
                "as conta.",
                REMEDY,
            )


def _read(term: FoundTerm, name: str) -> object:
    found = getattr(term, name)
    return found.value if found else None
