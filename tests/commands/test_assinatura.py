"""`pactua assinatura` as people and programs read it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.app import pactua
from services.lifecycle import cancel
from tests.offices import office_at
from tests.pki import A1_POLICY, PASSWORD, issue, pki
from tests.services.signing_offices import NUMBER, approved, real_pdfs, signed_elsewhere

OPEN = ("abrir", NUMBER, "--motor", "typst")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with a data folder, two certificates and the file of their password."""
    office = approved(tmp_path / "dados")
    office.store.close()
    for name in ("claire", "wadih", "stranger"):
        (tmp_path / f"{name}.p12").write_bytes(getattr(pki(), name).p12())
    (tmp_path / "senha").write_bytes(PASSWORD + b"\n")
    return tmp_path


def assinatura(folder: Path, *words: str, **environment: str) -> Result:
    settings = {
        "PACTUA_DIR": str(folder / "dados"),
        "PACTUA_HOJE": "2026-11-23",
        "PACTUA_USUARIO": "Ana Lima",
        **environment,
    }
    return CliRunner(env=settings).invoke(pactua, ["assinatura", *words], prog_name="pactua")


def signing(folder: Path, who: str, name: str, *more: str) -> tuple[str, ...]:
    path = str(folder / f"{name}.p12")
    return ("assinar", NUMBER, "--signatario", who, "--certificado", path, *more)


def test_from_the_opening_to_the_last_signature(folder: Path) -> None:
    done = assinatura(folder, *OPEN, "--ordem", "mpmt,senacon", "--saida", str(folder / "saida"))
    assert done.exit_code == 0, done.output
    code, crc = done.stdout.split("código verificador ")[1].split("\n")[0].split(", CRC ")
    assert done.stdout == (
        "Instrumento nº 1/2026: em assinatura.\n"
        "  falta    senacon, depois de outros\n"
        "  falta    mpmt\n"
        f"  código verificador {code}, CRC {crc}\n"
        f"  {folder}/saida/ACT-1-2026-mpmt-v1-para-assinar.pdf\n"
        f"  {folder}/saida/ACT-1-2026-mpmt-v1-para-assinar.sei.html\n"
    )
    assert "O QR saiu sem assinatura" in done.stderr

    password = ("--senha-arquivo", str(folder / "senha"))
    first = assinatura(folder, *signing(folder, "mpmt", "claire", *password))
    assert first.exit_code == 0, first.output
    last = assinatura(
        folder, *signing(folder, "senacon", "wadih"), PACTUA_CERTIFICADO_SENHA="segredo"
    )
    assert last.stdout == (
        "Instrumento nº 1/2026: assinada.\n"
        "  assinou  Claire Vogel Dutra, Subprocuradora-Geral de Justiça Administrativa, "
        "23/11/2026 às 12:00 (qualificada, aqui)\n"
        "  assinou  Wadih Nemer Damous Filho, Secretário Nacional do Consumidor, "
        "23/11/2026 às 12:00 (qualificada, aqui)\n"
        "  publicar até 07/12/2026; vigência até 23/11/2029.\n"
        "  ACT-1-2026-mpmt-v1-assinado-2.pdf\n"
    )


def test_a_file_goes_out_and_comes_back_signed(folder: Path) -> None:
    assinatura(folder, *OPEN)
    handed = assinatura(folder, "arquivo", NUMBER, "--saida", str(folder / "saida"))
    path = Path(handed.stdout.strip())
    office = real_pdfs(office_at(folder / "dados"))
    path.write_bytes(signed_elsewhere(office, pki().claire, "mpmt").data)
    done = assinatura(folder, "receber", NUMBER, "--arquivo", str(path))
    assert done.stdout == (
        "Instrumento nº 1/2026: em assinatura.\n"
        "  assinou  Claire Vogel Dutra, Subprocuradora-Geral de Justiça Administrativa, "
        "23/11/2026 às 12:00 (qualificada, PDF recebido)\n"
        "  falta    senacon\n"
    )


def test_a_signature_of_sei_is_recorded_with_its_codes(folder: Path) -> None:
    assinatura(folder, *OPEN)
    (folder / "sei.html").write_text("exportado")
    words = (
        "registrar", NUMBER, "--signatario", "SENACON", "--em", "2026-11-20T15:13",
        "--nivel", "simples", "--codigo", "26718933", "--crc", "059A70AD",
        "--dispensa", "art. 4º, § 3º, do Decreto nº 10.543/2020",
        "--arquivo", str(folder / "sei.html"), "--json",
    )  # fmt: skip
    done = assinatura(folder, *words)
    (told,) = json.loads(done.stdout)["assinaturas"]
    assert (told["codigo"], told["crc"], told["nivel"]) == ("26718933", "059A70AD", "simples")


def test_the_list_tells_where_everybody_stands(folder: Path) -> None:
    assinatura(
        folder, *OPEN, "--testemunha", "Maria da Silva:Coordenadora", "--opcional", "testemunha-1",
        "--prazo", "2026-12-01",
    )  # fmt: skip
    assinatura(folder, "recusar", NUMBER, "--signatario", "mpmt", "--motivo", "cláusula quinta")
    done = assinatura(folder, "listar", NUMBER)
    assert done.stdout == (
        "Instrumento nº 1/2026: em assinatura.\n"
        "  falta    senacon\n"
        "  recusou  mpmt: cláusula quinta\n"
        "  falta    testemunha-1 (opcional)\n"
        "  prazo    vai até 01/12/2026\n"
    )
    told = json.loads(assinatura(folder, "listar", NUMBER, "--json").stdout)["envelope"]
    assert told["estado"] == "recusado"
    assert [one["situacao"] for one in told["lugares"]] == ["pendente", "recusada", "pendente"]


