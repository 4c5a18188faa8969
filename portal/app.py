"""The portal put together: routes of people and of programs, refusals, limits, headers."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route, Router

from faults.errors import PactuaError
from portal import api
from portal.addresses import Addresses, Network
from portal.api import Api
from portal.checking import Checker
from portal.context import Portal
from portal.desk import PublicDesk
from portal.gate import API, Gate, Receive, Scope, Send
from portal.headers import Header
from portal.journal import Journal
from portal.judging import Judge
from portal.limits import CHECKING, Limit, Limiter
from portal.pages import Pages
from portal.refusals import Refusal, refusal_of
from portal.site import Site
from portal.views import Views
from services.public_answers import as_json

HEALTH = "/saude"


def build(
    desk: PublicDesk,
    judge: Judge,
    limiter: Limiter,
    site: Site,
    journal: Journal,
    proxies: Sequence[Network] = (),
    checker: Checker | None = None,
) -> Gate:
    """The ASGI application."""
    checker = checker or Checker(desk, limiter)
    portal = Portal(desk, checker, judge, site, Views(site))
    pages = Pages(portal)

    async def health(request: Request) -> Response:
        """Whether the registry answers; nothing else is told."""
        try:
            healthy = await checker.ask(desk.healthy)
        except PactuaError:
            healthy = False
        data = {"situacao": "ok" if healthy else "indisponivel"}
        return Response(as_json(data), 200 if healthy else 503, media_type="application/json")

    def refused(path: str, refusal: Refusal) -> Response:
        for_programs = path.startswith(API) or path == HEALTH
        return api.refused(refusal) if for_programs else pages.refused(refusal)

    async def on_refusal(request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return refused(request.url.path, error)

    async def on_own_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, PactuaError)
        return refused(request.url.path, refusal_of(error))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        response = refused(request.url.path, _of_status(error.status_code))
        response.headers.update(error.headers or {})
        return response

    def refuse(scope: Scope, refusal: Refusal) -> tuple[int, list[Header], bytes]:
        response = refused(scope["path"], refusal)
        return response.status_code, list(response.raw_headers), bytes(response.body)

    router = Router(
        [*Api(portal).routes(), Route(HEALTH, health), *pages.routes()], redirect_slashes=False
    )
    handled = ExceptionMiddleware(
        router,
        handlers={Refusal: on_refusal, PactuaError: on_own_error, HTTPException: on_http},
    )

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # Named as Starlette's own applications are, so that 404 and 405 are raised, not answered.
        await handled({**scope, "app": app}, receive, send)

    checking = Limit(CHECKING.name, site.checks_a_minute, site.checks_a_minute)
    return Gate(app, checker, Addresses(proxies), journal, refuse, checking)


def _of_status(status: int) -> Refusal:
    if status == 405:
        return Refusal(
            405, "Este endereço não aceita esse tipo de pedido.", "Volte ao início e recomece."
        )
    if status == 404:
        return Refusal(
            404, "Não há nada neste endereço.", "Confira o endereço, ou volte ao início."
        )
    return Refusal(status, "O pedido não pôde ser atendido.", "Volte ao início e recomece.")
