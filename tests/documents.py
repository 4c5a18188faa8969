"""Documents read as data: their links, headings, rows, code, and the sessions they show.

A session is what a chapter of the manual shows of the program at work, in order: files to write (a
block whose fence carries a path after its language), commands behind a `$` with the answer beneath,
and, in a comment that opens with `preparo`, what is made ready out of the reader's sight. In an
answer a line `…` stands for any lines, and `…` within a line for any text.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, takewhile
from pathlib import Path

import click
from click.testing import CliRunner
from markdown_it import MarkdownIt
from markdown_it.token import Token

from commands.app import pactua

ROOT = Path(__file__).parents[1]
MANUAL = ROOT / "docs" / "manual"
INDEX = MANUAL / "README.md"
CUT = "…"
PROMPT = "$ "
PREPARATION = "<!-- preparo\n"
SETTING = re.compile(r"[A-Z_]+=")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the path behind it (or ""), its text."""

    language: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a session and the answer that the document shows (None: not shown)."""

    command: str
    answer: str | None


def documents() -> list[Path]:
    """Every document that people read."""
    roots = [ROOT / name for name in ("README.md", "LEIAME.md", "CHANGELOG.md")]
    return [*roots, *sorted((ROOT / "docs").rglob("*.md")), ROOT / "templates/docx/LEIAME.md"]


@cache
def _tokens(path: Path) -> tuple[Token, ...]:
    parser = MarkdownIt("commonmark").enable("table")
    return tuple(parser.parse(path.read_text(encoding="utf-8")))


def _inline(path: Path) -> Iterator[Token]:
    for token in _tokens(path):
        yield from token.children or ()


def links(path: Path) -> list[str]:
    """Where the document's links lead, as they are written."""
    return [str(token.attrs["href"]) for token in _inline(path) if token.type == "link_open"]


def inline_code(path: Path) -> list[str]:
    """Every stretch of code within a line."""
    return [token.content for token in _inline(path) if token.type == "code_inline"]


def headings(path: Path) -> set[str]:
    """The anchors under which the headings can be reached."""
    tokens = _tokens(path)
    return {
        _anchor(inline.content)
        for opening, inline in pairwise(tokens)
        if opening.type == "heading_open"
    }


def _anchor(heading: str) -> str:
    words = re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower())
    return words.replace(" ", "-")


def rows(path: Path, heading: str) -> list[list[str]]:
    """The cells of every table row under a heading (of any level), as they are written."""
    section = path.read_text(encoding="utf-8").partition(f"# {heading}\n")[2]
    text = re.split(r"^#{1,2} ", section, maxsplit=1, flags=re.M)[0]
    lines = [
        line for line in text.split("\n") if line.startswith("|") and not line.startswith("|-")
    ]
    return [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in lines
    ]


def coded(cell: str) -> list[str]:
    """The code in a cell."""
    return re.findall(r"`([^`]+)`", cell)


def blocks(path: Path) -> Iterator[Block]:
    """The fenced blocks, and the preparations as blocks of language `preparo`."""
    for token in _tokens(path):
        if token.type == "fence":
            language, _, target = token.info.strip().partition(" ")
            yield Block(language, target, token.content)
        elif token.type == "html_block" and token.content.startswith(PREPARATION):
            yield Block("preparo", "", token.content.removeprefix(PREPARATION).split("-->")[0])


def session(block: Block) -> list[Step]:
    """The steps of a block that shows commands and answers."""
    steps: list[Step] = []
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        command, _, answer = part.partition("\n")
        steps.append(Step(command, None if block.language == "preparo" else answer.strip("\n")))
    return steps


def command_lines(path: Path) -> list[str]:
    """Every whole command line of `pactua` that a document tells people to type."""
    lines: list[str] = []
    for block in blocks(path):
        if block.language == "sh":
            lines += block.text.replace("\\\n", " ").split("\n")
        elif block.language == "console":
            lines += [step.command for step in session(block)]
    return [line for line in lines if "pactua" in arguments(line)[:1]]


def arguments(line: str) -> list[str]:
    """The words of a command line, without the settings before it."""
    words = shlex.split(line, comments=True)
    while words and SETTING.match(words[0]):
        words.pop(0)
    return words


def settings(line: str) -> dict[str, str]:
    """The settings that stand before a command: `PACTUA_DIR=dados pactua ...`."""
    named = takewhile(SETTING.match, shlex.split(line, comments=True))
    return dict(setting.split("=", 1) for setting in named)


def parsed(line: str) -> str:
    """ "" when the command line could be run, else what click says of it."""
    command, rest = leaf(arguments(line)[1:])
    try:
        command.make_context("pactua", rest)
    except click.exceptions.Exit:
        return ""
    except click.ClickException as error:
        return error.format_message()
    return ""


def leaf(words: list[str]) -> tuple[click.Command, list[str]]:
    """The command that these words call, and what is left of them for it."""
    command: click.Command = pactua
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        inner = command.get_command(click.Context(command), words[0])
        if inner is None:
            break
        command, words = inner, words[1:]
    return command, list(words)


def told(steps: list[Step]) -> list[Step]:
    """The same session as it goes here: each answer is the shown one where that is true."""
    return [Step(step.command, _fitting(step.answer, _run(step.command))) for step in steps]


def _run(command: str) -> str:
    words = arguments(command)
    if command == "make demo":
        words = ["pactua", "demo"]
    if words[0] != "pactua":
        done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
        return done.stdout
    result = CliRunner(env=settings(command)).invoke(pactua, words[1:], prog_name="pactua")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def _fitting(shown: str | None, answer: str) -> str | None:
    if shown is None:
        return None
    pattern = "".join(_line_pattern(line) for line in shown.split("\n"))
    return shown if re.fullmatch(pattern, f"{answer.strip(chr(10))}\n") else answer.strip("\n")


def _line_pattern(line: str) -> str:
    if line == CUT:
        return r"(?:.*\n)*"
    return ".*".join(re.escape(part) for part in line.split(CUT)) + r"\n"
