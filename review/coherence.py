"""Coherence: what is said twice is said alike, and the plan keeps to the agreement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portuguese.dates import MONTHS
from portuguese.parsing import cardinal_value
from reading.outline import Block
from review.actions import ActionRow, action_rows, calendar_month, relative_month
from review.rule import Hit, rule
from review.subject import Subject
from review.words import content_words, fold, quoted, stem

ALIKE = "Lei Complementar nº 95/1998, art. 11, II; Portaria SEGES/MGI nº 3.506/2025"
_TABLE = (
    "ANEXO – PLANO DE TRABALHO\n\n1. PLANO DE AÇÃO\n\nEIXO\tAÇÃO\tINÍCIO\tTÉRMINO\tRESPONSÁVEL\n"
)
_PARTY = (
    "A UNIÃO, doravante denominada SENACON, inscrita no CNPJ nº 00.394.494/0100-18,\n\nCLÁUSULA "
    "PRIMEIRA "
    "– DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
)


@dataclass(frozen=True)
class Term:
    """A term of the agreement in months where the text tells one."""

    months: int
    block: Block
    start: int
    end: int


_MONTHS = re.compile(r"\b(\d{1,3})\s*(?:\([a-z ]+\))?\s*meses\b")
_IN_FORCE = re.compile(r"\b(?:vigencia|vigorara|vigora|vigerao?|vigera)\b")


def terms(subject: Subject) -> Iterator[Term]:
    """Every place of the agreement that tells how long it is in force."""
    for block in subject.before_plan:
        if block.kind in ("clausula", "cabecalho", "rodape"):
            continue
        for start, sentence in sentences(block):
            folded = fold(sentence)
            told = _IN_FORCE.search(folded)
            for hit in _MONTHS.finditer(folded):
                if told and not re.search(r"prorrog\w+[^.]{0,40}$", folded[: hit.start()]):
                    yield Term(int(hit[1]), block, start + hit.start(), start + hit.end())


def sentences(block: Block) -> Iterator[tuple[int, str]]:
    """The sentences of a block, each with where it begins."""
    begin = 0
    for hit in re.finditer(r"(?<=[a-zà-ÿ)”])[.;]\s+(?=[A-ZÀ-Þ“])", block.text):
        yield begin, block.text[begin : hit.end()]
        begin = hit.end()
    yield begin, block.text[begin:]


def main_term(subject: Subject) -> Term | None:
    """The term as the clause on it tells, or the first place that does."""
    found = list(terms(subject))
    clause = subject.clause_titled(r"\bvigencia", r"\bprazo")
    inside = [term for term in found if clause is not None and term.block.clause == clause]
    return next(iter(inside or found), None)


@rule(
    "vigencia-divergente",
    "coerencia",
    "erro",
    meaning="O prazo de vigência não é o mesmo em todo o texto, ou não é o do plano.",
    remedy="Confirme o prazo e escreva o mesmo na cláusula e no plano.",
    source=ALIKE,
    wrong=(
        "CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
        "ANEXO – PLANO DE TRABALHO\n\n1. OBJETO\n\nInício: 01/2024\n\nTérmino: 01/2029"
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DA VIGÊNCIA\n\nEste Acordo vigorará por 36 (trinta e seis) meses.\n\n"
        "ANEXO – PLANO DE TRABALHO\n\n1. OBJETO\n\nInício: 01/2024\n\nTérmino: 01/2027"
    ),
)
def one_term(subject: Subject) -> Iterator[Hit]:
    """Months of the term, in sentences and in the fields of the plan."""
    main = main_term(subject)
    if main is None:
        return
    for term in terms(subject):
        if term.months != main.months:
            told = (
                f"aqui a vigência é de {term.months} meses; na cláusula própria, de {main.months}."
            )
            yield Hit(term.block, term.start, term.end, told)
    begin: tuple[int, Block] | None = None
    for block in subject.plan:
        label = fold(block.cells[0] if block.cells else block.label)
        if block.kind not in ("campo", "linha") or len(block.cells) > 2:
            continue
        if label.startswith("inicio"):
            month = calendar_month(block.text)
            begin = (month, block) if month else None
        elif label.startswith("termino"):
            relative, month = relative_month(block.text), calendar_month(block.text)
            given = relative if relative else month - begin[0] if month and begin else None
            # “01/2024 a 12/2026” counts the last month in; “a 01/2027” goes from day to day.
            if given is not None and given not in (main.months, main.months - (not relative)):
                told = f"o plano dura {given} meses; o acordo, {main.months}."
                yield Hit(block, 0, len(block.text), told)


class Plan:
    """The rows of the plan of action with what the agreement says of term and parties."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.rows = tuple(action_rows(subject.plan))

    @cached_property
    def known(self) -> frozenset[str]:
        """Folded names that may answer for an action; empty when the preamble names nobody."""
        return frozenset(name for party in self.subject.parties for name in party.known_as)

    def months(self, row: ActionRow) -> tuple[int | None, int | None]:
        """Start and end as relative months, or both as calendar months."""
        start = row.start.text if row.start else ""
        end = row.end.text if row.end else ""
        first, last = relative_month(start), relative_month(end)
        if first is None and last is None:
            return calendar_month(start), calendar_month(end)
        return first, last


