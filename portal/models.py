"""The forms of the API's answers, for its description (openapi.py) and for the tests of both.

No answer is made through these models: the short way has no time for it. Tests hold every answer
against them.
"""

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Answer(BaseModel):
    """Root: keys are Portuguese, and none is there that is not described."""

    model_config = ConfigDict(extra="forbid")


class Signature(Answer):
    """Uma assinatura, como aparece no documento."""

    nome: str
    cargo: str
    nivel: Literal["simples", "avancada", "qualificada"] | str = Field(
        description="Lei nº 14.063/2020, art. 4º"
    )
    em: datetime = Field(description="horário de Brasília, com o fuso")
    texto: str = Field(description="a frase impressa junto da assinatura")
    conferido: str = Field(description="o que foi conferido no arquivo; vazio se veio de fora")


class Difference(Answer):
    """Um trecho que difere do texto registrado."""

    onde: str = Field(examples=["cláusula décima"])
    original: str
    encontrado: str


class Finding(Answer):
    """Um achado, com lugar e remédio."""

    regra: str
    severidade: Literal["erro", "aviso", "nota"]
    onde: str
    trecho: str
    mensagem: str
    remedio: str
    fonte: str


class VerdictAnswer(Answer):
    """O que se diz de um documento conhecido, ou de um arquivo."""

    situacao: Literal[
        "autentico",
        "palavras_conferem",
        "nao_assinado",
        "nao_encontrado",
        "crc_nao_confere",
        "cancelado",
        "adulterado",
        "substituido",
        "assinatura_valida_sem_registro",
    ]
    explicacao: str
    proximo_passo: str
    numero: str | None
    codigo_verificador: str | None
    crc: str | None
    especie: str | None
    partes: list[str] = Field(description="quem assina; de um ato de uma só parte, só ela")
    destinatarios: list[str] = Field(
        description="as outras partes do acordo, a quem o ato de uma só é comunicado"
    )
    assinaturas: list[Signature] = Field(
        description="as do documento registrado; um arquivo que não é o assinado pode não as ter"
    )
    vigencia: Literal["futura", "vigente", "encerrada"] | None
    fim_vigencia: date | None
    encerrado_em: date | None
    alterado_por: list[str]
    diferencas: list[Difference]
    arquivo_sha256: str | None
    texto_sha256: str | None
    arquivo_assinado_sha256: str | None
    achados: list[Finding]
    observacoes: list[str]


class NotMatchingAnswer(Answer):
    """Códigos que não levam a documento nenhum, seja qual for o motivo."""

    situacao: Literal["nao_confere"]
    explicacao: str
    proximo_passo: str


class PublishedAnswer(Answer):
    """Um acordo publicado."""

    numero: str
    especie: str
    partes: list[str]
    uf: str
    assinado_em: date
    publicado_em: date
    fim_vigencia: date
    vigencia: Literal["futura", "vigente", "encerrada"]


class RegisterAnswer(Answer):
    """Uma página dos acordos publicados."""

    pagina: int
    tem_mais: bool
    total: int | None = Field(description="nulo quando a contagem custaria demais")
    acordos: list[PublishedAnswer]


class PartyAnswer(Answer):
    """Uma parte de um acordo."""

    nome: str
    sigla: str
    lugar: str
    identificador: str = Field(description="CNPJ, ou identificador estrangeiro")
    representante: str


class GazetteAnswer(Answer):
    """O lugar do extrato no Diário Oficial da União."""

    data: date
    edicao: str
    secao: int
    pagina: int


class AgreementAnswer(PublishedAnswer):
    """Tudo o que é público de um acordo."""

    titulo: str
    objeto: str
    processo: str
    codigo_verificador: str
    participes: list[PartyAnswer]
    publicacao: GazetteAnswer
    meses: int
    texto_sha256: str
    encerrado_em: date | None
    forma_encerramento: str | None
    prorrogacao_pedida_em: date | None
    alterado_por: list[str]


class CheckpointAnswer(Answer):
    """O estado mais novo do registro público, assinado."""

    tamanho: int
    raiz: str
    em: datetime
    chave: str
    nota: str = Field(description="a nota assinada, byte por byte")


class KeyAnswer(Answer):
    """Uma chave pública do órgão."""

    id: str
    algoritmo: str
    chave: str
    estado: Literal["ativa", "substituida", "revogada"]
    desde: date
    ate: date | None
    motivo: str | None


class KeysAnswer(Answer):
    """As chaves públicas, a que assina agora primeiro."""

    chaves: list[KeyAnswer]


class RefusalAnswer(Answer):
    """Uma pergunta que não foi respondida, com o que fazer."""

    erro: str
    mensagem: str
    remedio: str


class HealthAnswer(Answer):
    """Se o portal está de pé."""

    situacao: Literal["ok", "indisponivel"]
