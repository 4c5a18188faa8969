"""Whatever the input, the importer answers: what it found, or that it cannot be read."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

import pytest

from clauses.clause_text import ClauseText
from document.canonical import canonical_text
from faults.errors import UnreadableFile
from importing.agreement import recover
from instruments.assemble import assemble
from instruments.body import read_body
from instruments.imported import ImportedInstrument
from instruments.number import InstrumentNumber
from reading.open import read_file
from services.importing_reading import Context, Wanted, make_ready
from tests.importing.agreements import matcher
from tests.importing.variants import as_html, sample, unaccented, wrapped

QUICK, SOAK = 200, 20_000
DAY = date(2026, 12, 1)
SAMPLES = ("acordo-sei", "outro-orgao", "sem-numero", "termo-aditivo")

Spoiler = Callable[[random.Random, str], str]


def cut(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(1, max(2, len(text)))]


def swapped(chance: random.Random, text: str) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def letters(chance: random.Random, text: str) -> str:
    made = list(text)
    for _ in range(len(made) // 10):
        made[chance.randrange(len(made))] = chr(chance.choice([*range(32, 600), 0x2028, 0xFFFD]))
    return "".join(made)


def figures(chance: random.Random, text: str) -> str:
    return "".join(str(chance.randrange(10)) if one.isdecimal() else one for one in text)


def doubled(chance: random.Random, text: str) -> str:
    word = chance.choice(text.split() or ["x"])
    return text.replace(word, f"{word} " * chance.randrange(2, 40))


def dropped(chance: random.Random, text: str) -> str:
    mark = chance.choice([",", ".", "-", "–", "\n", "CLÁUSULA", "CNPJ", "em ", "\t", " "])
    return text.replace(mark, "")


SPOILERS: tuple[Spoiler, ...] = (
    cut, swapped, letters, figures, doubled, dropped,
    lambda chance, text: wrapped(text, chance.randrange(5, 120)),
    lambda _, text: unaccented(text),
    lambda _, text: text.upper(),
    lambda _, text: text.lower(),
)  # fmt: skip


def spoiled(seed: int, names: Sequence[str] = SAMPLES) -> bytes:
    """One of these samples spoiled in up to four ways, as text, HTML or damaged bytes."""
    chance = random.Random(seed)
    text = sample(chance.choice(names))
    for _ in range(chance.randrange(1, 5)):
        text = chance.choice(SPOILERS)(chance, text) or "x"
    form = chance.randrange(4)
    if form == 1:
        return as_html(text, "utf-8")
    data = bytearray(text.encode(chance.choice(["utf-8", "cp1252", "utf-16"]), "replace"))
    if form == 2 and data:
        for _ in range(20):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def check(seed: int) -> None:
    data = spoiled(seed)
    try:
        found = recover(read_file(f"{seed}.txt", data), matcher())
    except UnreadableFile:
        return
    found.fields()
    context = Context(read_body(), (), matcher(), datetime(2026, 12, 1, tzinfo=UTC))
    made = make_ready(context, f"{seed}.txt", data, "0" * 64, Wanted())
    assert "dado-ilegivel" not in {finding.rule for finding in made.findings}, seed
    if made.request is not None:
        number = made.number or InstrumentNumber(1, 2026, "SEM-NUMERO")
        instrument = ImportedInstrument(
            number=number, version=1, code="10000001", drafted_on=DAY, request=made.request
        )
        assert canonical_text(assemble(instrument, no_texts))


def no_texts(key: str) -> ClauseText:
    raise LookupError(key)


def test_two_hundred_spoiled_agreements_are_answered() -> None:
    for seed in range(QUICK):
        check(seed)


@pytest.mark.soak
def test_twenty_thousand_spoiled_agreements_are_answered() -> None:
    for seed in range(SOAK):
        check(seed)