@rule(
    "acao-fora-da-vigencia",
    "coerencia",
    "erro",
    meaning="Ação do plano que termina depois do fim da vigência.",
    remedy="Antecipe o fim da ação ou aumente o prazo do acordo.",
    source="Lei nº 14.133/2021, art. 105, c/c art. 184 (por analogia)",
    wrong=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t40º mês\tSENACON",
    right=_PARTY + _TABLE + "1\tDivulgar o serviço\t1º mês\t36º mês\tSENACON",
)
def actions_within_term(subject: Subject) -> Iterator[Hit]:
    """The end of each action against the months of the term."""
    main = main_term(subject)
    if main is None:
        return
    plan = Plan(subject)
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
        for name in re.split(r"\s+e\s+|[,;/]\s*", text):
            folded = fold(name.strip())
            if folded and folded not in _ALL and not _is_party(folded, plan.known):
                told = f"{quoted(name)} não é nenhuma das partes do acordo."
                yield Hit(row.block, *span, told, key=folded)
                break


def _is_party(name: str, known: frozenset[str]) -> bool:
    """Whether a name is one of those known, or begins a longer one with whole words."""
    words = name.removeprefix("o ").removeprefix("a ")
    return any(words == one or (len(words) > 6 and one.startswith(f"{words} ")) for one in known)


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
                f"nenhuma das {len(items)} obrigações da {heading.label.lower()} está no plano "
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


@rule(
    "objeto-divergente",
    "coerencia",
    "aviso",
    meaning="O objeto do plano de trabalho não é o da cláusula do objeto.",
    remedy="Repita no plano o objeto da cláusula.",
    source=ALIKE,
    wrong=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto é a adesão à plataforma Consumidor.gov.br para "
        "solução de conflitos de consumo.\n\nANEXO – PLANO DE TRABALHO\n\n1. IDENTIFICAÇÃO DO "
        "OBJETO\n\n"
        "Título: capacitação de servidores em licitações e contratos."
    ),
    right=(
        "CLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto é a adesão à plataforma Consumidor.gov.br para "
        "solução de conflitos de consumo.\n\nANEXO – PLANO DE TRABALHO\n\n1. IDENTIFICAÇÃO DO "
        "OBJETO\n\n"
        "Título: adesão à plataforma Consumidor.gov.br para solução de conflitos de consumo."
    ),
)
def one_object(subject: Subject) -> Iterator[Hit]:
    """The words of the object in the clause, looked for in the section of the plan."""
    clause, section = subject.clause_titled(r"\bobjeto"), subject.section_titled(r"\bobjeto")
    if clause is None or section is None:
        return
    head = next((block for block in subject.outline.under(clause) if block.kind == "corpo"), None)
    blocks = [block for block in subject.outline.under(section) if len(block.text) > 30]
    if head is None or not blocks:
        return
    shown = next((block for block in blocks if block.kind in ("corpo", "campo")), blocks[0])
    wanted = {stem(word) for word in content_words(head.text)} - {"object", "presen"}
    told = {stem(word) for block in blocks for word in content_words(block.text)}
    if len(wanted) >= 5 and len(wanted & told) < len(wanted) / 2:
        yield Hit(
            shown,
            shown.body_at,
            len(shown.text),
            f"o objeto do plano não é o da {subject.blocks[clause].label.lower()}.",
        )


