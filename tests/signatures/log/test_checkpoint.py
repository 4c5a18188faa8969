"""Signed notes and checkpoints: published examples, and everything that is refused."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signatures.keys import SigningKey, parse_vkey
from signatures.log.checkpoint import (
    BadNote,
    Checkpoint,
    open_checkpoint,
    parse_checkpoint,
    parse_note,
    sign_note,
)
from tests.signatures.keys_made import ORIGIN, signing
from tests.signatures.log.vectors import (
    C2SP_CHECKPOINT,
    C2SP_NOTE,
    C2SP_VKEY,
    GO_LINE,
    GO_SEED,
    GO_TEXT,
    GO_VKEY,
    ROOTS,
)

KEY, OTHER = signing(), signing("segunda")
HEAD = Checkpoint(ORIGIN, 8, ROOTS[8])
NOTE = sign_note(HEAD.text, [KEY])


def refusal(note: str, *keys: SigningKey) -> str:
    """Why a note is refused."""
    with pytest.raises(BadNote) as told:
        open_checkpoint(note, [key.public for key in keys or (KEY,)])
    return str(told.value)


@pytest.mark.parametrize(
    ("note", "vkey"), [(C2SP_NOTE, C2SP_VKEY), (f"{GO_TEXT}\n{GO_LINE}", GO_VKEY)]
)
def test_a_published_note_is_signed_by_its_published_key(note: str, vkey: str) -> None:
    key = parse_vkey(vkey)

    assert parse_note(note).signed_by([key]) == (key,)


def test_signing_gives_the_published_line() -> None:
    seed = base64.b64decode(GO_SEED)[1:]
    key = SigningKey(parse_vkey(GO_VKEY), seed)

    assert sign_note(GO_TEXT, [key]) == f"{GO_TEXT}\n{GO_LINE}"


def test_the_published_checkpoint_is_read_and_written_the_same() -> None:
    note = parse_note(sign_note(C2SP_CHECKPOINT, [signing(origin="example.com/behind-the-sofa")]))
    read = parse_checkpoint(note)

    assert (read.origin, read.size, read.text) == (
        "example.com/behind-the-sofa",
        20852163,
        C2SP_CHECKPOINT,
    )


def test_a_checkpoint_comes_back_to_whoever_knows_the_key() -> None:
    assert open_checkpoint(NOTE, [OTHER.public, KEY.public]) == HEAD


def test_two_keys_may_sign_one_checkpoint_and_either_is_enough() -> None:
    note = sign_note(HEAD.text, [KEY, OTHER])

    assert open_checkpoint(note, [KEY.public]) == open_checkpoint(note, [OTHER.public]) == HEAD
    assert parse_note(note).signed_by([KEY.public, OTHER.public]) == (KEY.public, OTHER.public)


def test_lines_of_strangers_are_left_aside() -> None:
    stranger = sign_note(HEAD.text, [signing(origin="testemunha.exemplo")])
    note = NOTE + stranger.removeprefix(f"{HEAD.text}\n")

    assert open_checkpoint(note, [KEY.public]) == HEAD


def test_a_false_line_of_a_known_key_spoils_the_note_even_beside_a_good_one() -> None:
    good = sign_note(HEAD.text, [KEY, OTHER])
    false = sign_note("outro texto\n", [OTHER]).rsplit("\n\n", 1)[1]
    note = good.replace(good.split("\n")[-2] + "\n", false)

    assert refusal(note, KEY, OTHER) == f"a assinatura da chave {OTHER.public.id} não confere"


def test_a_key_of_another_log_signs_no_checkpoint_of_this_one() -> None:
    stranger = signing(origin="outro.exemplo")

    assert refusal(sign_note(HEAD.text, [stranger]), stranger) == (
        "nenhuma das chaves conhecidas assinou este ponto"
    )


@pytest.mark.parametrize(
    "note",
    [
        "",
        "sem assinatura\n",
        HEAD.text,
        f"{HEAD.text}\n",
        NOTE[:-1],
        NOTE.replace("—", "-"),
        NOTE.replace("\n\n", "\n"),
        NOTE.replace(f"{ORIGIN} ", f"{ORIGIN}  "),
        NOTE.replace("\n", "\r\n"),
        NOTE + NOTE.split("\n")[-2] + "\n" * 2,
        NOTE + "— curta AAAA\n",
        "x" * 70_000,
        NOTE + "".join(f"— n{n} {base64.b64encode(bytes(68)).decode()}\n" for n in range(16)),
    ],
)
def test_what_is_no_signed_note_is_refused(note: str) -> None:
    with pytest.raises(BadNote):
        open_checkpoint(note, [KEY.public])


@pytest.mark.parametrize(
    "text",
    [
        f"{ORIGIN}\n8\n",
        f"{ORIGIN}\n08\n{HEAD.text.split()[2]}\n",
        f"{ORIGIN}\n-8\n{HEAD.text.split()[2]}\n",
        f"{ORIGIN}\n٨\n{HEAD.text.split()[2]}\n",
        f"{ORIGIN}\n8\nAAAA\n",
        f"{ORIGIN}\n8\nnão é base64\n",
        f"\n8\n{HEAD.text.split()[2]}\n",
    ],
)
def test_a_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    assert refusal(sign_note(text, [KEY])) in {
        "não é um ponto do registro público",
        "nenhuma das chaves conhecidas assinou este ponto",
    }


@settings(deadline=None, derandomize=True)
@given(st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_no_bit_of_a_checkpoint_can_be_turned_over(bit: int) -> None:
    data = NOTE.encode()
    changed = (int.from_bytes(data) ^ 1 << bit).to_bytes(len(data))

    with pytest.raises((BadNote, UnicodeDecodeError)):
        open_checkpoint(changed.decode(), [KEY.public])
