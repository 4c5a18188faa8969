"""The public log at work: checkpoints, proofs, and an insider who rewrites what was told."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from faults.errors import NotFound, StateError, UsageError
from instruments.public_events import leaf_hash, node_hash
from registry.journal import GENESIS, HASHED, entry_hash
from registry.public_log import append
from registry.rebuild import rebuild
from registry.schema import journal, leaves, nodes
from services.keys import revoke_key, rotate_key
from services.office import Office
from services.registry_care import verify_registry
from services.transparency import (
    consistency,
    known_keys,
    last_checkpoint,
    prove,
    sign_checkpoint,
)
from signatures.keys import KeyRing
from signatures.log import merkle
from signatures.log.checkpoint import open_checkpoint
from signatures.log.proof import BadProof, check_consistency
from tests.facts import numbered
from tests.log_office import PASSPHRASE, LogOffice, log_office


@pytest.fixture
def mine(tmp_path: Path) -> LogOffice:
    """An office with a key and one signed agreement."""
    mine = log_office(tmp_path)
    mine.key()
    mine.signed()
    return mine


def test_a_checkpoint_is_the_head_of_the_log(mine: LogOffice) -> None:
    note = mine.checkpoint()
    head = open_checkpoint(note, known_keys(mine.office))

    with mine.office.store.public_log() as log:
        told = [leaf.text.encode() for leaf in log.leaves_after(0)]
    assert head.size == len(told) == 4
    assert head.origin == "pactua.exemplo.gov.br/registro"
    assert head.root == merkle.root(4, lambda node: _head_of(told, node))


def _head_of(told: list[bytes], node: tuple[int, int]) -> bytes:
    level, index = node
    if level == 0:
        return leaf_hash(told[index])
    left, right = (_head_of(told, (level - 1, 2 * index + side)) for side in (0, 1))
    return node_hash(left, right)


def test_nothing_new_is_signed_while_nothing_happens(mine: LogOffice) -> None:
    first = sign_checkpoint(mine.office)
    again = sign_checkpoint(mine.office)

    assert (first.new, again.new) == (True, False)
    assert first.note == again.note


def test_a_new_key_signs_the_same_head_anew(mine: LogOffice) -> None:
    first = sign_checkpoint(mine.office)
    rotate_key(mine.office)
    mine.publish()
    second = sign_checkpoint(mine.office)

    assert second.new
    assert second.size == first.size + 2


def test_without_a_key_or_its_passphrase_it_says_what_to_do(tmp_path: Path) -> None:
    keyless = log_office(tmp_path)
    keyless.signed()
    with pytest.raises(StateError, match="nenhuma chave está ativa"):
        sign_checkpoint(keyless.office)
    keyless.key()
    assert keyless.office.keys is not None
    shut = replace(keyless.office, keys=KeyRing(keyless.office.keys.folder))
    with pytest.raises(UsageError, match="falta a senha da chave"):
        sign_checkpoint(shut)


def test_a_proof_shows_every_event_of_the_instrument_under_the_checkpoint(mine: LogOffice) -> None:
    mine.signed(2)
    mine.publish()
    head = sign_checkpoint(mine.office)
    proof = prove(mine.office, "1/2024")

    told = [json.loads(event.leaf)["evento"] for event in proof.events]
    assert told == ["emitido", "assinado", "assinado", "publicado"]
    assert [event.index for event in proof.events] == [1, 2, 3, 7]
    assert (proof.size, proof.root, proof.code) == (head.size, head.root, "10000001")
    for event in proof.events:
        hashed = leaf_hash(event.leaf.encode())
        assert merkle.included(hashed, event.index, head.size, event.path, head.root)


def test_what_came_after_the_checkpoint_is_named_and_not_proven(mine: LogOffice) -> None:
    mine.checkpoint()
    mine.publish()
    proof = prove(mine.office, "1/2024")

    assert len(proof.events) == 3
    assert proof.pending == ("publicado",)


def test_without_a_checkpoint_the_proof_says_that_it_binds_nobody(tmp_path: Path) -> None:
    keyless = log_office(tmp_path)
    keyless.signed()
    data = prove(keyless.office, "1/2024").as_data()

    assert data["ponto"] is None
    assert data["notas"] == [
        "Nenhum ponto assinado cobre estes eventos: esta prova ainda não obriga o órgão a nada."
    ]
    assert (data["tamanho"], data["chaves"], len(data["eventos"])) == (3, [], 3)


def test_a_draft_has_no_proof(mine: LogOffice) -> None:
    mine.draft(5)
    with pytest.raises(NotFound) as told:
        prove(mine.office, "5/2024")

    assert told.value.message == (
        f"o registro público ainda não diz nada do instrumento {numbered(5)}."
    )


def test_an_older_checkpoint_is_shown_to_be_held(mine: LogOffice) -> None:
    older = mine.checkpoint()
    mine.signed(2)
    newer = mine.checkpoint()
    proof = prove(mine.office, "1/2024", older)

    assert proof.consistency is not None
    assert (proof.consistency.older, proof.consistency.newer) == (older, newer)
    check_consistency(proof.consistency, known_keys(mine.office))


def test_a_text_that_no_key_has_signed_is_no_checkpoint(mine: LogOffice, tmp_path: Path) -> None:
    mine.checkpoint()
    stranger = log_office(tmp_path / "outro")
    stranger.key()
    for text in ("", "um texto", stranger.checkpoint()):
        with pytest.raises(UsageError, match="o ponto anterior não serve"):
            consistency(mine.office, text)


def test_before_any_checkpoint_there_is_nothing_to_compare_with(
    mine: LogOffice, tmp_path: Path
) -> None:
    with pytest.raises(StateError, match="ainda não há ponto assinado"):
        consistency(mine.office, "x")


def test_a_checkpoint_of_a_revoked_key_still_shows_a_rewriting(mine: LogOffice) -> None:
    older = mine.checkpoint()
    revoke_key(mine.office, known_keys(mine.office)[0].id, "comprometida")
    mine.key()
    mine.checkpoint()

    assert consistency(mine.office, older) is not None


# --- the insider ---


@dataclass
class Insider:
    """Somebody with the database, the program and the key of the body."""

    office: Office

    def rewrite(self, change: Callable[[list[dict[str, Any]]], object]) -> None:
        """Change the journal, chain it anew and make all tables of it again."""
        with self.office.store.exclusive() as connection:
            rows = [dict(row) for row in connection.execute(select(journal)).mappings()]
            change(rows)
            previous = GENESIS
            for seq, row in enumerate(rows, 1):
                row |= {"seq": seq, "anterior": previous}
                row["hash"] = previous = entry_hash(tuple(row[name] for name in HASHED))
            connection.execute(delete(journal))
            connection.execute(insert(journal), rows)
            rebuild(connection)

    def told(self) -> list[str]:
        """What the log tells now."""
        with self.office.store.public_log() as log:
            return [leaf.text for leaf in log.leaves_after(0)]


@dataclass(frozen=True)
class Kept:
    """A folder with an office in it, and what a partner has of it."""

    folder: Path
    older: str
    told: tuple[str, ...]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """Two signed agreements, a checkpoint that a partner keeps, and life that went on."""
    folder = tmp_path_factory.mktemp("dono") / "dados"
    mine = log_office(folder)
    mine.key()
    mine.signed()
    mine.signed(2)
    mine.publish(1)
    older = mine.checkpoint()
    told = tuple(Insider(mine.office).told())
    mine.publish(2)
    mine.end(1)
    mine.office.store.close()
    return Kept(folder, older, told)


def one_of(rows: list[dict[str, Any]], facts: set[str], which: int) -> int:
    """The place of some entry of these kinds."""
    places = [place for place, row in enumerate(rows) if row["fato"] in facts]
    return places[which % len(places)]


TOLD_FACTS = {"assinatura_aberta", "assinatura_registrada", "publicada", "encerrada"}


def change_date(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """Something was said at another time."""
    place = one_of(rows, TOLD_FACTS, which)
    rows[place]["em"] = f"2020-01-0{1 + other % 9}T00:00:00.000000+00:00"


def change_content(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """A signature had another file, a publication another page."""
    place = one_of(rows, {"assinatura_registrada", "publicada"}, which)
    data = json.loads(rows[place]["dados"])
    changed = {"pagina": 1 + other} if "pagina" in data else {"arquivo_sha256": f"{other:064x}"}
    rows[place]["dados"] = json.dumps({**data, **changed})


def change_text(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """Another text was drafted than the one that went out."""
    place = one_of(rows, {"minuta_gerada"}, which)
    data = json.loads(rows[place]["dados"])
    rows[place]["dados"] = json.dumps({**data, "texto_sha256": f"{other:064x}"})


def leave_out(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """A signature or a publication never was."""
    del rows[one_of(rows, {"assinatura_registrada", "publicada", "encerrada"}, which)]


def repeat(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """A publication was before everything else, too."""
    row = rows[one_of(rows, {"publicada"}, which)]
    rows.insert(one_of(rows, {"assinatura_registrada"}, other), dict(row))


def change_what_is_private(rows: list[dict[str, Any]], which: int, other: int) -> None:
    """Another reason, another actor: nothing of it is public."""
    rows[which % len(rows)]["quem"] = f"Outra pessoa {other}"


CHANGES = (change_date, change_content, change_text, leave_out, repeat, change_what_is_private)


@settings(deadline=None, derandomize=True, max_examples=30, suppress_health_check=list(HealthCheck))
@given(change=st.sampled_from(CHANGES), which=st.integers(0, 99), other=st.integers(0, 99))
def test_who_keeps_a_checkpoint_finds_out_every_rewriting_of_what_it_covers(
    kept: Kept,
    tmp_path_factory: pytest.TempPathFactory,
    change: Callable[[list[dict[str, Any]], int, int], None],
    which: int,
    other: int,
) -> None:
    folder = tmp_path_factory.mktemp("insider") / "dados"
    shutil.copytree(kept.folder, folder)
    office = log_office(folder).office
    insider = Insider(office)
    insider.rewrite(lambda rows: change(rows, which, other))
    # The insider has the key, too, and signs what he made without asking the program.
    with office.store.exclusive() as connection:
        connection.execute(delete(journal).where(journal.c.fato == "ponto_assinado"))
    insider.rewrite(lambda rows: None)
    newer = sign_checkpoint(office).note
    untouched = tuple(insider.told()[: len(kept.told)]) == kept.told
    found = consistency(office, kept.older)
    office.store.close()

    assert (found is not None) == untouched
    if found is not None:
        check_consistency(found, known_keys(office))
    else:
        # Nor does any other path that he may hand out hold the two together.
        old = open_checkpoint(kept.older, known_keys(office))
        new = open_checkpoint(newer, known_keys(office))
        for path in ((), (old.root,), (new.root,), (old.root, new.root)):
            assert not merkle.consistent(old.size, new.size, old.root, new.root, path)


def test_a_log_rewritten_beside_an_honest_journal_is_told_by_the_verification(
    kept: Kept, tmp_path: Path
) -> None:
    folder = tmp_path / "dados"
    shutil.copytree(kept.folder, folder)
    office = log_office(folder).office
    with office.store.exclusive() as connection:
        rows = connection.execute(select(leaves).order_by(leaves.c.indice)).all()
        connection.execute(delete(leaves))
        connection.execute(delete(nodes))
        again = [(row.numero, row.evento, row.conteudo, row.seq) for row in rows]
        again[2] = (*again[2][:2], again[2][2].replace("avancada", "simples"), again[2][3])
        append(connection, again)
    told = {(finding.rule, finding.where) for finding in verify_registry(office).findings}
    with pytest.raises(StateError) as refused:
        sign_checkpoint(office)
    compared = consistency(office, kept.older)
    office.store.close()

    assert ("tabela-diverge", "registro_publico, indice 2") in told
    assert "ponto-diverge" in {rule for rule, _ in told}
    assert refused.value.message == "o registro público já não contém o ponto de tamanho 8."
    assert compared is None


def test_a_forged_checkpoint_in_the_tables_is_told_by_the_verification(
    kept: Kept, tmp_path: Path
) -> None:
    folder = tmp_path / "dados"
    shutil.copytree(kept.folder, folder)
    insider = Insider(log_office(folder).office)

    def forge(rows: list[dict[str, Any]]) -> None:
        place = one_of(rows, {"ponto_assinado"}, 0)
        data = json.loads(rows[place]["dados"])
        rows[place]["dados"] = json.dumps({**data, "nota": data["nota"].replace("\n8\n", "\n7\n")})

    insider.rewrite(forge)
    told = {finding.rule for finding in verify_registry(insider.office).findings}
    insider.office.store.close()

    assert told == {"ponto-assinatura"}


def test_a_rewritten_log_gives_no_proof_with_an_older_checkpoint(
    kept: Kept, tmp_path: Path
) -> None:
    folder = tmp_path / "dados"
    shutil.copytree(kept.folder, folder)
    insider = Insider(log_office(folder).office)
    insider.rewrite(lambda rows: leave_out(rows, 0, 0))
    with pytest.raises(StateError) as told:
        prove(insider.office, "1/2024", kept.older)
    insider.office.store.close()

    assert told.value.message == (
        "o registro público de hoje não contém o ponto anterior: foi reescrito."
    )


def test_a_proof_of_consistency_between_other_logs_is_none(mine: LogOffice) -> None:
    older = mine.checkpoint()
    mine.publish()
    mine.checkpoint()
    found = consistency(mine.office, older)
    assert found is not None
    keys = known_keys(mine.office)
    for false in (
        replace(found, older=found.newer),
        replace(found, newer=found.older),
        replace(found, path=()),
        replace(found, older="não é nota"),
    ):
        if false.older != false.newer or false.path:
            with pytest.raises(BadProof):
                check_consistency(false, keys)


def test_the_last_checkpoint_is_there_for_everybody(mine: LogOffice) -> None:
    assert last_checkpoint(mine.office) is None
    head = sign_checkpoint(mine.office)

    assert last_checkpoint(mine.office) == replace(head, new=False)


def test_no_text_of_an_office_shows_the_passphrase(mine: LogOffice) -> None:
    mine.checkpoint()

    assert PASSPHRASE not in repr(mine.office)
