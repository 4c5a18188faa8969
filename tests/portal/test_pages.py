"""The pages as people meet them."""

import re

import pytest
from starlette.testclient import TestClient

from faults.errors import OutsideError
from portal.wording import WORDS
from signatures.verdict import Situation
from tests.portal.desk import CRC, SECRET, SHEET, SIGNED_FILE, SUFFIX, VERDICTS, FakeDesk
from tests.portal.house import House

NUMBER = f"1/2024/{SUFFIX}"
PAGES = (
    "/",
    "/acordos",
    f"/acordos/{NUMBER}",
    "/chave",
    "/acessibilidade",
    "/privacidade",
    "/api",
)


def text_of(html: str) -> str:
    """What a person reads of a page, on one line."""
    body = html.partition('tabindex="-1">')[2].partition("</main>")[0].replace("<wbr>", "")
    return " ".join(re.sub(r"<[^>]*>", " ", body).replace("&#34;", '"').split())


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_title_of_its_own_and_its_place_in_the_menu(
    client: TestClient, path: str
) -> None:
    page = client.get(path)

    assert page.status_code == 200
    assert page.text.count("<h1") == 1
    assert len(re.findall(r"<title>\S.* – Acordos da SENACON</title>", page.text)) == 1
    assert page.text.count('aria-current="page"') >= 1
    assert '<html lang="pt-BR">' in page.text


def test_no_two_pages_have_the_same_title(client: TestClient) -> None:
    titles = [re.findall("<title>(.*)</title>", client.get(path).text)[0] for path in PAGES]

    assert len(set(titles)) == len(titles)


def test_the_qr_link_fills_in_both_codes_and_asks_nothing_yet(
    client: TestClient, desk: FakeDesk
) -> None:
    for address in ("/", "/conferir"):
        page = client.get(f"{address}?codigo=10000001&crc={CRC}").text

        assert 'name="codigo" type="text" inputmode="numeric" required maxlength="16" ' in page
        assert 'value="10000001"' in page
        assert f'value="{CRC}"' in page
    assert desk.asked == []


@pytest.mark.parametrize("code", VERDICTS)
def test_each_situation_is_told_in_its_words_with_what_to_do_next(
    client: TestClient, code: str
) -> None:
    verdict = VERDICTS[code]
    words = WORDS[verdict.situation]

    page = client.get(f"/resultado?codigo={code}&crc={CRC}")

    said = text_of(page.text)
    assert page.status_code == 200
    assert words.title in said
    assert verdict.explanation in said
    assert f"O que fazer agora {verdict.next_step or words.next_step}" in said


def test_every_situation_has_words() -> None:
    assert set(WORDS) == set(Situation)


def test_an_authentic_document_shows_who_signed_when_and_how(client: TestClient) -> None:
    said = text_of(client.get(f"/resultado?codigo=10000001&crc={CRC}").text)

    assert "Documento autêntico Este é o documento que foi assinado" in said
    assert "Em vigor até 30/01/2027." in said
    assert f"Número {NUMBER}" in said
    assert (
        "Claire Vogel Dutra Subprocuradora-Geral de Justiça Administrativa, em 25/01/2024 às 17:16 "
        "(horário de Brasília), assinatura avançada." in said
    )
    assert "assinatura qualificada (ICP-Brasil)" in said


def test_the_codes_open_the_signed_file_and_the_sheet(client: TestClient) -> None:
    result = client.get(f"/resultado?codigo=10000001&crc={CRC.lower()}").text
    codes = f"codigo=10000001&amp;crc={CRC}"

    assert f'href="/documento?{codes}"' in result
    assert f'href="/folha?{codes}"' in result
    for name, data, saved in (
        ("documento", SIGNED_FILE, "documento-10000001.pdf"),
        ("folha", SHEET, "folha-de-autenticidade-10000001.pdf"),
    ):
        answer = client.get(f"/{name}?codigo=10000001&crc={CRC}")
        assert answer.content == data
        assert answer.headers["content-disposition"] == f'attachment; filename="{saved}"'
        assert answer.headers["cache-control"] == "no-store"


def test_a_document_without_a_signed_file_offers_none(client: TestClient) -> None:
    assert "/documento?" not in client.get(f"/resultado?codigo=10000002&crc={CRC}").text
    assert client.get(f"/documento?codigo=10000002&crc={CRC}").status_code == 404


