"""`clausula conferir`: everything that can be wrong with the library, told before a draft meets it.

Each text is checked alone (language, Markdown, characters, citations), then each set is put
together for every kind of partner it serves, with the example partners as stand-ins and, where the
set follows an original, with invented originals and acts (services/stand_ins.py).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from clauses.clause_set import ClauseSet
from clauses.clause_text import ClauseText
from clauses.library import Library
from clauses.sandbox import problems
from document.canonical import canonical_text
from document.charset import code_point, undrawable
from document.tree import NumberedDocument
from faults.errors import InvalidData, NotFound, PactuaError
from faults.finding import Finding
from instruments.partner import Partner
from law.norms import norm_cited
from services.clause_trials import trial_findings
from services.drafting import Ask, preview
from services.office import Office
from services.partners import read_partners
from services.plans import read_plan
from services.stand_ins import tied_samples

EXAMPLES = Path(__file__).parent.parent / "examples"
SAMPLE_PLAN = EXAMPLES / "plano-adesao.yaml"
SAMPLE_MONTHS = 36
"""What the actions of that plan take: a set of a shorter term is tried with it all the same."""

TYPED_ENDINGS = (";", "; e", "; ou")


def check_library(office: Office) -> list[Finding]:
    """Every finding about every text and set, texts first."""
    findings: list[Finding] = []
    readable = True
    for key in _keys(office.library):
        try:
            findings += check_text(office.library.clause(key), office.today)
        except PactuaError as error:
            readable = False
            findings += _told(error, key)
    for set_id in office.library.set_ids():
        try:
            findings += _check_set(office, office.library.clause_set(set_id), readable)
        except PactuaError as error:
            findings += _told(error, set_id)
    if readable:
        try:
            findings += trial_findings(office.library)
        except PactuaError as error:
            findings += _told(error, "provas")
    return findings


def check_text(text: ClauseText, today: date) -> list[Finding]:
    """What is wrong with one text, whatever instrument it stands in."""
    findings = [
        Finding("texto-linguagem", "erro", f"{text.key}: linha {line}", problem, _FIELDS_REMEDY)
        for source, first in ((text.head.title, 0), (text.body, text.body_line - 1))
        for line, problem in _problems(source, first)
    ]
    for line, content in enumerate(text.body.split("\n"), text.body_line):
        findings += _check_line(text.key, line, content)
    for citation in text.head.basis:
        findings += _check_citation(text.key, citation, today)
    return findings


_FIELDS_REMEDY = "Veja os campos e filtros com: pactua clausula campos"


def _problems(source: str, first: int) -> Iterator[tuple[int, str]]:
    for line, problem in problems(source):
        yield first + line, problem


def _check_line(key: str, line: int, content: str) -> Iterator[Finding]:
    where = f"{key}: linha {line}"
    for _, character in undrawable(content)[:1]:
        yield Finding(
            "caractere-recusado",
            "erro",
            where,
            f"o caractere {code_point(character)} não pode constar de um documento.",
            "Apague-o ou troque-o.",
        )
    is_item = content.lstrip().startswith(("- ", "1. "))
    if is_item and content.rstrip().endswith(TYPED_ENDINGS):
        yield Finding(
            "pontuacao-digitada",
            "aviso",
            where,
            "o item termina com pontuação digitada.",
            "Retire-a: o sistema põe “;”, “; e” e “.” pela posição do item.",
            content.strip()[-40:],
            "Lei Complementar nº 95/1998, art. 10",
        )


def _check_citation(key: str, citation: str, today: date) -> Iterator[Finding]:
    norm = norm_cited(citation)
    if norm is None:
        yield Finding(
            "norma-desconhecida",
            "aviso",
            f"{key}: fundamento",
            f"“{citation}” não está na tabela de normas.",
            "Confira a citação; se a norma existe, peça a inclusão dela na tabela de normas.",
        )
    elif not norm.in_force(today) and norm.until is not None:
        yield Finding(
            "norma-revogada",
            "erro",
            f"{key}: fundamento",
            f"{norm.name} foi revogada em {norm.until:%d/%m/%Y}.",
            f"Cite a norma que a substituiu ({norm.revoked_by or 'ver a tabela de normas'}).",
            citation,
            norm.source,
        )


def _check_set(office: Office, clause_set: ClauseSet, readable: bool) -> Iterator[Finding]:
    missing = [entry.id for entry in clause_set.entries if entry.id not in office.library.ids()]
    for clause_id in missing:
        yield Finding(
            "texto-ausente",
            "erro",
            clause_set.id,
            f"o conjunto cita o texto “{clause_id}”, que não existe.",
            "Crie o texto ou retire a linha do conjunto.",
        )
    if missing or not readable:
        return
    told: set[tuple[str, str, str]] = set()
    for partner in _stand_ins(clause_set):
        for finding in _check_assembled(office, clause_set, partner):
            # What is wrong for every kind of partner is told for the first one only.
            key = (finding.rule, finding.message, finding.excerpt)
            if key not in told:
                told.add(key)
                yield finding


def _check_assembled(office: Office, clause_set: ClauseSet, partner: Partner) -> Iterator[Finding]:
    where = f"{clause_set.id}, {partner.kind}"
    months = max(clause_set.default_months, SAMPLE_MONTHS)
    plan = read_plan(SAMPLE_PLAN)
    ask = Ask((partner,), clause_set.id, plan, SAMPLE_PLAN.name, months=months)
    acts = tied_samples(clause_set.kind, partner.id) if clause_set.tied else (None,)
    for tied in acts:
        try:
            yield from _check_document(preview(office, replace(ask, tied=tied)), where)
        except PactuaError as error:
            yield from _told(error, where)


def _stand_ins(clause_set: ClauseSet) -> Iterator[Partner]:
    """One example partner of each kind that the set serves."""
    kinds = set(clause_set.partner_kinds)
    for path in sorted(EXAMPLES.glob("*.yaml")):
        if path == SAMPLE_PLAN:
            continue
        for row in read_partners(path):
            if row.partner is not None and row.partner.kind in kinds:
                kinds.discard(row.partner.kind)
                yield row.partner


def _check_document(document: NumberedDocument, where: str) -> Iterator[Finding]:
    for line in canonical_text(document).split("\n"):
        for wrong in (" ,", " ;", " .", ",,", ";;", "..", ", .", "()", "“”"):
            if wrong in line:
                yield Finding(
                    "lacuna-no-texto",
                    "erro",
                    where,
                    f"o texto montado tem “{wrong}”, sinal de um campo vazio.",
                    "Ponha o trecho do campo entre {% if %} e {% endif %}.",
                    line[:80],
                )


def _keys(library: Library) -> Iterator[str]:
    for clause_id in library.ids():
        for version in library.versions(clause_id):
            yield f"{clause_id}@{version}"


def _told(error: PactuaError, where: str) -> list[Finding]:
    if isinstance(error, InvalidData):
        return list(error.findings)
    rule = "texto-ausente" if isinstance(error, NotFound) else "texto-ilegivel"
    return [Finding(rule, "erro", where, error.message, error.remedy)]
