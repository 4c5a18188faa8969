"""Agreements that exist already are registered from their files, with their true state.

Each file is kept as it came, by its SHA-256; the same bytes, and another file of the same number
and process, are known again, so a run that was killed goes on where it stopped. Signatures become
facts with their moments, and with the last one the deadlines are counted, so that notices begin.
What follows an agreement (a termo aditivo, a termo de rescisão) waits until all agreements of the
run are there, whatever the order of the files.
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from clauses.clause_text import ClauseText
from faults.errors import StateError
from faults.finding import Finding
from importing.matching import ClauseMatcher
from instruments.lifecycle import life_of
from instruments.lifecycle_facts import Counted
from instruments.number import InstrumentNumber
from registry.store import Writing
from services.importing_facts import agreement_facts, imported_instrument, moments_of
from services.importing_files import Given, Readers, chunks_of, files_in
from services.importing_following import Follower, Followers
from services.importing_outcome import (
    Outcome,
    again,
    clash,
    outcome_of,
    refused,
    settled,
)
from services.importing_reading import Context, Ready, Wanted
from services.importing_sides import UNNUMBERED, known_partners
from services.importing_simulation import Simulation
from services.office import Office


@dataclass(frozen=True, slots=True)
class ImportAsk:
    """What is to be imported, and how. `simulate`: nothing is recorded."""

    paths: tuple[Path, ...]
    wanted: Wanted = field(default_factory=Wanted)
    simulate: bool = False


Progress = Callable[[str, int, int], None]


def context_of(office: Office) -> Context:
    """What reading needs of this office."""
    return Context(
        office.body,
        known_partners(office.store.partner_rows()),
        ClauseMatcher(_agreement_texts(office)),
        office.now,
    )


def _agreement_texts(office: Office) -> Iterator[ClauseText]:
    """The newest texts of the sets that make agreements, and not what follows one."""
    seen: set[str] = set()
    for set_id in office.library.set_ids():
        clause_set = office.library.clause_set(set_id)
        if clause_set.tied:
            continue
        for entry in clause_set.clauses:
            if entry.id not in seen and entry.id in office.library.ids():
                seen.add(entry.id)
                yield office.library.clause(entry.id)


def import_files(
    office: Office, ask: ImportAsk, readers: Readers, progress: Progress
) -> Generator[Outcome, None, None]:
    """Every file: registered, known already, or refused with its findings.

    Agreements in the order of the files, and then what follows one, by the day it was signed.
    """
    paths = files_in(ask.paths)
    followers = Followers(office, ask.wanted, ask.simulate)
    simulation = Simulation(office, followers.simulated) if ask.simulate else None
    done = 0
    for chunk in chunks_of(office, readers, paths, ask.wanted):
        for outcome in _registered(office, chunk, followers, simulation):
            done += 1
            progress("importação", done, len(paths))
            yield outcome
    for outcome in followers.registered():
        done += 1
        progress("importação", done, len(paths))
        yield outcome


def _registered(
    office: Office, chunk: list[Given], followers: Followers, simulation: Simulation | None
) -> list[Outcome]:
    """A chunk in one transaction. The bytes are kept first: a fact never names a lost file."""
    ready: list[tuple[Given, Ready | None]] = []
    for one in chunk:
        made = one.pending() if one.pending else None
        if made is not None and made.following is not None:
            followers.wait(Follower(Path(one.path), one.sha256, made))
        else:
            ready.append((one, made))
    if simulation is not None:
        return [simulation.outcome(one, made) for one, made in ready]
    for one, made in ready:
        if made is not None and made.request is not None:
            office.files.keep(one.data)
    with office.store.writing(office.now, office.actor) as writing:
        return [_registered_apart(office, writing, one, made) for one, made in ready]


def _registered_apart(
    office: Office, writing: Writing, given: Given, made: Ready | None
) -> Outcome:
    """One file of a chunk: whatever the registry does not take of it keeps out only this one."""
    if made is None or made.request is None:
        return settled(given, made)
    try:
        with writing.apart():
            return _register(office, writing, given, made)
    except StateError as error:
        finding = Finding("nao-registrado", "erro", made.name, error.message, error.remedy)
        return refused(given, made, finding)


def _register(office: Office, writing: Writing, given: Given, made: Ready) -> Outcome:
    # The same bytes may stand in this chunk twice, or another process may have been quicker.
    if (known := writing.imported_from(given.sha256)) is not None:
        return again(given.path, given.sha256, known)
    number = made.number or _provisional(office, writing, made)
    if (other := clash(given, made, writing.instrument_row(str(number)))) is not None:
        return other
    instrument = imported_instrument(made, number, writing.next_code(), office.today)
    facts, why = agreement_facts(instrument, made.signatures, office.calendar)
    for fact in facts:
        writing.append(fact)
    counted = facts[-1] if isinstance(facts[-1], Counted) else None
    return outcome_of(given, made, "registrado", instrument, life_of(facts).cycle, counted, why)


def _provisional(office: Office, writing: Writing, made: Ready) -> InstrumentNumber:
    """The next number for an agreement whose own is not told."""
    year = max((day.year for day in moments_of(made)), default=office.today.year)
    return InstrumentNumber(writing.next_sequence(year, UNNUMBERED), year, UNNUMBERED)
