"""An accepted wording takes the place of a clause's body; the rest of the text stays."""

import pytest
from pydantic import ValidationError

from document.canonical import canonical_text
from document.tree import Subclause
from instruments.assemble import assemble
from instruments.instrument import AcceptedWording, Instrument
from instruments.model import STORED
from tests.records import TEXTS, instrument, partner

BODY = "O que se acordou com {{ participe.nome }}:\n\n- uma coisa; e\n- *outra*.\n"


def reworded(*wordings: tuple[str, str]) -> Instrument:
    """The example agreement with these bodies."""
    made = instrument(partner("mpmt"))
    accepted = tuple(
        AcceptedWording(clause=name, body=body, act="Parecer nº 1/2026") for name, body in wordings
    )
    return made.model_copy(
        update={"request": made.request.model_copy(update={"wordings": accepted})}
    )


def test_the_body_is_words_and_never_a_template() -> None:
    text = canonical_text(assemble(reworded(("casos-omissos", BODY)), TEXTS))
    assert "O que se acordou com {{ participe.nome }}:" in text


def test_only_that_clause_changes() -> None:
    before = assemble(instrument(partner("mpmt")), TEXTS)
    after = assemble(reworded(("casos-omissos", "Resolve-se por ofício.\n")), TEXTS)
    changed = [
        one.id
        for one, other in zip(before.clauses, after.clauses, strict=True)
        if one.blocks != other.blocks
    ]
    assert changed == ["casos-omissos"]
    assert [one.heading for one in before.clauses] == [one.heading for one in after.clauses]


def test_references_into_the_clause_still_lead_there() -> None:
    """Other clauses cite subclauses of this one by ids, which the new wording keeps by order."""
    before = assemble(instrument(partner("mpmt")), TEXTS)
    clause = next(one for one in before.clauses if one.id == "gerenciamento")
    ids = [block.id for block in clause.blocks if isinstance(block, Subclause)]
    body = "Cabeça.\n" + "".join(f"\n## Subcláusula\n\nTexto {n}.\n" for n in range(len(ids)))
    made = assemble(reworded(("gerenciamento", body)), TEXTS)
    again = next(one for one in made.clauses if one.id == "gerenciamento")
    assert [block.id for block in again.blocks if isinstance(block, Subclause)] == ids


def test_a_request_without_accepted_wordings_is_stored_as_before() -> None:
    assert "redacoes_aceitas" not in instrument(partner("mpmt")).request.as_data()
    data = reworded(("casos-omissos", BODY)).as_data()
    assert Instrument.model_validate(data, context=STORED).as_data() == data


@pytest.mark.parametrize("name", ["", "Casos", "../x", "a b"])
def test_a_wording_names_a_clause(name: str) -> None:
    with pytest.raises(ValidationError):
        AcceptedWording(clause=name, body="Texto.", act="Parecer nº 1/2026")
