"""The words of an article without its markup."""

import time

import pytest

from publication.article import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("COOPE<b>RA</b>ÇÃO", "COOPERAÇÃO"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\nb"),
        ("1&nbsp;2&#8211;3", "1 2–3"),
        ("a \t b\n\n  c", "a b\nc"),
        ("5 < 6", "5 < 6"),
    ],
)
def test_blocks_become_lines_and_the_rest_disappears(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize("piece", ["<", "<p", "&", "<p class='identifica'", " ", "\n ", "Ã§"])
def test_hostile_markup_takes_no_longer_than_any_other(piece: str) -> None:
    start = time.perf_counter()

    plain_text(piece * 300_000)

    assert time.perf_counter() - start < 3
