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
        sa.Column("orgao", TEXT, nullable=False),
        sa.Column("estado", TEXT, nullable=False),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("chave", TEXT, nullable=False),
        sa.Column("participes", TEXT, nullable=False),
        sa.Column("uf", TEXT, nullable=False),
        sa.Column("processo", TEXT, nullable=False),
        sa.Column("original", TEXT, nullable=False),
        sa.Column("ordem", sa.Integer, nullable=False),
        sa.Column("meses", sa.Integer, nullable=False),
        sa.Column("minutado_em", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_instrumentos"),
        sa.UniqueConstraint("codigo", name="uq_instrumentos_codigo"),
        sa.UniqueConstraint("ano", "unidade", "sequencia", name="uq_instrumentos_ano"),
    )
    op.create_index("ix_instrumentos_chave", "instrumentos", ["chave", "seq"])
    op.create_index(
        "ix_instrumentos_estado_ano_unidade_sequencia",
        "instrumentos",
        ["estado", "ano", "unidade", "sequencia"],
    )
    op.create_index("ix_instrumentos_processo", "instrumentos", ["processo"])
    op.create_index("ix_instrumentos_original", "instrumentos", ["original"])
    op.create_index("ix_instrumentos_sequencia_ano", "instrumentos", ["sequencia", "ano"])
    op.create_table(
        "instrumentos_ufs",
        sa.Column("numero", TEXT),
        sa.Column("uf", TEXT),
        sa.Column("estado", TEXT, nullable=False),
        sa.Column("ano", sa.Integer, nullable=False),
        sa.Column("unidade", TEXT, nullable=False),
        sa.Column("sequencia", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "uf", name="pk_instrumentos_ufs"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_instrumentos_ufs_numero_instrumentos"
        ),
    )
    op.create_index(
        "ix_instrumentos_ufs_uf_ano_unidade_sequencia",
        "instrumentos_ufs",
        ["uf", "ano", "unidade", "sequencia"],
    )
    op.create_index(
        "ix_instrumentos_ufs_uf_estado_ano_unidade_sequencia",
        "instrumentos_ufs",
        ["uf", "estado", "ano", "unidade", "sequencia"],
    )
    op.create_table(
        "versoes",
        sa.Column("numero", TEXT),
        sa.Column("versao", sa.Integer, autoincrement=False),
        sa.Column("pedido_sha256", TEXT, nullable=False),
        sa.Column("texto_sha256", TEXT, nullable=False),
        sa.Column("cnpjs", TEXT, nullable=False),
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
        sa.Column("papel", TEXT, nullable=False),
        sa.Column("ordem", sa.Integer, nullable=False),
        sa.Column("opcional", sa.Integer, nullable=False),
        sa.Column("situacao", TEXT, nullable=False),
        sa.Column("motivo", TEXT, nullable=False),
        sa.Column("via", TEXT, nullable=False),
        sa.Column("texto", TEXT, nullable=False),
        sa.Column("hora", TEXT, nullable=False),
        sa.Column("arquivo_sha256", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "signatario", name="pk_assinaturas"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_assinaturas_numero_instrumentos"
        ),
    )
    op.create_index("ix_assinaturas_arquivo_sha256", "assinaturas", ["arquivo_sha256"])
    op.create_table(
        "envelopes",
        sa.Column("numero", TEXT),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("aberto_em", TEXT, nullable=False),
        sa.Column("prazo", TEXT, nullable=False),
        sa.Column("nivel_minimo", TEXT, nullable=False),
        sa.Column("crc", TEXT, nullable=False),
        sa.Column("texto_sha256", TEXT, nullable=False),
        sa.Column("arquivo_sha256", TEXT, nullable=False),
        sa.Column("assinado_sha256", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_envelopes"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_envelopes_numero_instrumentos"
        ),
    )
    op.create_index("ix_envelopes_assinado_sha256", "envelopes", ["assinado_sha256"])
    op.create_index("ix_envelopes_arquivo_sha256", "envelopes", ["arquivo_sha256"])
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
        sa.Column("materia", TEXT, nullable=False),
        sa.Column("retificacao", TEXT, nullable=False),
        sa.Column("prorrogacao_pedida_em", TEXT, nullable=False),
        sa.Column("encerrado_em", TEXT, nullable=False),
        sa.Column("forma_encerramento", TEXT, nullable=False),
        sa.Column("relatorio_ate", TEXT, nullable=False),
        sa.Column("relatorio_prudente", TEXT, nullable=False),
        sa.Column("relatorio_em", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_vidas"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_vidas_numero_instrumentos"
        ),
    )
    op.create_index("ix_vidas_publicado_em_publicar_ate", "vidas", ["publicado_em", "publicar_ate"])
    op.create_index("ix_vidas_retificacao_numero", "vidas", ["retificacao", "numero"])
    op.create_index(
        "ix_vidas_publicado_em_publicar_prudente", "vidas", ["publicado_em", "publicar_prudente"]
    )
    op.create_index("ix_vidas_encerrado_em_fim", "vidas", ["encerrado_em", "fim"])
    op.create_index("ix_vidas_renovacao_prudente", "vidas", ["renovacao_prudente"])
    op.create_index(
        "ix_vidas_encerrado_em_prorrogacao_pedida_em_renovacao_prudente",
        "vidas",
        ["encerrado_em", "prorrogacao_pedida_em", "renovacao_prudente", "fim"],
    )
    op.create_index(
        "ix_vidas_relatorio_em_relatorio_prudente", "vidas", ["relatorio_em", "relatorio_prudente"]
    )
    op.create_index(
        "ix_vidas_relatorio_em_relatorio_ate", "vidas", ["relatorio_em", "relatorio_ate"]
    )
    op.create_table(
        "registro_publico",
        sa.Column("indice", sa.Integer, autoincrement=False),
        sa.Column("numero", TEXT, nullable=False),
        sa.Column("evento", TEXT, nullable=False),
        sa.Column("conteudo", TEXT, nullable=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("indice", name="pk_registro_publico"),
    )
    op.create_index("ix_registro_publico_numero_indice", "registro_publico", ["numero", "indice"])
    op.create_table(
        "registro_publico_nos",
        sa.Column("posicao", sa.Integer, autoincrement=False),
        sa.Column("hash", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("posicao", name="pk_registro_publico_nos"),
    )
    op.create_table(
        "pontos",
        sa.Column("seq", sa.Integer, autoincrement=False),
        sa.Column("origem", TEXT, nullable=False),
        sa.Column("tamanho", sa.Integer, nullable=False),
        sa.Column("raiz", TEXT, nullable=False),
        sa.Column("em", TEXT, nullable=False),
        sa.Column("nota", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_pontos"),
    )
    op.create_table(
        "chaves",
        sa.Column("id", TEXT),
        sa.Column("origem", TEXT, nullable=False),
        sa.Column("publica", TEXT, nullable=False),
        sa.Column("criada_em", TEXT, nullable=False),
        sa.Column("anterior", TEXT, nullable=False),
        sa.Column("endosso", TEXT, nullable=False),
        sa.Column("trocada_em", TEXT, nullable=False),
        sa.Column("revogada_em", TEXT, nullable=False),
        sa.Column("revogada_desde", TEXT, nullable=False),
        sa.Column("motivo", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chaves"),
    )
    op.create_table(
        "avisos",
        sa.Column("seq", sa.Integer, autoincrement=False),
        sa.Column("aviso", TEXT, nullable=False),
        sa.Column("prazo", TEXT, nullable=False),
        sa.Column("numero", TEXT, nullable=False),
        sa.Column("degrau", TEXT, nullable=False),
        sa.Column("situacao", TEXT, nullable=False),
        sa.Column("em", TEXT, nullable=False),
        sa.Column("motivo", TEXT, nullable=False),
        sa.Column("detalhe", TEXT, nullable=False),
        sa.Column("destinatario", TEXT, nullable=False),
        sa.Column("mensagem", TEXT, nullable=False),
        sa.Column("por", TEXT, nullable=False),
        sa.Column("aberto", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_avisos"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_avisos_numero_instrumentos"
        ),
    )
    for columns in (
        ["prazo", "seq"],
        ["aviso", "seq"],
        ["numero", "seq"],
        ["situacao", "em"],
        ["aberto", "numero"],
    ):
        op.create_index(f"ix_avisos_{'_'.join(columns)}", "avisos", columns)
    op.create_table(
        "conferencias",
        sa.Column("regras", TEXT),
        sa.Column("dia", TEXT, nullable=False),
        sa.Column("lido_ate", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("regras", name="pk_conferencias"),
    )
    op.create_table(
        "destinatarios",
        sa.Column("numero", TEXT),
        sa.Column("email", TEXT),
        sa.Column("nome", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "email", name="pk_destinatarios"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_destinatarios_numero_instrumentos"
        ),
    )
    op.create_table(
        "acoes",
        sa.Column("numero", TEXT),
        sa.Column("ordem", sa.Integer, autoincrement=False),
        sa.Column("prazo", TEXT, nullable=False),
        sa.Column("concluida_em", TEXT, nullable=False),
        sa.Column("evidencia", TEXT, nullable=False),
        sa.Column("arquivo", TEXT, nullable=False),
        sa.Column("arquivo_sha256", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", "ordem", name="pk_acoes"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_acoes_numero_instrumentos"
        ),
    )
    op.create_index("ix_acoes_concluida_em_prazo", "acoes", ["concluida_em", "prazo"])
    op.create_table(
        "autenticidade",
        sa.Column("codigo", TEXT),
        sa.Column("crc", TEXT),
        sa.Column("numero", TEXT, nullable=False),
        sa.Column("versao", sa.Integer, nullable=False),
        sa.Column("situacao", TEXT, nullable=False),
        sa.Column("dados", TEXT, nullable=False),
        sa.Column("inicio", TEXT, nullable=False),
        sa.Column("fim", TEXT, nullable=False),
        sa.Column("encerrado_em", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("codigo", "crc", name="pk_autenticidade"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_autenticidade_numero_instrumentos"
        ),
    )
    op.create_index("ix_autenticidade_numero", "autenticidade", ["numero"])
    op.create_table(
        "agendas",
        sa.Column("id", TEXT),
        sa.Column("de_quem", TEXT, nullable=False),
        sa.Column("segredo_sha256", TEXT, nullable=False),
        sa.Column("aberta_em", TEXT, nullable=False),
        sa.Column("revogada_em", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agendas"),
        sa.UniqueConstraint("segredo_sha256", name="uq_agendas_segredo_sha256"),
    )
    op.create_table(
        "importados",
        sa.Column("numero", TEXT),
        sa.Column("arquivo_sha256", TEXT, nullable=False),
        sa.Column("nome", TEXT, nullable=False),
        sa.Column("formato", TEXT, nullable=False),
        sa.Column("codigo_origem", TEXT, nullable=False),
        sa.Column("crc_origem", TEXT, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("numero", name="pk_importados"),
        sa.ForeignKeyConstraint(
            ["numero"], ["instrumentos.numero"], name="fk_importados_numero_instrumentos"
        ),
    )
    op.create_index("ix_importados_arquivo_sha256", "importados", ["arquivo_sha256"])
