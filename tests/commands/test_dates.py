"""Dates and moments on the command line: what is accepted, and how a wrong one is told."""

from datetime import datetime

import click
import pytest

from commands.dates import ISO_DATE, ISO_MOMENT

NOT_THERE = "31/02/2026 não existe no calendário; confira o dia e o mês."


def told(kind: click.ParamType[object], value: str) -> str:
    with pytest.raises(click.BadParameter) as refused:
        kind.convert(value, None, None)
    return refused.value.message


@pytest.mark.parametrize("value", ["2026-02-31", "31/02/2026"])
def test_a_day_that_is_in_no_calendar_is_told_as_that(value: str) -> None:
    assert told(ISO_DATE, value) == NOT_THERE
    assert told(ISO_MOMENT, f"{value}T10:00") == NOT_THERE


@pytest.mark.parametrize("value", ["10/12/2026", "hoje", "2026-1-2", ""])
def test_a_day_in_another_form_is_told_how_to_be_written(value: str) -> None:
    assert told(ISO_DATE, value) == f"“{value}” não é uma data; escreva AAAA-MM-DD."


def test_a_moment_is_read_to_the_minute() -> None:
    assert ISO_MOMENT.convert("2026-12-10T15:30", None, None) == datetime.fromisoformat(
        "2026-12-10T15:30"
    )


@pytest.mark.parametrize(
    ("value", "example"),
    [
        ("2026-12-10", "2026-12-10T15:30"),
        ("2026-12-11T25:00", "2026-12-11T15:30"),
        ("2026-12-10 15:30", "2026-12-10T15:30"),
        ("ontem", "2026-12-10T15:30"),
    ],
)
def test_a_moment_in_another_form_is_told_with_an_example(value: str, example: str) -> None:
    assert told(ISO_MOMENT, value) == (
        f"“{value}” não é data com hora; escreva AAAA-MM-DDTHH:MM, por exemplo {example}."
    )
