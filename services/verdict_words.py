"""The words of a verdict: what each situation means and what to do, for one who holds the document.

Every sentence is for a partner who is no lawyer and no programmer. Dates are those of Brasília.
"""

from datetime import date

from signatures.inspection import Inspection
from signatures.verdict import Situation, TermState, Verdict

BODY_CONTACT = "Em caso de dúvida, fale com o órgão que aparece no documento."

UNKNOWN_CODE = "Não há documento com este código verificador."
CODE_NEXT = (
    "Confira os algarismos do código, que está no fim do documento. Se estiver certo, não use o "
    "documento e procure o órgão que aparece nele."
)
WRONG_CRC = "O código verificador existe, mas o código CRC não é o deste documento."
CRC_NEXT = (
    "Confira as oito letras e algarismos do CRC (o zero não é a letra O). Se estiver certo, o "
    "texto que você tem não é o registrado: não o use e procure o órgão que aparece nele."
)

UNKNOWN_FILE = (
    "Este arquivo não é de nenhum documento deste registro, nem traz o número de um deles."
)
UNKNOWN_FILE_NEXT = (
    "Confira se o arquivo é o que você recebeu do órgão, ou confira o documento pelos dois códigos "
    "que estão no fim dele."
)
ONLY_IMAGES = (
    "O arquivo só tem imagens, sem texto que se possa ler: parece uma digitalização.",
    "Confira o documento pelos dois códigos no fim dele, e compare-o com o arquivo assinado.",
)
SHEET = (
    "Este arquivo é uma folha de autenticidade do documento nº {}, e não o documento.",
    "Confira o próprio documento, ou os dois códigos que a folha traz.",
)
VALID_ELSEWHERE = (
    "O arquivo tem assinatura digital válida, mas este documento não está neste registro."
)
VALID_ELSEWHERE_NEXT = (
    "A assinatura prova quem assinou e que nada mudou depois; não prova que o acordo existe neste "
    "órgão. Peça ao órgão o número do instrumento."
)
TERM_WORDS: dict[TermState, str] = {
    "futura": "a vigência ainda não começou",
    "vigente": "está vigente",
    "encerrada": "a vigência já terminou",
}


def by_codes(
    situation: Situation,
    number: str,
    term: TermState | None,
    end: date | None,
    amended: tuple[str, ...] = (),
    early: bool = False,
    alone: tuple[str, ...] = (),
) -> tuple[str, str]:
    """(explanation, next step) for a pair of codes that was found; `early` when `end` is not the
    one that the document itself gives; `alone` names who signs when not all parties do."""
    match situation:
        case Situation.AUTHENTIC:
            return _authentic(number, term, end, amended, early, alone)
        case Situation.UNSIGNED:
            return (
                f"O documento nº {number} está no registro, mas faltam assinaturas nele.",
                "Não vale ainda como acordo. Espere as assinaturas e confira de novo.",
            )
        case Situation.CANCELLED:
            return (
                f"O documento nº {number} foi cancelado e não tem efeito.",
                f"Não use este documento. {BODY_CONTACT}",
            )
        case Situation.REPLACED:
            return (
                f"Este é um texto anterior do documento nº {number}, que foi refeito.",
                "Não use este texto: peça ao órgão o que ficou em seu lugar.",
            )
    raise ValueError(situation)


def _authentic(
    number: str,
    term: TermState | None,
    end: date | None,
    amended: tuple[str, ...],
    early: bool,
    alone: tuple[str, ...],
) -> tuple[str, str]:
    told = f"O documento nº {number} é autêntico: foi assinado por "
    told += f"quem devia assinar ({', '.join(alone)})" if alone else "todas as partes"
    standing = _standing(term, end)
    told += f" e {standing}." if standing else "."
    if early:
        told += " O fim foi antecipado por denúncia ou rescisão, posterior ao documento."
    told += _amended(amended)
    if term == "encerrada":
        return told, "O acordo já não produz efeitos; para continuar a cooperação é preciso outro."
    if amended:
        return told, "Leia o documento junto com os termos aditivos; o que vale é o texto de hoje."
    return told, COMPARE_NEXT


def _standing(term: TermState | None, end: date | None) -> str:
    if term is None or end is None:
        return ""
    return f"{TERM_WORDS[term]} ({'até' if term != 'encerrada' else 'em'} {end:%d/%m/%Y})"


def _amended(by: tuple[str, ...]) -> str:
    return f" Foi alterado por: {', '.join(by)}." if by else ""


def of_the_registered(verdict: Verdict) -> str:
    """Whether the registered document is in force, and what amended it; "" without a term."""
    standing = _standing(verdict.term, verdict.term_end)
    if not standing:
        return ""
    return f"Sobre o documento registrado: {standing}.{_amended(verdict.amended_by)}"


