"""Files put into folders and imported in this process."""

from pathlib import Path

from services.importing import ImportAsk, context_of, import_files
from services.importing_files import Readers
from services.importing_outcome import Outcome
from services.importing_reading import Wanted
from services.office import Office


def put(folder: Path, name: str, data: str | bytes) -> Path:
    """A file to import."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def run(
    office: Office, *paths: Path, simulate: bool = False, wanted: Wanted | None = None
) -> list[Outcome]:
    """Import these files in this process."""
    ask = ImportAsk(paths, wanted or Wanted(), simulate)
    readers = Readers(context_of(office))
    return list(import_files(office, ask, readers, lambda stage, done, total: None))
