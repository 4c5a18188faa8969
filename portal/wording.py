"""Each situation of a verdict in the words of the page: what it is, how grave, what to do next.

The verdict brings its own explanation and next step; here stand the heading that a partner reads
first, and a next step for a verdict that brings none.
"""

from dataclasses import dataclass
from typing import Literal

from portuguese.dates import short_date
from services.public_answers import NOT_MATCHING_EXPLANATION, NOT_MATCHING_NEXT
from signatures.verdict import Situation, Verdict

Tone = Literal["success", "warning", "danger", "info"]

ICONS: dict[Tone, str] = {
    "success": "check-circle",
    "warning": "exclamation-triangle",
    "danger": "times-circle",
    "info": "info-circle",
}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands at the top of a result."""

    title: str
    tone: Tone
    next_step: str

    @property
    def icon(self) -> str:
        """The icon of the tone; the words say the same."""
        return ICONS[self.tone]


WORDS: dict[Situation, Words] = {
    Situation.AUTHENTIC: Words(
        "Documento autêntico",
        "success",
        "Você pode usar o documento. Se precisar comprovar a conferência, baixe a folha de "
        "autenticidade.",
    ),
    Situation.SAME_WORDS: Words(
        "As palavras conferem, mas este arquivo não é o assinado",
        "warning",
        "Não use este arquivo como prova: baixe o arquivo assinado, ou peça-o ao órgão.",
    ),
    Situation.UNSIGNED: Words(
        "Documento sem todas as assinaturas",
        "warning",
        "Aguarde as assinaturas que faltam; até lá o documento não produz efeitos.",
    ),
    Situation.UNKNOWN: Words(
        "Documento desconhecido",
        "danger",
        "Confira pelos códigos que estão no fim do documento. Se não houver códigos, peça o "
        "documento ao órgão que o emitiu.",
    ),
    Situation.WRONG_CRC: Words("Os códigos não conferem", "danger", NOT_MATCHING_NEXT),
    Situation.CANCELLED: Words(
        "Documento cancelado",
        "danger",
        "Não use o documento. Procure o órgão para saber se há outro em seu lugar.",
    ),
    Situation.TAMPERED: Words(
        "O documento foi alterado",
        "danger",
        "Não use este arquivo. Baixe o original e procure quem lhe entregou o arquivo.",
    ),
    Situation.REPLACED: Words(
        "Documento substituído por outro",
        "warning",
        "Use o documento que ficou no lugar deste.",
    ),
    Situation.VALID_ELSEWHERE: Words(
        "Assinatura válida, documento sem registro aqui",
        "warning",
        "A assinatura eletrônica é boa, mas este documento não consta dos nossos registros. "
        "Pergunte a quem o assinou em que órgão ele está registrado.",
    ),
}

NOT_MATCHING_WORDS = Words("Os códigos não conferem", "danger", NOT_MATCHING_NEXT)

LEVELS = {
    "simples": "assinatura simples",
    "avancada": "assinatura avançada",
    "qualificada": "assinatura qualificada (ICP-Brasil)",
}
"""Lei nº 14.063/2020, art. 4º, as the pages say it."""

TERMS = {"futura": "Ainda não começou", "vigente": "Em vigor", "encerrada": "Encerrada"}


def term_words(verdict: Verdict) -> str:
    """The term in one sentence; "" for a document that has none."""
    end = short_date(verdict.term_end) if verdict.term_end else ""
    ended = short_date(verdict.ended_on) if verdict.ended_on else end
    match verdict.term:
        case "vigente":
            return f"Em vigor até {end}." if end else "Em vigor."
        case "encerrada":
            return f"A vigência terminou em {ended}." if ended else "A vigência terminou."
        case "futura":
            return "A vigência ainda não começou."
    return ""


__all__ = ["NOT_MATCHING_EXPLANATION", "NOT_MATCHING_WORDS", "WORDS", "Words", "term_words"]
