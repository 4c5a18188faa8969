"""The stand-alone verifier as it is handed out: with the public keys of the body inside."""

import json
from pathlib import Path

from faults.errors import OutsideError
from services.keys import all_keys
from services.office import Office
from services.public_records import Verifier

FOLDER = Path(__file__).parents[1] / "verifier"
MEDIA_TYPES = {"conferir.html": "text/html; charset=utf-8", "conferir.py": "text/x-python"}
PLACE_IN_PAGE = '<script type="application/json" id="chaves">[]</script>'
PLACE_IN_SCRIPT = "CHAVES: tuple[str, ...] = ()\n"
"""Where the keys go; nothing else of the files changes."""


def verifier_files(office: Office) -> tuple[Verifier, ...]:
    """The page and the script, each trusting the keys that are not revoked."""
    keys = [info.key.vkey for info in all_keys(office) if not info.revoked_at]
    page = _source("conferir.html").replace(
        PLACE_IN_PAGE,
        PLACE_IN_PAGE.replace("[]", json.dumps(keys).replace("<", "\\u003c")),
    )
    listed = "".join(f"    {json.dumps(key)},\n" for key in keys)
    script = _source("conferir.py").replace(
        PLACE_IN_SCRIPT, f"CHAVES: tuple[str, ...] = (\n{listed})\n" if keys else PLACE_IN_SCRIPT
    )
    return tuple(
        Verifier(name, MEDIA_TYPES[name], text.encode())
        for name, text in (("conferir.html", page), ("conferir.py", script))
    )


def _source(name: str) -> str:
    try:
        return (FOLDER / name).read_text(encoding="utf-8")
    except OSError as error:
        raise OutsideError(
            f"falta o arquivo {name} do conferidor.", "Instale o Pactua de novo."
        ) from error
