"""What the public log tells: every fact is decided upon, and no leaf holds what could be erased."""

import json
from datetime import UTC, date, datetime

import registry.store  # noqa: F401  # brings in every module of facts
from instruments.facts import FACTS
from instruments.lifecycle_facts import Cancelled, Ended, Returned, SignatureRecorded
from instruments.log_facts import KeyRevoked
from instruments.public_events import KEPT_INSIDE, TOLD, PublicEvent, leaf_text, public_event
from tests.facts import numbered

AT = datetime(2024, 1, 30, 18, 13, tzinfo=UTC)
FIRST = numbered(1)


def test_every_kind_of_fact_is_told_or_kept_inside_for_a_reason() -> None:
    kinds = set(FACTS.values())

    assert kinds - set(TOLD) - set(KEPT_INSIDE) == set(), "decide in instruments/public_events.py"
    assert set(TOLD) & set(KEPT_INSIDE) == set()
    assert all(KEPT_INSIDE.values())


def test_no_leaf_names_a_person_or_quotes_one() -> None:
    name, words = "Claire Vogel Dutra", "João Silva desistiu."
    facts = (
        SignatureRecorded(
            number=FIRST,
            version=1,
            signatory="mpmt",
            name=name,
            role=name,
            signed_at=AT,
            level="avancada",
            basis=words,
            waiver=words,
            wording=f"{name} {words}",
            issuer=name,
        ),
        Cancelled(number=FIRST, reason=words),
        Returned(number=FIRST, reason=words),
        Ended(
            number=FIRST, form="denuncia", notified_on=AT.date(), effective_on=AT.date(),
            reason=words,
        ),
        KeyRevoked(
            id="0a1b2c3d", reason="perdida", since=date(2024, 1, 1), revoked_at=AT, note=words
        ),
    )  # fmt: skip
    leaves = [leaf_text(event, AT, {}) for fact in facts if (event := public_event(fact))]

    assert len(leaves) == len(facts)
    assert [leaf for leaf in leaves if "Claire" in leaf or "João" in leaf] == []


def test_a_leaf_is_stable_json_of_one_event() -> None:
    event = PublicEvent("publicado", "1/2024/X", {"secao": 3, "edicao": "27"})

    text = leaf_text(event, AT, {"codigo": "10000001"})

    assert text == (
        '{"codigo":"10000001","edicao":"27","em":"2024-01-30T18:13:00Z","evento":"publicado",'
        '"formato":"pactua-evento/1","numero":"1/2024/X","secao":3}'
    )
    assert json.loads(text)["secao"] == 3
