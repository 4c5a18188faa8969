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
    Column("estado", Text, nullable=False),
    Column("versao", Integer, nullable=False),
    Column("chave", Text, nullable=False),
    Column("participes", Text, nullable=False),
    Column("uf", Text, nullable=False),
    Column("processo", Text, nullable=False),
    Column("meses", Integer, nullable=False),
    Column("minutado_em", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    UniqueConstraint("ano", "unidade", "sequencia"),
    Index("ix_instrumentos_chave", "chave", "seq"),
    Index("ix_instrumentos_estado_uf", "estado", "uf"),
)

versions = Table(
    "versoes",
    metadata,
    Column("numero", Text, primary_key=True),
    Column("versao", Integer, primary_key=True, autoincrement=False),
    Column("pedido_sha256", Text, nullable=False),
    Column("texto_sha256", Text, nullable=False),
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
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
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
    Column("prorrogacao_pedida_em", Text, nullable=False),
    Column("encerrado_em", Text, nullable=False),
    Column("forma_encerramento", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    ForeignKeyConstraint(["numero"], ["instrumentos.numero"]),
    Index("ix_vidas_publicado_em_publicar_ate", "publicado_em", "publicar_ate"),
    Index("ix_vidas_encerrado_em_fim", "encerrado_em", "fim"),
)

TRUTH = (journal, private_values, parts)
"""What is written once and never folded: the journal, and what was taken out of its entries."""

PROJECTIONS = tuple(table for table in reversed(metadata.sorted_tables) if table not in TRUTH)
"""Tables that can be emptied and folded again from the journal, children first."""
