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


def record(
    noun: Noun | None = None, members: tuple[Record, ...] = (), /, **fields: Value
) -> Record:
    """A Record of these fields."""
    return Record(MappingProxyType(fields), noun, members)


PARTY_FIELDS: dict[str, str] = {
    "": "nome por extenso; aceita os filtros de concordância",
    "nome": "nome por extenso",
    "sigla": "sigla; aceita os filtros de concordância",
    "tipo": "tipo de partícipe, como ministerio_publico",
    "esfera": "federal, estadual, distrital, municipal, estrangeira ou privada",
    "cnpj": "CNPJ com pontos e traço, ou identificador estrangeiro",
    "identificacao": "“inscrito no CNPJ sob o nº ...”, já concordando",
    "endereco": "endereço em uma linha",
    "sede": "“no endereço ...” ou, sem logradouro, “em Cuiabá/MT”",
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

TIED_FIELDS: dict[str, str] = {
    "original.numero": "número completo do instrumento original",
    "original.especie": "espécie do original; aceita os filtros de concordância",
    "original.processo": "processo do original; vazio se não informado",
    "original.assinado_em": "dia da última assinatura do original",
    "original.publicado_em": "dia da publicação do extrato; vazio se não publicado",
    "original.inicio": "primeiro dia da vigência do original",
    "original.fim": "último dia da vigência em curso, já com as prorrogações anteriores",
    "aditivo.ordem": "1 para o primeiro termo aditivo, 2 para o segundo",
    "aditivo.finalidade": "o que o aditivo faz, como “prorrogar a vigência e alterar cláusulas”",
    "aditivo.altera_prazo": "verdadeiro se o aditivo prorroga a vigência",
    "aditivo.altera_clausulas": "verdadeiro se o aditivo altera, acresce ou revoga cláusulas",
    "aditivo.altera_plano": "verdadeiro se o aditivo substitui o plano de trabalho",
    "aditivo.meses": "meses que o aditivo acresce à vigência",
    "aditivo.fim_novo": "último dia da vigência depois da prorrogação",
    "ato.data": "dia do ato ou da carta",
    "ato.efeito_em": "dia em que o ato produz efeitos",
    "ato.autor": "partícipe que pratica o ato; aceita os filtros de concordância",
    "ato.autor.sigla": "sigla do autor; aceita os filtros de concordância",
    "ato.autor.identificacao": "“inscrito no CNPJ sob o nº ...”, já concordando",
    "ato.autor.municipio": "município da sede do autor",
    "ato.autor.representante": "nome de quem representa o autor; aceita concordância",
    "ato.autor.representante.nome": "nome de quem representa o autor",
    "ato.autor.representante.cargo": "cargo de quem representa o autor",
    "ato.forma": "forma da rescisão: consenso, descumprimento ou forca_maior",
    "ato.motivo": "motivo do ato; vazio se não informado",
    "ato.fundamento": "dispositivo do original em que o ato se apoia; vazio se não informado",
    "ato.pendencias": "obrigações pendentes no dia do ato; vazio se não informadas",
    "gestor.anterior": "quem deixa a gestão; vazio se é a primeira designação",
    "gestor.novo": "quem assume a gestão; aceita os filtros de concordância",
    "gestor.novo.cargo": "cargo de quem assume a gestão",
    "gestor.novo.setor": "setor de quem assume a gestão; vazio se não informado",
    "gestor.novo.email": "e-mail de quem assume a gestão; vazio se não informado",
    "gestor.novo.telefone": "telefone de quem assume a gestão; vazio se não informado",
    "gestor.ocorrencia_em": "dia do impedimento de quem deixa a gestão; vazio se não informado",
    "relatorio.extinto_em": "dia em que o original se extinguiu",
    "relatorio.forma_extincao": "como se extinguiu: termo, denuncia, consenso ou rescisao",
    "relatorio.extinto_por": "partícipe que denunciou ou rescindiu; vazio se não foi um só",
    "relatorio.extinto_por.sigla": "sigla desse partícipe; aceita os filtros de concordância",
    "relatorio.motivo_extincao": "motivo da denúncia ou da rescisão; vazio se não informado",
    "relatorio.aditivos": "“pelo Primeiro Termo Aditivo, ...”, um ou mais; vazio se não houve",
    "relatorio.cumprimento": "cumprimento do objeto: integral, parcial ou nenhum",
    "relatorio.resultados": "resultados alcançados",
    "relatorio.dificuldades": "dificuldades encontradas; vazio se não informadas",
    "relatorio.continuidade": "metas ou ações que prosseguem; vazio se não há",
    "relatorio.recomendacoes": "recomendações; vazio se não há",
    "relatorio.acessos_cancelados_em": "dia em que cessaram os acessos; vazio se não informado",
    "relatorio.acoes": "quantas ações o plano previa",
    "relatorio.acoes_concluidas": "quantas ações foram concluídas",
    "relatorio.acoes_parciais": "quantas ações foram executadas em parte",
    "relatorio.acoes_nao_executadas": "quantas ações não foram executadas",
    "relatorio.acoes_sem_registro": "de quantas ações ninguém registrou a conclusão",
}
"""Only in a document tied to an original; elsewhere a text that uses one is refused."""

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
    "prazo.substituicao": "dias para designar o responsável ou comunicar o seu substituto",
    "prazo.atualizacao": "dias de antecedência do aviso de novas condições; 0 se não há",
    "plano.titulo": "título do plano de trabalho",
    **TIED_FIELDS,
}

CHOICES: dict[str, tuple[str, ...]] = {
    "participe.tipo": get_args(PartnerKind),
    "participe.esfera": ("federal", "estadual", "distrital", "municipal", "estrangeira", "privada"),
    "ato.forma": ("consenso", "descumprimento", "forca_maior"),
    "relatorio.forma_extincao": ("termo", "denuncia", "consenso", "rescisao"),
    "relatorio.cumprimento": ("integral", "parcial", "nenhum"),
}
"""Fields of few values: compared with another one, a condition would silently never hold."""

ROOTS = frozenset(path.partition(".")[0] for path in FIELDS)
