"""The journal, private values, shared parts, partners, instruments, versions and files."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create the first tables."""
    op.create_table(
        "diario",
        sa.Column("seq", sa.Integer, autoincrement=False),
        sa.Column("em", sa.Text, nullable=False),
        sa.Column("quem", sa.Text, nullable=False),
        sa.Column("fato", sa.Text, nullable=False),
        sa.Column("assunto", sa.Text, nullable=False),
        sa.Column("dados", sa.Text, nullable=False),
        sa.Column("anterior", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_diario"),
        sa.UniqueConstraint("hash", name="uq_diario_hash"),
    )
    op.create_index("ix_diario_assunto_seq", "diario", ["assunto", "seq"])
    op.create_table(
        "dados_pessoais",
        sa.Column("resumo", sa.Text),
        sa.Column("sal", sa.Text, nullable=False),
        sa.Column("valor", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("resumo", name="pk_dados_pessoais"),
    )
    op.create_table(
        "partes",
        sa.Column("sha256", sa.Text),
        sa.Column("conteudo", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_partes"),
    )
    op.create_table(
        "participes",
        sa.Column("id", sa.Text),
        sa.Column("nome", sa.Text, nullable=False),
        sa.Column("sigla", sa.Text, nullable=False),
        sa.Column("tipo", sa.Text, nullable=False),
        sa.Column("uf", sa.Text, nullable=False),
        sa.Column("municipio", sa.Text, nullable=False),
        sa.Column("dados", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_participes"),
    )
    op.create_table(
        "instrumentos",
        sa.Column("numero", sa.Text),
        sa.Column("ano", sa.Integer, nullable=False),
        sa.Column("sequencia", sa.Integer, nullable=False),
        sa.Column("unidade", sa.Text, nullable=False),
        sa.Column("codigo", sa.Text, nullable=False),
        sa.Column("especie", sa.Text, nullable=False),
        sa.Column("conjunto", sa.Text, nullable=False),
        sa.Column("estado", sa.Text, nullable=False),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("chave", sa.Text, nullable=False),
        sa.Column("participes", sa.Text, nullable=False),
        sa.Column("uf", sa.Text, nullable=False),
        sa.Column("processo", sa.Text, nullable=False),
        sa.Column("meses", sa.Integer, nullable=False),
        sa.Column("minutado_em", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_instrumentos"),
        sa.UniqueConstraint("codigo", name="uq_instrumentos_codigo"),
        sa.UniqueConstraint("ano", "unidade", "sequencia", name="uq_instrumentos_ano"),
    )
    op.create_index("ix_instrumentos_chave", "instrumentos", ["chave", "seq"])
    op.create_index("ix_instrumentos_estado_uf", "instrumentos", ["estado", "uf"])
    op.create_table(
        "versoes",
        sa.Column("numero", sa.Text),
        sa.Column("versao", sa.Integer, autoincrement=False),
        sa.Column("pedido_sha256", sa.Text, nullable=False),
        sa.Column("texto_sha256", sa.Text, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "versao", name="pk_versoes"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_versoes_numero_instrumentos"
        ),
    )
    op.create_table(
        "arquivos",
        sa.Column("numero", sa.Text),
        sa.Column("versao", sa.Integer, autoincrement=False),
        sa.Column("formato", sa.Text),
        sa.Column("motor", sa.Text),
        sa.Column("nome", sa.Text, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
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
