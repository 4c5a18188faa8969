"""The demo's publication: the extract is handed over, and an invented edition of the gazette read.

Nothing is fetched. The edition says in its first line and in its name that it is invented; it is
read by the same service that reads the true one, which finds the extract in it by itself.
"""

from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path

from faults.errors import StateError
from faults.finding import Finding
from publication.extract import Extract
from publication.kinds import KINDS
from registry.files import write_whole
from services.gazette_outcomes import Outcome, Reading, Wish
from services.gazette_reading import read_publications
from services.office import Office
from services.publishing import file_stem, save, send_extract
from services.settings import moment

SENT, PUBLISHED = date(2024, 2, 6), date(2024, 2, 7)
EDITION, PAGE = "27", 115
GAZETTE = f"diario-inventado-{PUBLISHED}.xml"

INVENTED = """\
<?xml version="1.0" encoding="UTF-8"?>
<!-- Edição inventada para a demonstração do Pactua. Não é o Diário Oficial da União. -->
<xml><article id="1" name="demonstracao" idOficio="1" pubName="DO3" artType="Extrato de {kind}"
 pubDate="{day:%d/%m/%Y}" artClass="00001" artCategory="{body}" artSize="12" artNotes=""
 numberPage="{page}" pdfPage="" editionNumber="{edition}" idMateria="1"><body>
<Identifica><![CDATA[{title}]]></Identifica><Data /><Ementa /><Titulo /><SubTitulo />
<Texto><![CDATA[<p class="identifica">{title}</p>
<p class="dou-paragraph">{text}</p>
<p class="assina">{signature}</p>]]></Texto></body></article></xml>
"""


@dataclass(frozen=True, slots=True)
class SamplePublication:
    """The extract as it was handed over, the edition that printed it, what was read there."""

    extract: Extract
    files: tuple[Path, Path]
    """As RTF and as text."""
    edition: Path
    outcome: Outcome


def publish(office: Office, number: str, documents: Path, folder: Path) -> SamplePublication:
    """Hand the extract over the day before, and read the edition that then prints it.

    Raises StateError when the reading does not find it, which would be a fault of the demo itself.
    """
    the_day_before = replace(office, now=moment(SENT.isoformat()))
    extract = send_extract(the_day_before, number, SENT).extract
    stem = file_stem(number, extract)
    files = (documents / f"{stem}.rtf", documents / f"{stem}.txt")
    for path, file_format in zip(files, ("rtf", "texto"), strict=True):
        save(path, extract, file_format)
    edition = folder / GAZETTE
    write_whole(edition, _edition(extract, office.body.name).encode(), durable=False)
    findings: list[Finding] = []
    on_the_day = replace(office, now=moment(PUBLISHED.isoformat()))
    outcomes = list(read_publications(on_the_day, edition, Wish(), findings.append, Reading()))
    if findings or [outcome.kind for outcome in outcomes] != ["registrada"]:
        raise StateError(
            f"a edição inventada {edition} não foi reconhecida.",
            "Relate este erro: a demonstração deveria encontrá-la sozinha.",
        )
    return SamplePublication(extract, files, edition, outcomes[0])


def _edition(extract: Extract, body: str) -> str:
    return INVENTED.format(
        kind=escape(KINDS[extract.kind].name),
        day=PUBLISHED,
        body=escape(body),
        page=PAGE,
        edition=EDITION,
        title=escape(extract.title),
        text=escape(extract.paragraph),
        signature=escape(extract.signature),
    )
