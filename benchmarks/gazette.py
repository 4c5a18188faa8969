"""Reading a year of gazette and finding ours in it, against lxml's bare parse of the same zips.

`python -m benchmarks.gazette [EDITIONS [ARTICLES]]` prints what became of each kind of planted act.
"""

import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from lxml import etree

from benchmarks import gazette_year as year
from benchmarks.gazette_acts import plant
from benchmarks.report import Row
from faults.finding import Finding
from publication.index import Candidate, Index
from publication.matching import Match, search_gazette
from rendering.zip_writer import archive, pack

PLANTED = 6
CANDIDATES = 5_000


@dataclass(slots=True)
class Tally:
    """What was planted and what came of it; `faults` by the name of the fault."""

    articles: int = 0
    seconds: float = 0.0
    bare: float = 0.0
    bare_zip: float = 0.0
    exact: int = 0
    exact_found: int = 0
    planted: int = 0
    found: int = 0
    confirmed: int = 0
    false: list[str] = field(default_factory=list)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        """Of what was confirmed, the share that was so."""
        total = self.confirmed + len(self.false)
        return self.confirmed / total if total else 1.0

    @property
    def recall(self) -> float:
        """Of our acts in the gazette, whatever their faults, the share that was found."""
        return self.found / self.planted if self.planted else 1.0

    def judge(self, planted: dict[str, year.Planted], found: list[Match]) -> None:
        """Count one edition; `planted` by idMateria."""
        by_act: dict[str, list[Match]] = {}
        for match in found:
            by_act.setdefault(match.article.materia, []).append(match)
        for materia, answers in by_act.items():
            what = planted.get(materia)
            own = what.key if what and what.expected in ("exata", "divergente") else None
            for match in answers:
                if match.is_confirmed and match.key != own:
                    name = what.fault if what else "ato alheio"
                    self.false.append(f"{name}: {match.key}: {match.explanation}")
        for materia, what in planted.items():
            self._judge_one(what, by_act.get(materia, []))

    def _judge_one(self, what: year.Planted, answers: list[Match]) -> None:
        mine = next((match for match in answers if match.key == what.key), None)
        outcome: str = "nada"
        if mine or answers:
            outcome = (mine or answers[0]).verdict
        if what.field and mine and what.field not in {d.field for d in mine.differences}:
            outcome += " (divergência não vista)"
        self.faults[what.fault, outcome] += 1
        if what.expected == "nada":
            return
        self.planted += 1
        self.found += mine is not None
        self.confirmed += mine is not None and mine.is_confirmed
        if what.expected == "exata":
            self.exact += 1
            self.exact_found += mine is not None and mine.verdict == "exata"

    def lines(self) -> Iterator[str]:
        """The table for people."""
        names = sorted({fault for fault, _ in self.faults})
        for name in names:
            told = sorted((o, n) for (fault, o), n in self.faults.items() if fault == name)
            yield f"{name:32} {', '.join(f'{o} {n}' for o, n in told)}"
        yield f"exatas: {self.exact_found} de {self.exact}; confirmações falsas: {len(self.false)}"
        yield f"precisão {self.precision:.2%}, cobertura {self.recall:.2%}"
        yield f"achados da leitura: {dict(self.findings)}"
        yield from self.false[:5]
        rate = self.articles / self.seconds
        yield (
            f"{self.articles} artigos, {rate:,.0f} por segundo; lxml puro "
            f"{self.articles / self.bare:,.0f}, com o ZIP {self.articles / self.bare_zip:,.0f}"
        )


def edition(
    rng: random.Random, known: list[Candidate], day: date, articles: int
) -> tuple[bytes, dict[str, year.Planted]]:
    """The zip of a day, and what was planted in it by idMateria."""
    planted = list(plant(rng, known, PLANTED, day))
    acts: list[tuple[year.Act, year.Planted | None]] = [(what.act, what) for what in planted]
    acts += [(year.noise(rng), None) for _ in range(articles - len(acts))]
    rng.shuffle(acts)
    members = []
    told: dict[str, year.Planted] = {}
    first = 20_000_000 + day.toordinal() % 1000 * 10_000
    for number, (act, what) in enumerate(acts, first):
        if what:
            told[str(number)] = what
        members += [pack(name, data, 1) for name, data in year.files(act, number, day)]
    return archive(members), told


def run(editions: int = 250, articles: int = 2000, seed: int = 1) -> Tally:
    """Make, read and judge a year, an edition at a time: nothing of it stays on disk."""
    rng = random.Random(seed)
    known = year.candidates(rng, CANDIDATES)
    index = Index(known)
    tally = Tally()
    day = year.FIRST_DAY
    with tempfile.TemporaryDirectory(prefix="pactua-bench-") as folder:
        for _ in range(editions):
            path = Path(folder) / f"{day:%Y-%m-%d}-DO3.zip"
            data, planted = edition(rng, known, day, articles)
            path.write_bytes(data)
            tally.articles += _measure(path, index, planted, tally)
            path.unlink()
            day += timedelta(days=3 if day.weekday() == 4 else 1)
    return tally


def _measure(path: Path, index: Index, planted: dict[str, year.Planted], tally: Tally) -> int:
    findings: list[Finding] = []
    start = perf_counter()
    found = list(search_gazette(path, index, findings.append))
    tally.seconds += perf_counter() - start
    start = perf_counter()
    with zipfile.ZipFile(path) as stored:
        files = [stored.read(info) for info in stored.infolist()]
    opened = perf_counter()
    for data in files:
        _bare(data)
    tally.bare += perf_counter() - opened
    tally.bare_zip += perf_counter() - start
    tally.findings.update(finding.rule for finding in findings)
    tally.judge(planted, found)
    return len(files)


def _bare(data: bytes) -> None:
    try:
        etree.fromstring(data)
    except etree.XMLSyntaxError:
        return  # a file in another encoding: ours reads it, the bare parser does not


def gazette(editions: int = 250, articles: int = 2000) -> Row:
    """From zip to match, against lxml parsing the same zips and doing nothing with what it parsed.

    The second figure of the baseline leaves the unpacking out: it is the hardest to stand beside.
    """
    tally = run(editions, articles)
    return Row(
        f"gazette: {tally.articles:,} articles of {editions} editions, {tally.exact_found} of "
        f"{tally.exact} exact found, {len(tally.false)} false, precision {tally.precision:.1%}, "
        f"recall {tally.recall:.1%}",
        f"{tally.articles / tally.seconds:,.0f} a second",
        f"zipfile and lxml's bare parse: {tally.articles / tally.bare_zip:,.0f} a second "
        f"({tally.articles / tally.bare:,.0f} already unpacked)",
        tally.bare_zip / tally.seconds,
        1 / 3,
        at_least=True,
    )


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:3]]
    sys.stdout.writelines(f"{line}\n" for line in run(*asked).lines())
