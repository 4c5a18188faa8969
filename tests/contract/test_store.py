"""The Store: what is written comes back, all of it or none, under numbers given once."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from faults.errors import OutsideError, StateError, UsageError
from instruments.facts import Fact, InstrumentDrafted
from instruments.partner import Partner
from registry.database import open_database
from registry.journal import GENESIS
from registry.schema import private_values
from registry.store import Store, Writing
from tests.facts import CPF, RG, drafted, imported, numbered, recorded, rendered, signed
from tests.records import SUFFIX, TEXTS, instrument, partner
from tests.registry.scratch import NOON

NUMBER = str(numbered(1))


def write(store: Store, *facts: Fact) -> None:
    """Append these facts in one transaction."""
    with store.writing(NOON, "Ana Lima") as writing:
        for fact in facts:
            writing.append(fact)


def write_and_fail(store: Store, *facts: Fact) -> None:
    """Append these facts and then break off, as a program with a mistake would."""
    with store.writing(NOON, "Ana Lima") as writing:
        for fact in facts:
            writing.append(fact)
        raise ZeroDivisionError


def append_apart(writing: Writing, *facts: Fact) -> None:
    """Append these facts to a transaction, to be kept or undone together."""
    with writing.apart():
        for fact in facts:
            writing.append(fact)


def test_a_new_store_is_empty_and_holds(store: Store) -> None:
    assert (store.last_seq(), store.broken_links(), store.partner("mpmt")) == (0, [], None)
    assert (list(store.partner_rows()), list(store.instrument_rows())) == ([], [])
    assert (store.instrument(NUMBER), store.instrument_row(NUMBER), store.hash_at(1)) == (
        None,
        None,
        None,
    )


def test_a_partner_comes_back_with_its_personal_values(store: Store) -> None:
    fact = recorded(representante__cpf=CPF, representante__rg=RG)
    write(store, fact)
    assert store.partner("mpmt") == fact.partner


def test_a_partner_comes_back_as_last_recorded(store: Store) -> None:
    write(store, recorded(), recorded(nome="Outro nome"))
    assert store.partner("mpmt") == partner(nome="Outro nome")


def test_an_erased_personal_value_is_none_and_the_journal_still_holds(store: Store) -> None:
    write(store, recorded(representante__cpf=CPF, representante__rg=RG))
    with store._engine.begin() as connection:
        connection.execute(delete(private_values).where(private_values.c.valor == CPF))
    assert store.partner("mpmt") == partner(representante__rg=RG)
    assert store.broken_links() == []


def test_partners_are_listed_by_id_without_their_records(store: Store) -> None:
    write(store, recorded("tribunal-de-justica"), recorded("mpmt"))
    assert list(store.partner_rows()) == [
        {
            "id": "mpmt",
            "nome": "Ministério Público do Estado de Mato Grosso",
            "sigla": "MPMT",
            "tipo": "ministerio_publico",
            "uf": "MT",
            "municipio": "Cuiabá",
        },
        {
            "id": "tjpe",
            "nome": "Tribunal de Justiça do Estado de Pernambuco",
            "sigla": "TJPE",
            "tipo": "tribunal_de_justica",
            "uf": "PE",
            "municipio": "Recife",
        },
    ]


def test_each_version_of_an_instrument_comes_back_whole(store: Store) -> None:
    first, second = drafted(representante__cpf=CPF), drafted(version=2, telefone=None)
    write(store, first, second)
    assert store.instrument(NUMBER, 1) == first.instrument
    assert store.instrument(NUMBER, 2) == second.instrument
    assert store.instrument(NUMBER) == second.instrument
    assert store.instrument(NUMBER, 3) is None


def test_an_instrument_whose_body_has_a_representative_with_a_cpf_comes_back_whole(
    store: Store,
) -> None:
    fact = drafted()
    request = fact.instrument.request
    person = request.signer.model_copy(update={"cpf": CPF, "rg": RG})
    body = request.body.model_copy(update={"representatives": (person,)})
    asked = request.model_copy(update={"body": body, "signer": person})
    made = fact.instrument.model_copy(update={"request": asked})
    write(store, fact.model_copy(update={"instrument": made}))
    assert store.instrument(NUMBER) == made


def test_version_rows_identify_each_version_oldest_first(store: Store) -> None:
    first, second = drafted(), drafted(version=2, telefone=None)
    write(store, first, recorded(), second)
    assert [(row.number, row.version, row.code, row.seq) for row in store.version_rows(NUMBER)] == [
        (NUMBER, 1, "10000001", 1),
        (NUMBER, 2, "10000001", 3),
    ]
    assert [row.request_sha256 for row in store.version_rows(NUMBER)] == [
        first.instrument.request.sha256,
        second.instrument.request.sha256,
    ]


def test_the_latest_for_a_key_is_the_newest_version_of_the_newest_instrument(store: Store) -> None:
    write(store, drafted(), drafted(version=2, telefone=None), drafted(sequence=2))
    key = drafted().instrument.request.key
    with store.writing(NOON, "Ana") as writing:
        found = writing.latest_for(key)
        assert writing.latest_for("outra") is None
    assert found is not None
    assert (found.number, found.version) == (str(numbered(2)), 1)


def test_numbers_are_found_short_and_by_unit(store: Store) -> None:
    write(store, drafted(), drafted(sequence=2))
    assert store.numbers_like(1, 2024, "") == [NUMBER]
    assert store.numbers_like(1, 2024, SUFFIX) == [NUMBER]
    assert (store.numbers_like(1, 2024, "OUTRA"), store.numbers_like(1, 2025, "")) == ([], [])


def test_instruments_are_listed_by_number_and_filtered_by_state_of_the_federation(
    store: Store,
) -> None:
    write(store, *(drafted(sequence=place) for place in (10, 9, 1)), drafted("defensoria", 2))
    assert [row["sequencia"] for row in store.instrument_rows()] == [1, 2, 9, 10]
    assert [row["sequencia"] for row in store.instrument_rows(uf="CE")] == [2]
    assert [row["sequencia"] for row in store.instrument_rows(state="assinada")] == []


def of_partners(sequence: int, *partners: Partner, version: int = 1) -> InstrumentDrafted:
    made = instrument(*partners, sequence=sequence, version=version)
    return InstrumentDrafted(instrument=made, text_sha256="0" * 64)


def test_an_instrument_of_several_partners_is_found_by_the_state_of_each(store: Store) -> None:
    shared = of_partners(1, partner("mpmt"), partner("defensoria"), partner("tribunal-de-justica"))
    write(store, shared, drafted("defensoria", 2))
    found = {
        uf: [row["sequencia"] for row in store.instrument_rows(uf=uf)]
        for uf in ("MT", "CE", "PE", "SP")
    }
    assert found == {"MT": [1], "CE": [1, 2], "PE": [1], "SP": []}
    assert [row["sequencia"] for row in store.instrument_rows("minuta", "CE", [NUMBER])] == [1]
    row = store.instrument_row(NUMBER)
    assert row is not None
    assert row["uf"] == "MT, CE, PE"


def test_what_a_state_of_the_federation_has_in_a_state_of_the_cycle_is_found_as_it_moves_on(
    store: Store,
) -> None:
    write(store, of_partners(1, partner("mpmt"), partner("defensoria")), drafted("defensoria", 2))
    write(store, *signed(1))
    found = {
        state: [row["sequencia"] for row in store.instrument_rows(state, "CE")]
        for state in ("minuta", "em_assinatura", "assinada")
    }
    assert found == {"minuta": [2], "em_assinatura": [], "assinada": [1]}


def test_the_first_of_a_list_are_given_when_no_more_are_wanted(store: Store) -> None:
    write(store, *(drafted(sequence=place) for place in (3, 1, 2)))
    assert [row["sequencia"] for row in store.instrument_rows(most=2)] == [1, 2]
    assert [row["sequencia"] for row in store.instrument_rows(uf="MT", most=1)] == [1]


def test_two_partners_of_one_state_are_one_row(store: Store) -> None:
    twins = (partner("mpmt"), partner("mpmt", id="outro", sigla="OUTRO"))
    write(store, of_partners(1, *twins))
    assert [row["uf"] for row in store.instrument_rows(uf="MT")] == ["MT"]


def test_a_version_with_other_partners_is_found_by_their_states_alone(store: Store) -> None:
    before = of_partners(1, partner("mpmt"), partner("defensoria"))
    write(store, before, of_partners(1, partner("defensoria"), version=2))
    assert list(store.instrument_rows(uf="MT")) == []
    assert [row["versao"] for row in store.instrument_rows(uf="CE")] == [2]


def test_an_imported_agreement_is_found_by_the_state_of_its_partner(store: Store) -> None:
    write(store, imported())
    assert [row["estado"] for row in store.instrument_rows(uf="MT")] == ["aprovada"]


def test_a_partner_abroad_has_no_state_to_be_found_by(store: Store) -> None:
    abroad = partner(
        tipo="orgao_estrangeiro",
        esfera="estrangeira",
        cnpj=...,
        identificador_estrangeiro="RUT 60.702.000-0",
        endereco={"municipio": "Santiago", "pais": "Chile"},
    )
    write(store, of_partners(1, abroad))
    row = store.instrument_row(NUMBER)
    assert row is not None
    assert (row["uf"], list(store.instrument_rows(uf=""))) == ("", [])


def test_the_row_of_an_instrument_says_what_lists_show(store: Store) -> None:
    write(store, drafted())
    row = store.instrument_row(NUMBER)
    assert row is not None
    shown = ("numero", "codigo", "especie", "estado", "versao", "uf", "meses", "minutado_em")
    assert {name: row[name] for name in shown} == {
        "numero": NUMBER,
        "codigo": "10000001",
        "especie": "acordo_cooperacao_tecnica",
        "estado": "minuta",
        "versao": 1,
        "uf": "MT",
        "meses": 36,
        "minutado_em": "2024-01-10",
    }


def test_files_are_listed_by_format_and_the_last_rendering_counts(store: Store) -> None:
    again = rendered(1, 1, ("pdf",), salt="de novo")
    write(store, drafted(), rendered(1, 1, ("pdf", "docx")), again)
    assert [file.format for file in store.files(NUMBER, 1)] == ["docx", "pdf"]
    assert store.files(NUMBER, 1)[1] == again.files[0]
    assert store.files(NUMBER, 2) == []


def test_files_of_a_version_that_does_not_exist_are_refused(store: Store) -> None:
    with pytest.raises(OutsideError):
        write(store, rendered())
    assert store.last_seq() == 0


def test_a_kept_text_is_read_by_its_hash(store: Store) -> None:
    text = TEXTS("objeto")
    with store.writing(NOON, "Ana") as writing:
        writing.keep_texts([text.source])
        writing.keep_texts([text.source])
    assert store.text(text.sha256) == text.source


def test_a_text_that_was_never_kept_is_told(store: Store) -> None:
    with pytest.raises(OutsideError, match=r"^a parte 000000000000… do diário falta"):
        store.text("0" * 64)


def test_the_history_of_a_subject_is_told_oldest_first(store: Store) -> None:
    write(store, recorded(), drafted(), recorded("defensoria"), rendered())
    assert [(entry.seq, entry.kind) for entry in store.history(NUMBER)] == [
        (2, "minuta_gerada"),
        (4, "arquivos_gerados"),
    ]
    assert [(entry.actor, entry.at) for entry in store.history("mpmt")] == [("Ana Lima", NOON)]


def test_facts_come_back_equal_and_in_order(store: Store) -> None:
    facts = [recorded(representante__cpf=CPF), drafted(), rendered(), recorded("defensoria")]
    write(store, *facts)
    assert list(store.facts_after(0)) == list(enumerate(facts, 1))
    assert [seq for seq, _ in store.facts_after(2)] == [3, 4]
    assert (store.last_seq(), list(store.facts_after(4))) == (4, [])


def test_an_entry_links_to_the_hash_of_the_one_before(store: Store) -> None:
    with store.writing(NOON, "Ana") as writing:
        first = writing.append(recorded())
    with store.writing(NOON + timedelta(days=1), "Rui") as writing:
        second = writing.append(recorded("defensoria"))
    assert (first.previous, second.previous) == (GENESIS, first.hash)
    assert (store.hash_at(1), store.hash_at(2)) == (first.hash, second.hash)


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    write(store, recorded())
    with pytest.raises(ZeroDivisionError):
        write_and_fail(store, recorded("defensoria", representante__cpf=CPF), drafted())
    assert (store.last_seq(), store.instrument(NUMBER), store.partner("dpe-ce")) == (1, None, None)
    with store._engine.connect() as connection:
        assert list(connection.execute(private_values.select())) == []


def test_a_transaction_reads_what_it_has_written_and_others_do_not(store: Store, url: str) -> None:
    engine = open_database(url)
    other = Store(engine)
    with store.writing(NOON, "Ana") as writing:
        writing.append(recorded())
        assert (writing.partner("mpmt"), other.partner("mpmt")) == (partner(), None)
    assert other.partner("mpmt") == partner()
    engine.dispose()


def test_numbers_count_up_within_their_year_and_unit(store: Store) -> None:
    with store.writing(NOON, "Ana") as writing:
        assert writing.next_sequence(2024, SUFFIX) == 1
        writing.append(drafted(sequence=7))
        assert writing.next_sequence(2024, SUFFIX) == 8
        assert (writing.next_sequence(2025, SUFFIX), writing.next_sequence(2024, "X")) == (1, 1)


def test_a_number_taken_in_a_transaction_that_fails_is_given_again(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(store, drafted())
    with store.writing(NOON, "Ana") as writing:
        assert (writing.next_sequence(2024, SUFFIX), writing.next_code()) == (1, "10000001")


def test_document_codes_have_eight_digits_and_count_up(store: Store) -> None:
    with store.writing(NOON, "Ana") as writing:
        assert writing.next_code() == "10000001"
        writing.append(drafted(code="10000041"))
        assert writing.next_code() == "10000042"


@pytest.mark.parametrize(
    "double", [drafted(), drafted(sequence=2, code="10000001")], ids=["version", "code"]
)
def test_the_same_version_or_code_given_twice_is_refused_whole(store: Store, double: Fact) -> None:
    write(store, drafted())
    with pytest.raises(OutsideError) as told:
        write(store, recorded(), double)
    assert told.value.message.startswith("o banco de dados falhou (")
    assert told.value.remedy.endswith("nada foi gravado pela metade.")
    assert (store.last_seq(), store.broken_links()) == (1, [])


def test_what_fails_apart_is_undone_alone(store: Store) -> None:
    write(store, drafted())
    with store.writing(NOON, "Ana Lima") as writing:
        writing.append(recorded())
        with pytest.raises(StateError) as told:
            append_apart(writing, recorded(nome="Outro nome"), drafted())
        writing.append(drafted(sequence=2, code="10000002"))
    assert told.value.message.startswith("o registro não pode guardar estes dados (")
    assert store.partner("mpmt") == partner()
    assert store.instrument_row(str(numbered(2))) is not None
    assert (store.last_seq(), store.broken_links()) == (3, [])


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        ("Ana\u202eLima", "o nome de quem age tem o caractere U+202E (RIGHT-TO-LEFT OVERRIDE)."),
        ("Ana\0", "o nome de quem age tem o caractere U+0000 (caractere de controle)."),
        ("Ana\x1b[31m", "o nome de quem age tem o caractere U+001B (caractere de controle)."),
        (" \n ", "falta quem age."),
    ],
)
def test_an_actor_who_cannot_be_shown_is_refused(store: Store, actor: str, told: str) -> None:
    with pytest.raises(UsageError) as error, store.writing(NOON, actor):
        pass
    assert error.value.message == told


def test_an_actor_whose_bytes_are_no_text_is_refused(store: Store) -> None:
    with pytest.raises(UsageError), store.writing(NOON, "Ana \udcff"):
        pass


def test_the_name_of_an_actor_is_one_line(store: Store) -> None:
    with store.writing(NOON, " Ana\n Lima ") as writing:
        assert writing.append(recorded()).actor == "Ana Lima"


def test_asking_for_a_version_that_is_not_there_is_a_mistake_of_the_program(store: Store) -> None:
    with pytest.raises(LookupError), store.writing(NOON, "Ana") as writing:
        writing.instrument(NUMBER, 1)
