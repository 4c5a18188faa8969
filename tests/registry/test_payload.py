"""Payloads: what leaves a fact before it is hashed, and that everything comes back."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, func, select, update

from faults.errors import OutsideError
from instruments.personal import PERSONAL_KEYS
from registry import payload
from registry.payload import MARKS, SHARED_KEYS, pack, unpack
from registry.schema import parts, private_values
from tests.registry.scratch import memory

SPECIAL = sorted(MARKS | SHARED_KEYS | PERSONAL_KEYS)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
SOUND_SCALARS = SCALARS.filter(lambda value: value not in (float("inf"), float("-inf")))
KEYS = st.sampled_from(SPECIAL) | st.text(max_size=4)
JSON = st.recursive(
    SOUND_SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, JSON, max_size=5)

PERSON = {"nome": "Ana Lima", "cpf": "529.982.247-25", "rg": "1234567 SSP/MT"}


def rows(connection: Connection, table: Any) -> int:
    """How many rows a table has."""
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


@given(OBJECTS)
@settings(max_examples=300)
def test_any_json_comes_back_as_it_was(data: dict[str, Any]) -> None:
    with memory(parts, private_values) as connection:
        assert unpack(connection, pack(connection, data)) == data


@pytest.mark.parametrize(
    "data",
    [
        {"resumo_salgado": "0" * 64},
        {"a": {"resumo_salgado": 0}},
        {"parte_sha256": "0" * 64},
        {"a": [{"parte_sha256": "0" * 64, "resumo_salgado": []}]},
        {"tal_qual": {"tal_qual": {"resumo_salgado": "x"}}},
        {"plano": {"parte_sha256": "0" * 64}},
        {"orgao": {"cpf": "1", "tal_qual": 1, "plano": {"rg": "2"}}},
        {"cpf": {"resumo_salgado": "x"}},
        {"cpf": {"cpf": "529.982.247-25"}},
    ],
)
def test_data_that_look_like_the_marks_come_back_as_they_were(data: dict[str, Any]) -> None:
    with memory(parts, private_values) as connection:
        assert unpack(connection, pack(connection, data)) == data


@given(OBJECTS)
def test_equal_shared_data_make_the_same_part_whatever_the_order_of_their_keys(
    data: dict[str, Any],
) -> None:
    with memory(parts, private_values) as connection:
        turned = dict(reversed(data.items()))
        for value in (data, turned):
            pack(connection, {"plano": value})
        assert rows(connection, parts) == 1


def test_the_order_of_personal_values_does_not_make_another_part(connection: Connection) -> None:
    for person in (PERSON, dict(reversed(PERSON.items()))):
        assert unpack(connection, pack(connection, {"orgao": person})) == {"orgao": person}
    assert rows(connection, parts) == 1


def test_personal_values_do_not_stand_in_the_journal(connection: Connection) -> None:
    text = pack(connection, {"representante": PERSON})
    assert [word for word in (PERSON["cpf"], PERSON["rg"]) if word in text] == []
    assert unpack(connection, text) == {"representante": PERSON}


@pytest.mark.parametrize("key", sorted(SHARED_KEYS))
def test_personal_values_inside_a_shared_part_stand_neither_in_the_journal_nor_in_the_part(
    connection: Connection, key: str
) -> None:
    text = pack(connection, {key: {"representantes": [PERSON, PERSON]}})
    stored = "".join(connection.execute(select(parts.c.conteudo)).scalars()) + text
    assert [word for word in (PERSON["cpf"], PERSON["rg"]) if word in stored] == []
    assert unpack(connection, text) == {key: {"representantes": [PERSON, PERSON]}}


def test_the_same_personal_value_gets_another_hash_each_time(connection: Connection) -> None:
    assert pack(connection, {"cpf": PERSON["cpf"]}) != pack(connection, {"cpf": PERSON["cpf"]})


def test_an_erased_personal_value_reads_as_none_and_the_others_stay(
    connection: Connection,
) -> None:
    text = pack(connection, {"a": PERSON, "orgao": {"b": PERSON}})
    connection.execute(delete(private_values).where(private_values.c.valor == PERSON["cpf"]))
    erased = {**PERSON, "cpf": None}
    assert unpack(connection, text) == {"a": erased, "orgao": {"b": erased}}


def test_what_many_facts_share_is_stored_once(connection: Connection) -> None:
    for place in range(5):
        pack(connection, {"lugar": place, "plano": {"titulo": "Adesão"}, "textos": [1, 2]})
    assert rows(connection, parts) == 2


def test_a_shared_part_is_stored_once_also_when_a_person_in_it_has_a_cpf(
    connection: Connection,
) -> None:
    for place in range(5):
        pack(
            connection, {"lugar": place, "orgao": {"sigla": "SENACON", "representantes": [PERSON]}}
        )
    assert rows(connection, parts) == 1


def test_the_entry_holds_the_hash_of_the_part_so_that_the_chain_covers_it(
    connection: Connection,
) -> None:
    text = pack(connection, {"plano": {"titulo": "Adesão"}})
    (digest,) = connection.execute(select(parts.c.sha256)).scalars()
    assert json.loads(text) == {"plano": {"parte_sha256": digest}}


def test_a_part_that_was_altered_is_refused(connection: Connection) -> None:
    text = pack(connection, {"plano": {"titulo": "Adesão"}})
    connection.execute(update(parts).values(conteudo='{"titulo":"Outro"}'))
    with pytest.raises(OutsideError, match=r"^a parte [0-9a-f]{12}… do diário foi alterada"):
        unpack(connection, text)


def test_a_part_that_is_gone_is_refused(connection: Connection) -> None:
    text = pack(connection, {"plano": {"titulo": "Adesão"}})
    connection.execute(delete(parts))
    with pytest.raises(OutsideError, match=r"^a parte [0-9a-f]{12}… do diário falta no banco"):
        unpack(connection, text)


@pytest.mark.parametrize("column", ["valor", "sal"])
def test_a_personal_value_that_was_altered_is_refused(connection: Connection, column: str) -> None:
    text = pack(connection, {"cpf": PERSON["cpf"]})
    connection.execute(update(private_values).values({column: "111.444.777-35"}))
    with pytest.raises(OutsideError, match=r"^o dado pessoal [0-9a-f]{12}… foi alterado no banco"):
        unpack(connection, text)


def test_keeping_the_same_text_twice_keeps_it_once(connection: Connection) -> None:
    for _ in range(2):
        payload.keep_parts(connection, ["texto"])
    assert rows(connection, parts) == 1
    assert payload.part(connection, hashlib.sha256(b"texto").hexdigest()) == "texto"
