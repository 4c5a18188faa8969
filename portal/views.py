"""Pages out of templates/portal: Jinja with everything escaped, and no name left undefined."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from portal.site import Site
from portal.wording import LEVELS, TERMS
from portuguese.dates import short_date
from services.settings import BRASILIA

FOLDER = Path(__file__).parents[1] / "templates" / "portal"
ASSETS = FOLDER / "assets"

MENU = (
    ("/", "Conferir autenticidade"),
    ("/acordos", "Acordos publicados"),
    ("/chave", "Chave e registro público"),
)
ABOUT = (
    ("/acessibilidade", "Acessibilidade"),
    ("/privacidade", "Privacidade"),
    ("/api", "Dados para programas"),
)

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
}


class Views:
    """The templates, with what every page says of the body."""

    def __init__(self, site: Site) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            dia=short_date, momento=local_words, tamanho=size_words, quebras=breakable
        )
        self._environment.globals.update(
            site=site,
            menu=MENU,
            about=ABOUT,
            levels=LEVELS,
            terms=TERMS,
            icon=self._icon,
            asset=self.asset,
        )

    def page(self, name: str, here: str, values: Mapping[str, Any]) -> bytes:
        """A page; `here` is the address of the menu entry that it belongs to."""
        template = self._environment.get_template(f"{name}.html")
        return template.render(here=here, **values).encode()

    def asset(self, name: str) -> str:
        """The address of a file of the pages, which changes when the file does."""
        return f"/estatico/{name}?v={self.assets[name][1]}"

    @cached_property
    def assets(self) -> dict[str, tuple[bytes, str, str]]:
        """Every file that pages load: bytes, a short hash of them, media type."""
        found = {}
        for path in sorted(ASSETS.iterdir()):
            if path.suffix in MEDIA_TYPES:
                data = path.read_bytes()
                digest = hashlib.sha256(data).hexdigest()[:12]
                found[path.name] = (data, digest, MEDIA_TYPES[path.suffix])
        return found

    @cached_property
    def _icons(self) -> dict[str, Markup]:
        return {
            path.stem: Markup(path.read_text(encoding="utf-8").strip())
            for path in sorted((ASSETS / "icones").glob("*.svg"))
        }

    def _icon(self, name: str) -> Markup:
        """An icon within the page; screen readers pass over it, since words say the same."""
        return Markup('<span class="icone" aria-hidden="true">{}</span>').format(self._icons[name])


def local_words(moment: datetime) -> str:
    """A moment as people read it, in Brasília's time."""
    return f"{moment.astimezone(BRASILIA):%d/%m/%Y às %H:%M}"


def size_words(size: int) -> str:
    """A size of a file: `12 KB`, `3,4 MB`."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1024 * 1024):.1f} MB".replace(".", ",")


def breakable(text: str) -> Markup:
    """A long number that may go on in the next line after each of its bars."""
    return Markup("/<wbr>").join(escape(part) for part in text.split("/"))
