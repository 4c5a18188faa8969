"""The public log at work: checkpoints signed, proofs made, the log held against what was signed.

The leaves follow from the journal by themselves (registry/public_log.py). What is done here on top
is to sign the head now and then, and to show anyone that an event stands below such a head, and
that a newer head only adds to an older one.
"""

import base64
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from faults.errors import NotFound, PactuaError, StateError, UsageError
from faults.finding import Finding
from instruments.log_facts import CheckpointSigned
from instruments.public_events import moment
from registry.public_log import Leaf, PublicLog
from services.instruments import find_number
from services.keys import keys_in, rotate_key, signing_key
from services.office import Office
from signatures.keys import PublicKey, SigningKey
from signatures.log import merkle
from signatures.log.checkpoint import BadNote, Checkpoint, open_checkpoint, sign_note
from signatures.log.proof import Consistency, InclusionProof, ProvenEvent

UNSIGNED = "Nenhum ponto assinado cobre estes eventos: esta prova ainda não obriga o órgão a nada."
REWRITTEN = "o registro público de hoje não contém o ponto anterior: foi reescrito."
KEEP_IT = "Guarde o ponto anterior e leve-o a quem audita o órgão: ele prova que algo mudou."
AUDIT = "Restaure a cópia de segurança da pasta de dados e procure saber quem a alterou."


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A signed checkpoint as it is kept; `new` when it was made just now."""

    origin: str
    size: int
    root: bytes
    signed_at: str
    note: str
    new: bool = False

    def as_data(self) -> dict[str, Any]:
        """What is told of it in JSON."""
        return {
            "registro": self.origin,
            "tamanho": self.size,
            "raiz": base64.b64encode(self.root).decode(),
            "em": self.signed_at,
            "ponto": self.note,
        }


def sign_checkpoint(office: Office, also: Iterable[SigningKey] = ()) -> SignedHead:
    """Sign the head of the log, unless the newest checkpoint is of this very head.

    A log that no longer holds what was signed before is not signed again. Raises StateError
    without an active key or for a rewritten log, UsageError when the key stays shut.
    """
    with office.store.writing(office.now, office.actor) as writing:
        log = writing.public_log
        key = signing_key(office, log)
        size = log.size()
        last = _last(log)
        if last is not None:
            if last.size > size or root_at(log, last.size) != last.root:
                raise StateError(
                    f"o registro público já não contém o ponto de tamanho {last.size}.",
                    "Nada foi assinado. Confira com: pactua registro verificar",
                )
            if last.size == size and last.note.endswith(_line_of(last, key)):
                return last
        head = Checkpoint(key.public.origin, size, root_at(log, size))
        note = sign_note(head.text, [*also, key])
        writing.append(
            CheckpointSigned(
                origin=head.origin,
                size=size,
                root=head.root.hex(),
                signed_at=office.now,
                note=note,
            )
        )
    return SignedHead(head.origin, size, head.root, moment(office.now), note, new=True)


def replace_key(office: Office, new_passphrase: str = "") -> SignedHead:
    """Replace the active key, and sign the head that tells so with both keys."""
    if office.keys is None:
        raise StateError("este programa foi aberto sem pasta de chaves.", "Use o comando pactua.")
    old, _ = rotate_key(office, new_passphrase)
    return sign_checkpoint(office, also=[office.keys.open(old.key)])


def last_checkpoint(office: Office) -> SignedHead | None:
    """The newest signed head."""
    with office.store.public_log() as log:
        return _last(log)


def root_at(log: PublicLog, size: int) -> bytes:
    """The head of the first `size` leaves as they stand there now."""
    hashes = log.hashes(merkle.head(size).nodes)
    return merkle.root(size, hashes.__getitem__)


def prove(office: Office, text: str, older: str | None = None) -> InclusionProof:
    """Everything that the log says of an instrument, with its proof under the newest checkpoint.

    `older` is the note of a checkpoint that somebody kept: the proof then shows that the newest
    one holds it. Raises NotFound while the log has nothing, StateError when it was rewritten.
    """
    number = find_number(office, text)
    with office.store.public_log() as log:
        leaves = log.leaves_of(number)
        if not leaves:
            raise NotFound(
                f"o registro público ainda não diz nada do instrumento {number}.",
                "Um instrumento entra no registro público quando vai para assinatura.",
            )
        head = _last(log)
        covered = [leaf for leaf in leaves if head is not None and leaf.index < head.size]
        if head is None or not covered:
            head, covered = None, leaves
        size = head.size if head else log.size()
        keys = keys_in(log)
        return InclusionProof(
            number=number,
            code=_code_of(office, number),
            origin=keys[-1].key.origin if keys else "",
            size=size,
            root=head.root if head else root_at(log, size),
            events=tuple(_proven(log, covered, size)),
            keys=tuple(info.as_data() for info in keys),
            checkpoint=head.note if head else None,
            signed_at=head.signed_at if head else None,
            pending=tuple(leaf.event for leaf in leaves[len(covered) :]),
            consistency=_must_hold(_consistency(log, older, head)) if older else None,
            notes=() if head else (UNSIGNED,),
        )


def consistency(office: Office, older: str) -> Consistency | None:
    """The proof that the newest checkpoint holds the one of an older note; None when it does not.

    Raises UsageError for a text that no key has signed, StateError while nothing is signed.
    """
    with office.store.public_log() as log:
        return _consistency(log, older, _last(log))


def known_keys(office: Office) -> tuple[PublicKey, ...]:
    """The public half of every key that ever signed."""
    with office.store.public_log() as log:
        return tuple(info.key for info in keys_in(log))


def audit(office: Office) -> Iterator[Finding]:
    """Every checkpoint against the log as it is now and against the keys."""
    with office.store.public_log() as log:
        keys = [info.key for info in keys_in(log)]
        size = log.size()
        for row in log.checkpoint_rows():
            where = f"pontos, registro {row['seq']}"
            try:
                signed = open_checkpoint(row["nota"], keys)
            except BadNote as error:
                yield Finding("ponto-assinatura", "erro", where, f"{error}.", AUDIT)
                continue
            try:
                holds = signed.size <= size and root_at(log, signed.size) == signed.root
            except PactuaError as error:
                yield Finding("ponto-diverge", "erro", where, error.message, error.remedy)
                continue
            if not holds:
                message = f"o registro já não contém o que se assinou ({signed.size} folhas)."
                yield Finding("ponto-diverge", "erro", where, message, AUDIT)


def _last(log: PublicLog) -> SignedHead | None:
    row = log.last_checkpoint()
    if row is None:
        return None
    root = bytes.fromhex(row["raiz"])
    return SignedHead(row["origem"], row["tamanho"], root, row["em"], row["nota"])


def _line_of(head: SignedHead, key: SigningKey) -> str:
    """The last signature line of a head that this key has signed."""
    text = Checkpoint(head.origin, head.size, head.root).text
    return sign_note(text, [key]).removeprefix(f"{text}\n")


def _proven(log: PublicLog, leaves: list[Leaf], size: int) -> Iterator[ProvenEvent]:
    made = [merkle.inclusion(leaf.index, size) for leaf in leaves]
    hashes = log.hashes(node for proof in made for node in proof.nodes)
    for leaf, proof in zip(leaves, made, strict=True):
        yield ProvenEvent(leaf.index, leaf.text, proof.hashes(hashes.__getitem__))


def _consistency(log: PublicLog, older: str, head: SignedHead | None) -> Consistency | None:
    if head is None:
        raise StateError(
            "ainda não há ponto assinado com que comparar.", "Assine um: pactua autenticidade ponto"
        )
    try:
        old = open_checkpoint(older, [info.key for info in keys_in(log)])
    except BadNote as error:
        raise UsageError(
            f"o ponto anterior não serve: {error}.",
            "Use o arquivo que pactua autenticidade ponto gravou, sem mudar nada.",
        ) from error
    if old.size > head.size or root_at(log, old.size) != old.root:
        return None
    proof = merkle.consistency(old.size, head.size)
    hashes = log.hashes(proof.nodes)
    return Consistency(older, head.note, proof.hashes(hashes.__getitem__))


def _must_hold(found: Consistency | None) -> Consistency:
    if found is None:
        raise StateError(REWRITTEN, KEEP_IT)
    return found


def _code_of(office: Office, number: str) -> str:
    row = office.store.instrument_row(number)
    return str(row["codigo"]) if row else ""
