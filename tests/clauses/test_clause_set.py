"""A clause set: what its file must say, and the bundled one as the agreement in use has it."""

from pathlib import Path

import pytest

from clauses.clause_set import ClauseSet, Entry, read_set
from clauses.library import Library
from clauses.sandbox import problems
from faults.errors import InvalidData, UnreadableFile
from tests.clauses.sets import LINES, set_file

BUNDLED = Library().clause_set("act-adesao")


def read(folder: Path, text: str, name: str = "act") -> ClauseSet:
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return read_set(path)


def faults(folder: Path, **lines: str | None) -> list[str]:
    with pytest.raises(InvalidData) as caught:
        read(folder, set_file(**lines))
    return [
        finding.line().replace(f"{folder / 'act.yaml'}: ", "") for finding in caught.value.findings
    ]


def test_a_text_is_named_alone_or_with_its_condition(tmp_path: Path) -> None:
    entry = "{id: prazo, quando: 'participe.ultimo', por: participe, estilo: rotulo}"
    found = read(tmp_path, set_file(clausulas=f"[objeto, {entry}]")).clauses
    assert found == (
        Entry(id="objeto"),
        Entry(id="prazo", condition="participe.ultimo", per_party="participe", style="rotulo"),
    )


def test_the_entries_are_those_of_opening_clauses_and_closing_in_order(tmp_path: Path) -> None:
    text = set_file(fecho="[c]", clausulas="[b]", abertura="[a]")
    assert [entry.id for entry in read(tmp_path, text).entries] == ["a", "b", "c"]


def test_what_a_set_may_leave_out_is_empty(tmp_path: Path) -> None:
    found = read(tmp_path, set_file())
    assert (found.description, found.basis, found.opening, found.closing, found.methodology) == (
        "",
        (),
        (),
        (),
        (),
    )


@pytest.mark.parametrize("key", [key for key in LINES if key != "id"])
def test_what_a_set_must_say_is_missed_by_name(tmp_path: Path, key: str) -> None:
    assert faults(tmp_path, **{key: None}) == [f"{key}: falta este campo. Preencha-o."]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ({"clausulas": "[]"}, "clausulas: a lista está vazia. Inclua ao menos um item."),
        ({"tipos": "[]"}, "tipos: a lista está vazia. Inclua ao menos um item."),
        (
            {"tipos": "[prefeitura]"},
            "tipos.1: o valor “prefeitura” não é aceito. Use um destes: uniao, "
            "ministerio_publico, defensoria_publica, procon_estadual, procon_municipal, "
            "tribunal_de_justica, agencia_reguladora, orgao_estrangeiro, fornecedor ou outro.",
        ),
        ({"meses_padrao": "0"}, "meses_padrao: “0” é menor que 1. Use 1 ou mais."),
        ({"meses_padrao": "121"}, "meses_padrao: “121” é maior que 120. Use 120 ou menos."),
        (
            {"clausulas": "[Objeto]"},
            "clausulas.1.id: “Objeto” não tem a forma esperada. "
            "Use letras sem acento, algarismos e hífens, sem espaços.",
        ),
        ({"clausulas": "[{quando: x}]"}, "clausulas.1.id: falta este campo. Preencha-o."),
        (
            {"clausulas": "[{id: a, se: x}]"},
            "clausulas.1.se: este campo não existe. Confira o nome da chave ou retire a linha.",
        ),
        (
            {"clausulas": "[{id: a, por: orgao}]"},
            "clausulas.1.por: o valor “orgao” não é aceito. Use um destes: participe.",
        ),
        (
            {"abertura": "[{id: a, estilo: centro}]"},
            "abertura.1.estilo: o valor “centro” não é aceito. "
            "Use um destes: corpo, ementa ou rotulo.",
        ),
        (
            {"clausulas": "objeto"},
            "clausulas: esperava uma lista. Escreva cada item numa linha começada por “- ”.",
        ),
        (
            {"prazos": "30"},
            "prazos: esperava vários campos. Escreva os campos recuados sob esta chave.",
        ),
        (
            {"extra": "x"},
            "extra: este campo não existe. Confira o nome da chave ou retire a linha.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, lines: dict[str, str], fault: str) -> None:
    assert faults(tmp_path, **lines) == [fault]


def test_the_terms_are_days_of_one_or_more(tmp_path: Path) -> None:
    assert faults(
        tmp_path, prazos=LINES["prazos"].replace("denuncia_dias: 30", "denuncia_dias: 0")
    ) == ["prazos.denuncia_dias: “0” é menor que 1. Use 1 ou mais."]


def test_a_set_under_the_name_of_another_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(tmp_path, set_file(), name="outro")
    assert caught.value.message == (
        f"{tmp_path / 'outro.yaml'}: o arquivo diz ser o conjunto “act”."
    )
    assert caught.value.remedy == "O nome do arquivo é <id>.yaml; acerte um dos dois."


def test_the_bundled_set_names_texts_that_exist() -> None:
    assert {entry.id for entry in BUNDLED.entries} <= set(Library().ids())
    assert set(BUNDLED.methodology) <= {entry.id for entry in BUNDLED.clauses}


def test_every_bundled_text_has_a_place_in_a_set() -> None:
    library = Library()
    sets = [library.clause_set(set_id) for set_id in library.set_ids()]
    assert set(library.ids()) == {entry.id for one in sets for entry in one.entries}


def test_every_condition_of_the_bundled_set_and_texts_is_of_the_language() -> None:
    conditions = [entry.condition for entry in BUNDLED.entries]
    conditions += [text.head.condition for text in Library().all_texts()]
    for condition in filter(None, conditions):
        assert list(problems(f"{{% if {condition} %}}{{% endif %}}")) == []


def test_the_bundled_set_has_seventeen_places_one_of_them_for_six_kinds() -> None:
    alone = [entry for entry in BUNDLED.clauses if entry.per_party is None]
    shared = [entry for entry in BUNDLED.clauses if entry.per_party is not None]
    assert (len(alone), len(shared)) == (16, 6)
    assert len(BUNDLED.partner_kinds) == 6


def test_each_kind_the_bundled_set_serves_has_its_own_obligations() -> None:
    for kind in BUNDLED.partner_kinds:
        wanted = f'participe.tipo == "{kind}"'
        assert [entry.id for entry in BUNDLED.clauses if entry.condition == wanted] == [
            f"obrigacoes-{kind.replace('_', '-')}"
        ]
