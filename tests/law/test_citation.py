"""Citations as text and as LexML URNs, and the register of rules."""

from datetime import date

import pytest

from law import deadlines  # noqa: F401 (importing it enters every rule)
from law.citation import Citation, cited, clause
from law.norms import norms
from law.rules import RULES, rule

LEI = "urn:lex:br:federal:lei:2021-04-01;14133"


@pytest.mark.parametrize(
    ("provision", "fragment"),
    [
        ("art. 183, § 3º", "art183_par3"),
        ("art. 183, caput, inciso II", "art183_cpt_inc2"),
        ("art. 5º, inciso LXXIV, alínea “b”", "art5_inc74_ali2"),
        ("art. 61, parágrafo único", "art61_par1u"),
        ("art. 10", "art10"),
    ],
)
def test_a_provision_becomes_the_fragment_of_the_urn(provision: str, fragment: str) -> None:
    assert Citation("Lei nº 14.133/2021", provision).urn == f"{LEI}!{fragment}"


def test_a_provision_without_a_fragment_leads_to_the_norm() -> None:
    assert Citation("Lei nº 14.133/2021", "arts. 183 e 184").urn == LEI


def test_a_citation_reads_as_it_is_written() -> None:
    text = "Lei nº 14.133/2021, art. 183, § 3º"

    assert cited(text).text == text
    assert cited(text) == Citation("Lei nº 14.133/2021", "art. 183, § 3º")


def test_a_clause_has_a_name_and_no_urn_nor_dates() -> None:
    found = clause("da publicação")

    assert (found.text, found.urn, found.since, found.until) == (
        "cláusula da publicação", "", None, None,
    )  # fmt: skip


def test_every_rule_cites_a_norm_of_the_table_or_a_clause() -> None:
    cited_norms = {entry.citation.norm for entry in RULES.values()}

    assert cited_norms - set(norms()) == {""}


def test_every_rule_tells_its_substance_in_its_docstring() -> None:
    assert [name for name, entry in RULES.items() if not entry.function.__doc__] == []


@pytest.mark.parametrize(
    ("name", "day", "valid"),
    [
        ("lei-14133-2021.meses", date(2021, 3, 31), False),
        ("lei-14133-2021.meses", date(2021, 4, 1), True),
        ("lei-9784-1999.meses", date(2000, 1, 1), True),
        ("portaria-in-283-2018.hora", date(2018, 10, 31), False),
        ("clausula.publicacao", date(2000, 1, 1), True),
    ],
)
def test_a_rule_is_valid_while_its_norm_is_in_force(name: str, day: date, valid: bool) -> None:
    assert RULES[name].valid_on(day) is valid


def test_a_rule_entered_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^regra de prazo repetida: clausula\.publicacao$"):
        rule("clausula.publicacao", clause("outra"))(lambda: None)