_DATE = re.compile(
    rf"(?<![\d/])(?P<d>\d{{1,2}})(?:[ºo°])?\s+de\s+(?P<month>{'|'.join(fold(m) for m in MONTHS)})\s+de\s+"
    r"(?P<y>\d{4})(?!\d)|(?<![\d/.])(?P<d2>\d{1,2})/(?P<m2>\d{1,2})/(?P<y2>\d{4})(?!\d)"
)
_MONTH = {fold(name): place for place, name in enumerate(MONTHS, 1)}


def _day(hit: re.Match[str]) -> date | None:
    try:
        if hit["d"]:
            return date(int(hit["y"]), _MONTH[hit["month"]], int(hit["d"]))
        return date(int(hit["y2"]), int(hit["m2"]), int(hit["d2"]))
    except ValueError:
        return None


@rule(
    "data-impossivel",
    "coerencia",
    "erro",
    meaning="Data que o calendário não tem, como 31 de fevereiro.",
    remedy="Confira a data.",
    source="Lei nº 810/1949 (ano civil)",
    wrong="designada por Portaria nº 10, de 31 de fevereiro de 2023,",
    right="designada por Portaria nº 10, de 28 de fevereiro de 2023,",
)
def impossible_dates(subject: Subject) -> Iterator[Hit]:
    """Every date in words or figures."""
    for block in subject.blocks:
        for hit in _DATE.finditer(fold(block.text)):
            if _day(hit) is None:
                shown = block.text[hit.start() : hit.end()]
                yield Hit(block, *hit.span(), f"{quoted(shown)} não existe no calendário.")


_SPAN = re.compile(
    r"\s*(?:\([^)]{1,40}\)\s*)?(?:a|ate|e termin\w+ em|com termino em)\s+(?:o\s+dia\s+)?"
)


@rule(
    "periodo-invertido",
    "coerencia",
    "erro",
    meaning="Período que termina antes de começar.",
    remedy="Troque as datas.",
    source=ALIKE,
    wrong="A vigência vai de 30/01/2024 a 30/01/2023.",
    right="A vigência vai de 30/01/2024 a 30/01/2027.",
)
def reversed_periods(subject: Subject) -> Iterator[Hit]:
    """Two dates joined by “a” or “até”."""
    for block in subject.drafted:
        text = fold(block.text)
        found = list(_DATE.finditer(text))
        for first, second in zip(found, found[1:], strict=False):
            gap = _SPAN.fullmatch(text, first.end(), second.start())
            begin, end = _day(first), _day(second)
            if gap and begin and end and end < begin:
                shown = block.text[first.start() : second.end()]
                yield Hit(
                    block, first.start(), second.end(), f"{quoted(shown)} termina antes de começar."
                )


_TOPICS = {
    "da denúncia": (r"\bdenunci", r"denuncia|encerramento|extincao"),
    "da rescisão": (r"\brescis|\brescind", r"rescis"),
    "do pedido de prorrogação": (r"\bprorroga", r"vigencia|prazo|prorroga"),
    "da substituição do responsável": (r"\bsubstitu\w+", r"gerenciamento|gestao|acompanhamento"),
}
"""What a term in days may be of: words of its sentence, and of the title of its own clause."""
_DAYS = re.compile(r"\b(\d{1,3})\s*(?:\([a-z ]+\))?\s*dias\b")


