"""An import that only simulates: each file judged as the import itself would, and nothing recorded.

What came before in the same run is remembered, so that an agreement in four formats counts as one,
and what follows an agreement finds it.
"""

from dataclasses import dataclass, field

from instruments.imported import SET_ID
from instruments.lifecycle import life_of
from instruments.number import InstrumentNumber
from services.importing_facts import agreement_facts, imported_instrument
from services.importing_files import Given
from services.importing_outcome import (
    IN_THIS_RUN,
    Outcome,
    again,
    clash,
    outcome_of,
    settled,
)
from services.importing_reading import Ready
from services.importing_sides import UNNUMBERED
from services.office import Office
from services.ties import Agreement


@dataclass
class Simulation:
    """A run that records nothing. `agreements` are those it would register, by their number."""

    office: Office
    agreements: dict[str, Agreement]
    _files: dict[str, str] = field(default_factory=dict)
    """Numbers that files would be registered under, by the SHA-256 of their bytes."""

    def outcome(self, given: Given, made: Ready | None) -> Outcome:
        """What would become of a file, after those before it."""
        if made is None or made.request is None:
            return settled(given, made)
        number = made.number or InstrumentNumber(0, self.office.today.year, UNNUMBERED)
        if (other := self._known(given, made, number)) is not None:
            return other
        instrument = imported_instrument(made, number, "00000000", self.office.today)
        facts, why = agreement_facts(instrument, made.signatures, self.office.calendar)
        life = life_of(facts)
        self._files[given.sha256] = str(number)
        if made.number is not None:
            self.agreements[str(number)] = Agreement(instrument, life)
        return outcome_of(given, made, "simulado", instrument, life.cycle, life.counted, why)

    def _known(self, given: Given, made: Ready, number: InstrumentNumber) -> Outcome | None:
        """The outcome of a file that the registry has, or that this run would have brought it."""
        if (same := self._files.get(given.sha256)) is not None:
            return again(given.path, given.sha256, same, where=IN_THIS_RUN)
        if made.number is None:
            return None
        if (before := self.agreements.get(str(number))) is not None:
            row = {"conjunto": SET_ID, "processo": before.instrument.request.process or ""}
            return clash(given, made, row, IN_THIS_RUN)
        return clash(given, made, self.office.store.instrument_row(str(number)))
