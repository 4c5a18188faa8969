"""The assembled text: for each kind of partner, for several together, and without any gap."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations, permutations

import pytest

from clauses.clause_text import ClauseText, parse_clause
from document.canonical import canonical_text
from document.flow import Piece, flow
from document.tree import Clause, Item, ItemList, NumberedDocument, Section, plain
from faults.errors import BadTemplate
from instruments.assemble import assemble, used_texts
from instruments.partner import Partner
from portuguese.ordinals import ordinal_words
from tests.records import LIBRARY, PARTNERS, TEXTS, instrument, partner, plan, request
from tests.samples import HOSTILE_NAME

TOGETHER = [
    *(list(pair) for pair in combinations(PARTNERS, 2)),
    ["mpmt", "procon-municipal", "defensoria"],
    ["tribunal-de-justica", "agencia-reguladora", "procon-estadual"],
]
EVERY = [*([name] for name in PARTNERS), *TOGETHER]

GAPS = re.compile(
    r"  | [,;.:)]|[(“] |,,|;;|\.\.|,\.|, ;|\(\)|“”|\{\{|\}\}|\{%|XX/|X{3}|_{3}|nº [,;.]|\bNone\b"
    r"|[\ue000-\uf8ff]"
)
"""What an empty field, a placeholder or a field that was not filled in leaves behind."""


def assembled(*partners: Partner) -> NumberedDocument:
    """The text of instrument 1/2024 for these partners; the seed's without any."""
    return assemble(instrument(*partners), TEXTS)


def of(names: list[str]) -> NumberedDocument:
    """The text for these example partners together."""
    return assembled(*map(partner, names))


def words_of(piece: Piece) -> Iterator[str]:
    """Every text of a piece as it will be drawn, no white space folded."""
    if piece.table is not None:
        yield piece.table.caption
        yield from piece.table.header
        yield from (plain(cell.content) for row in piece.table.rows for cell in row)
    elif piece.place is not None:
        yield from (piece.place.name, piece.place.role, piece.place.party)
    else:
        yield piece.text


def obligations(clause: Clause) -> list[ItemList]:
    """The lists of a clause that stand outside its subclauses."""
    return [block for block in clause.blocks if isinstance(block, ItemList)]


def section(document: NumberedDocument, number: int) -> Section:
    """A section of the work plan, counted from 1."""
    return document.annexes[0].sections[number - 1]


def bare(item: Item) -> str:
    """The words of an item without the punctuation that its place gives it."""
    return re.sub(r"(; e|[;.:])$", "", plain(item.content))


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_no_text_has_a_gap_a_double_space_or_a_field_left_over(names: list[str]) -> None:
    words = [text for piece in flow(of(names)) for text in words_of(piece)]
    assert [text for text in words if not text.strip() or GAPS.search(text)] == []


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_one_partner_makes_17_clauses_and_each_further_one_another(names: list[str]) -> None:
    clauses = of(names).clauses
    assert [clause.label for clause in clauses] == [
        f"CLÁUSULA {ordinal_words(place, 'f').upper()}" for place in range(1, 17 + len(names))
    ]


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_each_partner_has_the_obligations_of_its_kind_under_its_own_name(names: list[str]) -> None:
    found = {
        clause.source.partition("@")[0]: clause
        for clause in of(names).clauses
        if clause.source.startswith("obrigacoes-")
    }
    people = [partner(name) for name in names]
    kinds = {f"obrigacoes-{person.kind.replace('_', '-')}" for person in people}
    assert set(found) == {"obrigacoes-comuns", "obrigacoes-orgao"} | kinds
    for person in people:
        clause = found[f"obrigacoes-{person.kind.replace('_', '-')}"]
        assert person.name in plain(clause.blocks[0].content)  # type: ignore[union-attr]


def test_two_partners_of_one_kind_have_two_clauses_named_apart() -> None:
    twin = partner(id="mpsp", sigla="MPSP", nome="Ministério Público do Estado de São Paulo")
    found = [c for c in assembled(partner(), twin).clauses if "ministerio-publico" in c.source]
    assert [(clause.id, clause.title) for clause in found] == [
        ("obrigacoes-ministerio-publico:mpmt", "Das obrigações do MPMT"),
        ("obrigacoes-ministerio-publico:mpsp", "Das obrigações do MPSP"),
    ]


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_section_6_repeats_exactly_the_obligations_of_body_and_partners(names: list[str]) -> None:
    document = of(names)
    due = [
        [bare(item) for block in obligations(clause) for item in block.items]
        for clause in document.clauses
        if clause.source.startswith("obrigacoes-") and clause.id != "obrigacoes-comuns"
    ]
    (owners,) = [block for block in section(document, 6).blocks if isinstance(block, ItemList)]
    assert [
        [bare(item) for block in owner.lists for item in block.items] for owner in owners.items
    ] == due


@pytest.mark.parametrize("names", TOGETHER, ids="+".join)
def test_section_6_names_each_party_by_its_acronym(names: list[str]) -> None:
    (owners,) = [b for b in section(of(names), 6).blocks if isinstance(b, ItemList)]
    due = {"SENACON", *(partner(name).acronym for name in names)}
    assert {bare(owner) for owner in owners.items} == due


