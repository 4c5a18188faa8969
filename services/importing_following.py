"""What follows an agreement, registered on it: a termo aditivo, or a termo de rescisão of all.

It waits until the agreements of the run are there. Then its agreement is looked for (by the number
and the process that its text names, or as told), the document gets the parties of that agreement,
and its last signature does to it what that of one of ours would (services/tied_effects.py).
"""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from pydantic import ValidationError

from faults.errors import InputError, PactuaError, StateError, UnreadableFile
from faults.finding import Finding
from instruments.facts import Fact
from instruments.imported import ImportedInstrument
from instruments.lifecycle import life_of
from instruments.lifecycle_facts import Counted
from instruments.number import InstrumentNumber, parse_number
from reading.limits import TEXT_LIMIT, read_bytes
from registry.store import Writing
from services.counting import count
from services.importing_facts import imported_instrument, moments_of, own_facts
from services.importing_files import Given, shown
from services.importing_findings import stranger_finding, unsigned_finding
from services.importing_original import find_original
from services.importing_outcome import IN_REGISTRY, IN_THIS_RUN, Outcome, again, outcome_of
from services.importing_reading import Ready, Wanted
from services.importing_signatures import matched
from services.importing_tied import known_already, tied_request
from services.office import Office
from services.settings import BRASILIA
from services.tied_effects import check_day, effects_on
from services.ties import Agreement

SUFFIXES = {"termo_aditivo": "ADITIVO", "termo_rescisao": "RESCISAO"}
"""Of the numbers given to documents that have none, with their unit, of their own."""

LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Follower:
    """A file that waits for its agreement."""

    path: Path
    sha256: str
    made: Ready

    @property
    def signed_at(self) -> datetime:
        """Its last printed signature; one without any comes last."""
        return max((one.value.at for one in self.made.printed if one.value.at), default=LAST)

    def is_another_of(self, other: "Follower") -> bool:
        """Whether both, of one agreement, are one document: see `known_already`."""
        one, two = self.made.following, other.made.following
        if one is None or two is None or one.kind != two.kind:
            return False
        moments = {found.value.at for found in self.made.printed if found.value.at}
        signed = bool(moments) and moments == {
            found.value.at for found in other.made.printed if found.value.at
        }
        ordinals = {found.value for found in (one.order, two.order) if found is not None}
        same_order = None not in (one.order, two.order) and len(ordinals) == 1
        return self.sha256 == other.sha256 or signed or same_order or one.kind == "termo_rescisao"


@dataclass
class Followers:
    """Those of a run, and the agreements that it would register where it only simulates."""

    office: Office
    wanted: Wanted
    simulate: bool
    simulated: dict[str, Agreement] = field(default_factory=dict)
    waiting: list[Follower] = field(default_factory=list)
    orders: dict[str, set[int]] = field(default_factory=dict)
    """The ordinals of the amendments that a simulated run has come by, by their agreement."""

    rehearsed: dict[str, list[tuple[Follower, str]]] = field(default_factory=dict)
    """Those that a simulated run would register, with their numbers, by their agreement."""

    def wait(self, follower: Follower) -> None:
        """One more, for when the agreements are there."""
        self.waiting.append(follower)

    def registered(self) -> Iterator[Outcome]:
        """What became of each, the first signed first."""
        for follower in sorted(self.waiting, key=lambda one: (one.signed_at, str(one.path))):
            if self.simulate:
                yield self._simulated(follower)
            else:
                yield self._registered(follower)

    def _registered(self, follower: Follower) -> Outcome:
        office, made = self.office, follower.made
        try:
            if (changed := _keep(office, follower)) is not None:
                return _refused(follower, changed)
            # In one transaction each: the next one may follow the same agreement.
            with office.store.writing(office.now, office.actor) as writing:
                if (known := writing.imported_from(follower.sha256)) is not None:
                    return again(str(follower.path), follower.sha256, known)
                found = find_original(office, made, self.wanted.original, {})
                if isinstance(found, Finding):
                    return _refused(follower, found)
                if (same := known_already(office, made, found)) is not None:
                    return _known(follower, found, same)
                number, code = _number(office, writing, made), writing.next_code()
                judged = _judged(office, self.wanted, made, found, number, code)
                if isinstance(judged, Finding):
                    return _refused(follower, judged)
                with writing.apart():
                    for fact in judged.facts:
                        writing.append(fact)
            return _outcome(follower, judged, found, "registrado")
        except (InputError, StateError) as error:
            return _refused(follower, _as_finding(error, made.name))

    def _simulated(self, follower: Follower) -> Outcome:
        office, made = self.office, follower.made
        try:
            found = find_original(office, made, self.wanted.original, self.simulated)
            if isinstance(found, Finding):
                return _refused(follower, found)
            for other, same in self.rehearsed.get(found.number, ()):
                if follower.is_another_of(other):
                    return _known(follower, found, same, IN_THIS_RUN)
            if (known := known_already(office, made, found)) is not None:
                return _known(follower, found, known)
            number = _own_number(made) or InstrumentNumber(0, office.today.year, _suffix(made))
            seen = self.orders.get(found.number, set())
            judged = _judged(office, self.wanted, made, found, number, "00000000", seen)
        except (InputError, StateError) as error:
            return _refused(follower, _as_finding(error, made.name))
        if isinstance(judged, Finding):
            return _refused(follower, judged)
        self.orders.setdefault(found.number, set()).add(judged.order)
        self.rehearsed.setdefault(found.number, []).append((follower, str(number)))
        if judged.counted is not None:
            # The next one of the same agreement starts from there.
            life = replace(found.life, counted=judged.counted)
            self.simulated[found.number] = replace(found, life=life)
        return _outcome(follower, judged, found, "simulado")


