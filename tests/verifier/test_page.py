"""conferir.html in a real browser, opened as a file: with the browser's Ed25519 and its own."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.seal_page import PAGE, sealed
from services.verifier_files import PLACE_IN_PAGE, PLACE_IN_SCRIPT, verifier_files
from tests.log_office import log_office
from tests.signatures.keys_made import signing
from tests.signatures.test_keys import RFC_8032
from tests.verifier.cases import Attack, Given

pytestmark = pytest.mark.requires("chromium")

WITHOUT_WEBCRYPTO = "Object.defineProperty(globalThis.crypto, 'subtle', {value: undefined})"
WITHOUT_ED25519 = (
    "crypto.subtle.importKey = () => Promise.reject(new DOMException('', 'NotSupportedError'))"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def opened(browser: Browser, script: str = "", width: int = 1280, page: Path = PAGE) -> Page:
    """The page as a file, without any network."""
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True)
    shown = context.new_page()
    shown.on("pageerror", lambda error: pytest.fail(str(error)))
    if script:
        shown.add_init_script(script)
    shown.goto(page.as_uri())
    return shown


def answer(page: Page, given: Given) -> tuple[str, str]:
    """The class of the conclusion, and all words of the result."""
    data = {
        "arquivo": list(given.document) if given.document is not None else None,
        "prova": json.dumps(given.proof) if given.proof is not None else None,
        "ponto": given.checkpoint,
        "qr": given.qr,
        "chaves": given.keys,
    }
    page.evaluate(
        """async dado => {
            const dados = dado.arquivo && Uint8Array.from(dado.arquivo);
            const arquivo = dados && {nome: "acordo.pdf", dados};
            mostra(await confere({...dado, arquivo}));
        }""",
        data,
    )
    conclusion = page.locator("#conclusao").get_attribute("class") or ""
    return conclusion.removeprefix("conclusao "), page.locator("#resultado").inner_text()


@pytest.mark.parametrize("script", ["", WITHOUT_ED25519, WITHOUT_WEBCRYPTO])
def test_every_attack_gets_its_answer_and_its_reason(
    browser: Browser, table: list[Attack], script: str
) -> None:
    page = opened(browser, script)
    wrong = []
    for attack in table:
        conclusion, words = answer(page, attack.given)
        if conclusion != attack.conclusion or attack.why.casefold() not in words.casefold():
            wrong.append((attack.name, conclusion, words))
    page.context.close()

    assert wrong == []


def test_its_own_arithmetic_agrees_with_published_vectors(browser: Browser) -> None:
    page = opened(browser)
    order = (1 << 252) + 27742317777372353535851937790883648493
    public, message, signature = (bytes.fromhex(text) for text in RFC_8032[1][1:])
    malleable = signature[:32] + (int.from_bytes(signature[32:], "little") + order).to_bytes(
        32, "little"
    )
    cases = [tuple(case[1:]) for case in RFC_8032]
    false = [
        (public.hex(), message.hex(), malleable.hex()),
        (public.hex(), "73", signature.hex()),
        (RFC_8032[0][1], message.hex(), signature.hex()),
        ("ff" * 32, message.hex(), signature.hex()),
        (public.hex(), message.hex(), signature.hex()[:-2]),
    ]
    verdicts = page.evaluate(
        "cases => cases.map(([k, m, s]) => "
        "conferidor.ed25519Proprio(...[k, s, m].map(conferidor.doHex)))",
        [*cases, *false],
    )
    page.context.close()

    assert verdicts == [True] * len(cases) + [False] * len(false)


def test_its_own_signatures_and_hashes_agree_with_ours_on_any_length(browser: Browser) -> None:
    page = opened(browser)
    key = signing()
    texts = [bytes(range(256)) * 2 + bytes(n) for n in range(0, 130, 7)]
    texts += [bytes(n) for n in (0, 1, 55, 56, 63, 64, 111, 112, 119, 127, 128)]
    told = page.evaluate(
        "cases => cases.map(m => ['sha256Proprio', 'sha512Proprio'].map(f => "
        "conferidor.emHex(conferidor[f](conferidor.doHex(m)))))",
        [text.hex() for text in texts],
    )
    signed = page.evaluate(
        "([k, cases]) => cases.map(([s, m]) => "
        "conferidor.ed25519Proprio(...[k, s, m].map(conferidor.doHex)))",
        [key.public.raw.hex(), [(key.sign(text).hex(), text.hex()) for text in texts[:6]]],
    )
    page.context.close()

    assert told == [[hashlib.sha256(t).hexdigest(), hashlib.sha512(t).hexdigest()] for t in texts]
    assert signed == [True] * 6


def files_of(given: Given, folder: Path) -> dict[str, Path]:
    """What is given, as files for the fields of the page."""
    assert given.document is not None
    assert given.checkpoint is not None
    paths = {name: folder / name for name in ("arquivo", "prova", "ponto")}
    paths["arquivo"].write_bytes(given.document)
    paths["prova"].write_text(json.dumps(given.proof), encoding="utf-8")
    paths["ponto"].write_text(given.checkpoint, encoding="utf-8")
    return paths


@pytest.mark.parametrize("width", [320, 1280])
def test_a_person_fills_it_in_and_reads_the_result(
    browser: Browser, table: list[Attack], tmp_path: Path, width: int
) -> None:
    honest = table[0].given
    page = opened(browser, width=width)
    for name, path in files_of(honest, tmp_path).items():
        page.set_input_files(f"#{name}", path)
    page.get_by_label("Texto do QR do documento").fill(honest.qr)
    page.get_by_label("Chaves públicas em que você confia, uma por linha").fill(honest.keys)
    page.get_by_role("button", name="Conferir").press("Enter")
    page.wait_for_selector("#resultado:visible")

    assert page.locator("#conclusao").inner_text() == "Tudo o que foi dado confere."
    assert page.evaluate("document.activeElement.id") == "titulo-resultado"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#fatos li").count() == 4
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    page.context.close()


def test_it_asks_the_network_for_nothing(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(PAGE.as_uri())
    blocked = page.evaluate("fetch('https://exemplo.gov.br/').then(() => 'foi', () => 'barrado')")
    context.close()

    assert asked[0] == PAGE.as_uri()
    assert blocked == "barrado"
    source = PAGE.read_text(encoding="utf-8")
    assert "http://" not in source
    assert "https://" not in source


def test_its_policy_lets_only_its_own_style_and_program_run() -> None:
    source = PAGE.read_text(encoding="utf-8")

    assert source == sealed(source), "python -m scripts.seal_page"


def test_the_handed_out_files_trust_the_keys_of_the_body(browser: Browser, tmp_path: Path) -> None:
    mine = log_office(tmp_path / "orgao")
    key = mine.key().key
    mine.open()
    files: dict[str, Any] = {file.name: file.data for file in verifier_files(mine.office)}
    handed = tmp_path / "conferir.html"
    handed.write_bytes(files["conferir.html"])
    page = opened(browser, page=handed)
    page.get_by_label("Texto do QR do documento").fill(mine.qr().text)
    page.get_by_role("button", name="Conferir").click()
    page.wait_for_selector("#resultado:visible")

    assert page.locator("#conclusao").inner_text() == "Tudo o que foi dado confere."
    assert key.vkey.encode() in files["conferir.py"]
    page.context.close()


def test_both_files_have_their_place_for_keys() -> None:
    script = PAGE.with_name("conferir.py").read_text(encoding="utf-8")

    assert PAGE.read_text(encoding="utf-8").count(PLACE_IN_PAGE) == 1
    assert script.count(PLACE_IN_SCRIPT) == 1
