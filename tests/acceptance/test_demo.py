"""The demo, whole, with real engines: what a visitor sees first."""

import json
from pathlib import Path

from click.testing import CliRunner

from commands.app import pactua


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
        "publicado em 07/02/2024, edição 27, seção 3, página 115",
        "03/08/2026  D-180",
        "30/12/2026  D-30     último dia seguro para pedir a prorrogação",
        "01/02/2027  vencido",
        "0 elos quebrados",
    ):
        assert line in told


def test_the_demo_again_gives_the_same_drafts(tmp_path: Path) -> None:
    def run() -> dict[str, bytes]:
        folder = tmp_path / "demo"
        done = CliRunner().invoke(pactua, ["demo", "--saida", str(folder), "--json"])
        assert json.loads(done.output)["fatos"] > 18
        files = [*(folder / "documentos").iterdir(), folder / "prazos.ics"]
        # Keys are made anew each time, so what is signed with them is never the same twice.
        drafts = [
            path for path in files if "assinado" not in path.name and "folha" not in path.name
        ]
        return {path.name: path.read_bytes() for path in drafts}

    assert run() == run()
