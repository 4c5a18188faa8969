"""The whole text of the seed's agreement, kept in tests/golden, so that any change of it is seen.

When a change is meant, write the file anew and read its difference before it is kept:

    .venv/bin/python -m pytest tests/instruments/test_golden.py --update-golden
"""

from pathlib import Path

import pytest

from document.canonical import canonical_text
from instruments.assemble import assemble
from tests.records import TEXTS, instrument

GOLDEN = Path(__file__).parent.parent / "golden" / "mpmt.txt"


def test_the_text_of_the_seeds_agreement_is_the_one_that_was_read_and_kept(
    pytestconfig: pytest.Config,
) -> None:
    """Written anew only by `--update-golden` (see the head of this file)."""
    text = canonical_text(assemble(instrument(), TEXTS))
    if pytestconfig.getoption("--update-golden"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
