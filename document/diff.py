"""What changed between two documents, clause by clause.

Clauses are matched by id, so a clause that only moved (and got another ordinal) is told apart from
one whose words changed. Words inside a clause are compared without its label and heading ordinal.
"""

from dataclasses import dataclass
from typing import Literal

from document.canonical import piece_lines
from document.flow import flow
from document.tree import NumberedDocument

ChangeKind = Literal["incluida", "excluida", "alterada", "renumerada"]


@dataclass(frozen=True, slots=True)
class Change:
    """One part that differs: its id, how, and its canonical lines before and after."""

    kind: ChangeKind
    part: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def diff(old: NumberedDocument, new: NumberedDocument) -> tuple[Change, ...]:
    """The changes from old to new in the order of the new text, removed parts last."""
    before, after = parts(old), parts(new)
    labels_before, labels_after = _labels(old), _labels(new)
    changes: list[Change] = []
    for part, lines in after.items():
        if part not in before:
            changes.append(Change("incluida", part, (), lines))
        elif _words(before[part], labels_before.get(part)) != _words(lines, labels_after.get(part)):
            changes.append(Change("alterada", part, before[part], lines))
        elif before[part] != lines:
            changes.append(Change("renumerada", part, before[part], lines))
    changes += [
        Change("excluida", part, lines) for part, lines in before.items() if part not in after
    ]
    return tuple(changes)


def parts(document: NumberedDocument) -> dict[str, tuple[str, ...]]:
    """Canonical lines by the id of the clause, section, annex or frame they are of ("" = title)."""
    found: dict[str, tuple[str, ...]] = {}
    for piece in flow(document):
        found[piece.owner] = (*found.get(piece.owner, ()), *piece_lines(piece))
    return found


def _labels(document: NumberedDocument) -> dict[str, str]:
    labels = {clause.id: clause.label for clause in document.clauses}
    labels |= {annex.id: annex.label for annex in document.annexes}
    labels |= {part.id: part.label for annex in document.annexes for part in annex.sections}
    return labels


def _words(lines: tuple[str, ...], label: str | None) -> tuple[str, ...]:
    if not label or not lines:
        return lines
    return (lines[0].removeprefix(label), *lines[1:])
