"""The reviewer's findings beside those of the import: what is wrong with the wording itself."""

from dataclasses import replace
from pathlib import Path

from reading.limits import TEXT_LIMIT, read_bytes
from reading.open import read_file
from review.reviewer import review
from review.subject import subject
from services.importing_files import shown
from services.importing_outcome import Outcome
from services.office import Office
from services.reviewing import speller


def with_review(office: Office, outcome: Outcome) -> Outcome:
    """The outcome with what the rules of review/ find in the text of its file."""
    if outcome.state not in ("registrado", "simulado"):
        return outcome
    path = Path(outcome.path)
    source = read_file(shown(path.name), read_bytes(path, TEXT_LIMIT), outcome.ocr)
    report = review(subject(source, office.today, speller(), None))
    return replace(outcome, review=tuple(remark.finding() for remark in report.open))
