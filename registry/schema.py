"""The one schema, for SQLite and PostgreSQL. `journal` is the truth; the rest is folded from it.

Names of tables and columns are Portuguese, because coordinators and auditors open them. Changing
this file needs a migration beside it (registry/migrations); a test compares the two.
"""

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)
from sqlalchemy import Text as AnyText

Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""Text in the order of its bytes in either database, whatever the language of the server."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

journal = Table(
    "diario",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("em", Text, nullable=False),
    Column("quem", Text, nullable=False),
    Column("fato", Text, nullable=False),
    Column("assunto", Text, nullable=False),
    Column("dados", Text, nullable=False),
    Column("anterior", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Index("ix_diario_assunto_seq", "assunto", "seq"),
)

private_values = Table(
    "dados_pessoais",
    metadata,
    Column("resumo", Text, primary_key=True),
    Column("sal", Text, nullable=False),
    Column("valor", Text, nullable=False),
)

parts = Table(
    "partes",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("conteudo", Text, nullable=False),
)

partners = Table(
    "participes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("nome", Text, nullable=False),
    Column("sigla", Text, nullable=False),
    Column("tipo", Text, nullable=False),
    Column("uf", Text, nullable=False),
    Column("municipio", Text, nullable=False),
    Column("dados", Text, nullable=False),
    Column("seq", Integer, nullable=False),
)

instruments = Table(
    "instrumentos",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("ano", Integer, nullable=False),
    Column("sequencia", Integer, nullable=False),
    Column("unidade", Text, nullable=False),
    Column("codigo", Text, nullable=False, unique=True),
    Column("especie", Text, nullable=False),
    Column("conjunto", Text, nullable=False),
    Column("orgao", Text, nullable=False),
    Column("estado", Text, nullable=False),
    Column("versao", Integer, nullable=False),
    Column("chave", Text, nullable=False),
    Column("participes", Text, nullable=False),
    Column("uf", Text, nullable=False),
    Column("processo", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("ordem", Integer, nullable=False),
    Column("meses", Integer, nullable=False),
    Column("minutado_em", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("ano", "unidade", "sequencia"),
    Index("ix_instrumentos_chave", "chave", "seq"),
    Index("ix_instrumentos_estado_ano_unidade_sequencia", "estado", "ano", "unidade", "sequencia"),
    Index("ix_instrumentos_processo", "processo"),
    Index("ix_instrumentos_original", "original"),
    Index("ix_instrumentos_sequencia_ano", "sequencia", "ano"),
)

states = Table(
    "instrumentos_ufs",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("uf", Text, primary_key=True),
    Column("estado", Text, nullable=False),
    Column("ano", Integer, nullable=False),
    Column("unidade", Text, nullable=False),
    Column("sequencia", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    # In the order in which instruments are listed, so that the first of a UF are found at once.
    Index("ix_instrumentos_ufs_uf_ano_unidade_sequencia", "uf", "ano", "unidade", "sequencia"),
    Index(
        "ix_instrumentos_ufs_uf_estado_ano_unidade_sequencia",
        "uf",
        "estado",
        "ano",
        "unidade",
        "sequencia",
    ),
)

versions = Table(
    "versoes",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("versao", Integer, primary_key=True, autoincrement=False),
    Column("pedido_sha256", Text, nullable=False),
    Column("texto_sha256", Text, nullable=False),
    Column("cnpjs", Text, nullable=False, default=""),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
)

files = Table(
    "arquivos",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("versao", Integer, primary_key=True, autoincrement=False),
    Column("formato", Text, primary_key=True),
    Column("motor", Text, primary_key=True),
    Column("nome", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero", "versao"], ["versoes.numero", "versoes.versao"]),
    Index("ix_arquivos_sha256", "sha256"),
)

signatures = Table(
    "assinaturas",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("signatario", Text, primary_key=True),
    Column("versao", Integer, nullable=False),
    Column("nome", Text, nullable=False),
    Column("cargo", Text, nullable=False),
    Column("em", Text, nullable=False),
    Column("nivel", Text, nullable=False),
    Column("papel", Text, nullable=False),
    Column("ordem", Integer, nullable=False),
    Column("opcional", Integer, nullable=False),
    Column("situacao", Text, nullable=False),
    Column("motivo", Text, nullable=False),
    Column("via", Text, nullable=False),
    Column("texto", Text, nullable=False),
    Column("hora", Text, nullable=False),
    Column("arquivo_sha256", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_assinaturas_arquivo_sha256", "arquivo_sha256"),
)

envelopes = Table(
    "envelopes",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("versao", Integer, nullable=False),
    Column("aberto_em", Text, nullable=False),
    Column("prazo", Text, nullable=False),
    Column("nivel_minimo", Text, nullable=False),
    Column("crc", Text, nullable=False),
    Column("texto_sha256", Text, nullable=False),
    Column("arquivo_sha256", Text, nullable=False),
    Column("assinado_sha256", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_envelopes_assinado_sha256", "assinado_sha256"),
    Index("ix_envelopes_arquivo_sha256", "arquivo_sha256"),
)

lives = Table(
    "vidas",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("assinado_em", Text, nullable=False),
    Column("meses", Integer, nullable=False),
    Column("fim", Text, nullable=False),
    Column("fim_alternativo", Text, nullable=False),
    Column("publicar_ate", Text, nullable=False),
    Column("publicar_prudente", Text, nullable=False),
    Column("envio_dou_ate", Text, nullable=False),
    Column("renovacao_ate", Text, nullable=False),
    Column("renovacao_prudente", Text, nullable=False),
    Column("enviado_dou_em", Text, nullable=False),
    Column("publicado_em", Text, nullable=False),
    Column("edicao", Text, nullable=False),
    Column("secao", Integer, nullable=False),
    Column("pagina", Integer, nullable=False),
    Column("materia", Text, nullable=False),
    Column("retificacao", Text, nullable=False),
    Column("prorrogacao_pedida_em", Text, nullable=False),
    Column("encerrado_em", Text, nullable=False),
    Column("forma_encerramento", Text, nullable=False),
    Column("relatorio_ate", Text, nullable=False),
    Column("relatorio_prudente", Text, nullable=False),
    Column("relatorio_em", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_vidas_publicado_em_publicar_ate", "publicado_em", "publicar_ate"),
    Index("ix_vidas_retificacao_numero", "retificacao", "numero"),
    Index("ix_vidas_publicado_em_publicar_prudente", "publicado_em", "publicar_prudente"),
    Index("ix_vidas_encerrado_em_fim", "encerrado_em", "fim"),
    Index("ix_vidas_renovacao_prudente", "renovacao_prudente"),
    Index(
        "ix_vidas_encerrado_em_prorrogacao_pedida_em_renovacao_prudente",
        "encerrado_em",
        "prorrogacao_pedida_em",
        "renovacao_prudente",
        "fim",
    ),
    Index("ix_vidas_relatorio_em_relatorio_prudente", "relatorio_em", "relatorio_prudente"),
    Index("ix_vidas_relatorio_em_relatorio_ate", "relatorio_em", "relatorio_ate"),
)

leaves = Table(
    "registro_publico",
    metadata,
    Column("indice", Integer, primary_key=True, autoincrement=False),
    Column("numero", Text, nullable=False),
    Column("evento", Text, nullable=False),
    Column("conteudo", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Index("ix_registro_publico_numero_indice", "numero", "indice"),
)

nodes = Table(
    "registro_publico_nos",
    metadata,
    Column("posicao", Integer, primary_key=True, autoincrement=False),
    Column("hash", Text, nullable=False),
)

checkpoints = Table(
    "pontos",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("origem", Text, nullable=False),
    Column("tamanho", Integer, nullable=False),
    Column("raiz", Text, nullable=False),
    Column("em", Text, nullable=False),
    Column("nota", Text, nullable=False),
)

keys = Table(
    "chaves",
    metadata,
    Column("id", Text, primary_key=True),
    Column("origem", Text, nullable=False),
    Column("publica", Text, nullable=False),
    Column("criada_em", Text, nullable=False),
    Column("anterior", Text, nullable=False),
    Column("endosso", Text, nullable=False),
    Column("trocada_em", Text, nullable=False),
    Column("revogada_em", Text, nullable=False),
    Column("revogada_desde", Text, nullable=False),
    Column("motivo", Text, nullable=False),
    Column("seq", Integer, nullable=False),
)

notices = Table(
    "avisos",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("aviso", Text, nullable=False),
    Column("prazo", Text, nullable=False),
    Column("numero", Text, nullable=False),
    Column("degrau", Text, nullable=False),
    Column("situacao", Text, nullable=False),
    Column("em", Text, nullable=False),
    Column("motivo", Text, nullable=False),
    Column("detalhe", Text, nullable=False),
    Column("destinatario", Text, nullable=False),
    Column("mensagem", Text, nullable=False),
    Column("por", Text, nullable=False),
    Column("aberto", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_avisos_prazo_seq", "prazo", "seq"),
    Index("ix_avisos_aviso_seq", "aviso", "seq"),
    Index("ix_avisos_numero_seq", "numero", "seq"),
    Index("ix_avisos_situacao_em", "situacao", "em"),
    Index("ix_avisos_aberto_numero", "aberto", "numero"),
)

notice_runs = Table(
    "conferencias",
    metadata,
    Column("regras", Text, primary_key=True),
    Column("dia", Text, nullable=False),
    Column("lido_ate", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
)

notice_recipients = Table(
    "destinatarios",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("email", Text, primary_key=True),
    Column("nome", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
)

actions = Table(
    "acoes",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("ordem", Integer, primary_key=True, autoincrement=False),
    Column("prazo", Text, nullable=False),
    Column("concluida_em", Text, nullable=False),
    Column("evidencia", Text, nullable=False),
    Column("arquivo", Text, nullable=False),
    Column("arquivo_sha256", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_acoes_concluida_em_prazo", "concluida_em", "prazo"),
)

authenticity = Table(
    "autenticidade",
    metadata,
    Column("codigo", Text, primary_key=True),
    Column("crc", Text, primary_key=True),
    Column("numero", Text, nullable=False),
    Column("versao", Integer, nullable=False),
    Column("situacao", Text, nullable=False),
    Column("dados", Text, nullable=False),
    Column("inicio", Text, nullable=False),
    Column("fim", Text, nullable=False),
    Column("encerrado_em", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_autenticidade_numero", "numero"),
)

agendas = Table(
    "agendas",
    metadata,
    Column("id", Text, primary_key=True),
    Column("de_quem", Text, nullable=False),
    Column("segredo_sha256", Text, nullable=False, unique=True),
    Column("aberta_em", Text, nullable=False),
    Column("revogada_em", Text, nullable=False),
    Column("seq", Integer, nullable=False),
)

imports = Table(
    "importados",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("arquivo_sha256", Text, nullable=False),
    Column("nome", Text, nullable=False),
    Column("formato", Text, nullable=False),
    Column("codigo_origem", Text, nullable=False),
    Column("crc_origem", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_importados_arquivo_sha256", "arquivo_sha256"),
)

TRUTH = (journal, private_values, parts)
"""What is written once and never folded: the journal, and what was taken out of its entries."""

PROJECTIONS = tuple(table for table in reversed(metadata.sorted_tables) if table not in TRUTH)
"""Tables that can be emptied and folded again from the journal, children first."""