@dataclass(frozen=True)
class _Judged:
    """The document beside its agreement: what is recorded of both, and what is to be told."""

    made: Ready
    instrument: ImportedInstrument
    facts: tuple[Fact, ...]
    counted: Counted | None

    @property
    def order(self) -> int:
        """The ordinal of an amendment; 0 for what is none."""
        tied = self.instrument.request.tied
        return tied.amendment.order if tied and tied.amendment else 0

    @property
    def cycle(self) -> str:
        """Where its own life stands."""
        own = str(self.instrument.number)
        return life_of(fact for fact in self.facts if fact.subject == own).cycle


def _judged(
    office: Office,
    wanted: Wanted,
    made: Ready,
    found: Agreement,
    number: InstrumentNumber,
    code: str,
    seen: Collection[int] = (),
) -> _Judged | Finding:
    """Raises StateError when the agreement's life forbids what the document does."""
    try:
        orders = {*seen, *(one.order for one in found.life.amended)}
        tied = tied_request(office, made, found, wanted.months, orders)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableFile(
            f"{place}: {first['msg']}", "Corrija o dado numa cópia do arquivo."
        ) from error
    if isinstance(tied, Finding):
        return tied
    request, told = tied
    signatures = matched(request, made.printed, office.now)
    findings = [*made.findings, *told]
    findings += [stranger_finding(one, "assinaturas") for one in signatures.strangers]
    findings += [unsigned_finding(name) for name in signatures.unsigned]
    made = replace(made, request=request, signatures=signatures, findings=tuple(findings))
    instrument = imported_instrument(made, number, code, office.today)
    facts: list[Fact] = list(own_facts(instrument, signatures))
    life = life_of(facts)
    effects: tuple[Fact, ...] = ()
    if life.last_signature is not None:
        day = life.last_signature.astimezone(BRASILIA).date()
        if (late := _late(found, instrument, day, made.name)) is not None:
            return late
        facts.append(count(instrument, day, office.calendar))
        effects = effects_on(office, found, instrument, day)
    counted = next((fact for fact in effects if isinstance(fact, Counted)), None)
    return _Judged(made, instrument, (*facts, *effects), counted)


def _late(found: Agreement, instrument: ImportedInstrument, day: date, name: str) -> Finding | None:
    """What is wrong with a document signed when there was nothing to amend or to end."""
    try:
        check_day(found, instrument, day)
    except StateError as error:
        return Finding(
            "fora-da-vigencia",
            "erro",
            name,
            error.message,
            "Confira as datas; se houve outro termo aditivo antes deste, importe-o primeiro.",
        )
    return None


def _keep(office: Office, follower: Follower) -> Finding | None:
    """The bytes, read again: they were not held while the agreements were registered."""
    data = read_bytes(follower.path, TEXT_LIMIT)
    if hashlib.sha256(data).hexdigest() != follower.sha256:
        return Finding(
            "arquivo-mudou",
            "erro",
            shown(follower.path),
            "o arquivo mudou enquanto era importado.",
            "Importe-o de novo.",
        )
    office.files.keep(data)
    return None


def _number(office: Office, writing: Writing, made: Ready) -> InstrumentNumber:
    """Its own, where it has one with its unit that is free; else a provisional one."""
    own = _own_number(made)
    if own is not None and writing.instrument_row(str(own)) is None:
        return own
    days = moments_of(made) or [
        one.value.at.astimezone(BRASILIA).date() for one in made.printed if one.value.at
    ]
    year = max((day.year for day in days), default=office.today.year)
    suffix = _suffix(made)
    return InstrumentNumber(writing.next_sequence(year, suffix), year, suffix)


def _own_number(made: Ready) -> InstrumentNumber | None:
    own = made.following.own if made.following else None
    number = parse_number(own.value) if own else None
    return number if number is not None and number.suffix else None


def _suffix(made: Ready) -> str:
    return SUFFIXES[made.following.kind if made.following else "termo_aditivo"]


def _outcome(follower: Follower, judged: _Judged, found: Agreement, state: str) -> Outcome:
    given = Given(str(follower.path), sha256=follower.sha256)
    own = [fact for fact in judged.facts if isinstance(fact, Counted) and not fact.own_term]
    outcome = outcome_of(
        given,
        judged.made,
        state,
        judged.instrument,
        judged.cycle,
        judged.counted,
        own=own[0] if own else None,
    )
    return replace(outcome, follows=found.number)


def _known(
    follower: Follower, found: Agreement, known: str | Finding, where: str = IN_REGISTRY
) -> Outcome:
    if isinstance(known, Finding):
        return _refused(follower, known)
    why = f"o mesmo documento do acordo nº {found.number}"
    return again(str(follower.path), follower.sha256, known, why, where)


def _as_finding(error: PactuaError, name: str) -> Finding:
    message = error.message.removeprefix(f"{name}: ")
    return Finding(error.code.replace("_", "-"), "erro", name, message, error.remedy)


def _refused(follower: Follower, finding: Finding) -> Outcome:
    return Outcome(
        str(follower.path),
        "recusado",
        follower.sha256,
        summary=follower.made.summary,
        findings=(*follower.made.findings, finding),
    )
