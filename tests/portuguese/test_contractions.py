"""The article before a noun, alone and contracted: the table, and that the noun stays whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portuguese.contractions import article, by, in_, of, to, with_article
from portuguese.gender import Gender, Noun
from tests.portuguese.tables import cases, law, noun, refused

FORMS = (with_article, of, to, by, in_)

nouns = st.builds(
    Noun,
    st.text(min_size=1).filter(str.strip),
    st.sampled_from(["m", "f"]),
    st.booleans(),
)


@pytest.mark.parametrize(("entrada", "saida"), cases("concordancia", "contracoes"))
def test_a_contraction_is_as_in_the_table(entrada: dict[str, str], saida: list[str]) -> None:
    assert [form(noun(entrada)) for form in FORMS] == saida


@law
@given(nouns)
def test_a_contraction_ends_with_the_very_text_of_the_noun(any_noun: Noun) -> None:
    for form in FORMS:
        head = form(any_noun).removesuffix(any_noun.text)
        assert head + any_noun.text == form(any_noun)
        assert head.endswith(" ")
        assert head.strip().isalpha()


@law
@given(nouns)
def test_the_article_stands_inside_its_contractions(any_noun: Noun) -> None:
    assert with_article(any_noun).startswith(article(any_noun) + " ")
    for form in (of, by, in_):
        assert form(any_noun).partition(" ")[0].endswith(article(any_noun))


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_a_noun_without_a_text_is_refused(text: str) -> None:
    with refused("nome vazio: não há com o que concordar"):
        Noun(text)


def test_a_noun_of_unknown_gender_is_refused() -> None:
    unknown: Gender = "feminino"  # type: ignore[assignment]  # as a file might bring it
    with refused("gênero “feminino” desconhecido: use “m” (masculino) ou “f” (feminino)"):
        Noun("Defensoria Pública", unknown)
