"""A small document that uses every kind of node, for tests of the tree and of each format."""

from datetime import UTC, datetime

from document.labels import number
from document.tree import (
    Annex,
    Cell,
    Clause,
    Document,
    Item,
    ItemList,
    NumberedDocument,
    Paragraph,
    Reference,
    Run,
    Section,
    SignaturePlace,
    Subclause,
    Table,
)
from rendering.port import Edition

HOSTILE_NAME = 'Procon & Cidadania <Teste> "Ações" {{ 7*7 }}'


def sample_document(name: str = "Ministério Público do Estado de Mato Grosso") -> Document:
    """An unnumbered document of two clauses and an annex with a form and a table."""
    return Document(
        title="ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        subtitle=("Processo nº 08012.002734/2023-09",),
        opening=(
            Paragraph(
                (Run(f"ACORDO QUE ENTRE SI CELEBRAM A UNIÃO E {name}.", bold=True),), "ementa"
            ),
            Paragraph((Run("PARTÍCIPES:", bold=True),), "rotulo"),
            Paragraph(
                (Run("A "), Run("UNIÃO", bold=True), Run(" e "), Run(name, bold=True), Run("."))
            ),
        ),
        clauses=(
            Clause(
                "objeto",
                "Do objeto",
                (
                    Paragraph(
                        (Run("O objeto é a adesão, nos termos da "), Reference("prazo"), Run("."))
                    ),
                    ItemList(
                        "alinea",
                        (
                            Item((Run("executar as ações"),), id="executar"),
                            Item(
                                (Run("prestar suporte"),),
                                (
                                    ItemList(
                                        "item", (Item((Run("técnico"),)), Item((Run("jurídico"),)))
                                    ),
                                ),
                            ),
                            Item((Run("cumprir a "), Reference("executar"), Run(" com zelo"))),
                        ),
                    ),
                    Subclause(
                        "unica",
                        "subclausula",
                        (
                            Paragraph(
                                (
                                    Run("Os dados seguem a lei "),
                                    Run("ipsis litteris", italic=True),
                                    Run("."),
                                )
                            ),
                        ),
                    ),
                ),
                source="objeto@1",
            ),
            Clause(
                "prazo",
                "Do prazo",
                (
                    Paragraph((Run("O prazo é de 36 (trinta e seis) meses."),)),
                    ItemList(
                        "inciso",
                        (
                            Item(
                                (Run("são deveres"),),
                                (
                                    ItemList(
                                        "alinea",
                                        (Item((Run("guardar"),)), Item((Run("informar"),))),
                                    ),
                                ),
                            ),
                            Item((Run("são direitos os da lei"),)),
                        ),
                    ),
                    Subclause("primeira", "paragrafo", (Paragraph((Run("Primeiro texto."),)),)),
                    Subclause("segunda", "paragrafo", (Paragraph((Run("Segundo texto."),)),)),
                ),
                source="prazo@2",
            ),
        ),
        closing=(Paragraph((Run("E, por estarem de acordo, assinam."),)),),
        signatures=(
            SignaturePlace(
                "orgao", "WADIH NEMER DAMOUS FILHO", "Secretário Nacional do Consumidor", "SENACON"
            ),
            SignaturePlace("mpmt", "CLAIRE VOGEL DUTRA", "Subprocuradora-Geral de Justiça", name),
        ),
        annexes=(
            Annex(
                "plano",
                "Plano de Trabalho",
                (
                    Section(
                        "dados",
                        "Dados cadastrais",
                        (
                            Table(
                                "Partícipe 2",
                                (
                                    (Cell((Run("Nome"),)), Cell((Run(name),))),
                                    (Cell((Run("CNPJ"),)), Cell((Run("14.921.092/0001-57"),))),
                                ),
                                (30, 70),
                            ),
                        ),
                    ),
                    Section(
                        "objetivos",
                        "Objetivos",
                        (
                            Paragraph((Run("São objetivos:"),)),
                            ItemList(
                                "marcador",
                                (Item((Run("divulgar"),)), Item((Run("empoderar o consumidor"),))),
                            ),
                        ),
                    ),
                    Section(
                        "acoes",
                        "Plano de ação",
                        (
                            Table(
                                "Ações",
                                tuple(
                                    tuple(
                                        Cell((Run(text),))
                                        for text in (
                                            f"Eixo {n}",
                                            f"Ação {n} com texto de mais de uma linha na célula",
                                            f"{n}º mês",
                                            f"{n + 1}º mês",
                                            "SENACON",
                                            "Relatório",
                                        )
                                    )
                                    for n in range(1, 31)
                                ),
                                (12, 34, 11, 11, 14, 18),
                                ("Eixo", "Ação", "Início", "Fim", "Responsável", "Evidência"),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def numbered_sample(name: str = "Ministério Público do Estado de Mato Grosso") -> NumberedDocument:
    """The sample with labels in place."""
    return number(sample_document(name))


def sample_edition() -> Edition:
    """A draft's frame with a fixed moment."""
    return Edition(
        title="Acordo de Cooperação Técnica nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        short_title="ACT nº 1/2024/CIHP/CGSINDEC/DPDC/SENACON",
        letterhead=(
            "Ministério da Justiça e Segurança Pública",
            "Secretaria Nacional do Consumidor",
        ),
        notices=("MINUTA – sem validade", "Texto-base sem ato de aprovação"),
        author="Secretaria Nacional do Consumidor",
        subject="Adesão à plataforma consumidor.gov.br",
        when=datetime(2024, 1, 10, 12, 0, tzinfo=UTC),
        data=b'{"numero": "1/2024"}',
    )
