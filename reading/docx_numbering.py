"""The labels that Word counts by itself: none stands in the text of a file, all of them are read.

ECMA-376-1, 17.9: a paragraph names a numbering instance and a level; the instance names an abstract
one that says how each level is written. A level restarts when one above it counts on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portuguese.ordinals import letters, ordinal_number, ordinal_words, roman

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
HIGHEST = 3999


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class Numbering:
    """The numbering part of a document, and how far each list has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """By abstract numbering, then by level."""
    instances: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    opened: set[tuple[str, int]] = field(default_factory=set)

    def label(self, instance: str, level: int) -> str:
        """The label of the next paragraph of this instance at this level; "" when it has none."""
        abstract = self.instances.get(instance, "")
        levels = self.levels.get(abstract)
        if levels is None or not 0 <= level < LEVELS or level not in levels:
            return ""
        counts = self.counts.setdefault(abstract, [0] * LEVELS)
        override = (instance, level)
        if override in self.starts and override not in self.opened:
            counts[level] = self.starts[override] - 1
        elif not counts[level]:
            counts[level] = levels[level].start - 1
        self.opened.add(override)
        counts[level] += 1
        counts[level + 1 :] = [0] * (LEVELS - level - 1)
        for above in range(level):
            # Word shows a level that was skipped as if it had been counted once.
            counts[above] = counts[above] or (levels[above].start if above in levels else 1)
        found = levels[level]
        if found.format == "bullet":
            return "•"
        text = found.text
        for place in range(level + 1):
            written = levels[place].format if place in levels else "decimal"
            text = text.replace(f"%{place + 1}", _number(counts[place], written))
        return text.strip()


def _number(value: int, written: str) -> str:
    value = min(max(value, 0), HIGHEST)
    if value == 0 or written == "decimalZero":
        return f"{value:02d}" if written == "decimalZero" else str(value)
    match written:
        case "lowerLetter":
            return letters(value)
        case "upperLetter":
            return letters(value).upper()
        case "lowerRoman":
            return roman(value).lower()
        case "upperRoman":
            return roman(value)
        case "ordinal":
            return ordinal_number(value)
        case "ordinalText" if value < 1000:
            return ordinal_words(value)
        case "none":
            return ""
    return str(value)


def read_numbering(root: Any | None) -> Numbering:
    """The numbering of a document from its part; an empty one without it."""
    found = Numbering()
    if root is None:
        return found
    links: dict[str, str] = {}
    for abstract in root.iterfind(f"{W}abstractNum"):
        key = abstract.get(f"{W}abstractNumId", "")
        found.levels[key] = {
            level: made
            for node in abstract.iterfind(f"{W}lvl")
            if (level := _whole(node.get(f"{W}ilvl"), -1)) >= 0
            for made in [_level(node)]
        }
        if (link := abstract.find(f"{W}numStyleLink")) is not None:
            links[key] = link.get(f"{W}val", "")
    styled = {
        style.get(f"{W}val", ""): abstract.get(f"{W}abstractNumId", "")
        for abstract in root.iterfind(f"{W}abstractNum")
        for style in abstract.iterfind(f"{W}styleLink")
    }
    for key, name in links.items():
        found.levels[key] = found.levels.get(styled.get(name, ""), {})
    for instance in root.iterfind(f"{W}num"):
        number = instance.get(f"{W}numId", "")
        target = instance.find(f"{W}abstractNumId")
        found.instances[number] = target.get(f"{W}val", "") if target is not None else ""
        for override in instance.iterfind(f"{W}lvlOverride"):
            start = override.find(f"{W}startOverride")
            if start is not None:
                level = _whole(override.get(f"{W}ilvl"), 0)
                found.starts[number, level] = _whole(start.get(f"{W}val"), 1)
    return found


def _level(node: Any) -> _Level:
    def value(name: str, default: str) -> str:
        child = node.find(f"{W}{name}")
        return default if child is None else child.get(f"{W}val", default)

    return _Level(_whole(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", ""))


def _whole(text: str | None, default: int) -> int:
    try:
        return min(int(text or default), 100_000)
    except ValueError:
        return default


def style_numbers(root: Any | None) -> Mapping[str, tuple[str, int]]:
    """(instance, level) by the id of each paragraph style that numbers, inherited ones included."""
    if root is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iterfind(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        if (parent := style.find(f"{W}basedOn")) is not None:
            based[name] = parent.get(f"{W}val", "")
        numbers = style.find(f"{W}pPr/{W}numPr")
        if numbers is not None:
            own[name] = numbering_of(numbers)
    found = dict(own)
    for name in based:
        seen, at = {name}, name
        while at not in own and (at := based.get(at, "")) and at not in seen:
            seen.add(at)
        if at in own:
            found[name] = own[at]
    return found


def numbering_of(numbers: Any) -> tuple[str, int]:
    """(instance, level) that a `numPr` names."""
    instance, level = numbers.find(f"{W}numId"), numbers.find(f"{W}ilvl")
    return (
        instance.get(f"{W}val", "") if instance is not None else "",
        _whole(level.get(f"{W}val"), 0) if level is not None else 0,
    )
