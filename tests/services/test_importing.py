"""Agreements that exist already come into the registry with their true state, and only once."""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from document.canonical import canonical_text
from faults.errors import UsageError
from instruments.imported import ImportedInstrument
from services.drafting import read_draft
from services.importing import ImportAsk, context_of, import_files
from services.importing_files import Readers, files_in
from services.importing_outcome import Outcome
from services.importing_reading import Wanted
from services.importing_workers import ProcessReaders
from services.instruments import list_instruments
from services.lifecycle import due, read_life
from services.office import Office
from services.registry_care import verify_registry
from tests.importing.test_never_raises import spoiled
from tests.importing.variants import as_html, sample
from tests.offices import office_at, on
from tests.services.imports import put, run

NUMBER = "7/2024/CIHP/CGSINDEC/DPDC/SENACON"
DAY = date(2026, 1, 15)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return on(office_at(tmp_path / "dados"), DAY)


def one(office: Office, text: str, folder: Path, **changes: str) -> Outcome:
    """The outcome for the sample with these words replaced."""
    for old, new in changes.items():
        text = text.replace(old, new)
    (outcome,) = run(office, put(folder, "acordo.txt", text))
    return outcome


def changed(pairs: Sequence[tuple[str, str]]) -> str:
    """The sample with these words replaced."""
    text = sample()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def rules(outcome: Outcome) -> list[str]:
    return [finding.rule for finding in outcome.findings]


def test_a_signed_agreement_enters_signed_with_its_deadlines(
    office: Office, tmp_path: Path
) -> None:
    outcome = one(office, sample(), tmp_path)
    assert (outcome.state, outcome.number, outcome.cycle) == ("registrado", NUMBER, "assinada")
    life = read_life(office, NUMBER)
    assert [(one.name, one.role) for one in life.signed] == [
        ("Maria Lúcia Tavares Braga", "Usuário Externo"),
        ("José Carlos Mendes Prado", "Secretário(a) Nacional do Consumidor"),
    ]
    assert life.counted is not None
    assert (life.counted.signed_on, life.counted.end) == (date(2024, 4, 15), date(2026, 4, 15))
    assert (life.counted.publish_by, life.counted.renew_by) == (
        date(2024, 5, 8), date(2026, 3, 1),
    )  # fmt: skip
    assert [row["prazo"] for row in due(office)] == ["publicacao", "prorrogacao"]


def test_its_deadlines_are_counted_by_the_calendar_of_the_body(
    office: Office, tmp_path: Path
) -> None:
    closed = "{dia: 2024-05-08, motivo: Aniversário do órgão}"
    table = (
        f"anos: [{{ano: 2024, atos: [{{ato: A, fonte: B, conferida: true, dias: [{closed}]}}]}}]"
    )
    assert office.folder is not None
    (office.folder / "pontos_facultativos.yaml").write_text(table, encoding="utf-8")
    one(office, sample(), tmp_path)
    life = read_life(office, NUMBER)
    assert life.counted is not None
    assert life.counted.publish_by == date(2024, 5, 9)


def test_the_file_is_kept_untouched_and_the_text_as_it_was_signed(
    office: Office, tmp_path: Path
) -> None:
    outcome = one(office, sample(), tmp_path)
    assert office.files.read(outcome.sha256) == sample().encode()
    instrument = office.store.instrument(NUMBER)
    assert isinstance(instrument, ImportedInstrument)
    text = canonical_text(read_draft(office, instrument).document)
    assert "d) guardar sigilo dos dados, conforme a Lei nº12.527/2011.\n" in text
    assert "CLÁUSULA DÉCIMA TERCEIRA – DO FORO\n" in text
    assert "8. PLANO DE AÇÃO\n" in text


def test_no_cpf_and_no_identity_card_enter_the_journal(office: Office, tmp_path: Path) -> None:
    one(office, sample(), tmp_path)
    with office.store.snapshot() as snapshot:
        told = " ".join(
            str(value)
            for table in ("diario", "partes", "dados_pessoais")
            for row in snapshot.exec_driver_sql(f"SELECT * FROM {table}")
            for value in row
        )
    assert "***.982.247-**" in told
    for private in ("529.982.247-25", "111.444.777-35", "1234567"):
        assert private not in told


def test_the_codes_of_sei_stand_beside_ours(office: Office, tmp_path: Path) -> None:
    outcome = one(office, sample(), tmp_path)
    assert outcome.code == "10000001"
    life = read_life(office, NUMBER)
    assert {(signed.code, signed.crc) for signed in life.signed} == {("31415926", "0BADCAFE")}


def test_the_registry_verifies_and_is_listed_and_searched(office: Office, tmp_path: Path) -> None:
    one(office, sample(), tmp_path)
    assert verify_registry(office).findings == []
    assert [row["numero"] for row in list_instruments(office, "assinada", "PA", "defensoria")] == [
        NUMBER
    ]


