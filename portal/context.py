"""What every route of the portal works with: one frozen value, handed over when it is built."""

from dataclasses import dataclass

from starlette.requests import Request

from faults.errors import PactuaError
from portal.checking import Checker, parse_codes
from portal.desk import PublicDesk
from portal.judging import Judge
from portal.refusals import Refusal, refusal_of
from portal.site import Site
from portal.uploads import read_upload
from portal.views import Views
from services.public_records import MOST_PAGES
from signatures.verdict import Verdict

MOST_QUERY = 100
MOST_NUMBER = 120


@dataclass(frozen=True)
class Portal:
    """The desk with its checker, the judge of files, the pages and what they say of the body."""

    desk: PublicDesk
    checker: Checker
    judge: Judge
    site: Site
    views: Views

    async def codes(self, request: Request) -> tuple[str, str, Verdict | None]:
        """The codes of a question and the verdict on them. Raises Refusal."""
        code, crc = asked_codes(request)
        try:
            return code, crc, await self.checker.verdict(code, crc)
        except PactuaError as error:
            raise refusal_of(error) from error

    async def file(self, request: Request) -> Verdict:
        """The verdict on the file of a question. Raises Refusal."""
        headers = request.scope["headers"]
        upload = await read_upload(request.receive, headers, self.site.most_upload)
        return await self.judge.judge(upload)


def asked_codes(request: Request) -> tuple[str, str]:
    """The codes of a question as they are compared. Raises Refusal."""
    values = request.query_params
    try:
        return parse_codes(values.get("codigo", ""), values.get("crc", ""))
    except PactuaError as error:
        raise refusal_of(error) from error


def asked_query(request: Request) -> str:
    """The words that are searched for, on one line."""
    return " ".join(request.query_params.get("busca", "")[:MOST_QUERY].split())


def asked_page(request: Request) -> int:
    """The page that is asked for. Raises Refusal."""
    text = request.query_params.get("pagina", "1")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST_PAGES):
        raise Refusal(
            404,
            "Não há esta página.",
            f"Vá da página 1 à {MOST_PAGES}, ou busque por palavras; os dados abertos têm tudo.",
        )
    return int(text)
