"""The words of plan actions: what is to be done, by whom, on which evidence.

They are read from the plan that lies in the journal, without the rest of the instrument: a digest
may name the actions of hundreds. A text with fields of the clauses' language is filled in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from clauses.sandbox import fill
from instruments.context import instrument_fields, partner_records
from portuguese.lists import join_and
from registry.plan_queries import actions_in_force
from services.office import Office

FIELD = "{{"


@dataclass(frozen=True, slots=True)
class ActionText:
    """One action of a plan in words; all empty where the plan is not known."""

    axis: str = ""
    text: str = ""
    responsible: str = ""
    evidence: str = ""


class ActionTexts:
    """The actions of certain instruments, read at once; each is put into words for its own."""

    def __init__(self, office: Office, connection: Any, numbers: Iterable[str]) -> None:
        self._office = office
        self._plans = actions_in_force(connection, numbers)
        self._number = ""
        self._known: list[ActionText] = []

    def of(self, number: str, partners: str, place: int) -> ActionText:
        """The action at this place, counted from one; `partners` is JSON, as rows have it."""
        if number != self._number:
            self._number, self._known = number, self._read(number, partners)
        return self._known[place - 1] if place <= len(self._known) else ActionText()

    def _read(self, number: str, partners: str) -> list[ActionText]:
        rows = self._plans.get(number, [])
        names = self._names(partners)
        found = [
            ActionText(
                one["eixo"],
                one["acao"],
                names.get(str(one["responsavel"]), str(one["responsavel"])),
                str(one.get("evidencia") or ""),
            )
            for one in rows
        ]
        if any(FIELD in text for one in found for text in (one.axis, one.text, one.evidence)):
            return self._filled(number, found)
        return found

    def _names(self, partners: str) -> dict[str, str]:
        """The words of a plan for who is responsible, and ids of partners, as acronyms."""
        acronyms: dict[str, str] = {one["id"]: one["sigla"] for one in json.loads(partners)}
        body, others = self._office.body.acronym, list(acronyms.values())
        words = {"orgao": body, "participe": join_and(others), "ambos": join_and([body, *others])}
        return {**acronyms, **words}

    def _filled(self, number: str, actions: list[ActionText]) -> list[ActionText]:
        instrument = self._office.store.instrument(number)
        if instrument is None:
            return actions
        request = instrument.request
        values = {
            **instrument_fields(request, str(instrument.number)),
            "participe": partner_records(request.partners)[0],
        }
        return [
            replace(
                one,
                axis=fill(one.axis, values),
                text=fill(one.text, values),
                evidence=fill(one.evidence, values),
            )
            for one in actions
        ]