@rule(
    "prazos-divergentes",
    "coerencia",
    "erro",
    meaning="O mesmo prazo com dois tamanhos: denúncia com 30 dias numa cláusula e 60 em outra.",
    remedy="Confirme o prazo e escreva o mesmo nas duas.",
    source=ALIKE,
    wrong=(
        "A denúncia será comunicada com antecedência de 30 (trinta) dias.\n\nFeita a denúncia com "
        "antecedência de 60 (sessenta) dias, cessam as obrigações."
    ),
    right=(
        "A denúncia será comunicada com antecedência de 30 (trinta) dias.\n\nFeita a denúncia com "
        "antecedência de 30 (trinta) dias, cessam as obrigações."
    ),
)
def one_notice(subject: Subject) -> Iterator[Hit]:
    """Days of notice by what they are for; sentences on more than one matter are passed over."""
    if subject.outline.numbering == "artigo":
        return  # a norm has terms of its own for each matter
    found: dict[str, list[tuple[int, Block, int, int]]] = {}
    for block in subject.before_plan:
        for start, sentence in sentences(block):
            folded = fold(sentence)
            topics = [name for name, (words, _) in _TOPICS.items() if re.search(words, folded)]
            days = list(_DAYS.finditer(folded))
            if len(topics) != 1 or len(days) != 1 or not re.search(r"anteced|previ|prazo", folded):
                continue
            place = (start + days[0].start(), start + days[0].end())
            found.setdefault(topics[0], []).append((int(days[0][1]), block, *place))
    for topic, places in found.items():
        own = subject.clause_titled(_TOPICS[topic][1])
        main = next((one for one in places if own is not None and one[1].clause == own), places[0])
        for number, block, begin, end in places:
            if number != main[0]:
                told = f"aqui o prazo {topic} é de {number} dias; em outro lugar, de {main[0]}."
                yield Hit(block, begin, end, told)


_SUM = re.compile(r"r\$\s?(?P<sum>\d{1,3}(?:\.\d{3})*(?:,\d{2})?)(?:\s*\((?P<words>[a-z ,]+)\))?")


@rule(
    "valor-e-extenso",
    "coerencia",
    "erro",
    meaning="Valor em reais que contradiz as palavras entre parênteses.",
    remedy="Confirme o valor e acerte os dois.",
    source="Lei Complementar nº 95/1998, art. 11, II, “f”",
    wrong="O dano foi de R$ 1.000,00 (dois mil reais).",
    right="O dano foi de R$ 1.000,00 (mil reais).",
)
def sums_in_words(subject: Subject) -> Iterator[Hit]:
    """Whole sums of reais against their words."""
    for block in subject.drafted:
        for hit in _SUM.finditer(fold(block.text)):
            words = hit["words"]
            figures, _, cents = hit["sum"].replace(".", "").partition(",")
            if not words or int(cents or 0):
                continue
            value = cardinal_value(re.sub(r"\s*(?:de\s+)?(?:reais|real)\s*$", "", words).strip())
            if value is not None and value != int(figures):
                shown = block.text[hit.start() : hit.end()]
                yield Hit(block, *hit.span(), f"{quoted(shown)}: o valor e o extenso não conferem.")


@rule(
    "valor-em-acordo",
    "coerencia",
    "aviso",
    meaning="Valor em dinheiro num acordo que não transfere recursos.",
    remedy="Retire o valor ou explique que é custo próprio de um partícipe.",
    source="Decreto nº 11.531/2023, arts. 24 e 25",
    wrong=(
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DOS RECURSOS\n\nO valor "
        "deste "
        "Acordo é de R$ 10.000,00."
    ),
    right=(
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DOS RECURSOS\n\nEste "
        "Acordo não "
        "envolve transferência de recursos."
    ),
)
def sums_of_money(subject: Subject) -> Iterator[Hit]:
    """Any sum in an agreement."""
    if not subject.is_agreement:
        return
    for block in subject.drafted:
        for hit in _SUM.finditer(fold(block.text)):
            told = (
                f"{quoted(block.text[hit.start() : hit.end()])} num acordo sem transferência "
                "de recursos."
            )
            yield Hit(block, *hit.span(), told)


def _clause_text(subject: Subject, index: int) -> str:
    return fold(" ".join(block.text for block in subject.outline.under(index)))


def _first_words(subject: Subject, index: int) -> Block:
    """The first paragraph of a clause; its heading when it has none."""
    return next(iter(subject.outline.under(index)), subject.blocks[index])


