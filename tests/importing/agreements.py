"""What the sample agreement says, and the agreements recovered from its variants."""

from functools import cache
from typing import Any

from clauses.library import Library
from importing.agreement import Agreement, recover
from importing.matching import ClauseMatcher
from reading.open import read_file

TITLES = (
    "DO OBJETO", "DO PLANO DE TRABALHO", "DAS OBRIGAÇÕES COMUNS", "DAS OBRIGAÇÕES DA SENACON",
    "DAS OBRIGAÇÕES DA DEFENSORIA PÚBLICA", "DO GERENCIAMENTO DO ACORDO DE COOPERAÇÃO TÉCNICA",
    "DOS RECURSOS", "DA PROTEÇÃO DE DADOS PESSOAIS", "DO PRAZO E VIGÊNCIA", "DO ENCERRAMENTO",
    "DA RESCISÃO", "DA PUBLICAÇÃO", "DO FORO",
)  # fmt: skip
SECTIONS = (
    "DADOS CADASTRAIS", "IDENTIFICAÇÃO DO OBJETO", "DIAGNÓSTICO", "JUSTIFICATIVA",
    "OBJETIVOS GERAIS E ESPECÍFICOS", "METODOLOGIA DE INTERVENÇÃO",
    "UNIDADE RESPONSÁVEL E GESTOR DO ACORDO DE COOPERAÇÃO TÉCNICA", "PLANO DE AÇÃO",
)  # fmt: skip
BASIS = "§ 3º do art. 4º do Decreto nº 10.543, de 13 de novembro de 2020"

SAMPLE: dict[str, Any] = {
    "kind": "acordo_cooperacao_tecnica",
    "number": "7/2024/CIHP/CGSINDEC/DPDC/SENACON",
    "process": "08012.001234/2023-41",
    "other processes": ["08012.000456/2016-18"],
    "codes": ("31415926", "0BADCAFE"),
    "months": 24,
    "days": (45, 60, 30, 20),
    "parties": [
        (
            "Secretaria Nacional do Consumidor", "SENACON", "00.394.494/0100-18", "Brasília", "DF",
            "José Carlos Mendes Prado", "Secretário Nacional do Consumidor", "m",
            "Portaria nº 77 de 12 de janeiro de 2023",
        ),
        (
            "Defensoria Pública do Estado do Pará", "DPEPA", "34.321.056/0001-60", "Belém", "PA",
            "Maria Lúcia Tavares Braga", "Defensora Pública-Geral", "f",
            "Portaria nº 045/2022-GAB de 3 de março de 2022",
        ),
    ],
    "signatures": [
        ("Maria Lúcia Tavares Braga", "Usuário Externo", "2024-04-09 09:05", "simples", BASIS),
        (
            "José Carlos Mendes Prado", "Secretário(a) Nacional do Consumidor",
            "2024-04-15 18:40", "simples", BASIS,
        ),
    ],
    "clauses": TITLES,
    "sections": SECTIONS,
    "actions": [
        ("1", "Celebração do Acordo", "abril/2024", "maio/2024", "SENACON", "2024-04", "2024-05"),
        (
            "2", "Divulgação do endereço da plataforma", "MÊS/2024", "MÊS/2026", "DPEPA", None,
            None,
        ),
    ],
    "contacts": [("manager", "Paulo Souza Nunes"), ("admin", "Ana Rita Leal")],
}  # fmt: skip
"""Every field of the sample agreement, as it has to come out of every variant."""


@cache
def matcher() -> ClauseMatcher:
    """The texts of the bundled library."""
    return ClauseMatcher(Library().all_texts())


def recovered(data: bytes, name: str = "acordo") -> Agreement:
    """The agreement in a file."""
    return recover(read_file(name, data), matcher())


def fields(found: Agreement) -> dict[str, Any]:
    """What was recovered, in the form of SAMPLE."""
    own, term, plan = found.identity, found.term, found.plan
    days = (term.renewal_days, term.withdrawal_days, term.termination_days, term.replacement_days)
    return {
        "kind": own.kind and own.kind.value,
        "number": own.number and own.number.value,
        "process": own.process and own.process.value,
        "other processes": [other.value for other in own.other_processes],
        "codes": (own.code and own.code.value, own.crc and own.crc.value),
        "months": term.months and term.months.value,
        "days": tuple(day and day.value for day in days),
        "parties": [
            (
                party.name.value,
                party.acronym and party.acronym.value,
                party.cnpj and party.cnpj.value,
                party.address and party.address.value.city,
                party.address and party.address.value.state,
                party.person and party.person.name.value,
                party.person and party.person.role and party.person.role.value,
                party.person and party.person.gender,
                party.person and party.person.designation and party.person.designation.value,
            )
            for party in found.parties
        ],
        "signatures": [
            (one.value.name, one.value.role, f"{one.value.at:%Y-%m-%d %H:%M}", one.value.level,
             one.value.basis)
            for one in found.signatures
        ],
        "clauses": tuple(clause.title for clause in found.clauses),
        "sections": tuple(title for title, _ in plan.sections) if plan else (),
        "actions": [
            (one.axis, one.text, one.start, one.end, one.responsible, one.start_month,
             one.end_month)
            for one in plan.actions
        ] if plan else [],
        "contacts": [(one.part, one.name) for one in plan.contacts] if plan else [],
    }  # fmt: skip


def without(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """These fields left out."""
    return {name: value for name, value in data.items() if name not in names}
