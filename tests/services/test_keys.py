"""The life of the body's keys: one at a time, each endorsed by the one before it."""

import base64
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from faults.errors import NotFound, PactuaError, StateError, UsageError
from registry.open_data import write_open_data
from services.keys import (
    active_key,
    all_keys,
    create_key,
    default_origin,
    key_info,
    revoke_key,
    rotate_key,
)
from services.registry_backup import back_up, restore
from services.settings import Settings
from services.transparency import replace_key
from signatures.keys import KeyRing
from signatures.log.checkpoint import parse_note
from tests.log_office import PASSPHRASE, LogOffice, log_office
from tests.offices import NOON


@pytest.fixture
def mine(tmp_path: Path) -> LogOffice:
    """An office without any key."""
    return log_office(tmp_path / "dados")


def test_the_first_key_is_named_after_the_check_page(mine: LogOffice) -> None:
    info = mine.key()

    assert info.key.origin == "pactua.exemplo.gov.br/registro"
    assert info.state == "ativa"
    assert active_key(mine.office) == info


def test_a_body_without_a_check_page_names_its_log_by_itself(mine: LogOffice) -> None:
    office = mine.office
    checking = office.arrangements.checking.model_copy(update={"address": None})
    plain = replace(
        office, arrangements=office.arrangements.model_copy(update={"checking": checking})
    )

    assert default_origin(plain) == "pactua/senacon"


def test_a_second_key_is_not_made_beside_the_first(mine: LogOffice) -> None:
    first = mine.key()
    with pytest.raises(StateError) as told:
        mine.key()

    assert told.value.message == f"a chave {first.key.id} está ativa."
    assert len(list((mine.office.keys or KeyRing(Path())).folder.iterdir())) == 1


def test_a_replaced_key_endorses_the_next(mine: LogOffice) -> None:
    mine.key()
    old, new = rotate_key(mine.office)

    assert (old.state, new.state) == ("substituida", "ativa")
    assert new.previous == old.key.id
    assert old.key.verifies(base64.b64decode(new.endorsement), old.key.endorsement_of(new.key))
    assert new.key.origin == old.key.origin


def test_a_new_key_may_have_a_passphrase_of_its_own(mine: LogOffice) -> None:
    mine.key()
    _, new = rotate_key(mine.office, "outra frase bem comprida")
    folder = mine.office.keys.folder if mine.office.keys else Path()

    with pytest.raises(UsageError):
        KeyRing(folder, PASSPHRASE).open(new.key)
    assert KeyRing(folder, "outra frase bem comprida").open(new.key).public == new.key


def test_the_checkpoint_of_a_replacement_is_signed_by_both_keys(mine: LogOffice) -> None:
    mine.key()
    head = replace_key(mine.office)
    known = [info.key for info in all_keys(mine.office)]

    assert parse_note(head.note).signed_by(known) == tuple(known)


def test_after_a_revocation_another_key_of_the_same_log_can_be_made(mine: LogOffice) -> None:
    first = mine.key()
    revoked = revoke_key(mine.office, first.key.id.upper(), "comprometida", date(2026, 11, 20))
    second = mine.key()

    assert (revoked.state, revoked.reason, revoked.revoked_since) == (
        "revogada",
        "comprometida",
        "2026-11-20",
    )
    assert second.key.origin == first.key.origin
    assert [info.state for info in all_keys(mine.office)] == ["revogada", "ativa"]


def refusal(mine: LogOffice, key_id: str, since: date | None = None) -> PactuaError:
    """Why a key is not revoked."""
    with pytest.raises(PactuaError) as told:
        revoke_key(mine.office, key_id, "perdida", since)
    return told.value


def test_what_cannot_be_revoked_says_why(mine: LogOffice) -> None:
    key_id = mine.key().key.id
    tomorrow = mine.office.today + timedelta(days=1)

    assert isinstance(refusal(mine, "00000000"), NotFound)
    assert refusal(mine, key_id, tomorrow).message == (
        "24/11/2026 está no futuro; hoje é 23/11/2026."
    )
    revoke_key(mine.office, key_id, "perdida")
    assert refusal(mine, key_id).message == f"a chave {key_id} já foi revogada em 2026-11-23."


def test_the_name_of_a_log_does_not_change(mine: LogOffice) -> None:
    revoke_key(mine.office, mine.key().key.id, "encerrada")
    with pytest.raises(UsageError, match=r"se chama pactua\.exemplo\.gov\.br/registro"):
        create_key(mine.office, "outro.nome")


def test_without_a_key_nothing_is_replaced(mine: LogOffice) -> None:
    with pytest.raises(StateError) as told:
        rotate_key(mine.office)

    assert (told.value.message, told.value.remedy) == (
        "nenhuma chave está ativa.",
        "Crie uma com: pactua chave criar",
    )
    with pytest.raises(NotFound):
        key_info(mine.office, "00000000")


# --- where private keys never are ---


def test_a_backup_leaves_the_private_keys_out_unless_it_is_told(
    mine: LogOffice, tmp_path: Path
) -> None:
    key_id = mine.key().key.id
    settings = Settings(tmp_path / "dados", "", NOON, "Ana Lima")
    pem = (tmp_path / "dados" / "chaves" / f"{key_id}.pem").read_bytes()
    back_up(mine.office, settings, tmp_path / "sem.tar.gz")
    back_up(mine.office, settings, tmp_path / "com.tar.gz", with_keys=True)
    there: dict[str, bool] = {}
    for name in ("sem", "com"):
        folder = tmp_path / f"volta-{name}"
        restore(Settings(folder, "", NOON, "Ana Lima"), tmp_path / f"{name}.tar.gz")
        path = folder / "chaves" / f"{key_id}.pem"
        there[name] = path.is_file() and path.read_bytes() == pem
        if there[name]:
            assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (
                0o600,
                0o700,
            )

    assert there == {"sem": False, "com": True}


def test_no_table_and_no_open_data_holds_a_private_key(mine: LogOffice, tmp_path: Path) -> None:
    info = mine.key()
    assert mine.office.keys is not None
    seed = mine.office.keys.open(info.key).seed
    mine.office.store.copy_tables(tmp_path)
    with mine.office.store.snapshot() as snapshot:
        write_open_data(snapshot, tmp_path, "órgão")
    kept = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    elsewhere = [data for data in kept if not data.startswith(b"-----BEGIN ENCRYPTED")]
    forms = (seed, seed.hex().encode(), base64.b64encode(seed), PASSPHRASE.encode())

    assert len(elsewhere) > 5
    assert [form for form in forms for data in elsewhere if form in data] == []
    assert any(base64.b64encode(info.key.raw) in data for data in elsewhere)


def test_the_public_data_of_a_key_is_what_a_proof_carries(mine: LogOffice) -> None:
    info = mine.key()

    assert json.loads(json.dumps(info.as_data())) == {
        "vkey": info.key.vkey,
        "situacao": "ativa",
        "criada_em": "2026-11-23T15:00:00Z",
    }
