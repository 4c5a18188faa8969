"""The plan of action: actions dated, within the term, somebody's; obligations carried."""

import re
from collections.abc import Iterator
from functools import cached_property

from instruments.states import NAMES as STATES
from portuguese.dates import short_date
from review.actions import ActionRow, action_rows, calendar_month, relative_month
from review.coherence import ALIKE, last_day, main_term
from review.parties import names_in_forms
from review.rule import Hit, rule
from review.subject import Subject, heading_name
from review.words import content_words, fold, quoted, stem

_TABLE = (
    "ANEXO – PLANO DE TRABALHO\n\n1. PLANO DE AÇÃO\n\nEIXO\tAÇÃO\tINÍCIO\tTÉRMINO\tRESPONSÁVEL\n"
)


_PARTY = (
    "A UNIÃO, doravante denominada SENACON, inscrita no CNPJ nº 00.394.494/0100-18,\n\nCLÁUSULA "
    "PRIMEIRA "
    "– DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
)


SHORTEST_NAME = 4
"""Letters below which a name stands in the preamble by chance."""


class Plan:
    """The rows of the plan of action with what the agreement says of term and parties."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.rows = tuple(action_rows(subject.plan))

    @cached_property
    def known(self) -> frozenset[str]:
        """Folded names that may answer for an action; empty when the preamble names nobody."""
        names = {name for party in self.subject.parties for name in party.known_as}
        return frozenset(names | set(names_in_forms(self.subject.before_plan)))

    def months(self, row: ActionRow) -> tuple[int | None, int | None]:
        """Start and end as relative months, or both as calendar months."""
        start = row.start.text if row.start else ""
        end = row.end.text if row.end else ""
        first, last = relative_month(start), relative_month(end)
        if first is None and last is None:
            return calendar_month(start), calendar_month(end)
        return first, last

    def named(self, text: str) -> Iterator[str]:
        """The names in a cell; a bar parts two of them, unless it stands in one (DPE/BA)."""
        for part in re.split(r"\s+e\s+|[,;]\s*", text):
            whole = self.is_party(fold(part.strip())) or _OF_STATE.search(part)
            yield from [part] if whole else re.split(r"/\s*", part)

    def is_party(self, name: str) -> bool:
        """Whether a folded name is one of those known, or begins a longer one with whole words."""
        words = name.removeprefix("o ").removeprefix("a ")
        return any(
            words == one or (len(words) > 6 and one.startswith(f"{words} ")) for one in self.known
        ) or self._is_named(words)

    def _is_named(self, words: str) -> bool:
        """Whether the preamble has the name in its sentences: an organ by which a party acts."""
        if len(words) < SHORTEST_NAME:
            return False
        return re.search(rf"(?<![\w/-]){re.escape(words)}(?![\w/-])", self.preamble) is not None

    @cached_property
    def preamble(self) -> str:
        """The folded words that qualify the parties."""
        return fold(" ".join(block.text for block in self.subject.preamble))


_OF_STATE = re.compile(rf"^\s*[A-Za-zÀ-ÿ -]+/(?:{'|'.join(STATES)})\s*$")
"""The acronym of a body with that of its state: PROCON/SP."""


@rule(
    "acao-fora-da-vigencia",
    "coerencia",
    "erro",
    meaning="Ação do plano que termina depois do fim da vigência, em meses ou em data.",
    remedy="Antecipe o fim da ação ou aumente o prazo do acordo.",
    source="Lei nº 14.133/2021, art. 105, c/c art. 184 (por analogia)",
    wrong=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t40º mês\tSENACON",
    right=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t36º mês\tSENACON",
)
def actions_within_term(subject: Subject) -> Iterator[Hit]:
    """The end of each action against the months of the term."""
    main, day = main_term(subject), last_day(subject)
    plan = Plan(subject)
    if day is not None:
        for row in plan.rows:
            _, last = plan.months(row)
            if row.end is not None and last is not None and last > day.year * 12 + day.month > 1200:
                told = (
                    f"a ação termina em {row.end.text.strip()}; a vigência, em {short_date(day)}."
                )
                yield Hit(row.block, row.end.start, row.end.end, told)
        return
    if main is None:
        return
    fixed = [month for row in plan.rows for month in plan.months(row) if month and month > 1200]
    before = min(fixed) - 1 if fixed else 0
    for row in plan.rows:
        _, last = plan.months(row)
        if last is None or row.end is None:
            continue
        span = last - before if last > 1200 else last
        if span > main.months + (last > 1200):
            told = f"a ação termina no {span}º mês; a vigência é de {main.months} meses."
            yield Hit(row.block, row.end.start, row.end.end, told)


@rule(
    "acao-invertida",
    "coerencia",
    "erro",
    meaning="Ação do plano que termina antes de começar.",
    remedy="Troque as datas.",
    source=ALIKE,
    wrong=_PARTY + _TABLE + "1\tDivulgar o serviço\t6º mês\t2º mês\tSENACON",
    right=_PARTY + _TABLE + "1\tDivulgar o serviço\t2º mês\t6º mês\tSENACON",
)
def actions_forward(subject: Subject) -> Iterator[Hit]:
    """Start and end of each action."""
    plan = Plan(subject)
    for row in plan.rows:
        first, last = plan.months(row)
        if first and last and last < first and row.end is not None:
            told = (
                f"a ação começa em {quoted(row.start.text if row.start else '')} e termina antes."
            )
            yield Hit(row.block, row.end.start, row.end.end, told)


@rule(
    "acao-sem-prazo",
    "coerencia",
    "aviso",
    meaning="Ação do plano sem início ou sem fim.",
    remedy="Dê a cada ação o mês em que começa e o mês em que termina.",
    source="Modelo de plano de trabalho da Advocacia-Geral da União",
    wrong=_PARTY + _TABLE + "1\tDivulgar o serviço\t\t\tSENACON",
    right=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t36º mês\tSENACON",
)
def actions_dated(subject: Subject) -> Iterator[Hit]:
    """Rows whose cells of start or end are empty; one finding with all of them."""
    for row in Plan(subject).rows:
        if row.start is None and row.end is None:
            continue
        if any(cell is not None and not cell.text.strip(" -–") for cell in (row.start, row.end)):
            told = f"a ação {quoted(row.action.text)} não tem início e fim."
            yield Hit(row.block, row.action.start, row.action.end, told, key="prazo")


_ALL = frozenset(
    [
        "ambos",
        "ambos",
        "os",
        "participes",
        "todos",
        "todos",
        "os",
        "participes",
        "participes",
        "os",
        "participes",
        "as",
        "partes",
        "partes",
        "orgao",
        "participe",
    ]
) | {"ambos os participes", "todos os participes", "os participes", "as partes", "ambas as partes"}


@rule(
    "responsavel-nao-e-parte",
    "coerencia",
    "erro",
    meaning="Ação cujo responsável não é nenhuma das partes, ou ação sem responsável.",
    remedy="Escreva a sigla ou o nome de uma das partes, como no preâmbulo.",
    source="Modelo de plano de trabalho da Advocacia-Geral da União",
    wrong=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t2º mês\tSENAO",
    right=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t2º mês\tSENACON",
)
def responsible_parties(subject: Subject) -> Iterator[Hit]:
    """The cells of responsibles against the names of the parties."""
    plan = Plan(subject)
    if not plan.known:
        return
    for row in plan.rows:
        if row.responsible is None:
            continue
        text = row.responsible.text
        span = (row.responsible.start, row.responsible.end)
        if not text.strip(" -–"):
            told = f"a ação {quoted(row.action.text)} não tem responsável."
            yield Hit(row.block, row.action.start, row.action.end, told)
            continue
        for name in plan.named(text):
            folded = fold(name.strip())
            if folded and folded not in _ALL and not plan.is_party(folded):
                told = f"{quoted(name)} não é nenhuma das partes do acordo."
                yield Hit(row.block, *span, told, key=folded)
                break


_COMMON = frozenset(
    stem(word)
    for word in [
        "plataforma",
        "consumidor",
        "acordo",
        "participe",
        "acao",
        "acoes",
        "cooperacao",
        "tecnica",
        "brasil",
        "execucao",
        "objeto",
        "orgao",
        "dados",
        "informacoes",
        "servico",
        "publico",
        "gestao",
        "instituicao",
    ]
)


@rule(
    "obrigacoes-sem-acao",
    "coerencia",
    "nota",
    meaning="Nenhuma das obrigações de uma parte aparece no plano de ação.",
    remedy="Inclua no plano ações que as cumpram, com responsável e prazo.",
    source="Modelo de plano de trabalho da Advocacia-Geral da União",
    wrong=(
        _PARTY
        + "CLÁUSULA SEGUNDA – DAS OBRIGAÇÕES DA SENACON\n\nCabe à SENACON:\n\na) prestar suporte "
        "técnico;\n\nb) capacitar usuários; e\n\nc) credenciar servidores.\n\n"
        + _TABLE
        + "1\tCelebrar o acordo\t1º mês\t2º mês\tSENACON"
    ),
    right=(
        _PARTY
        + "CLÁUSULA SEGUNDA – DAS OBRIGAÇÕES DA SENACON\n\nCabe à SENACON:\n\na) prestar suporte "
        "técnico;\n\nb) capacitar usuários; e\n\nc) credenciar servidores.\n\n"
        + _TABLE
        + "1\tCapacitar os usuários\t1º mês\t2º mês\tSENACON"
    ),
)
def obligations_carried(subject: Subject) -> Iterator[Hit]:
    """The items of each party's obligations against the words of the actions."""
    actions = [frozenset(_stems(row.action.text)) for row in Plan(subject).rows]
    if not actions:
        return
    for index in subject.outline.clauses:
        heading = subject.blocks[index]
        if not re.search(r"obrigac\w+ d[ao] (?!s? participes)", fold(heading.title)):
            continue
        items = [block for block in subject.outline.under(index) if block.kind == "alinea"]
        if len(items) < 3:
            continue
        if not any(_carried(_stems(block.body), actions) for block in items):
            told = (
                f"nenhuma das {len(items)} obrigações da {heading_name(heading)} está no plano "
                "de ação."
            )
            yield Hit(heading, 0, len(heading.text), told)


def _stems(text: str) -> list[str]:
    return [one for one in map(stem, content_words(text)) if one not in _COMMON]


def _carried(obligation: list[str], actions: list[frozenset[str]]) -> bool:
    """Whether an action shares the first verb of an obligation, or two of its words."""
    return any(
        (obligation and obligation[0] in action) or len(set(obligation) & action) >= 2
        for action in actions
    )