def test_the_same_bytes_and_the_same_number_are_known_again(office: Office, tmp_path: Path) -> None:
    first = put(tmp_path, "a.txt", sample())
    again = put(tmp_path, "b.txt", sample())
    page = put(tmp_path, "c.html", as_html(sample()))
    states = [(one.state, one.number) for one in run(office, first, again, page)]
    assert states == [
        ("registrado", NUMBER), ("ja_registrado", NUMBER), ("ja_registrado", NUMBER),
    ]  # fmt: skip
    assert [one.state for one in run(office, first)] == ["ja_registrado"]


def test_a_number_that_another_process_has_is_refused(office: Office, tmp_path: Path) -> None:
    one(office, sample(), tmp_path)
    other = changed([("08012.001234/2023-41", "08012.000456/2016-18")])
    outcome = one(office, other, tmp_path / "outro")
    assert (outcome.refused, rules(outcome)) == (True, ["numero-ocupado"])


def test_simulating_writes_nothing_and_tells_the_dates(office: Office, tmp_path: Path) -> None:
    (outcome,) = run(office, put(tmp_path, "a.txt", sample()), simulate=True)
    assert (outcome.state, outcome.counted and outcome.counted.end) == (
        "simulado", date(2026, 4, 15),
    )  # fmt: skip
    assert office.store.last_seq() == 0
    assert not office.files.folder.exists()


def test_faults_are_kept_as_found_and_told(office: Office, tmp_path: Path) -> None:
    outcome = one(office, sample(), tmp_path)
    told = {finding.rule: finding.message for finding in outcome.findings}
    assert told["outro-processo"] == "o texto cita também o processo 08012.000456/2016-18."
    assert told["cep-de-outro-estado"] == ("o CEP 69306-680 é de Roraima; o município é Belém/PA.")
    assert told["acoes-sem-prazo"].startswith("o plano tem ações sem mês")
    partner = office.store.instrument(NUMBER)
    assert partner is not None
    assert partner.request.partners[0].address.cep == "69306-680"


def test_an_agreement_without_signatures_waits_for_them(office: Office, tmp_path: Path) -> None:
    outcome = one(office, sample().replace("assinado eletronicamente", "visto"), tmp_path)
    assert (outcome.cycle, outcome.counted) == ("em_assinatura", None)
    assert "falta-assinaturas" in rules(outcome)
    assert read_life(office, NUMBER).pending == ("senacon", "dpepa")


def test_a_signature_of_nobodys_representative_is_a_witness(office: Office, tmp_path: Path) -> None:
    third = (
        "Documento assinado eletronicamente por **Ana Testemunha Silva, Assessora**, em "
        "10/04/2024, às 10:00.\n\nANEXOS A MINUTA"
    )
    outcome = one(office, changed([("ANEXOS A MINUTA", third)]), tmp_path)
    assert "assinatura-de-terceiro" in rules(outcome)
    life = read_life(office, NUMBER)
    assert (life.cycle, [one.signatory for one in life.signed]) == (
        "assinada", ["dpepa", "testemunha-1", "senacon"],
    )  # fmt: skip
    assert life.last_signature is not None
    assert life.last_signature.day == 15


def test_a_signature_of_the_future_counts_as_none(office: Office, tmp_path: Path) -> None:
    outcome = one(office, changed([("15/04/2024, às 18:40", "15/04/2044, às 18:40")]), tmp_path)
    assert outcome.cycle == "em_assinatura"


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("será de 24 (vinte e quatro) meses a partir da última assinatura", date(2026, 4, 15)),
        ("vai até 30 de junho de 2027", date(2027, 6, 30)),
        ("será de 15 (quinze) anos a partir da última assinatura", date(2039, 4, 15)),
    ],
)
def test_the_term_may_be_months_years_or_a_day(
    office: Office, tmp_path: Path, words: str, end: date
) -> None:
    old = "será de 24 (vinte e quatro) meses a partir da última assinatura"
    outcome = one(office, changed([(old, words)]), tmp_path)
    assert outcome.counted is not None
    assert outcome.counted.end == end


def test_a_term_that_is_not_there_is_told_and_may_be_given(office: Office, tmp_path: Path) -> None:
    old = "será de 24 (vinte e quatro) meses a partir da última assinatura"
    path = put(tmp_path, "a.txt", changed([(old, "será o do plano")]))
    (simulated,) = run(office, path, simulate=True)
    assert ("falta-meses" in rules(simulated), simulated.counted) == (True, None)
    (given,) = run(office, path, wanted=Wanted(months=12))
    assert "falta-meses" not in rules(given)
    assert given.counted is not None
    assert given.counted.end == date(2025, 4, 15)


