"""Coherence of substance: money, the gazette, publicity and figures as a clause tells them."""

import re
from collections.abc import Iterator

from portuguese.parsing import cardinal_value
from reading.outline import Block
from review.rule import Hit, rule
from review.subject import Subject, heading_name
from review.words import fold, listed, quoted

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
    said = {"em que diário": _WHERE.search(text), "até quando": _WHEN.search(text)}
    missing = [what for what, hit in said.items() if not hit]
    if missing:
        name = heading_name(subject.blocks[index])
        block = _first_words(subject, index)
        told = f"a {name} não diz {listed(missing, 'nem')} o extrato sai."
        yield Hit(block, 0, len(block.text), told)


_WHERE = re.compile(
    r"\bdiario\s+(?:oficial|da\s+justica|eletronico|do\s+ministerio)|\bimprensa\s+oficial\b"
    r"|\bd\.\s?o\.\s?[uem]\b|\bdo[uem]\b|\bsitios?\s+(?:eletronicos?\s+)?oficia(?:l|is)\b|\bpncp\b"
    r"|\bportal\s+nacional\s+de\s+contratacoes\b"
)
"""Where extracts come out; the model of the AGU names the official sites of the parties."""

_WHEN = re.compile(r"\bdias?\b|\bprazo\b|\bmes\b")


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
    told = f"a {heading_name(heading)} não veda a promoção pessoal."
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