@rule(
    "publicacao-sem-regra",
    "coerencia",
    "aviso",
    meaning="A cláusula da publicação não diz onde sai o extrato ou até quando.",
    remedy="Diga que o extrato sai no Diário Oficial da União e o prazo (quinto dia útil do mês "
    "seguinte).",
    source="Lei nº 14.133/2021, art. 94, c/c art. 184",
    wrong="CLÁUSULA DÉCIMA – DA PUBLICAÇÃO\n\nO extrato deste Acordo será publicado pela SENACON.",
    right=(
        "CLÁUSULA DÉCIMA – DA PUBLICAÇÃO\n\nO extrato deste Acordo será publicado no Diário "
        "Oficial da "
        "União até o quinto dia útil do mês seguinte ao da última assinatura."
    ),
)
def gazette_rule(subject: Subject) -> Iterator[Hit]:
    """Where and when, in the clause on publication."""
    index = subject.clause_titled(r"\bpublicacao\b")
    if index is None:
        return
    text = _clause_text(subject, index)
    where = re.search(r"diario oficial|\bdou\b", text)
    when = re.search(r"\bdias?\b|\bprazo\b|\bmes\b", text)
    heading = subject.blocks[index]
    for said, what in ((where, "em que diário"), (when, "até quando")):
        if not said:
            told = f"a {heading.label.lower()} não diz {what} o extrato sai."
            block = _first_words(subject, index)
            yield Hit(block, 0, len(block.text), told, key=what)


@rule(
    "publicidade-sem-vedacao",
    "coerencia",
    "aviso",
    meaning="A cláusula da publicidade não veda a promoção pessoal de autoridades e servidores.",
    remedy="Inclua a vedação do art. 37, § 1º, da Constituição.",
    source="Constituição Federal, art. 37, § 1º",
    wrong="CLÁUSULA DÉCIMA – DA PUBLICIDADE\n\nAs ações deste Acordo serão amplamente divulgadas.",
    right=(
        "CLÁUSULA DÉCIMA – DA PUBLICIDADE\n\nA divulgação terá fim educativo e não conterá nomes "
        "que "
        "caracterizem promoção pessoal de autoridades."
    ),
)
def no_promotion(subject: Subject) -> Iterator[Hit]:
    """The ban of the Constitution, in the clause on publicity."""
    index = subject.clause_titled(r"\bpublicidade\b", r"\bdivulgacao\b")
    if index is None or re.search(
        r"\bpromoc\w+ pessoal|\bpromov\w+ pessoalmente", _clause_text(subject, index)
    ):
        return
    heading = subject.blocks[index]
    told = f"a {heading.label.lower()} não veda a promoção pessoal."
    block = _first_words(subject, index)
    yield Hit(block, 0, len(block.text), told)


_UNDATED = re.compile(
    r"\b(?P<now>atualmente|hoje|nos dias atuais"
    r"|nos ultimos anos)\b[^.;]{0,120}?(?P<figure>\d[\d.,]*\s?(?:%|por cento|milhoes|mil\b))"
)


@rule(
    "dado-sem-data",
    "coerencia",
    "nota",
    meaning="Número apresentado como atual, sem a data e a fonte: envelhece com o texto.",
    remedy="Diga a data e a fonte do dado, ou onde consultá-lo.",
    source="Decreto nº 12.002/2024, art. 11, caput, inciso II",
    wrong="Atualmente, 80% das reclamações são solucionadas.",
    right="Em dezembro de 2023, segundo os dados abertos da plataforma, 80% das reclamações foram "
    "solucionadas.",
)
def undated_figures(subject: Subject) -> Iterator[Hit]:
    """“Atualmente” with a figure in its sentence."""
    for block in subject.prose:
        for hit in _UNDATED.finditer(fold(block.text)):
            shown = block.text[hit.start("figure") : hit.end("figure")]
            told = (
                f"{quoted(shown)} vem "
                f"com {quoted(block.text[hit.start('now') : hit.end('now')])}, sem data."
            )
            yield Hit(block, *hit.span(), told)
