"""What a clause text can say: the declared fields, and the Record that carries their values.

Nothing else can be reached from a text. The table is what `clausula conferir` checks a text
against and what the manual prints, so a field exists here or nowhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import get_args

from clauses.clause_set import PartnerKind
from portuguese.gender import Noun


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """A value with fields; with a noun it can be printed and takes the grammar filters.

    `members` are the records a plural one stands for.
    """

    fields: Mapping[str, "Value"] = field(default_factory=lambda: MappingProxyType({}))
    noun: Noun | None = None
    members: tuple["Record", ...] = ()

    def __str__(self) -> str:
        return self.noun.text if self.noun else ""

    def __eq__(self, other: object) -> bool:
        """Compared with a text, what it prints: `participe.sigla == "MPMT"` means what it says."""
        if isinstance(other, str):
            return str(self) == other
        if not isinstance(other, Record):
            return NotImplemented
        mine, theirs = ((one.fields, one.noun, one.members) for one in (self, other))
        return mine == theirs


Value = str | int | bool | date | Record | None

PARTY_FIELDS: dict[str, str] = {
    "": "nome por extenso; aceita os filtros de concordância",
    "nome": "nome por extenso",
    "sigla": "sigla; aceita os filtros de concordância",
    "tipo": "tipo de partícipe, como ministerio_publico",
    "esfera": "federal, estadual, distrital, municipal, estrangeira ou privada",
    "cnpj": "CNPJ com pontos e traço, ou identificador estrangeiro",
    "identificacao": "“inscrito no CNPJ sob o nº ...”, já concordando",
    "endereco": "endereço em uma linha",
    "municipio": "município da sede",
    "uf": "sigla da unidade da Federação",
    "estado": "nome da unidade da Federação",
    "tratamento": "nome curto usado nas cláusulas, como Ministério Público; aceita concordância",
    "ultimo": "verdadeiro para o último partícipe da qualificação",
    "representante": "nome do representante; aceita os filtros de concordância",
    "representante.nome": "nome do representante",
    "representante.cargo": "cargo do representante",
    "representante.cpf_mascarado": "CPF com os dígitos encobertos; vazio se não informado",
    "representante.designacao": "ato de designação; vazio se não informado",
}

FIELDS: dict[str, str] = {
    **{f"participe.{name}".rstrip("."): text for name, text in PARTY_FIELDS.items()},
    **{f"orgao.{name}".rstrip("."): text for name, text in PARTY_FIELDS.items()},
    "orgao.ministerio": "ministério a que o órgão pertence",
    "orgao.atribuicoes": "norma que dá competência ao representante; vazio se não informada",
    "orgao.foro": "seção judiciária do foro eleito",
    "participes": "todos os partícipes além do órgão; aceita os filtros de concordância",
    "participes.quantidade": "quantos são os partícipes além do órgão",
    "instrumento.numero": "número completo do instrumento",
    "instrumento.especie": "espécie, como Acordo de Cooperação Técnica",
    "instrumento.processo": "número do processo (NUP); vazio se não informado",
    "prazo.meses": "meses de vigência",
    "prazo.antecedencia_renovacao": "dias de antecedência do pedido de prorrogação",
    "prazo.denuncia": "dias de antecedência da denúncia",
    "prazo.rescisao": "dias de aviso prévio da rescisão",
    "prazo.substituicao": "dias para comunicar a substituição do responsável",
    "plano.titulo": "título do plano de trabalho",
}

CHOICES: dict[str, tuple[str, ...]] = {
    "participe.tipo": get_args(PartnerKind),
    "participe.esfera": ("federal", "estadual", "distrital", "municipal", "estrangeira", "privada"),
}
"""Fields of few values: compared with another one, a condition would silently never hold."""

ROOTS = frozenset(path.partition(".")[0] for path in FIELDS)
