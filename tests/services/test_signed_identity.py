"""Whose signature comes in: by the CPF on record, by the whole name, or by somebody who says so and
why; never somebody else's."""

from pathlib import Path

import pytest

from faults.errors import InvalidData, UsageError
from services.drafting import record_partner
from services.office import Office
from services.signature_keeping import FileGiven
from services.signed_files import TakenFor, receive
from services.signing import sign_here
from services.verifying import by_file
from tests.offices import example
from tests.pki import A1_POLICY, CLAIRE_CPF, Holder, issue, pki
from tests.services.signing_offices import FULL, NUMBER, here, out, signed_elsewhere

OTHER_CPF = "11144477735"
MARRIED = TakenFor("mpmt", "Assina com o nome de casada, conforme certidão no processo.")
UNKNOWN = (
    "não é signatário deste instrumento, ou já assinou. Falta assinar: Wadih Nemer Damous Filho, "
    "Claire Vogel Dutra. Se é uma dessas pessoas com outro nome, registre o CPF dela no cadastro, "
    "ou diga quem é e como se sabe: --como SIGNATARIO --motivo MOTIVO"
)
OTHER_PERSON = (
    "o CPF do certificado é ***.444.777-**, e o do cadastro de Claire Vogel Dutra é "
    "***.982.247-**. Se o do cadastro está errado, corrija-o; se não, assinou outra pessoa."
)


def certificate(name: str, cpf: str = "") -> Holder:
    """A certificate of ICP-Brasil for this name."""
    return issue(name, pki().icp_below, cpf=cpf, policy=A1_POLICY)


def given_by(office: Office, name: str, cpf: str = "") -> FileGiven:
    """The PDF that is out, signed in Claire's place by the holder of such a certificate."""
    return signed_elsewhere(office, certificate(name, cpf), "mpmt")


def put_on_record(office: Office, cpf: str) -> None:
    """The CPF of Claire, told after her agreement had gone out."""
    partner = example("mpmt")
    person = partner.representative.model_copy(update={"cpf": cpf})
    with office.store.writing(office.now, office.actor) as writing:
        record_partner(writing, partner.model_copy(update={"representative": person}))


def refusal(office: Office, given: FileGiven, taken_for: TakenFor | None = None) -> tuple[str, str]:
    """Rule and words of the one thing that speaks against it."""
    with pytest.raises(InvalidData) as refused:
        receive(office, NUMBER, given, taken_for=taken_for)
    (finding,) = refused.value.findings
    return finding.rule, f"{finding.message} {finding.remedy}"


@pytest.mark.parametrize(
    "name", ["CLAIRE VOGEL DUTRA", "Cláire  de Vogel e DUTRA", "claire vogel da dutra"]
)
def test_a_name_that_is_only_written_otherwise_is_hers(tmp_path: Path, name: str) -> None:
    office, _ = out(tmp_path)

    (fact,) = receive(office, NUMBER, given_by(office, name, CLAIRE_CPF)).life.signed

    assert (fact.signatory, fact.name, fact.identity) == ("mpmt", "Claire Vogel Dutra", None)


@pytest.mark.parametrize("name", ["CLAIRE V. DUTRA", "CLAIRE DUTRA", "CLAIRE VOGEL DUTRA NETA"])
def test_an_abbreviated_or_longer_name_is_refused_and_told_how_to_go_on(
    tmp_path: Path, name: str
) -> None:
    office, _ = out(tmp_path)

    assert refusal(office, given_by(office, name)) == ("signatario-desconhecido", UNKNOWN)


