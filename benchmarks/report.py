"""One measured row, and the table of all of them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A goal and what came out: `ratio` is ours against the baseline, in the goal's own sense."""

    what: str
    ours: str
    baseline: str
    ratio: float
    goal: float
    at_least: bool

    @property
    def reached(self) -> bool:
        """Whether the ratio is on the right side of the goal."""
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def markdown(self) -> str:
        """The row for docs/performance.md."""
        sign = "≥" if self.at_least else "≤"
        verdict = "reached" if self.reached else "**missed**"
        return (
            f"| {self.what} | {self.ours} | {self.baseline} | {self.ratio:.2f} | "
            f"{sign} {self.goal:g} | {verdict} |"
        )


HEADER = "| what | ours | baseline | ratio | goal | |\n| --- | --- | --- | --- | --- | --- |"