def test_codes_that_are_none_bring_the_form_back_with_what_was_typed(client: TestClient) -> None:
    page = client.get("/resultado?codigo=12&crc=zz")

    assert page.status_code == 400
    assert "“12” não é um código verificador." in page.text
    assert 'value="12"' in page.text
    assert 'role="alert"' in page.text
    assert page.text.count('aria-invalid="true"') == 2
    assert "<title>Erro: Conferir autenticidade" in page.text


def test_a_crc_that_is_none_says_what_a_crc_looks_like(client: TestClient) -> None:
    page = client.get("/resultado?codigo=10000001&crc=059A70AG")

    assert "“059A70AG” não é um código CRC." in page.text
    assert "O CRC tem oito algarismos ou letras de A a F" in page.text


def test_a_file_is_judged_and_its_changed_clauses_are_shown(
    client: TestClient, desk: FakeDesk
) -> None:
    page = client.post("/resultado", files={"arquivo": ("a.pdf", b"%PDF-1.7 10000005")})

    said = text_of(page.text)
    assert desk.asked == ["file arquivo.pdf"]
    assert "O documento foi alterado" in said
    assert (
        "Cláusula décima No original 36 (trinta e seis) meses No arquivo enviado "
        "60 (sessenta) meses" in said
    )
    assert "No original (não há este trecho) No arquivo enviado Fica dispensada" in said


def test_a_copy_known_by_its_words_is_no_success_and_offers_the_signed_file(
    client: TestClient,
) -> None:
    page = client.post("/resultado", files={"arquivo": ("a.pdf", b"%PDF-1.7 10000008")}).text

    said = text_of(page)
    assert 'class="br-message veredito warning"' in page
    assert "As palavras conferem, mas este arquivo não é o assinado" in said
    assert "autêntico" not in said
    assert f'href="/documento?codigo=10000008&amp;crc={CRC}"' in page
    assert "O documento registrado Espécie" in said
    assert (
        "Assinaturas do documento registrado Foram dadas ao documento que está no registro; este "
        "arquivo pode não as trazer." in said
    )


def test_an_act_of_one_party_names_who_signs_and_who_is_told(client: TestClient) -> None:
    said = text_of(client.get(f"/resultado?codigo=10000009&crc={CRC}").text)

    assert (
        "Partes Ministério Público do Estado de Mato Grosso (MPMT) Comunicado a Secretaria "
        "Nacional do Consumidor (SENACON)" in said
    )


def test_a_code_left_out_is_told_to_be_missing(client: TestClient) -> None:
    page = client.get(f"/resultado?codigo=&crc={CRC}")

    assert page.status_code == 400
    assert "Falta o código verificador." in page.text


def test_a_file_that_nobody_knows_is_told_so(client: TestClient) -> None:
    page = client.post("/resultado", files={"arquivo": ("a.pdf", b"%PDF-1.7 nada")})

    assert "Documento desconhecido" in page.text


@pytest.mark.parametrize(
    ("name", "data", "status", "message"),
    [
        ("a.pdf", b"%PDF-1.7 ilegivel", 422, "O PDF está danificado."),
        ("a.exe", b"MZ\x90\x00", 415, "Este tipo de arquivo não pode ser conferido."),
        ("a.pdf", b"", 400, "O arquivo está vazio."),
    ],
)
def test_a_file_that_cannot_be_judged_brings_the_form_back(
    client: TestClient, name: str, data: bytes, status: int, message: str
) -> None:
    page = client.post("/resultado", files={"arquivo": (name, data)})

    assert page.status_code == status
    assert message in page.text
    assert "Pelo arquivo" in page.text


def test_the_register_is_paged_and_searched(client: TestClient) -> None:
    first = client.get("/acordos").text
    second = client.get("/acordos?pagina=2").text
    found = client.get("/acordos?busca=%2045/2024 ").text

    assert "45 acordos, página 1." in first
    assert f'href="/acordos/{NUMBER}"' in first
    assert 'rel="next" href="/acordos?pagina=2"' in first
    assert 'rel="prev"' not in first
    assert 'rel="prev" href="/acordos?pagina=1"' in second
    assert "1 acordo encontrado." in found
    assert 'value="45/2024"' in found


def test_a_search_without_results_says_what_else_to_try(client: TestClient) -> None:
    page = client.get("/acordos", params={"busca": "<script>alert(1)</script>"}).text

    assert "Nenhum acordo encontrado." in page
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_empty_register_says_that_agreements_will_come(
    client: TestClient, desk: FakeDesk
) -> None:
    desk.rows = 0

    assert "Ainda não há acordos publicados." in client.get("/acordos").text


