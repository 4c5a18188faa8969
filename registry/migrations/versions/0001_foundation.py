"""Journal, private values, shared parts, partners, instruments, versions, files and lives."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "diario",
        sa.Column("seq", sa.Integer, autoincrement=False),
        sa.Column("em", TEXT, nullable=False),
        sa.Column("quem", TEXT, nullable=False),
        sa.Column("fato", TEXT, nullable=False),
        sa.Column("assunto", TEXT, nullable=False),
        sa.Column("dados", TEXT, nullable=False),
        sa.Column("anterior", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_diario"),
        sa.UniqueConstraint("hash", name="uq_diario_hash"),
    )
    op.create_index("ix_diario_assunto_seq", "diario", ["assunto", "seq"])
    op.create_table(
        "dados_pessoais",
        sa.Column("resumo", TEXT),
        sa.Column("sal", TEXT, nullable=False),
        sa.Column("valor", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("resumo", name="pk_dados_pessoais"),
    )
    op.create_table(
        "partes",
        sa.Column("sha256", TEXT),
        sa.Column("conteudo", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_partes"),
    )
    op.create_table(
        "participes",
        sa.Column("id", TEXT),
        sa.Column("nome", TEXT, nullable=False),
        sa.Column("sigla", TEXT, nullable=False),
        sa.Column("tipo", TEXT, nullable=False),
        sa.Column("uf", TEXT, nullable=False),
        sa.Column("municipio", TEXT, nullable=False),
        sa.Column("dados", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participes"),
    )
    op.create_table(
        "instrumentos",
        sa.Column("numero", TEXT),
        sa.Column("ano", sa.Integer, nullable=False),
        sa.Column("sequencia", sa.Integer, nullable=False),
        sa.Column("unidade", TEXT, nullable=False),
        sa.Column("codigo", TEXT, nullable=False),
        sa.Column("especie", TEXT, nullable=False),
        sa.Column("conjunto", TEXT, nullable=False),
        sa.Column("estado", TEXT, nullable=False),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("chave", TEXT, nullable=False),
        sa.Column("participes", TEXT, nullable=False),
        sa.Column("uf", TEXT, nullable=False),
        sa.Column("processo", TEXT, nullable=False),
        sa.Column("meses", sa.Integer, nullable=False),
        sa.Column("minutado_em", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_instrumentos"),
        sa.UniqueConstraint("codigo", name="uq_instrumentos_codigo"),
        sa.UniqueConstraint("ano", "unidade", "sequencia", name="uq_instrumentos_ano"),
    )
    op.create_index("ix_instrumentos_chave", "instrumentos", ["chave", "seq"])
    op.create_index("ix_instrumentos_estado_uf", "instrumentos", ["estado", "uf"])
    op.create_table(
        "versoes",
        sa.Column("numero", TEXT),
        sa.Column("versao", sa.Integer, autoincrement=False),
        sa.Column("pedido_sha256", TEXT, nullable=False),
        sa.Column("texto_sha256", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "versao", name="pk_versoes"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_versoes_numero_instrumentos"
        ),
    )
    op.create_table(
        "arquivos",
        sa.Column("numero", TEXT),
        sa.Column("versao", sa.Integer, autoincrement=False),
        sa.Column("formato", TEXT),
        sa.Column("motor", TEXT),
        sa.Column("nome", TEXT, nullable=False),
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("bytes", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "versao", "formato", "motor", name="pk_arquivos"),
        sa.ForeignKeyConstraint(
            ["numero", "versao"],
            ["versoes.numero", "versoes.versao"],
            name="fk_arquivos_numero_versoes",
        ),
    )
    op.create_index("ix_arquivos_sha256", "arquivos", ["sha256"])
    op.create_table(
        "assinaturas",
        sa.Column("numero", TEXT),
        sa.Column("signatario", TEXT),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("nome", TEXT, nullable=False),
        sa.Column("cargo", TEXT, nullable=False),
        sa.Column("em", TEXT, nullable=False),
        sa.Column("nivel", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "signatario", name="pk_assinaturas"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_assinaturas_numero_instrumentos"
        ),
    )
    op.create_table(
        "vidas",
        sa.Column("numero", TEXT),
        sa.Column("assinado_em", TEXT, nullable=False),
        sa.Column("meses", sa.Integer, nullable=False),
        sa.Column("fim", TEXT, nullable=False),
        sa.Column("fim_alternativo", TEXT, nullable=False),
        sa.Column("publicar_ate", TEXT, nullable=False),
        sa.Column("publicar_prudente", TEXT, nullable=False),
        sa.Column("envio_dou_ate", TEXT, nullable=False),
        sa.Column("renovacao_ate", TEXT, nullable=False),
        sa.Column("renovacao_prudente", TEXT, nullable=False),
        sa.Column("enviado_dou_em", TEXT, nullable=False),
        sa.Column("publicado_em", TEXT, nullable=False),
        sa.Column("edicao", TEXT, nullable=False),
        sa.Column("secao", sa.Integer, nullable=False),
        sa.Column("pagina", sa.Integer, nullable=False),
        sa.Column("prorrogacao_pedida_em", TEXT, nullable=False),
        sa.Column("encerrado_em", TEXT, nullable=False),
        sa.Column("forma_encerramento", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_vidas"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_vidas_numero_instrumentos"
        ),
    )
    op.create_index("ix_vidas_publicado_em_publicar_ate", "vidas", ["publicado_em", "publicar_ate"])
    op.create_index("ix_vidas_encerrado_em_fim", "vidas", ["encerrado_em", "fim"])
