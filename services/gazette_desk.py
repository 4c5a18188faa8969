"""Where each match is judged against the facts about its instrument, and recorded or shown.

Each record is a transaction of its own that looks at the facts again, so a run that was killed goes
on where it stopped, the same file read twice records once, and two runs at once record once.
"""

from collections.abc import Callable

from faults.errors import InvalidData, StateError
from instruments.gazette_states import AWAITED
from instruments.instrument import Instrument
from instruments.lifecycle import Life, life_of
from instruments.lifecycle_facts import LifeFact, Published
from instruments.publication_facts import CorrectionDrafted, CorrectionPublished
from instruments.transitions import advance
from publication.corrected import uncorrected
from publication.correction import draft_correction
from publication.differences import Difference
from publication.extract import Extract
from publication.matching import Match
from services.extracts import as_difference, as_text, from_text, kept_difference
from services.gazette_candidates import Instruments
from services.gazette_outcomes import (
    Outcome,
    Wish,
    day_of,
    incomplete,
    materia_of,
    place_of,
    same_place,
    section_of,
    why_not_certain,
    why_not_certain_correction,
)
from services.office import Office
from services.publishing import check_correction_day


class Desk:
    """Judges the matches of one run."""

    def __init__(self, office: Office, known: Instruments, wish: Wish) -> None:
        self.office = office
        self.known = known
        self.wish = wish
        self.imagined: dict[str, Life] = {}
        """Lives as they would stand, in a run that records nothing."""

    def judge(self, match: Match) -> Outcome | None:
        """What becomes of a match; None for what says nothing to anyone."""
        life = self._life(match.key)
        if match.act == "retificacao" and match.verdict == "relacionada":
            return self._correction(match, life)
        if match.verdict == "relacionada":
            return self._other_act(match, life)
        if life.published is not None:
            return self._published_before(match, life, life.published)
        doubt = self._doubt(match, life)
        if doubt:
            return self._doubtful(match, life, doubt)
        return self._record(match)

    # --- its publication ---

    def _doubt(self, match: Match, life: Life) -> str:
        """Why this is not recorded without a person; "" when it is."""
        confirmed = match.key in self.wish.confirmed
        if not match.is_confirmed and not confirmed:
            return why_not_certain(match)
        lacking = incomplete(match.article, self.office)
        if lacking:
            return lacking
        if any(same_place(match.article, gone) for gone in life.undone) and not confirmed:
            return "o registro desta mesma publicação foi anulado"
        return ""

    def _doubtful(self, match: Match, life: Life, reason: str) -> Outcome:
        signed, day = match.candidate.extract.signed_on, match.article.date
        return Outcome(
            "a_conferir",
            match.key,
            match,
            life.publication_state(self.office.today),
            match.differences,
            reason=reason,
            confirmable=not incomplete(match.article, self.office)
            and not (signed and day and day < signed),
        )

    def _record(self, match: Match) -> Outcome | None:
        article = match.article
        correction, note = _drafted(match)

        def facts(instrument: Instrument, life: Life) -> list[LifeFact]:
            if life.published is not None:
                return []  # somebody else has just recorded it
            kept = tuple(kept_difference(difference) for difference in match.differences)
            found: list[LifeFact] = [
                Published(
                    number=instrument.number,
                    published_on=day_of(article),
                    edition=article.edition,
                    section=section_of(article),
                    page=article.page or 0,
                    materia=materia_of(article),
                    differences=kept,
                )
            ]
            if correction is not None:
                wrong = tuple(one for one in kept if one.needs_correction)
                found.append(
                    CorrectionDrafted(
                        number=instrument.number, extract=as_text(correction), differences=wrong
                    )
                )
            return found

        try:
            life, recorded = self._write(match.key, facts)
        except StateError as refused:
            return self._doubtful(match, self._life(match.key), refused.message.rstrip("."))
        if not recorded and life.published is not None:
            return self._published_before(match, life, life.published)
        state = life.publication_state(self.office.today)
        return Outcome("registrada", match.key, match, state, match.differences, correction, note)

    def _published_before(self, match: Match, life: Life, published: Published) -> Outcome | None:
        state = life.publication_state(self.office.today)
        corrected = life.correction_published
        if corrected is not None and same_place(match.article, corrected):
            return Outcome("ja_registrada", match.key, match, state)
        if not same_place(match.article, published):
            if not match.is_confirmed:
                return None  # a text that resembles an instrument already published elsewhere
            if self._puts_right(match, life):
                return self._record_correction(match, ())
            if published.materia is not None and published.differences == () and not _wrong(match):
                reason = f"já estava publicado no {place_of(published)}; saiu outra vez"
                return Outcome("outro_ato", match.key, match, state, reason=reason)
            reason = f"a publicação registrada é a do {place_of(published)}"
            return Outcome("a_conferir", match.key, match, state, match.differences, None, reason)
        if published.materia is None and life.correction == "sem_retificacao" and _wrong(match):
            return self._noticed(match)
        awaited = life.correction in AWAITED
        return Outcome(
            "ja_registrada",
            match.key,
            match,
            state,
            tuple(as_difference(one) for one in life.wrong) if awaited else (),
            from_text(life.correction_text) if awaited and life.correction_text else None,
        )

    def _puts_right(self, match: Match, life: Life) -> bool:
        """Whether the whole extract came out again, and rightly this time."""
        article, published = match.article, life.published
        return (
            life.correction in AWAITED
            and not _wrong(match)
            and not incomplete(article, self.office)
            and published is not None
            and day_of(article) > published.published_on
        )

    def _noticed(self, match: Match) -> Outcome:
        """A publication that a person recorded turns out to differ: its correction is drafted."""
        correction, note = _drafted(match)

        def facts(instrument: Instrument, life: Life) -> list[LifeFact]:
            if correction is None or life.correction != "sem_retificacao":
                return []
            wrong = tuple(kept_difference(one) for one in match.differences if _counts(one))
            return [
                CorrectionDrafted(
                    number=instrument.number, extract=as_text(correction), differences=wrong
                )
            ]

        life, _ = self._write(match.key, facts)
        state = life.publication_state(self.office.today)
        return Outcome(
            "ja_registrada", match.key, match, state, match.differences, correction, note
        )

    # --- other acts about it ---

    def _correction(self, match: Match, life: Life) -> Outcome:
        state = life.publication_state(self.office.today)
        before = life.correction_published
        if before is not None and same_place(match.article, before):
            left = tuple(as_difference(one) for one in life.wrong)
            return Outcome("ja_registrada", match.key, match, state, left)
        confirmed = match.key in self.wish.confirmed
        doubt = incomplete(match.article, self.office)
        if life.published is None:
            doubt = "a publicação que a retificação corrige não está registrada"
        elif life.correction not in AWAITED:
            doubt = "o registro não esperava retificação deste instrumento"
        elif not confirmed:
            doubt = doubt or why_not_certain_correction(match)
        if doubt:
            expected = life.published is not None and life.correction in AWAITED
            confirmable = expected and not incomplete(match.article, self.office)
            return Outcome(
                "a_conferir", match.key, match, state, reason=doubt, confirmable=confirmable
            )
        wrong = [as_difference(one) for one in life.wrong]
        return self._record_correction(match, uncorrected(match.published.text, wrong))

    def _record_correction(self, match: Match, left: tuple[Difference, ...]) -> Outcome:
        article = match.article

        def facts(instrument: Instrument, life: Life) -> list[LifeFact]:
            if life.correction not in AWAITED:
                return []
            check_correction_day(life, day_of(article))
            return [
                CorrectionPublished(
                    number=instrument.number,
                    published_on=day_of(article),
                    edition=article.edition,
                    section=section_of(article),
                    page=article.page or 0,
                    materia=materia_of(article),
                    remaining=tuple(kept_difference(one) for one in left),
                )
            ]

        try:
            life, _ = self._write(match.key, facts)
        except StateError as refused:
            state = self._life(match.key).publication_state(self.office.today)
            reason = refused.message.rstrip(".")
            return Outcome("a_conferir", match.key, match, state, (), None, reason)
        state = life.publication_state(self.office.today)
        return Outcome("retificacao_registrada", match.key, match, state, left)

    def _other_act(self, match: Match, life: Life) -> Outcome:
        state = life.publication_state(self.office.today)
        if match.act == "sem_efeito" and life.published is not None:
            reason = (
                f"torna sem efeito a publicação registrada, do {place_of(life.published)}? Se for "
                "ela, anule o registro: pactua publicacao anular NUM --motivo TEXTO"
            )
            return Outcome("a_conferir", match.key, match, state, (), None, reason)
        return Outcome("outro_ato", match.key, match, state)

    # --- the facts ---

    def _life(self, number: str) -> Life:
        if number in self.imagined:
            return self.imagined[number]
        return life_of(fact for _, fact in self.office.store.facts_about(number))

    def _write(
        self, number: str, make: Callable[[Instrument, Life], list[LifeFact]]
    ) -> tuple[Life, bool]:
        """The life after the facts that `make` finds right, and whether there were any."""
        instrument = self.office.store.instrument(number)
        if instrument is None:
            raise LookupError(number)
        if self.wish.simulate:
            life = self._life(number)
            new = make(instrument, life)
            for fact in new:
                life = advance(life, fact)
            self.imagined[number] = life
            self.known.imagine(number, life)
            return life, bool(new)
        with self.office.store.writing(self.office.now, self.office.actor) as writing:
            life = life_of(fact for _, fact in writing.facts_about(number))
            new = make(instrument, life)
            for fact in new:
                life = advance(life, fact)
                writing.append(fact)
        self.known.forget(number)
        return life, bool(new)


def _drafted(match: Match) -> tuple[Extract | None, str]:
    """The correction of a match, and why there is none where there should be."""
    if not _wrong(match):
        return None, ""
    try:
        correction = draft_correction(match)
    except InvalidData as error:
        return None, f"a retificação não pôde ser minutada: {error.findings[0].line()}"
    if correction is None:
        return None, "isto não se corrige com palavras: peça providências à Imprensa Nacional"
    return correction, ""


def _wrong(match: Match) -> bool:
    return any(_counts(difference) for difference in match.differences)


def _counts(difference: Difference) -> bool:
    return difference.severity != "nota"