@pytest.mark.parametrize("page", ["0", "-1", "x", "501", "99999999999999999999", "3", "²"])
def test_a_page_that_is_not_there_is_not_found(client: TestClient, page: str) -> None:
    assert client.get("/acordos", params={"pagina": page}).status_code == (
        200 if page == "3" else 404
    )


def test_an_agreement_shows_its_parties_its_dates_and_its_place_in_the_gazette(
    client: TestClient,
) -> None:
    said = text_of(client.get(f"/acordos/{NUMBER}").text)

    assert "07/02/2024, edição 27, seção 3, página 90" in said
    assert "36 meses, até 30/01/2027" in said
    assert "CNPJ 14.921.092/0001-57, Cuiabá/MT" in said
    assert CRC not in said


@pytest.mark.parametrize("number", ["9/2024", "x", "1/2024/" + "A" * 5000, "../../etc/passwd"])
def test_an_agreement_that_is_not_published_is_not_found(client: TestClient, number: str) -> None:
    assert client.get(f"/acordos/{number}").status_code == 404


def test_the_page_of_the_key_gives_keys_checkpoint_and_the_verifier(client: TestClient) -> None:
    page = client.get("/chave").text

    assert "assina agora" in page
    assert "revogada" in page
    assert "consumidor.gov.br/registro+1a2b3c4d+" in page
    assert client.get("/chave/ponto.txt").text.startswith("consumidor.gov.br/registro\n128\n")
    verifier = client.get("/chave/conferir.html")
    assert verifier.headers["content-disposition"] == 'attachment; filename="conferir.html"'
    assert client.get("/chave/outro.py").status_code == 404


def test_without_keys_the_page_says_that_they_will_come(client: TestClient, desk: FakeDesk) -> None:
    desk.log = False
    page = client.get("/chave").text

    assert "O órgão ainda não publicou a sua chave." in page
    assert "Ainda não há ponto de controle assinado." in page
    assert client.get("/chave/ponto.txt").status_code == 404


def test_a_secret_address_gives_a_calendar_and_any_other_nothing(client: TestClient) -> None:
    given = client.get(f"/agenda/{SECRET}.ics")

    assert given.headers["content-type"].startswith("text/calendar")
    assert given.text.startswith("BEGIN:VCALENDAR")
    for other in ("x", SECRET + "x", "a" * 500, "%00"):
        assert client.get(f"/agenda/{other}.ics").status_code == 404


def test_open_data_are_offered_from_their_folder_and_nothing_else_is(
    house: House, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from dataclasses import replace

    folder = tmp_path_factory.mktemp("dados")
    (folder / "instrumentos.csv").write_text("numero\n1/2024\n")
    (folder / ".segredo.csv").write_text("nada")
    (folder / "pactua.log").write_text("nada")
    house.site = replace(house.site, open_data=folder)
    with house.client() as client:
        page = client.get("/acordos").text
        data = client.get("/dados-abertos/instrumentos.csv")

        assert 'href="/dados-abertos/instrumentos.csv"' in page
        assert data.text == "numero\n1/2024\n"
        assert data.headers["content-type"] == "text/csv; charset=utf-8"
        for name in (".segredo.csv", "pactua.log", "..%2Fpactua.db", "outro.csv"):
            assert client.get(f"/dados-abertos/{name}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status", "heading"),
    [
        ("GET", "/nada", 404, "Página não encontrada"),
        ("GET", "/acordos/", 404, "Página não encontrada"),
        ("DELETE", "/acordos", 405, "Pedido não aceito"),
        ("PUT", "/resultado", 405, "Pedido não aceito"),
    ],
)
def test_what_is_not_there_or_not_accepted_has_a_page(
    client: TestClient, method: str, path: str, status: int, heading: str
) -> None:
    page = client.request(method, path)

    assert page.status_code == status
    assert heading in text_of(page.text)
    assert "Conferir autenticidade" in text_of(page.text)


def test_when_the_registry_is_down_nothing_of_the_inside_is_told(
    client: TestClient, desk: FakeDesk
) -> None:
    desk.down = OutsideError("o banco de dados falhou (disk I/O error em 10.0.0.9).")

    page = client.get("/acordos")

    assert page.status_code == 503
    assert page.headers["retry-after"] == "60"
    assert "O registro não respondeu." in page.text
    assert "disk" not in page.text


def test_search_engines_are_told_what_to_leave_alone(client: TestClient) -> None:
    assert "Disallow: /resultado\n" in client.get("/robots.txt").text
    assert client.get("/favicon.ico").headers["location"].startswith("/estatico/icone.svg?v=")
