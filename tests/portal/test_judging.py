"""Files judged in a process of their own, that may do their worst."""

import asyncio
import os
import time
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from portal.judging import Bounds, ProcessJudge
from portal.refusals import Refusal
from portal.uploads import Upload
from signatures.verdict import Situation, Verdict
from tests.portal.desk import CRC, SHEET, TAMPERED, VERDICTS, FakeDesk

MEGABYTES = 1024 * 1024


class HostileDesk(FakeDesk):
    """Does what a hostile file may make of a reader."""

    def verify_file(self, name: str, data: bytes) -> Verdict:
        match data:
            case b"sleep":
                time.sleep(60)
            case b"spin":
                while True:
                    pass
            case b"memory":
                held = [bytes(64 * MEGABYTES) for _ in range(200)]
                del held
            case b"die":
                os._exit(139)
            case b"deep":
                return self.verify_file(name, data)
            case b"raise":
                raise ValueError("inesperado")
            case b"lie":
                return "isto não é um veredito"  # type: ignore[return-value]  # a broken reader
        return super().verify_file(name, data)


@pytest.fixture(scope="module")
def judge() -> Iterator[ProcessJudge]:
    """A judge with bounds that a test can reach."""
    judge = ProcessJudge(HostileDesk, Bounds(seconds=0.7))
    yield judge
    judge.close()


def judged(judge: ProcessJudge, data: bytes) -> Verdict:
    """The verdict on these bytes."""
    return asyncio.run(judge.judge(Upload("arquivo.pdf", data)))


def test_a_verdict_comes_back_whole(judge: ProcessJudge) -> None:
    assert judged(judge, b"%PDF 10000005") == TAMPERED
    assert judged(judge, b"x" * 5 * MEGABYTES + b"10000001") == VERDICTS["10000001"]
    assert judged(judge, b"nada").situation is Situation.UNKNOWN


def test_a_sheet_comes_back_byte_by_byte(judge: ProcessJudge) -> None:
    assert asyncio.run(judge.sheet("10000001", CRC)) == SHEET
    assert asyncio.run(judge.sheet("99999999", CRC)) is None


def test_a_refusal_comes_back_with_its_remedy(judge: ProcessJudge) -> None:
    with pytest.raises(Refusal) as refused:
        judged(judge, b"ilegivel")

    told = refused.value
    assert (told.status, told.message, told.remedy) == (
        422,
        "O PDF está danificado.",
        "Peça outra cópia.",
    )


@pytest.mark.parametrize("worst", [b"sleep", b"spin", b"memory", b"die", b"deep", b"raise", b"lie"])
def test_whatever_a_file_does_to_its_process_it_is_refused_and_the_next_is_judged(
    judge: ProcessJudge, worst: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    start = time.monotonic()

    with pytest.raises(Refusal) as refused:
        judged(judge, worst)

    assert (refused.value.status, refused.value.message) == (
        422,
        "Este arquivo é complexo demais para ser examinado aqui.",
    )
    assert time.monotonic() - start < 15
    assert judged(judge, b"nada").situation is Situation.UNKNOWN
    capfd.readouterr()


def test_when_too_many_wait_the_next_is_told_to_come_back() -> None:
    judge = ProcessJudge(HostileDesk, Bounds(seconds=0.4, at_once=1, waiting=1))

    async def many() -> list[Any]:
        tasks = [judge.judge(Upload("arquivo.pdf", b"sleep")) for _ in range(3)]
        return await asyncio.gather(*tasks, return_exceptions=True)

    statuses = sorted(one.status for one in asyncio.run(many()))
    judge.close()

    assert statuses == [422, 422, 503]


def test_a_desk_that_does_not_open_refuses(capfd: pytest.CaptureFixture[str]) -> None:
    judge = ProcessJudge(partial(int, "nenhum balcão"))  # type: ignore[arg-type]  # it raises

    with pytest.raises(Refusal):
        judged(judge, b"nada")
    judge.close()
    capfd.readouterr()