def test_with_the_cpf_put_on_record_the_abbreviated_name_is_hers(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = given_by(office, "CLAIRE V. DUTRA", CLAIRE_CPF)
    put_on_record(office, "529.982.247-25")

    (fact,) = receive(office, NUMBER, given).life.signed

    assert (fact.signatory, fact.identity) == ("mpmt", None)


def test_a_namesake_with_another_cpf_is_another_person(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    put_on_record(office, "529.982.247-25")
    given = given_by(office, "CLAIRE VOGEL DUTRA", OTHER_CPF)

    assert refusal(office, given) == ("cpf-diverge", OTHER_PERSON)
    assert refusal(office, given, MARRIED) == ("cpf-diverge", OTHER_PERSON)


def test_whoever_says_whose_it_is_says_why_and_both_are_kept(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = given_by(office, "CLAIRE DUTRA DE SOUZA")

    (fact,) = receive(office, NUMBER, given, taken_for=MARRIED).life.signed
    kept = [one for _, one in office.store.facts_about(FULL) if one.kind == fact.kind]

    assert (fact.signatory, fact.identity) == (
        "mpmt",
        "Certificado em nome de CLAIRE DUTRA DE SOUZA: Assina com o nome de casada, conforme "
        "certidão no processo.",
    )
    assert kept == [fact]


def test_what_was_found_of_it_in_the_file_is_told_under_her_name(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    given = given_by(office, "CLAIRE DUTRA DE SOUZA")
    receive(office, NUMBER, given, taken_for=MARRIED)
    done = sign_here(office, NUMBER, here(pki().wadih, "senacon"))

    verdict = by_file(office, "acordo.pdf", office.files.read(done.file.sha256))

    assert {one.name: one.checked.partition(",")[0] for one in verdict.signatures} == {
        "Claire Vogel Dutra": "Assinatura válida de CLAIRE DUTRA DE SOUZA",
        "Wadih Nemer Damous Filho": "Assinatura válida de WADIH NEMER DAMOUS FILHO (CPF "
        "***.533.447-**)",
    }


def test_one_reason_is_for_one_signature(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    first = given_by(office, "CLAIRE DUTRA DE SOUZA")
    both = signed_elsewhere(office, pki().stranger, "senacon", data=first.data)

    rule, words = refusal(office, both, MARRIED)

    assert (rule, words.partition(" Se é")[0]) == (
        "signatario-desconhecido",
        "não é signatário deste instrumento, ou já assinou. Falta assinar: Wadih Nemer Damous "
        "Filho.",
    )


@pytest.mark.parametrize(
    ("taken_for", "message", "remedy"),
    [
        (
            MARRIED,
            "o nome ou o CPF do certificado já diz de quem é a assinatura.",
            "Receba o arquivo sem --como e --motivo.",
        ),
        (
            TakenFor("mpmt", "  "),
            "falta o motivo.",
            "Diga como se sabe de quem é: --motivo MOTIVO",
        ),
        (
            TakenFor("ninguem", "Conheço."),
            "“ninguem” não é signatário deste instrumento.",
            "Use: senacon (Wadih Nemer Damous Filho), mpmt (Claire Vogel Dutra).",
        ),
    ],
)
def test_a_reason_that_is_not_needed_or_says_nothing_is_refused(
    tmp_path: Path, taken_for: TakenFor, message: str, remedy: str
) -> None:
    office, _ = out(tmp_path)

    with pytest.raises(UsageError) as refused:
        receive(office, NUMBER, given_by(office, "CLAIRE VOGEL DUTRA"), taken_for=taken_for)

    assert (refused.value.message, refused.value.remedy) == (message, remedy)


def test_the_certificate_of_a_namesake_signs_nothing_here(tmp_path: Path) -> None:
    office, _ = out(tmp_path)
    put_on_record(office, "529.982.247-25")

    with pytest.raises(UsageError) as refused:
        sign_here(office, NUMBER, here(certificate("CLAIRE VOGEL DUTRA", OTHER_CPF), "mpmt"))

    assert refused.value.message == (
        "o certificado é de CLAIRE VOGEL DUTRA (CPF ***.444.777-**), e o cadastro de Claire Vogel "
        "Dutra tem o CPF ***.982.247-**."
    )
