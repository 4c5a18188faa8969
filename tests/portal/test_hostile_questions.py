"""Questions meant to break out, in every method: null bytes, bytes that are no UTF-8, ways out of
the folder, markup, floods. Each gets a plain answer with every header, and nothing comes back as
markup."""

import pytest
from starlette.testclient import TestClient

from portal.limits import Limiter
from tests.portal.desk import CRC, FakeDesk
from tests.portal.house import House

HEADERS = {
    "cache-control",
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
}
METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND")
SCRIPT = "<script>alert(1)</script>"
QUOTED = '"onmouseover="alert(1)'

PATHS = (
    "/acordos/%00",
    "/acordos/%ff%fe",
    "/acordos/" + "1" * 5000,
    f"/acordos?busca={SCRIPT}{QUOTED}",
    "/acordos?busca=%00%ff",
    "/acordos?busca=" + "a" * 20_000,
    "/acordos?pagina=%00",
    "/acordos?pagina=" + "9" * 5000,
    "/acordos?pagina=%EF%BC%91",
    "/conferir?codigo=%00&crc=%ff",
    f"/conferir?codigo={SCRIPT}&crc={QUOTED}",
    f"/resultado?codigo={SCRIPT}&crc={QUOTED}",
    "/resultado?codigo=%00&crc=%00",
    f"/resultado?codigo=%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1%D9%A1&crc={CRC}",
    "/resultado?" + "&".join(f"c{number}=1" for number in range(3000)),
    "/documento?codigo=..%2f..%2fetc%2fpasswd&crc=00000000",
    f"/documento?codigo=10000001%0d%0aX-Evil:1&crc={CRC}",
    "/folha?codigo=%00&crc=%00",
    "/estatico/..%2f..%2fbase.html",
    "/estatico/%2e%2e/base.html",
    "/estatico/%00",
    "/dados-abertos/..%2fpactua.db",
    "/dados-abertos/%00",
    "/chave/..%2f..%2fpyproject.toml",
    "/agenda/%00.ics",
    "/agenda/" + "x" * 5000 + ".ics",
    "/api/v1/conferir?codigo=%00&crc=%ff",
    "/api/v1/acordos/%00",
    "/api/v1/acordos?pagina=-1",
    "/api/v1/prova?codigo=%00&crc=",
    "/api/v1/%00",
    "//outro.exemplo/",
    "/%0d%0aSet-Cookie:x=1",
    "/saude?%00",
)


@pytest.fixture(scope="module")
def browser() -> TestClient:
    """A browser to which nobody says that it asks too often."""
    desk, limiter = FakeDesk(), Limiter(slots=1 << 10)
    now = iter(range(0, 10**9, 600))
    limiter.clock = lambda: float(next(now))
    return House(desk, limiter).client()


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_hostile_question_gets_a_plain_answer_in_every_method(
    browser: TestClient, path: str
) -> None:
    for method in METHODS:
        answer = browser.request(method, path)

        assert HEADERS - set(answer.headers) == set(), method
        assert answer.status_code < 500, method
        assert not {"set-cookie", "x-evil", "location"} & set(answer.headers), method
        assert SCRIPT not in answer.text
        assert QUOTED not in answer.text
        if method == "HEAD":
            assert answer.content == b""
        if method not in ("GET", "HEAD", "POST"):
            assert answer.status_code in (404, 405), method


@pytest.mark.parametrize("path", ["/", "/chave", "/acordos", "/estatico/portal.css", "/api"])
def test_ranges_change_nothing_of_what_is_made_for_each_question(
    browser: TestClient, path: str
) -> None:
    many = "bytes=" + ",".join(f"{place}-{place}" for place in range(2000))

    whole = browser.get(path)
    for asked in ("bytes=0-0", "bytes=-1", "bytes=9-1", many):
        answer = browser.get(path, headers={"range": asked})
        assert (answer.status_code, answer.content) == (whole.status_code, whole.content)
