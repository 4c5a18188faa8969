"""A small clause set as its file says it; any line can be replaced or left out."""

LINES = {
    "id": "act",
    "especie": "acordo_cooperacao_tecnica",
    "titulo": "Conjunto",
    "versao": "1",
    "desde": "2024-01-01",
    "tipos": "[ministerio_publico]",
    "meses_padrao": "36",
    "prazos": (
        "{renovacao_antecedencia_dias: 30, denuncia_dias: 30, rescisao_dias: 30, "
        "substituicao_dias: 30, publicacao: quinto_dia_util_do_mes_seguinte}"
    ),
    "campos_variaveis": "[participe]",
    "clausulas": "[objeto]",
}


def set_file(**lines: str | None) -> str:
    """The content of a set file; a line given as None is left out."""
    given = {key: value for key, value in (LINES | lines).items() if value is not None}
    return "\n".join(f"{key}: {value}" for key, value in given.items())
