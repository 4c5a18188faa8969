"""Invented originals and acts, with which `clausula conferir` puts together the sets tied to one.

Of each kind of document there is one with every optional part, one with none, and whatever else
takes another way through its texts.
"""

from collections.abc import Iterator
from typing import Any

from faults.validation import validate
from instruments.tied import BODY, Tied

ORIGINAL = {
    "numero": "1/2024/EXEMPLO",
    "especie": "acordo_cooperacao_tecnica",
    "processo": "08012.002734/2023-09",
    "assinado_em": "2024-01-30",
    "publicado_em": "2024-02-07",
    "inicio": "2024-01-30",
    "fim": "2027-01-30",
}
BARE_ORIGINAL = {**ORIGINAL, "especie": "acordo_adesao", "processo": None, "publicado_em": None}

EXTENSION = {"meses": 12, "fim_novo": "2028-01-30"}
CHANGES = [
    {
        "tipo": "redacao",
        "clausula": "publicidade",
        "titulo": "Da publicidade",
        "texto": "A divulgação dos atos observa a [](#publicacao) e terá fim educativo.\n\n"
        "- sem nomes\n- sem símbolos\n\n## Subcláusula {#marcas}\n\nAs marcas não se usam.",
        "citacao": "cláusula décima quinta",
        "remissoes": {"publicacao": "cláusula décima quarta"},
    },
    {
        "tipo": "acrescimo",
        "clausula": "uso-da-marca",
        "depois_de": "publicidade",
        "titulo": "Do uso da marca",
        "texto": "O uso da marca {{ participe.tratamento|pelo }} depende de autorização.",
        "citacao": "cláusula décima quinta-A",
    },
    {
        "tipo": "revogacao",
        "clausula": "casos-omissos",
        "titulo": "Dos casos omissos",
        "citacao": "cláusula décima sexta",
    },
]
PERSON = {"nome": "Ana Lima Reis", "genero": "f", "cargo": "Coordenadora"}
REACHABLE = {"setor": "Gabinete", "email": "ana@exemplo.gov.br", "telefone": "(61) 2025-3000"}
ACT = {"data": "2026-10-15", "efeito_em": "2026-11-16"}
TOLD = {
    "motivo": "a ação passou a outra instituição",
    "fundamento": "alínea “b” da cláusula décima segunda",
    "pendencias": "a entrega do relatório parcial",
}
ACTIONS = [
    {"eixo": "Adesão", "acao": "Divulgar", "prazo": "1º mês", "situacao": state}
    for state in ("concluida", "parcial", "nao_executada", "sem_registro")
]
REPORT = {
    "extinto_em": "2027-01-30",
    "forma_extincao": "termo",
    "cumprimento": "integral",
    "resultados": "A plataforma foi divulgada em todas as unidades",
}
FULL_REPORT = {
    "dificuldades": "Faltou pessoal no segundo ano",
    "continuidade": "a capacitação das equipes",
    "recomendacoes": "a celebração de novo acordo",
    "acessos_cancelados_em": "2027-02-05",
    "acoes": ACTIONS,
    "aditivos": [
        {
            "ordem": 1,
            "numero": "9/2026/CIHP/CGSINDEC/DPDC/SENACON",
            "assinado_em": "2026-10-15",
            "finalidade": "prorrogar a vigência",
        }
    ],
}


def tied_samples(kind: str, partner_id: str) -> tuple[Tied, ...]:
    """Originals with what a document of this kind does to them, for an agreement with a partner."""
    return tuple(
        validate(Tied, {"original": original, **part}, f"exemplo de {kind}")
        for part in _PARTS.get(kind, _nothing)(partner_id)
        for original in (ORIGINAL, BARE_ORIGINAL)
    )


Parts = Iterator[dict[str, Any]]


def _nothing(partner_id: str) -> Parts:
    yield {}


def _amendments(partner_id: str) -> Parts:
    yield {"aditivo": {"ordem": 1, **EXTENSION}}
    yield {"aditivo": {"ordem": 1, "alteracoes": CHANGES[:1]}}
    yield {"aditivo": {"ordem": 2, "altera_plano": True}}
    yield {"aditivo": {"ordem": 3, **EXTENSION, "alteracoes": CHANGES, "altera_plano": True}}


def _withdrawals(partner_id: str) -> Parts:
    for author in (BODY, partner_id):
        yield {"ato": {**ACT, "autor": author}}
        yield {"ato": {**ACT, **TOLD, "autor": author}}


def _terminations(partner_id: str) -> Parts:
    yield {"ato": {**ACT, "forma": "consenso"}}
    yield {"ato": {**ACT, **TOLD, "forma": "consenso"}}
    for author in (BODY, partner_id):
        for form in ("descumprimento", "forca_maior"):
            yield {"ato": {**ACT, **TOLD, "forma": form, "autor": author}}


def _replacements(partner_id: str) -> Parts:
    for author in (BODY, partner_id):
        yield {"ato": {**ACT, "autor": author}, "gestor": {"novo": PERSON}}
        change = {"anterior": PERSON, "novo": PERSON | REACHABLE, "ocorrencia_em": "2026-10-01"}
        yield {"ato": {**ACT, **TOLD, "autor": author}, "gestor": change}


def _reports(partner_id: str) -> Parts:
    yield {"relatorio": REPORT}
    yield {"relatorio": REPORT | FULL_REPORT}
    for form, fulfilment in (("denuncia", "parcial"), ("rescisao", "nenhum")):
        ended = {"forma_extincao": form, "cumprimento": fulfilment}
        yield {"relatorio": REPORT | FULL_REPORT | ended}
        for author in (BODY, partner_id):
            by = {"extinto_por": author, "motivo_extincao": TOLD["motivo"]}
            yield {"relatorio": REPORT | FULL_REPORT | ended | by}


_PARTS = {
    "termo_aditivo": _amendments,
    "notificacao_denuncia": _withdrawals,
    "termo_rescisao": _terminations,
    "substituicao_gestor": _replacements,
    "relatorio_cumprimento": _reports,
}
