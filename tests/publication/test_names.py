"""Names are compared by words: a longer name is another name."""

import pytest

from publication.names import Likeness, likeness, mentions, one_slip, slips, words

MT = "Ministério Público do Estado de Mato Grosso"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a União e o MINISTÉRIO PÚBLICO DO ESTADO DE MATO GROSSO, CNPJ nº 14", "igual"),
        ("Ministerio Publico do Estado do Mato Grosso - MPMT", "igual"),
        ("por intermédio do Ministério Público do Estado de Mato Grosso (MPMT)", "igual"),
        ("Ministério Público do Estado de Mato Grosso, neste ato representado", "igual"),
        ("Ministério Público do Estado de Mato Grosso do Sul, CNPJ", "outro"),
        ("Procuradoria do Ministério Público do Estado de Mato Grosso", "outro"),
        ("Ministério Púbico do Estado de Mato Grosso, CNPJ", "quase"),
        ("Ministério Público de Mato Grosso, CNPJ", "quase"),
        ("Ministério Público do Estado de Mato Groso e a União", "quase"),
        ("Ministério Público do Estado do Pará", "outro"),
        ("", "outro"),
    ],
)
def test_a_name_stands_in_a_text_nearly_or_not_at_all(text: str, expected: Likeness) -> None:
    assert likeness(MT, words(text)) == expected


def test_parana_is_no_slip_of_paraiba() -> None:
    assert likeness("Estado do Paraná", words("Estado da Paraíba")) == "outro"


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        ("publico", "publico", True),
        ("publico", "pubico", True),
        ("publico", "publlico", True),
        ("publico", "pubilco", True),
        ("publico", "puplico", True),
        ("publico", "puplicos", False),
        ("de", "da", False),
        ("parana", "paraiba", False),
    ],
)
def test_a_slip_is_one_letter(right: str, wrong: str, expected: bool) -> None:
    assert one_slip(right, wrong) is expected


@pytest.mark.parametrize(
    ("wrong", "count"),
    [("14921092000157", 0), ("14921092000175", 1), ("14921092000158", 1), ("1492109200015", 99)],
)
def test_digits_exchanged_count_as_one_slip(wrong: str, count: int) -> None:
    assert slips("14921092000157", wrong) == count


def test_an_acronym_is_found_as_a_word_of_three_letters_or_more() -> None:
    said = words("pelo PROCON-SP, e pela Senacon/MJSP; MT")

    assert [mentions(acronym, said) for acronym in ("PROCON-SP", "SENACON", "PROCON-RJ", "MT")] == [
        True,
        True,
        False,
        False,
    ]