def signed_file_next(verdict: Verdict, address: str | None) -> str:
    """How to come by the signed file of a document; `address` is that of the checking page."""
    codes = f"o código verificador {verdict.code} e o CRC {verdict.crc}"
    if not (verdict.code and verdict.crc):
        return "Peça ao órgão o arquivo assinado."
    if verdict.signed_file_sha256 is None:
        return f"Peça ao órgão o arquivo assinado, com {codes}."
    page = f"na página {address}" if address else "na página de conferência do órgão"
    return f"Baixe o arquivo assinado {page}, com {codes}, ou peça-o ao órgão."


COMPARE_NEXT = (
    "Compare o que você tem com o arquivo assinado; as palavras têm de ser as mesmas. "
    "Para uma prova mais forte, confira o próprio arquivo."
)
EXACT_NEXT = (
    "Não falta conferir mais nada. Guarde este arquivo: impresso ou regravado, perde a prova."
)
CALLED_BACK = (
    "O texto do documento nº {} foi recolhido para alteração, e as assinaturas dadas a ele caíram.",
    "Não use este texto; espere o que ficar em seu lugar.",
)
EXACT_SIGNED = "O arquivo é, byte a byte, o que foi assinado."
EXACT_RECORDED = "O arquivo é, byte a byte, o que o órgão guardou como assinado em outro sistema."
EXACT_TO_SIGN = "O arquivo é a edição que foi posta para assinar, e ela mesma não traz assinaturas."
EXACT_DRAFT = "O arquivo é uma minuta feita por este sistema, sem validade."
DRAFT_OF_SIGNED = (
    "O arquivo é a minuta do documento nº {}, feita por este sistema antes das assinaturas, e não "
    "vale como ele. O documento foi assinado depois, com estas palavras."
)
ONLY_WORDS = (
    "Só as palavras foram comparadas: imagens, desenhos e o que a página mostra a quem a vê podem "
    "ser outros."
)
SAME_WORDS = (
    "As palavras que se leem neste arquivo são as do documento nº {}, mas ele não é o arquivo que "
    f"foi assinado. {ONLY_WORDS}"
)
GROWN = (
    "O arquivo começa como o registrado do documento nº {}, mas traz depois dele assinaturas que "
    "não estão no registro. O que elas acrescentam à página não foi comparado."
)
NO_PROOF = "Não use este arquivo como prova."
EARLIER_STATE = "O arquivo é o assinado antes das últimas assinaturas: traz {} de {}."
DRAFT = (
    "O arquivo traz o texto da minuta nº {}, que ainda não foi assinada.",
    "Uma minuta não vale como acordo. Espere as assinaturas e confira o documento assinado.",
)
DRAFT_BEFORE = (
    "O arquivo traz um texto anterior do documento nº {}, que foi refeito depois.",
    "Não use este texto: peça ao órgão o que ficou em seu lugar.",
)
CHANGED = (
    "O arquivo se diz o documento nº {}, mas o texto não é o registrado: há {}.",
    "Não use este arquivo, e compare as partes mostradas aqui com as do assinado.",
)
SPOILED = (
    "O arquivo foi regravado ou alterado depois de assinado, e as assinaturas digitais dele já não "
    "valem."
)
NONE_HOLDS = "As assinaturas digitais do arquivo não valem; as observações dizem por quê."
NOT_ALL_HOLD = "Nem todas as assinaturas digitais do arquivo valem; as observações dizem por quê."
MORE_THAN_SIGNED = (
    "As assinaturas digitais do arquivo conferem com o que foi assinado, mas ele foi alterado "
    "depois: traz algo que nenhuma delas cobre."
)
READ_THE_SAME = f"As palavras que se leem nele são as do documento registrado. {ONLY_WORDS}"
DO_NOT_USE = "Não use este arquivo."
BROKEN_CONTACT = "Peça ao órgão o documento assinado."
UNPROVEN = (
    "O arquivo tem assinatura digital, mas não foi possível confirmar de quem ela é.",
    "A cadeia do certificado não é conhecida deste órgão. Peça ao órgão o número do instrumento.",
)


def broken(inspection: Inspection, same_words: bool) -> str:
    """What is wrong with a signed PDF that does not hold; the reasons stand in its notes."""
    failing = [one for one in inspection.signers if one.judgement == "invalida"]
    if not failing:
        told = MORE_THAN_SIGNED
    elif len(failing) < len(inspection.signers):
        told = NOT_ALL_HOLD
    else:
        whole = all(one.intact and one.changes != "proibida" for one in failing)
        told = NONE_HOLDS if whole else SPOILED
    return f"{told} {READ_THE_SAME}" if same_words else told


def differences(count: int) -> str:
    """`1 diferença` or `3 diferenças`."""
    return f"{count} diferença" if count == 1 else f"{count} diferenças"