def test_a_number_without_unit_takes_that_of_the_body_or_of_the_party(
    office: Office, tmp_path: Path
) -> None:
    ours = one(office, changed([("7/2024/CIHP/CGSINDEC/DPDC/SENACON", "7/2024")]), tmp_path / "a")
    other = one(office, sample("outro-orgao"), tmp_path / "b")
    none = one(office, sample("sem-numero"), tmp_path / "c")
    assert [one.number for one in (ours, other, none)] == [
        NUMBER, "15/2022/ANAR", "1/2026/IMPORTADO",
    ]  # fmt: skip
    assert "numero-sem-unidade" in rules(ours)
    assert "falta-numero" in rules(none)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Uma carta qualquer, sem partes nem cláusulas.", "nao-parece-acordo"),
        ("", "arquivo-ilegivel"),
    ],
)
def test_what_is_no_agreement_is_refused_and_stops_nobody(
    office: Office, tmp_path: Path, text: str, rule: str
) -> None:
    bad, good = put(tmp_path, "a.txt", text), put(tmp_path, "b.txt", sample())
    first, second = run(office, bad, good)
    assert (first.refused, rules(first)) == (True, [rule])
    assert second.state == "registrado"


def test_a_folder_is_read_in_order_with_what_lies_in_it(office: Office, tmp_path: Path) -> None:
    put(tmp_path / "b" / "c", "2.TXT", sample("outro-orgao"))
    put(tmp_path / "b", "1.html", as_html(sample()))
    put(tmp_path / "b", "foto.png", "x")
    assert [path.name for path in files_in([tmp_path / "b"])] == ["1.html", "2.TXT"]
    with pytest.raises(UsageError, match="não há arquivo para importar"):
        files_in([put(tmp_path / "d", "x.png", "x").parent])


def test_a_folder_that_goes_away_meanwhile_is_told_and_stops_nobody(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "b", "1.txt", sample())
    gone = put(tmp_path / "b" / "some", "2.txt", sample("outro-orgao")).parent
    listed = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path) == str(gone):
            shutil.rmtree(gone)
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    paths = files_in([tmp_path / "b"])
    good, lost = run(office, *paths)
    assert (good.state, lost.state) == ("registrado", "recusado")
    assert [finding.message for finding in lost.findings] == [f"{gone}: não existe."]


def test_a_folder_that_may_not_be_read_is_told_and_stops_nobody(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "b", "1.txt", sample())
    closed = put(tmp_path / "b" / "some", "2.txt", sample("outro-orgao")).parent
    listed = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path) == str(closed):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return listed(path)

    monkeypatch.setattr(os, "scandir", scandir)
    good, unread = run(office, *files_in([tmp_path / "b"]))
    assert (good.state, unread.state) == ("registrado", "recusado")
    assert [finding.message for finding in unread.findings] == [
        f"{str(closed)!r}: não pôde ser lido (sem permissão)."
    ]


def test_processes_give_what_this_one_gives(office: Office, tmp_path: Path) -> None:
    paths = tuple(
        put(tmp_path, f"{place}.txt", sample().replace("7/2024", f"{place}/2024"))
        for place in range(1, 9)
    )
    with ProcessReaders(context_of(office), 2) as readers:
        outcomes = list(
            import_files(office, ImportAsk(paths), readers, lambda stage, done, total: None)
        )
    assert [one.number for one in outcomes] == [
        NUMBER.replace("7/", f"{place}/") for place in range(1, 9)
    ]
    assert len({one.code for one in outcomes}) == 8


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(office: Office, tmp_path: Path) -> None:
    paths = tuple(
        put(tmp_path, f"{place:02d}.txt", sample().replace("7/2024", f"{place}/2024"))
        for place in range(1, 21)
    )
    readers = Readers(context_of(office))
    begun = import_files(office, ImportAsk(paths), readers, lambda stage, done, total: None)
    next(begun)
    begun.close()
    kept = sum(office.store.instrument_row(number) is not None for number in _numbers())
    assert 0 < kept < 20
    states = [one.state for one in run(office, *paths)]
    assert (states.count("ja_registrado"), states.count("registrado")) == (kept, 20 - kept)
    assert verify_registry(office).findings == []


def _numbers() -> list[str]:
    return [NUMBER.replace("7/", f"{place}/") for place in range(1, 21)]


def test_another_persons_name_stands_in_the_journal(office: Office, tmp_path: Path) -> None:
    acting = replace(office, actor="Bia Reis")
    one(acting, sample(), tmp_path)
    assert {entry.actor for entry in office.store.history(NUMBER)} == {"Bia Reis"}


def test_whatever_is_registered_can_be_read_back(office: Office, tmp_path: Path) -> None:
    """Spoiled agreements are refused or registered; what is in the journal stays readable."""
    paths = [put(tmp_path / "varios", f"{seed}.txt", spoiled(seed)) for seed in range(60)]
    states = {outcome.state for outcome in run(office, *paths)}
    assert "registrado" in states
    assert verify_registry(office).findings == []