def test_time_that_is_over_is_said_and_can_be_given(folder: Path) -> None:
    assinatura(folder, *OPEN, "--prazo", "2026-11-24")
    late = assinatura(folder, "listar", NUMBER, PACTUA_HOJE="2026-11-25")
    assert late.stdout.endswith("  prazo    terminou em 24/11/2026\n")
    done = assinatura(folder, "prorrogar", NUMBER, "--ate", "2026-12-10", PACTUA_HOJE="2026-11-25")
    assert done.stdout.endswith("  prazo    vai até 10/12/2026\n")


@pytest.mark.parametrize(
    ("words", "environment", "status", "message"),
    [
        (
            ("mpmt", "claire"),
            {},
            2,
            "o certificado pede uma senha.",
        ),
        (
            ("mpmt", "claire"),
            {"PACTUA_CERTIFICADO_SENHA": "errada"},
            2,
            "a senha não abre o certificado.",
        ),
        (
            ("mpmt", "stranger"),
            {"PACTUA_CERTIFICADO_SENHA": "segredo"},
            2,
            "o certificado é de JOAO DE TAL, e quem assina por “mpmt” é Claire Vogel Dutra.",
        ),
    ],
)
def test_a_signature_that_cannot_be_given_says_why(
    folder: Path, words: tuple[str, str], environment: dict[str, str], status: int, message: str
) -> None:
    assinatura(folder, *OPEN)
    done = assinatura(folder, *signing(folder, *words), **environment)
    assert (done.exit_code, done.stderr.split("\n")[0]) == (status, f"Erro: {message}")


def test_a_cancelled_instrument_is_not_signed(folder: Path) -> None:
    assinatura(folder, *OPEN)
    cancel(office_at(folder / "dados"), NUMBER, "desistência")
    done = assinatura(
        folder, *signing(folder, "mpmt", "claire"), PACTUA_CERTIFICADO_SENHA="segredo"
    )
    assert done.exit_code == 3
    assert "a situação do instrumento é “cancelada”" in done.stderr


def test_no_option_takes_the_password_itself() -> None:
    told = CliRunner().invoke(pactua, ["assinatura", "assinar", "--help"]).stdout
    assert "--senha-arquivo" in told
    assert "--senha " not in told


def test_a_certificate_under_another_name_comes_in_with_who_it_is_and_why(folder: Path) -> None:
    assinatura(folder, *OPEN)
    office = real_pdfs(office_at(folder / "dados"))
    married = issue("CLAIRE DUTRA DE SOUZA", pki().icp_below, policy=A1_POLICY)
    path = folder / "assinado.pdf"
    path.write_bytes(signed_elsewhere(office, married, "mpmt").data)
    office.store.close()
    words = ("receber", NUMBER, "--arquivo", str(path))

    refused = assinatura(folder, *words)
    half = assinatura(folder, *words, "--como", "mpmt")
    received = assinatura(folder, *words, "--como", "MPMT", "--motivo", "Nome de casada.")

    assert refused.exit_code == 2
    assert "--como SIGNATARIO --motivo MOTIVO" in refused.stderr
    assert (half.exit_code, half.stderr) == (
        2,
        "Erro: --como e --motivo vão juntos.\n"
        "  Informe quem assinou e como se sabe, ou nenhum dos dois.\n",
    )
    assert received.exit_code == 0, received.output
    assert "assinou  Claire Vogel Dutra" in received.stdout


def test_a_signature_from_before_the_opening_is_recorded_with_a_warning(folder: Path) -> None:
    assinatura(folder, *OPEN)
    words = ("registrar", NUMBER, "--signatario", "mpmt", "--nivel", "avancada", "--em")
    done = assinatura(folder, *words, "2026-11-20T10:00")
    assert (done.exit_code, done.stderr) == (
        0,
        "Atenção: a assinatura de 20/11/2026 é anterior à minuta desta versão, de 23/11/2026. "
        "Confira a data; antes da última assinatura, ela se corrige com: pactua instrumento "
        "devolver NUM --motivo TEXTO\n",
    )
    assert "20/11/2026 às 10:00" in done.stdout


def test_a_signature_without_an_hour_is_told_how_to_be_written(folder: Path) -> None:
    words = ("registrar", NUMBER, "--signatario", "mpmt", "--nivel", "avancada", "--em")
    done = assinatura(folder, *words, "2026-12-10")
    assert done.exit_code == 2
    assert "escreva AAAA-MM-DDTHH:MM, por exemplo 2026-12-10T15:30." in done.stderr


def test_a_password_that_is_missing_is_told_with_the_two_ways_of_giving_it(folder: Path) -> None:
    assinatura(folder, *OPEN)
    assert assinatura(folder, *signing(folder, "mpmt", "claire")).stderr == (
        "Erro: o certificado pede uma senha.\n"
        "  Ponha a senha num arquivo e use --senha-arquivo ARQ, ou na variável "
        "PACTUA_CERTIFICADO_SENHA; num terminal, ela é pedida.\n"
    )
