"""The demo, whole, with real engines: what a visitor sees first."""

import json
from pathlib import Path

from click.testing import CliRunner

from commands.app import pactua
from publication.rtf import from_rtf


def test_the_demo_leaves_six_agreements_and_tells_the_dates_of_2024(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    told = CliRunner().invoke(pactua, ["demo", "--saida", str(folder)], prog_name="pactua").output
    assert len(list((folder / "documentos").glob("*.docx"))) == 6
    assert len(list((folder / "documentos").glob("ACT-*.pdf"))) == 7
    for line in (
        "pelos códigos: AUTÊNTICO",
        "pelo arquivo assinado: AUTÊNTICO",
        "por uma cópia em que o prazo virou 60 (sessenta) meses: ALTERADO",
        "cláusula décima: “Este Acordo vigorará por 60 (sessenta) meses",
        "25/01/2024 17:16 assinou Claire Vogel Dutra",
        "30/01/2024 15:13 assinou Wadih Nemer Damous Filho",
        "publicar até 07/02/2024; vigência até 30/01/2027",
        "pedir a prorrogação até 31/12/2026 (leitura prudente: 30/12/2026)",
        f"extrato dado por enviado em 06/02/2024 ({folder}/documentos/extrato-1-2024.rtf e "
        "extrato-1-2024.txt):",
        "EXTRATO DE ACORDO DE COOPERAÇÃO TÉCNICA Nº 1/2024",
        f"{folder}/diario-inventado-2024-02-07.xml: edição inventada, só para esta demonstração",
        "lida como se lê a verdadeira: publicada em dia, no DOU de 07/02/2024, Edição 27, Seção 3, "
        "página 115",
        "03/08/2026  D-180",
        "30/12/2026  D-30     último dia seguro para pedir a prorrogação",
        "01/02/2027  vencido",
        "0 elos quebrados",
    ):
        assert line in told
    extract = from_rtf((folder / "documentos" / "extrato-1-2024.rtf").read_bytes())
    assert (folder / "documentos" / "extrato-1-2024.txt").read_text("utf-8") == extract.text
    edition = (folder / "diario-inventado-2024-02-07.xml").read_text("utf-8")
    assert "Edição inventada para a demonstração do Pactua." in edition
    assert extract.paragraph in edition


def test_the_demo_again_gives_the_same_drafts(tmp_path: Path) -> None:
    def run() -> dict[str, bytes]:
        folder = tmp_path / "demo"
        done = CliRunner().invoke(pactua, ["demo", "--saida", str(folder), "--json"])
        assert json.loads(done.output)["fatos"] > 18
        files = [*(folder / "documentos").iterdir(), *folder.glob("*.ics"), *folder.glob("*.xml")]
        # Keys are made anew each time, so what is signed with them is never the same twice.
        drafts = [
            path for path in files if "assinado" not in path.name and "folha" not in path.name
        ]
        return {path.name: path.read_bytes() for path in drafts}

    assert run() == run()