@pytest.mark.parametrize("names", EVERY, ids="+".join)
def test_every_party_signs_in_the_order_of_the_instrument(names: list[str]) -> None:
    people = [partner(name) for name in names]
    assert [(place.party, place.name) for place in of(names).signatures] == [
        ("Secretaria Nacional do Consumidor", "WADIH NEMER DAMOUS FILHO"),
        *((person.name, person.representative.name.upper()) for person in people),
    ]


@pytest.mark.parametrize("names", list(permutations(["mpmt", "defensoria", "procon-estadual"])))
def test_partners_are_qualified_in_their_order_and_only_the_last_after_an_and(
    names: tuple[str, ...],
) -> None:
    opening = [plain(block.content) for block in of(list(names)).opening]  # type: ignore[union-attr]
    acronyms = [partner(name).acronym for name in names]
    qualified = [text for text in opening if ", com sede no endereço" in text][1:]
    assert [text.partition(", doravante")[0].rpartition(" – ")[2] for text in qualified] == acronyms
    assert [text.startswith("e ") for text in qualified] == [False, False, True]
    assert [text[-1] for text in qualified] == [";", ";", ","]


def test_a_hostile_name_stands_in_the_text_as_it_is_and_computes_nothing() -> None:
    text = canonical_text(assembled(partner(nome=HOSTILE_NAME)))
    assert HOSTILE_NAME in text
    assert HOSTILE_NAME.upper() in text
    assert '"Ações" 49' not in text


@pytest.mark.parametrize(
    "name",
    ["**MP** [x](#objeto)", "## Subcláusula {#y}", "- item", "`x`", "1. um", "--- MP", "MP \\"],
)
def test_markdown_in_a_name_stays_text(name: str) -> None:
    document = assembled(partner(nome=name))
    first = plain(document.clauses[0].blocks[0].content)  # type: ignore[union-attr]
    assert f"a adesão do {name} ao Consumidor.gov.br" in first
    assert len(document.clauses) == 17


def test_the_process_stands_in_title_and_celebration_and_leaves_no_gap_when_absent() -> None:
    with_process, without = canonical_text(assembled()), canonical_text(assembled(partner()))
    assert with_process.count("08012.002734/2023-09") == 3
    assert "rocesso nº" not in without


def test_a_masked_cpf_and_no_rg_stand_in_the_text() -> None:
    person = partner(representante__cpf="52998224725", representante__rg="1234567 SSP/MT")
    text = canonical_text(assembled(person))
    assert text.count("***.982.247-**") == 2
    assert [word for word in ("529.982.247-25", "1234567", "SSP") if word in text] == []


def test_a_partner_that_gives_only_what_is_required_leaves_no_gap() -> None:
    person = partner(
        endereco={"municipio": "Cuiabá", "uf": "MT"}, telefone=..., email=..., gestor=...,
        administrador_plataforma=..., interlocutor=..., representante__designacao=...,
    )  # fmt: skip
    document = assembled(person)
    words = [text for piece in flow(document) for text in words_of(piece)]
    assert [text for text in words if not text.strip() or GAPS.search(text)] == []
    assert (
        "MPMT: o responsável será designado por comunicação escrita, no prazo da cláusula do "
        "gerenciamento." in words
    )


def test_only_the_texts_that_stand_in_the_instrument_are_pinned_in_their_order() -> None:
    pinned = [reference.key for reference in used_texts(request(), TEXTS)]
    standing = [clause.source for clause in assembled().clauses]
    assert [key for key in pinned if key in standing] == standing
    assert set(pinned) - set(standing) == {
        "ementa@1", "preambulo@1", "qualificacao@1", "celebracao@1", "fecho@1",
    }  # fmt: skip


def test_assembling_twice_gives_the_same_tree() -> None:
    assert of(["mpmt", "defensoria"]) == of(["mpmt", "defensoria"])


def spoiled(text_id: str, body: str) -> Callable[[str], ClauseText]:
    """The library with another body for one text."""

    def find(clause_id: str) -> ClauseText:
        text = LIBRARY.clause(clause_id)
        if clause_id != text_id:
            return text
        head = text.source.rpartition("---\n")[0]
        return parse_clause(f"{head}---\n{body}\n".encode(), f"{text_id}/1.md")

    return find


@pytest.mark.parametrize("text_id", ["objeto", "ementa"])
def test_a_text_that_cannot_be_filled_in_is_named(text_id: str) -> None:
    with pytest.raises(BadTemplate, match=f"^{text_id}/1.md: "):
        assemble(instrument(), spoiled(text_id, "{{ participe.segredo }}"))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"titulo": "{{ 7*7 }}"}, "titulo"),
        ({"diagnostico": "Um {{ participe.__class__ }}."}, "diagnostico"),
        ({"justificativa": "{% for x in participes %}{% endfor %}"}, "justificativa"),
        ({"objetivos": ["um", "{{ config }}"]}, "objetivos.2"),
        ({"abrangencia": "<script>1</script>"}, "abrangencia"),
        ({"resultados_esperados": ["{{ "]}, "resultados_esperados"),
    ],
)
def test_a_plan_that_cannot_be_filled_in_is_named_by_its_key(
    change: dict[str, str], where: str
) -> None:
    with pytest.raises(BadTemplate, match=rf"^plano de trabalho: {re.escape(where)}: "):
        assemble(instrument(plan=plan(**change)), TEXTS)
