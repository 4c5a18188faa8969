"""One table of attacks for both stand-alone verifiers: what is given, and what each must say."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from services.transparency import prove, replace_key
from tests.log_office import log_office, pdf


@dataclass(frozen=True)
class Given:
    """What somebody hands to a verifier."""

    document: bytes | None
    proof: dict[str, Any] | None
    qr: str = ""
    checkpoint: str | None = None
    keys: str = ""

    def with_proof(self, change: Callable[[dict[str, Any]], object]) -> "Given":
        """The same with the proof changed."""
        proof = json.loads(json.dumps(self.proof))
        change(proof)
        return replace(self, proof=proof)


@dataclass(frozen=True)
class Attack:
    """What is given, the conclusion (`certo`, `errado`, `atencao`) and a line that says why."""

    name: str
    given: Given
    conclusion: str
    why: str


def attacks(folder: Path) -> list[Attack]:
    """The honest case first, then everything that somebody may try."""
    mine, stranger = log_office(folder / "orgao"), log_office(folder / "estranho")
    key = mine.key()
    document = mine.signed()
    mine.signed(2)
    old = mine.checkpoint()
    mine.publish()
    mine.checkpoint()
    data = prove(mine.office, "1/2024", old).as_data()
    honest = Given(document, data, mine.qr().text, old, key.key.vkey)

    stranger.key()
    forged_document = stranger.signed()
    stranger.checkpoint()
    forged = prove(stranger.office, "1/2024").as_data()

    found = [
        Attack("tudo certo", honest, "certo", "é, byte por byte, o arquivo do registro (folha 3)"),
        Attack("sem chave", replace(honest, keys=""), "atencao", "usei as da própria prova"),
        Attack(
            "só o QR",
            Given(None, None, honest.qr, keys=honest.keys),
            "certo",
            "é assinada pela chave",
        ),
        Attack(
            "um bit do documento",
            replace(honest, document=document[:-2] + b"x\n"),
            "errado",
            "este arquivo não é nenhum dos que o registro público conhece",
        ),
        Attack(
            "sem as assinaturas",
            replace(honest, document=pdf("aberto 1 1")),
            "errado",
            "é o arquivo que saiu para assinatura, ainda sem as assinaturas",
        ),
        Attack(
            "com menos assinaturas",
            replace(honest, document=pdf("assinado 1 0")),
            "certo",
            "há um arquivo posterior, com mais assinaturas",
        ),
        Attack(
            "documento de outro instrumento",
            replace(honest, document=pdf("assinado 2 1")),
            "errado",
            "este arquivo não é nenhum dos que o registro público conhece",
        ),
        Attack(
            "prova de chave alheia",
            Given(forged_document, forged, keys=honest.keys),
            "errado",
            "o ponto não é assinado por nenhuma chave de confiança",
        ),
        Attack(
            "folha mudada",
            honest.with_proof(
                lambda p: p["eventos"][0].update(
                    folha=p["eventos"][0]["folha"].replace("2024", "2025")
                )
            ),
            "errado",
            "a folha 1 não está no registro assinado",
        ),
        Attack(
            "índice mudado",
            honest.with_proof(lambda p: p["eventos"][1].update(indice=1)),
            "errado",
            "a folha 1 não está no registro assinado",
        ),
        Attack(
            "caminho cortado",
            honest.with_proof(lambda p: p["eventos"][0]["caminho"].pop()),
            "errado",
            "a folha 1 não está no registro assinado",
        ),
        Attack(
            "folha de outro instrumento",
            honest.with_proof(lambda p: p.update(codigo="10000002")),
            "errado",
            "é de outro instrumento",
        ),
        Attack(
            "sem folhas",
            honest.with_proof(lambda p: p.update(eventos=[])),
            "errado",
            "a prova não está inteira",
        ),
        Attack(
            "sem ponto",
            honest.with_proof(lambda p: p.update(ponto=None)),
            "errado",
            "o órgão ainda não se obrigou a ela",
        ),
        Attack(
            "tamanho do ponto mudado",
            honest.with_proof(lambda p: p.update(ponto=p["ponto"].replace("\n8\n", "\n9\n"))),
            "errado",
            "a assinatura é falsa",
        ),
        Attack(
            "consistência trocada",
            honest.with_proof(lambda p: p["consistencia"].update(caminho=[])),
            "errado",
            "o registro foi REESCRITO depois do ponto anterior",
        ),
        Attack(
            "consistência escondida",
            honest.with_proof(lambda p: p.update(consistencia=None)),
            "errado",
            "a prova não traz a consistência com o ponto guardado",
        ),
        Attack(
            "outro ponto do mesmo tamanho",
            replace(honest, checkpoint=data["ponto"].replace(data["raiz"], f"{'A' * 43}=")),
            "errado",
            "há dois pontos do mesmo tamanho",
        ),
        Attack(
            "QR de outro instrumento",
            replace(honest, qr=mine.qr(2).text),
            "errado",
            "o QR fala de outro texto que não o do registro público",
        ),
        Attack(
            "QR com outro código no endereço",
            replace(honest, qr=honest.qr.replace("10000001", "10000002")),
            "errado",
            "os códigos do endereço não são os da declaração",
        ),
        Attack(
            "QR com outro endereço",
            replace(honest, qr=honest.qr.replace("exemplo.gov.br", "exemplo.com.br")),
            "errado",
            "a assinatura do QR não confere: foi forjado ou alterado",
        ),
        Attack(
            "QR de chave alheia",
            replace(honest, qr=stranger.qr().text),
            "errado",
            "que não é de confiança ou não foi dada",
        ),
        Attack(
            "QR sem declaração",
            replace(honest, qr=honest.qr.partition("#")[0] + "#"),
            "errado",
            "o QR não traz declaração assinada",
        ),
        Attack(
            "prova de outro formato",
            honest.with_proof(lambda p: p.update(formato="outro/1")),
            "errado",
            "o arquivo da prova não é do formato pactua-prova/1",
        ),
        Attack("chave cortada", replace(honest, keys=honest.keys[:-1]), "errado", "malformada"),
    ]
    mine.cancel(2)
    mine.end(1)
    mine.checkpoint()
    cancelled = prove(mine.office, "2/2024").as_data()
    found.append(
        Attack(
            "instrumento cancelado",
            Given(pdf("assinado 2 1"), cancelled, keys=honest.keys),
            "errado",
            "o instrumento foi CANCELADO",
        )
    )
    ended = prove(mine.office, "1/2024").as_data()
    found.append(
        Attack(
            "instrumento encerrado",
            Given(document, ended, keys=honest.keys),
            "certo",
            "o instrumento foi ENCERRADO antes do fim",
        )
    )
    mine.open(3)
    mine.give_back(3)
    mine.open(3, version=2)
    replace_key(mine.office)
    given_back = prove(mine.office, "3/2024").as_data()
    found.append(
        Attack(
            "versão recolhida",
            Given(pdf("aberto 3 1"), given_back, keys=honest.keys),
            "errado",
            "é de uma versão que foi recolhida para alteração",
        )
    )
    mine.publish(3)
    mine.checkpoint()
    after = Given(document, prove(mine.office, "1/2024").as_data(), keys=honest.keys)
    found.append(Attack("chave nova, endossada", after, "certo", "é assinado pela chave"))
    found.append(
        Attack(
            "endosso falso",
            after.with_proof(
                lambda p: p["chaves"][1].update(endosso=p["chaves"][1]["endosso"][4:])
            ),
            "errado",
            "por nenhuma chave de confiança",
        )
    )
    found.append(
        Attack(
            "chave revogada",
            honest.with_proof(lambda p: p["chaves"][0].update(revogada_em="2026-12-01T00:00:00Z")),
            "errado",
            "por nenhuma chave de confiança",
        )
    )
    return found
