"""`python -m benchmarks [--documents N] [--only NAME]`: every goal with its baseline beside it."""

import argparse
import sys
from collections.abc import Callable

from benchmarks import engines, whole
from benchmarks.drafts import drafts, empty_office
from benchmarks.gazette import gazette
from benchmarks.importing import importing
from benchmarks.portal import portal
from benchmarks.report import HEADER, Row
from benchmarks.review import reviewing
from benchmarks.signatures import inspecting, signing

NAMES = (
    "help",
    "cold",
    "docx",
    "weasyprint",
    "typst",
    "batch",
    "gazette",
    "portal",
    "review",
    "importing",
    "sign",
    "inspect",
)


def main() -> int:
    """Run the rows asked for and print them as they come; 1 when a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--documents", type=int, default=200, help="size of each batch")
    parser.add_argument("--only", choices=NAMES, action="append", help="repeat for several")
    asked = parser.parse_args()
    sys.stdout.write(f"{HEADER}\n")
    sys.stdout.flush()
    missed = 0
    with empty_office() as office:
        made = drafts(office, asked.documents)
        measures: dict[str, Callable[[], Row | list[Row]]] = {
            "help": whole.help_text,
            "cold": lambda: whole.cold_draft(office, made[0]),
            "docx": lambda: engines.docx(office, made[:40]),
            "weasyprint": lambda: engines.weasyprint(office, made),
            "typst": lambda: engines.typst(office, made),
            "batch": lambda: whole.batch(office, made),
            "gazette": gazette,
            "portal": portal,
            "review": lambda: reviewing(made[:20]),
            "importing": importing,
            "sign": lambda: signing(office, made[0]),
            "inspect": lambda: inspecting(office, made[0]),
        }
        for name in asked.only or NAMES:
            found = measures[name]()
            for row in found if isinstance(found, list) else [found]:
                sys.stdout.write(f"{row.markdown()}\n")
                sys.stdout.flush()
                missed += not row.reached
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
