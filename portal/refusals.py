"""How the portal says no: one table from kinds of error to HTTP status, and its own refusals.

Judgements are answers (status 200), whatever they say; a refusal is a question that was not
answered, with what can be done about it.
"""

from faults.errors import (
    InputError,
    NotFound,
    OutsideError,
    PactuaError,
    StateError,
    UnreadableFile,
)

STATUS: tuple[tuple[type[PactuaError], int], ...] = (
    (NotFound, 404),
    (UnreadableFile, 422),
    (InputError, 400),
    (StateError, 409),
    (OutsideError, 503),
)


class Refusal(Exception):
    """A question that is not answered: HTTP status, what happened, what to do."""

    def __init__(self, status: int, message: str, remedy: str = "", wait: float = 0.0) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.remedy = remedy
        self.wait = wait
        """Seconds after which it is worth asking again; 0 when waiting does not help."""

    @property
    def code(self) -> str:
        """The stable word for programs."""
        return CODES.get(self.status, "erro")


CODES = {
    400: "pedido_invalido",
    404: "nao_encontrado",
    405: "metodo_nao_aceito",
    408: "demora",
    409: "estado",
    413: "grande_demais",
    415: "tipo_nao_aceito",
    422: "arquivo_ilegivel",
    429: "limite",
    500: "falha",
    503: "indisponivel",
}

OUTSIDE = "O registro não respondeu."
OUTSIDE_REMEDY = "Tente de novo em alguns minutos."


def refusal_of(error: PactuaError) -> Refusal:
    """The refusal for an error of ours; what failed inside is not told to the public."""
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    if status == 503:
        return Refusal(503, OUTSIDE, OUTSIDE_REMEDY, wait=60)
    message = error.message[:1].upper() + error.message[1:]
    return Refusal(status, message, error.remedy)


def too_often(wait: float) -> Refusal:
    """Too many questions from one address."""
    seconds = max(1, round(wait + 0.5))
    return Refusal(
        429,
        "Houve perguntas demais, em pouco tempo, a partir do seu endereço de internet.",
        f"Espere {_seconds(seconds)} e tente de novo.",
        wait=seconds,
    )


def too_many_guesses(wait: float) -> Refusal:
    """Too many wrong CRCs for one code."""
    minutes = max(1, round(wait / 60 + 0.5))
    unit = "minuto" if minutes == 1 else "minutos"
    return Refusal(
        429,
        "Houve tentativas demais com este código verificador.",
        f"Espere {minutes} {unit}, ou confira o documento enviando o arquivo.",
        wait=max(1.0, wait),
    )


def _seconds(seconds: int) -> str:
    return "um segundo" if seconds == 1 else f"{seconds} segundos"
