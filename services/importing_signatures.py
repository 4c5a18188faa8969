"""Whose each signature is: the signatures that a file shows against the parties of its text.

A signature belongs to the party whose representative has that name; the one that is left over, to
the one party that is left over. Whoever else signed is a witness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from importing.content import UNKNOWN, line
from importing.found import Found
from importing.names import name_key
from importing.signing import FoundSignature
from instruments.imported import ImportedInstrument, ImportedRequest
from instruments.lifecycle_facts import EnvelopeOpened, EnvelopePlace, SignatureRecorded

NO_ROLE = "signatário"


@dataclass(frozen=True, slots=True)
class Matched:
    """Signatures by the id of who gave them, those of others, and parties without one."""

    signed: tuple[tuple[str, Found[FoundSignature]], ...] = ()
    strangers: tuple[Found[FoundSignature], ...] = ()
    unsigned: tuple[str, ...] = ()
    names: tuple[tuple[str, str, str], ...] = ()
    """(id, name, role) of who signs for each party."""


def matched(
    request: ImportedRequest, signatures: Sequence[Found[FoundSignature]], now: datetime
) -> Matched:
    """The signatures beside the parties; one without a moment, or of the future, counts as none."""
    people = [(request.body.id, request.signer.name, request.signer.role)]
    people += [
        (one.id, one.representative.name, one.representative.role) for one in request.partners
    ]
    left = [found for found in signatures if found.value.at is not None and found.value.at <= now]
    signed: dict[str, Found[FoundSignature]] = {}
    for party, name, _ in people:
        own = next((found for found in left if _same(found.value.name, name)), None)
        if own is not None:
            signed[party] = own
            left.remove(own)
    open_parties = [party for party, _, _ in people if party not in signed]
    if len(open_parties) == 1 and len(left) == 1:
        signed[open_parties[0]] = left.pop()
    elif open_parties and len(left) == len(open_parties) == len(people):
        # Nobody is known by name: the order of the file is all there is.
        for party, found in zip(open_parties, list(left), strict=True):
            signed[party] = found
            left.remove(found)
    names = tuple(
        (
            party,
            line(signed[party].value.name) if name == UNKNOWN and party in signed else name,
            role,
        )
        for party, name, role in people
    )
    return Matched(
        tuple(sorted(signed.items(), key=lambda pair: _moment(pair[1]))),
        tuple(left),
        tuple(name for party, name, _ in names if party not in signed),
        names,
    )


def _same(one: str, other: str) -> bool:
    """Whether two writings are of one person: all words of the shorter stand in the longer."""
    first, second = name_key(one), name_key(other)
    short, long = sorted((set(first), set(second)), key=len)
    return len(short) > 1 and short <= long


def _moment(found: Found[FoundSignature]) -> datetime:
    at = found.value.at
    if at is None:
        raise LookupError(found.value.name)
    return at


def signing_facts(
    instrument: ImportedInstrument, found: Matched, text_sha256: str
) -> Iterator[EnvelopeOpened | SignatureRecorded]:
    """The envelope as it was sent out, and each signature as the file tells it."""
    origin = instrument.request.origin
    number, version = instrument.number, instrument.version
    witnesses = [(f"testemunha-{place}", one) for place, one in enumerate(found.strangers, 1)]
    places = [
        *(
            EnvelopePlace(id=party, name=line(name), role=line(role, NO_ROLE))
            for party, name, role in found.names
        ),
        *(
            EnvelopePlace(
                id=witness,
                name=line(one.value.name),
                role=line(one.value.role, NO_ROLE),
                part="testemunha",
                optional=True,
            )
            for witness, one in witnesses
        ),
    ]
    given = sorted([*found.signed, *witnesses], key=lambda pair: _moment(pair[1]))
    first = _moment(given[0][1]) if given else None
    yield EnvelopeOpened(
        number=number,
        version=version,
        signatories=tuple(place.id for place in places),
        places=tuple(places),
        opened_at=first - timedelta(minutes=1) if first else None,
        text_sha256=text_sha256,
        file_sha256=origin.file.sha256 if origin.kind == "pdf" else None,
    )
    roles = {party: role for party, _, role in found.names}
    for signatory, one in given:
        value = one.value
        codes = origin.code is not None and origin.crc is not None
        yield SignatureRecorded(
            number=number,
            version=version,
            signatory=signatory,
            name=line(value.name),
            role=line(value.role, roles.get(signatory, NO_ROLE)),
            signed_at=_moment(one),
            level=value.level,
            basis=line(value.basis, "") or None,
            code=origin.code if codes else None,
            crc=origin.crc if codes else None,
            file_sha256=origin.file.sha256,
            wording=line(value.wording, "") or None,
            time="declarada",
        )
