"""Whoever guesses, floods or pries: limits, uniform answers, headers, silence."""

import asyncio
from dataclasses import replace
from time import perf_counter, sleep

import pytest
from starlette.testclient import TestClient

from portal.addresses import proxy_networks
from portal.checking import Checker
from portal.gate import Gate
from portal.limits import CHECKING, GUESSING, READING, UPLOADING, Limiter
from portal.pages import Pages
from signatures.verdict import Verdict
from tests.portal.desk import CRC, SECRET, FakeDesk
from tests.portal.house import House
from tests.portal.test_pages import PAGES

WRONG = "/api/v1/conferir?codigo=10000001&crc=00000000"
UNKNOWN = "/api/v1/conferir?codigo=99999999&crc=00000000"
RIGHT = f"/api/v1/conferir?codigo=10000001&crc={CRC}"
EVERYWHERE = (*PAGES, "/nada", "/saude", RIGHT, WRONG, "/api/v1/nada", "/resultado?codigo=1&crc=1")


def browser(app: Gate, address: str) -> TestClient:
    """Somebody at this address."""
    return TestClient(app, client=(address, 50000))


def test_an_unknown_code_and_a_wrong_crc_get_the_same_bytes(client: TestClient) -> None:
    for one, other in (
        (WRONG, UNKNOWN),
        ("/documento?codigo=10000001&crc=00000000", "/documento?codigo=99999999&crc=00000000"),
        ("/folha?codigo=10000001&crc=00000000", "/folha?codigo=99999999&crc=00000000"),
        (
            "/api/v1/prova?codigo=10000001&crc=00000000",
            "/api/v1/prova?codigo=99999999&crc=00000000",
        ),
    ):
        wrong, unknown = client.get(one), client.get(other)
        assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
        assert wrong.headers == unknown.headers
    assert client.get(WRONG).json()["situacao"] == "nao_confere"


def test_the_pages_of_both_differ_in_nothing_but_the_codes_that_were_typed(
    client: TestClient,
) -> None:
    wrong = client.get("/resultado?codigo=10000001&crc=00000000").text
    unknown = client.get("/resultado?codigo=99999999&crc=00000000").text

    assert wrong.replace("10000001", "99999999") == unknown
    assert "Os códigos não conferem" in wrong
    assert "SENACON)" not in wrong


def test_both_are_said_on_the_same_beat_of_the_clock(house: House, desk: FakeDesk) -> None:
    class Slow(FakeDesk):
        def verify_codes(self, code: str, crc: str) -> Verdict:
            if code == "10000001":
                sleep(0.02)  # a known code takes longer to look at
            return super().verify_codes(code, crc)

    checker = Checker(Slow(), house.limiter, beat=0.08)

    async def timed(code: str) -> float:
        start = perf_counter()
        assert await checker.verdict(code, "00000000") is None
        return perf_counter() - start

    known, unknown = asyncio.run(timed("10000001")), asyncio.run(timed("99999999"))

    assert 0.08 <= known < 0.155
    assert 0.08 <= unknown < 0.155


def test_a_yes_is_not_kept_waiting(client: TestClient, house: House, desk: FakeDesk) -> None:
    desk.ready = False

    client.get(RIGHT)
    assert house.slept == []

    client.get(WRONG)
    assert [0 < seconds <= 0.1 for seconds in house.slept] == [True]


def test_wrong_crcs_close_a_code_for_everybody_and_right_ones_do_not_count(house: House) -> None:
    app = house.app()
    for place in range(GUESSING.burst):
        client = browser(app, f"192.0.2.{place % 250}")
        assert client.get(RIGHT).json()["situacao"] == "autentico"
        assert client.get(WRONG).status_code == 200

    client = browser(app, "198.51.100.1")
    closed = client.get(RIGHT)
    page = client.get(f"/resultado?codigo=10000001&crc={CRC}")
    other = client.get(f"/api/v1/conferir?codigo=10000003&crc={CRC}")

    assert (closed.status_code, closed.json()["erro"]) == (429, "limite")
    assert int(closed.headers["retry-after"]) >= 1
    assert page.status_code == 429
    assert "Houve tentativas demais com este código verificador." in page.text
    assert other.json()["situacao"] == "cancelado"


def test_an_unknown_code_closes_as_a_known_one_does(house: House) -> None:
    app = house.app()
    answers = {
        address: [
            browser(app, f"192.0.2.{place % 250}").get(address).status_code
            for place in range(GUESSING.burst + 5)
        ]
        for address in (WRONG, UNKNOWN)
    }

    assert answers[WRONG] == answers[UNKNOWN]
    assert answers[WRONG][-5:] == [429] * 5


def test_an_address_that_asks_too_often_is_told_when_to_come_back(house: House) -> None:
    with house.client() as client:
        answers = [client.get(RIGHT) for _ in range(CHECKING.burst + 1)]
        page = client.get(f"/resultado?codigo=10000001&crc={CRC}")
    with house.client("192.0.2.8") as other:
        assert other.get(RIGHT).status_code == 200

    assert [answer.status_code for answer in answers] == [200] * CHECKING.burst + [429]
    assert answers[-1].json()["mensagem"].startswith("Houve perguntas demais")
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert page.status_code == 429
    assert "Muitas perguntas em pouco tempo" in page.text


