"""What a flight must have kept: nothing lost, nothing twice, nothing early, and every wall told.

Judged from the tape alone, without asking the code under test what is owed.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from notices.ladder import Notice
from tests.notices.flight import Flight
from tests.notices.flight_world import ANA, Delivery, Recorded, Stage

EXPLAINED = {"superado", "dispensado", "assumido"}


@dataclass
class Track:
    """One notice to one person: since and until when it stands told, and what went wrong."""

    message_id: str = ""
    clock: date = date.min
    recorded: bool = False
    standing: list[tuple[date, date]] = field(default_factory=list)

    def stood_on(self, day: date, due_on: date, clean: list[date]) -> bool:
        """Whether it stood told on a day.

        What a clock that ran ahead had told before its true day counts only if no run with a right
        clock came between, which would have annulled it.
        """
        return any(
            since <= day < until
            and (since >= due_on or bisect_right(clean, since) == bisect_left(clean, due_on))
            for since, until in self.standing
        )


Tracks = dict[str, dict[str, Track]]
"""By notice and recipient."""


@dataclass
class Verdict:
    """The faults of a flight, in words, and counts of what it carried."""

    early: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    walls_missed: list[str] = field(default_factory=list)
    unexplained: list[str] = field(default_factory=list)
    annulled_in_error: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def check(flight: Flight, *, lock_works: bool = True) -> Verdict:
    """The verdict on a flight."""
    notices = {
        notice.id: notice
        for stage in flight.hangar.stages
        for notice in flight.rules.notices(stage.due)
    }
    verdict = Verdict()
    tracks: Tracks = defaultdict(lambda: defaultdict(Track))
    explained: dict[str, list[date]] = defaultdict(list)
    for event in flight.tape:
        if isinstance(event, Delivery):
            for told in event.notice_ids:
                _delivered(event, notices[told], tracks[told][event.recipient], verdict, lock_works)
        else:
            _recorded(event, tracks, explained, verdict)
    clean = sorted(flight.clean_days)
    for stage in flight.hangar.stages:
        for notice, last in _windows(flight, stage):
            _judge(
                notice, stage, last, clean, flight, tracks[notice.id][ANA.key], explained, verdict
            )
    verdict.counts.update(flight.counts)
    return verdict


def _delivered(
    event: Delivery, notice: Notice, track: Track, verdict: Verdict, lock_works: bool
) -> None:
    name = f"{notice.due.key} {notice.rung.name} {event.recipient} {event.true_day}"
    if event.clock < notice.day:
        verdict.early.append(name)
    if not track.message_id:
        track.message_id, track.clock = event.message_id, event.clock
        track.standing.append((event.true_day, date.max))
        verdict.counts["avisos entregues"] += 1
    elif event.message_id == track.message_id and not (track.recorded and lock_works):
        verdict.counts["repetidos sob o mesmo Message-ID"] += 1
    else:
        verdict.twice.append(name)


def _recorded(
    event: Recorded,
    tracks: Tracks,
    explained: dict[str, list[date]],
    verdict: Verdict,
) -> None:
    line = event.line
    if line.state == "enviado":
        tracks[line.notice_id][line.recipient].recorded = True
    elif line.state in EXPLAINED:
        explained[line.notice_id].append(event.true_day)
    elif line.state == "anulado":
        verdict.counts["anulados"] += 1
        for track in tracks[line.notice_id].values():
            if track.message_id:
                if track.clock <= line.day:
                    verdict.annulled_in_error.append(f"{line.due_key} {line.rung}")
                since, _ = track.standing[-1]
                track.standing[-1] = (since, event.true_day)
                track.message_id, track.recorded = "", False


def _windows(flight: Flight, stage: Stage) -> Iterator[tuple[Notice, date]]:
    """Each notice that counted while the stage stood open, and the day after its last."""
    notices = flight.rules.notices(stage.due)
    for notice, following in zip(notices, (*notices[1:], None), strict=True):
        last = min(
            stage.until, flight.last_day, following.day if following is not None else date.max
        )
        if stage.due.closed is None and max(notice.day, stage.since) < last:
            yield notice, last


def _judge(
    notice: Notice,
    stage: Stage,
    last: date,
    clean: list[date],
    flight: Flight,
    track: Track,
    explained: dict[str, list[date]],
    verdict: Verdict,
) -> None:
    """Whether it had been told by the time that enough clean runs had passed in its window.

    The wall is told by the first. Others may be held one day, when a clock that ran ahead has used
    up the digest of that day, and do not leave on quiet days.
    """
    since = max(notice.day, stage.since)
    days = clean[bisect_left(clean, since) : bisect_left(clean, last)]
    wall = notice.rung.wall
    if not wall:
        days = [day for day in days if not flight.rules.why_not(day)][1:]
    name = f"{stage.due.key} {notice.rung.name} {notice.day}"
    verdict.counts["degraus que vieram"] += 1
    taken = any(day <= last for day in explained[notice.id]) and not wall
    if days and not track.stood_on(days[0], notice.day, clean) and not taken:
        verdict.lost.append(name)
    if wall and notice.due.subject == "vencimento" and (last - since).days > 25:
        verdict.counts["paredes de vencimento"] += 1
        if not days:
            verdict.counts["paredes dentro de uma queda"] += 1
        elif not any(track.stood_on(day, notice.day, clean) for day in days):
            verdict.walls_missed.append(name)
    if not track.standing and not explained[notice.id] and days:
        verdict.unexplained.append(name)
