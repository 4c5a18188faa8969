"""What an instrument must say and does not, by its kind; and words of other kinds."""

import re
from collections.abc import Iterator

from law.required_clauses import Element, clause_elements, plan_elements
from review.rule import Hit, rule
from review.subject import Subject
from review.words import fold, quoted

LAW = "law/required_clauses.yaml"
WHOLE = 5
"""Clauses from which a text is taken for a whole agreement, not for a piece of one."""


def _is_whole(subject: Subject) -> bool:
    return subject.kind is not None and len(subject.outline.clauses) >= min(
        WHOLE, 3 if not subject.is_agreement else WHOLE
    )


def _missing(subject: Subject, required: bool) -> Iterator[Element]:
    titles = [
        fold(subject.blocks[index].title or subject.blocks[index].text)
        for index in subject.outline.clauses
    ]
    text = "\n".join(fold(block.text) for block in subject.before_plan)
    for element in clause_elements(subject.kind or ""):
        if element.required != required:
            continue
        said = any(element.in_title.search(title) for title in titles)
        if not said and not element.in_text.search(text):
            yield element


_CLAUSES = (
    "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nO objeto deste "
    "Acordo é "
    "a adesão.\n\nCLÁUSULA SEGUNDA – DO PLANO DE TRABALHO\n\nIntegra este Acordo.\n\nCLÁUSULA "
    "TERCEIRA – "
    "DAS OBRIGAÇÕES\n\nSão obrigações dos partícipes as do plano.\n\nCLÁUSULA QUARTA – DOS "
    "RECURSOS\n\n"
    "Não haverá transferência de recursos.\n\nCLÁUSULA QUINTA – DOS DADOS PESSOAIS\n\nObserva-se "
    "a lei.\n\n"
    "CLÁUSULA SEXTA – DA VIGÊNCIA\n\nVigora por 36 meses, com alteração por termo "
    "aditivo.\n\nCLÁUSULA "
    "SÉTIMA – DA RESCISÃO\n\nHá denúncia e rescisão.\n\nCLÁUSULA OITAVA – DO FORO\n\nJustiça "
    "Federal."
)
_PUBLICATION = "\n\nCLÁUSULA NONA – DA PUBLICAÇÃO\n\nO extrato sai no Diário Oficial da União."


@rule(
    "clausula-obrigatoria",
    "norma",
    "erro",
    meaning="Falta cláusula que a espécie do instrumento exige: objeto, plano, obrigações, "
    "ausência de "
    "transferência, dados pessoais, vigência, publicação, extinção, foro.",
    remedy="Inclua a cláusula.",
    source=LAW,
    wrong=_CLAUSES,
    right=_CLAUSES + _PUBLICATION,
)
def required_clauses(subject: Subject) -> Iterator[Hit]:
    """Elements that the table requires of this kind."""
    if _is_whole(subject):
        for element in _missing(subject, required=True):
            told = f"o instrumento não trata de {element.title} ({element.source})."
            yield Hit(None, 0, 0, told, key=element.id)


@rule(
    "clausula-recomendada",
    "norma",
    "nota",
    meaning="Falta cláusula que os modelos da Advocacia-Geral da União trazem: gestão, direitos "
    "intelectuais, avaliação dos resultados, pessoal, alterações.",
    remedy="Inclua a cláusula ou registre no processo por que se dispensa.",
    source=LAW,
    wrong=_CLAUSES + _PUBLICATION,
    right=_CLAUSES
    + _PUBLICATION
    + "\n\nCLÁUSULA DÉCIMA – DA GESTÃO\n\nHaverá gestor.\n\nCLÁUSULA DÉCIMA PRIMEIRA – DOS "
    "DIREITOS "
    "INTELECTUAIS\n\nTexto.\n\nCLÁUSULA DÉCIMA SEGUNDA – DO PESSOAL\n\nMantém-se o "
    "vínculo.\n\nCLÁUSULA "
    "DÉCIMA TERCEIRA – DA AVALIAÇÃO DOS RESULTADOS\n\nHaverá relatório final conjunto.",
)
def recommended_clauses(subject: Subject) -> Iterator[Hit]:
    """Elements that the table recommends for this kind."""
    if _is_whole(subject):
        for element in _missing(subject, required=False):
            told = f"o instrumento não trata de {element.title} ({element.source})."
            yield Hit(None, 0, 0, told, key=element.id)


_PLAN = (
    "ANEXO – PLANO DE TRABALHO\n\n1. DADOS CADASTRAIS\n\nTexto.\n\n2. IDENTIFICAÇÃO DO "
    "OBJETO\n\nTexto."
    "\n\n3. DIAGNÓSTICO\n\nTexto.\n\n4. JUSTIFICATIVA\n\nTexto.\n\n5. OBJETIVOS\n\nTexto.\n\n"
    "6. METODOLOGIA\n\nTexto.\n\n7. UNIDADE RESPONSÁVEL E GESTOR\n\nTexto.\n\n8. PLANO DE "
    "AÇÃO\n\nTexto."
)


@rule(
    "elemento-do-plano",
    "norma",
    "aviso",
    meaning="Falta no plano de trabalho um elemento do modelo: dados cadastrais, objeto, "
    "diagnóstico, "
    "justificativa, objetivos, metodologia, gestor, ações, abrangência, resultados esperados.",
    remedy="Complete o plano.",
    source=LAW,
    wrong=_PLAN,
    right=_PLAN + "\n\n9. ABRANGÊNCIA\n\nTexto.\n\n10. RESULTADOS ESPERADOS\n\nTexto.",
)
def plan_complete(subject: Subject) -> Iterator[Hit]:
    """Sections that a work plan has, against their titles."""
    sections = [block for block in subject.plan if block.kind == "secao"]
    if len(sections) < WHOLE:
        return
    titles = [fold(block.title or block.text) for block in sections]
    heading = subject.plan[0]
    for element in plan_elements():
        if not any(element.in_title.search(title) for title in titles):
            told = f"o plano de trabalho não traz {element.title} ({element.source})."
            yield Hit(
                heading,
                0,
                len(heading.text),
                told,
                key=element.id,
                severity=None if element.required else "nota",
            )


_FOREIGN = re.compile(
    r"\b(?:orgao|entidade|parte)\s+(?:concedente|convenente|proponente|concessionari[oa]"
    r"|executor[a]?)\b"
    r"|\b(?:concedentes?|convenentes?|proponentes?|contratante|contratad[oa](?!s))\b"
    r"|\bcontrapartida\s+financeira\b"
)


@rule(
    "termo-de-convenio",
    "norma",
    "aviso",
    meaning="Palavra de convênio ou contrato (concedente, convenente, contratante) num acordo sem "
    "transferência de recursos.",
    remedy="Chame as partes de partícipes, ou pelos nomes que o preâmbulo define.",
    source="Decreto nº 11.531/2023, arts. 2º, 24 e 25",
    wrong=(
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nO órgão "
        "concedente "
        "divulgará o serviço."
    ),
    right=(
        "ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024\n\nCLÁUSULA PRIMEIRA – DO OBJETO\n\nO partícipe "
        "divulgará o serviço."
    ),
)
def terms_of_transfers(subject: Subject) -> Iterator[Hit]:
    """Names of the parties to other kinds of instrument."""
    if not subject.is_agreement:
        return
    for block in subject.drafted:
        for hit in _FOREIGN.finditer(fold(block.text)):
            shown = block.text[hit.start() : hit.end()]
            told = f"{quoted(shown)} é termo de convênio ou contrato; este é um acordo sem repasse."
            yield Hit(block, *hit.span(), told, key=fold(shown))