def test_the_limit_of_checks_can_be_set(house: House) -> None:
    house.site = replace(house.site, checks_a_minute=3)

    with house.client() as client:
        assert [client.get(RIGHT).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_files_are_limited_more_closely_than_pages(house: House) -> None:
    with house.client() as client:
        files = {"arquivo": ("a.pdf", b"%PDF-1.7 nada")}
        statuses = [
            client.post("/resultado", files=files).status_code for _ in range(UPLOADING.burst + 1)
        ]
        assert client.get("/").status_code == 200

    assert statuses == [200] * UPLOADING.burst + [429]


def test_behind_a_proxy_that_is_believed_each_customer_has_a_limit_of_their_own(
    house: House,
) -> None:
    house.site = replace(house.site, checks_a_minute=2)
    house.proxies = proxy_networks(["10.0.0.0/8"])

    with house.client("10.1.2.3") as client:
        for customer in ("203.0.113.1", "203.0.113.2"):
            headers = {"x-forwarded-for": f"1.1.1.1, {customer}, 10.0.0.9"}
            statuses = [client.get(RIGHT, headers=headers).status_code for _ in range(3)]
            assert statuses == [200, 200, 429]


def test_who_is_no_proxy_cannot_choose_an_address(house: House) -> None:
    house.site = replace(house.site, checks_a_minute=2)

    with house.client() as client:
        statuses = [
            client.get(RIGHT, headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code
            for n in range(3)
        ]

    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_forbids_scripts_frames_and_telling_others(
    client: TestClient, path: str
) -> None:
    headers = client.get(path).headers

    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "set-cookie" not in headers
    assert "server" not in headers


@pytest.mark.parametrize("path", [*PAGES, "/nada"])
def test_no_page_carries_a_script_a_style_of_its_own_or_anything_from_elsewhere(
    client: TestClient, path: str
) -> None:
    page = client.get(path).text

    for forbidden in ("<script", "<style", ' style="', "javascript:", " onclick", "<iframe"):
        assert forbidden not in page
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_over_tls_browsers_are_told_to_stay_there(house: House) -> None:
    house.proxies = proxy_networks(["10.0.0.1"])
    secure = {"x-forwarded-proto": "https"}

    with house.client("10.0.0.1") as proxied, house.client() as direct:
        for path in ("/", RIGHT):
            assert "strict-transport-security" in proxied.get(path, headers=secure).headers
            assert "strict-transport-security" not in proxied.get(path).headers
            assert "strict-transport-security" not in direct.get(path, headers=secure).headers


def test_results_are_kept_by_nobody_and_styles_for_a_year(client: TestClient) -> None:
    page = client.get(f"/resultado?codigo=10000001&crc={CRC}")
    style = page.text.partition('<link rel="stylesheet" href="')[2].partition('"')[0]

    assert page.headers["cache-control"] == "no-store"
    assert "immutable" in client.get(style).headers["cache-control"]
    assert "immutable" not in client.get(style.partition("?")[0]).headers["cache-control"]


def test_nothing_of_who_asks_or_what_is_asked_is_written(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: object, *args: object) -> None:
        raise RuntimeError(f"quebrou em {args}")

    monkeypatch.setattr(Pages, "_result", broken)
    app = house.app()
    with TestClient(app, client=("192.0.2.77", 1), raise_server_exceptions=False) as client:
        client.get(RIGHT)
        client.get("/acordos?busca=Fulana+de+Tal")
        client.get(f"/agenda/{SECRET}.ics")
        page = client.get(f"/resultado?codigo=10000001&crc={CRC}")
    app._journal.tell()

    occurrence = page.text.partition("ocorrência ")[2][:8]
    written = "\n".join(house.lines)
    assert page.status_code == 500
    assert "O portal falhou" in page.text
    assert f"falha {occurrence}: RuntimeError ao responder a GET (broken:" in written
    assert "respostas 4: 200 × 3, 500 × 1" in written
    for private in ("192.0.2", "10000001", CRC, "Fulana", SECRET, "quebrou"):
        assert private not in written


@pytest.fixture
def ticking() -> list[float]:
    """A clock that a test moves."""
    return [1000.0]


def test_a_bucket_holds_its_burst_and_fills_again_with_time(ticking: list[float]) -> None:
    limiter = Limiter(slots=1 << 10, clock=lambda: ticking[0])

    first = [limiter.take(READING, b"a") for _ in range(READING.burst + 1)]
    ticking[0] += READING.interval
    after = [limiter.take(READING, b"a") for _ in range(2)]

    assert first[:-1] == [0.0] * READING.burst
    assert first[-1] == pytest.approx(READING.interval)
    assert after[0] == 0.0
    assert after[1] > 0.0
    assert limiter.take(READING, b"b") == 0.0
    assert limiter.take(CHECKING, b"a") == 0.0


def test_looking_at_a_bucket_counts_nothing(ticking: list[float]) -> None:
    limiter = Limiter(slots=1 << 10, clock=lambda: ticking[0])

    assert [limiter.wait(GUESSING, b"a") for _ in range(GUESSING.burst + 9)] == [0.0] * (
        GUESSING.burst + 9
    )


def test_a_hundred_thousand_names_take_no_more_memory_than_one() -> None:
    limiter = Limiter(slots=1 << 12)
    before = len(limiter._memory)

    for place in range(100_000):
        limiter.take(READING, place.to_bytes(4))

    assert len(limiter._memory) == before == (1 << 12) * 16


def test_neighbours_of_a_few_that_ask_too_often_are_not_refused() -> None:
    limiter = Limiter(clock=lambda: 1000.0)
    for place in range(200):
        for _ in range(READING.burst + 1):
            limiter.take(READING, b"muito" + place.to_bytes(4))

    refused = sum(limiter.take(READING, b"outro" + n.to_bytes(4)) > 0 for n in range(20_000))

    # Names are scattered anew in each process: to meet two of the few is one in a few hundred
    # thousand, so one of these 20,000 may, and three of them never.
    assert refused <= 2
