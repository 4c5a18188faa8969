"""The pages in a real Chromium: WCAG by axe, narrow and wide, keyboard alone, high contrast."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.portal.desk import CRC, SUFFIX
from tests.portal.serving import HOST, portal

pytestmark = pytest.mark.requires("chromium")

CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
PAGES = {
    "conferir": f"/?codigo=10000001&crc={CRC}",
    "erro no formulário": "/resultado?codigo=12&crc=zz",
    "autêntico": f"/resultado?codigo=10000001&crc={CRC}",
    "não assinado": f"/resultado?codigo=10000002&crc={CRC}",
    "cancelado": f"/resultado?codigo=10000003&crc={CRC}",
    "adulterado": f"/resultado?codigo=10000005&crc={CRC}",
    "não confere": "/resultado?codigo=10000001&crc=00000000",
    "acordos": "/acordos",
    "busca vazia": "/acordos?busca=zzz",
    "acordo": f"/acordos/1/2024/{SUFFIX}",
    "chave": "/chave",
    "acessibilidade": "/acessibilidade",
    "privacidade": "/privacidade",
    "programas": "/api",
    "não encontrada": "/nada",
}


CONTRASTED = ("conferir", "erro no formulário", "adulterado", "acordos", "chave")
"""Pages that together have every part there is."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A real portal."""
    with portal() as (_, port):
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for every test of this file."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A window without JavaScript in its pages, wide as a desk."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1280, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_fails_a_rule_of_wcag_or_is_wider_than_its_window(
    browser: Browser, address: str, width: int
) -> None:
    window = browser.new_context(
        base_url=address, viewport={"width": width, "height": 800}, bypass_csp=True
    )

    assert faults(window, PAGES) == {}


def test_no_page_fails_a_rule_of_wcag_when_more_contrast_is_asked_for(
    browser: Browser, address: str
) -> None:
    window = browser.new_context(base_url=address, contrast="more", bypass_csp=True)

    assert faults(window, {name: PAGES[name] for name in CONTRASTED}) == {}


def test_no_page_fails_a_rule_of_wcag_in_forced_colours(browser: Browser, address: str) -> None:
    window = browser.new_context(base_url=address, forced_colors="active", bypass_csp=True)

    # The colours are the system's then, and axe goes by those that the style asked for.
    found = faults(window, {name: PAGES[name] for name in CONTRASTED}, without="color-contrast")
    assert found == {}


def faults(window: BrowserContext, pages: dict[str, str], without: str = "") -> dict[str, Any]:
    """By page, the rules that fail and where, and by how much it is too wide.

    axe is a script, so the pages' own policy has to be set aside for it.
    """
    found: dict[str, Any] = {}
    page = window.new_page()
    options = {**RULES, "rules": {without: {"enabled": False}} if without else {}}
    for name, path in pages.items():
        page.goto(path)
        failed = Axe().run(page, options=options).response["violations"]
        across = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if failed or across > 0:
            told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in failed]
            found[name] = (told, across)
    window.close()
    return found


def test_text_twice_as_large_still_fits(browser: Browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 640, "height": 800}, bypass_csp=True
    )
    page = context.new_page()
    for path in PAGES.values():
        page.goto(path)
        page.add_style_tag(content="html{font-size:200%!important}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path
    context.close()


def test_a_document_is_checked_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator("#codigo:focus").count():
            break
    page.keyboard.type("10000001")
    page.keyboard.press("Tab")
    page.keyboard.type(CRC)
    page.keyboard.press("Enter")

    assert page.locator("h2.message-title").inner_text() == "Documento autêntico"


def test_the_first_key_offers_to_skip_to_the_content(page: Page) -> None:
    page.goto("/acordos")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")

    assert skip.inner_text() == "Ir para o conteúdo"
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1


def test_every_stop_of_the_keyboard_is_seen_and_comes_in_the_order_of_the_page(page: Page) -> None:
    page.goto(f"/?codigo=10000001&crc={CRC}")
    order: list[str] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        focus = page.locator(":focus")
        if focus.count() == 0 or (order and focus.get_attribute("href") == "#conteudo"):
            break
        box = focus.bounding_box()
        assert box is not None
        assert box["width"] >= 24
        assert box["height"] >= 24
        order.append(focus.get_attribute("href") or focus.get_attribute("id") or "botão")

    assert order == [
        "#conteudo", "#menu", "#rodape", "/", "/acordos", "/chave", "codigo", "crc", "botão",
        "arquivo", "botão", "/chave", "/acessibilidade", "/privacidade", "/api",
    ]  # fmt: skip


def test_a_file_is_checked_without_javascript(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "recebido.pdf"
    file.write_bytes(b"%PDF-1.7 10000005")
    page.goto("/")
    page.locator("#arquivo").set_input_files(file)
    page.get_by_role("button", name="Conferir o arquivo").click()

    assert page.locator("h2.message-title").inner_text() == "O documento foi alterado"
    assert page.get_by_role("heading", name="Cláusula décima", exact=True).count() == 1


def test_the_register_is_searched_and_paged_without_javascript(page: Page) -> None:
    page.goto("/acordos")
    page.get_by_role("link", name="Próxima página").click()
    assert "página 2" in page.get_by_role("status").inner_text()
    page.get_by_role("searchbox").fill("45/2024")
    page.get_by_role("button", name="Buscar").click()
    assert page.get_by_role("status").inner_text() == "1 acordo encontrado."


def test_a_screen_reader_meets_headings_in_order_and_named_regions(page: Page) -> None:
    for path in PAGES.values():
        page.goto(path)
        levels = [int(one.evaluate("e => e.tagName")[1]) for one in page.locator("h1,h2,h3").all()]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        for role in ("banner", "main", "contentinfo"):
            assert page.get_by_role(role).count() == 1, path


def test_in_forced_colours_messages_buttons_and_states_keep_their_edges(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, forced_colors="active")
    page = context.new_page()
    page.goto(PAGES["autêntico"])

    for selector in (".br-message", ".br-button"):
        assert page.locator(selector).first.evaluate(
            "e => parseFloat(getComputedStyle(e).borderTopWidth)"
        ), selector
    context.close()


def test_nothing_is_loaded_from_elsewhere_and_nothing_is_kept(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    for name in ("conferir", "autêntico", "acordos", "chave"):
        page.goto(PAGES[name])

    assert [url for url in asked if not url.startswith(address)] == []
    assert complaints == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("document.fonts.check('16px Raleway')")
    context.close()
