#!/usr/bin/env python3
"""Confere um documento do Pactua sem o Pactua: só a biblioteca padrão e `cryptography`.

Um arquivo só, para ler e guardar. Confere o SHA-256 do documento, a prova de que os fatos dele
constam do registro público, a assinatura do ponto do registro e a declaração do QR. Não usa a
rede. Os formatos estão em docs/transparencia.md do projeto.

    python3 conferir.py acordo.pdf --prova prova.json --qr "https://...#1234"

Termina com 0 se tudo confere, 1 se algo não confere ou não se pôde confirmar (sem chave dada, por
exemplo), 2 se algo não pôde ser lido.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Chaves públicas do órgão, uma linha cada. Compare-as com as que ele publicou em outro lugar.
CHAVES: tuple[str, ...] = ()

NOMES = {
    "emitido": "saiu para assinatura",
    "importado": "importado do original",
    "assinado": "assinado",
    "recolhido": "recolhido para alteração",
    "cancelado": "CANCELADO",
    "publicado": "publicado no Diário Oficial",
    "retificado": "retificado no Diário Oficial",
    "publicacao_anulada": "publicação anulada",
    "aditado": "ALTERADO por termo aditivo",
    "participe_desligado": "partícipe desligado",
    "encerrado": "ENCERRADO antes do fim",
}
PARA_LER = {
    "nivel": "nível",
    "assinado_em": "em",
    "edicao": "edição",
    "efeito_em": "efeito em",
    "avancada": "avançada",
}
GRAVES = {"cancelado", "recolhido"}
DETALHES = (
    *("parte", "nivel", "assinado_em", "data", "edicao"),
    *("aditivo", "fim", "forma", "efeito_em"),
)


class Ilegivel(Exception):
    """O que foi dado não tem a forma esperada."""


class Chave:
    """Uma chave pública na forma `nome+identificador+base64` (C2SP signed-note)."""

    def __init__(self, linha: str) -> None:
        self.vkey = linha.strip()
        self.nome, _, resto = self.vkey.partition("+")
        self.id, _, dados = resto.partition("+")
        bruta = de_base64(dados)
        certa = hashlib.sha256(self.nome.encode() + b"\n" + bruta).hexdigest()[:8]
        if len(bruta) != 33 or bruta[:1] != b"\x01" or self.id != certa:
            raise Ilegivel(f"a chave pública não está inteira: {self.vkey[:60]}")
        self.publica = bruta[1:]

    @property
    def impressao(self) -> str:
        digitos = hashlib.sha256(self.publica).hexdigest()
        return " ".join(digitos[i : i + 4] for i in range(0, 64, 4))

    def confere(self, assinatura: bytes, mensagem: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.publica).verify(assinatura, mensagem)
        except (InvalidSignature, ValueError):
            return False
        return True


def de_base64(texto: object) -> bytes:
    """Base64 escrita do único modo em que se escreve."""
    try:
        dados = base64.b64decode(str(texto), validate=True)
    except ValueError as erro:
        raise Ilegivel("base64 malformada") from erro
    if base64.b64encode(dados).decode() != texto:
        raise Ilegivel("base64 malformada")
    return dados


# --- a árvore (RFC 9162, seção 2.1) ---


def no(esquerda: bytes, direita: bytes) -> bytes:
    """RFC 9162, 2.1.1."""
    return hashlib.sha256(b"\x01" + esquerda + direita).digest()


def incluida(folha: bytes, indice: int, tamanho: int, caminho: list[bytes], raiz: bytes) -> bool:
    """RFC 9162, 2.1.3.2."""
    if not 0 <= indice < tamanho or any(len(h) != 32 for h in caminho):
        return False
    lugar, ultimo = indice, tamanho - 1
    achado = hashlib.sha256(b"\x00" + folha).digest()
    for irmao in caminho:
        if ultimo == 0:
            return False
        if lugar & 1 or lugar == ultimo:
            achado = no(irmao, achado)
            while not lugar & 1 and lugar:
                lugar, ultimo = lugar >> 1, ultimo >> 1
        else:
            achado = no(achado, irmao)
        lugar, ultimo = lugar >> 1, ultimo >> 1
    return ultimo == 0 and achado == raiz


def consistente(antes: Ponto, depois: Ponto, caminho: list[bytes]) -> bool:
    """RFC 9162, 2.1.4.2."""
    velho, novo = antes.tamanho, depois.tamanho
    if not 0 < velho <= novo or any(len(h) != 32 for h in caminho):
        return velho == 0 and not caminho and antes.raiz == hashlib.sha256(b"").digest()
    if velho == novo:
        return not caminho and antes.raiz == depois.raiz
    nos = ([antes.raiz] if velho & (velho - 1) == 0 else []) + caminho
    if not nos:
        return False
    lugar, ultimo = velho - 1, novo - 1
    while lugar & 1:
        lugar, ultimo = lugar >> 1, ultimo >> 1
    a = b = nos[0]
    for irmao in nos[1:]:
        if ultimo == 0:
            return False
        if lugar & 1 or lugar == ultimo:
            a, b = no(irmao, a), no(irmao, b)
            while not lugar & 1 and lugar:
                lugar, ultimo = lugar >> 1, ultimo >> 1
        else:
            b = no(b, irmao)
        lugar, ultimo = lugar >> 1, ultimo >> 1
    return ultimo == 0 and a == antes.raiz and b == depois.raiz


# --- o ponto assinado (C2SP tlog-checkpoint) ---


class Ponto:
    """Um ponto do registro: origem, tamanho, raiz, e quais das chaves o assinaram."""

    def __init__(self, nota: object, chaves: list[Chave]) -> None:
        texto, vao, linhas = str(nota).rpartition("\n\n")
        cabeca = f"{texto}\n".split("\n")
        if not vao or len(cabeca) < 4 or not re.fullmatch("0|[1-9][0-9]{0,18}", cabeca[1]):
            raise Ilegivel("o ponto não é uma nota assinada")
        self.origem, self.tamanho, self.raiz = cabeca[0], int(cabeca[1]), de_base64(cabeca[2])
        self.por: list[Chave] = []
        self.falsa = False
        for linha in linhas.removesuffix("\n").split("\n"):
            traco, _, resto = linha.partition(" ")
            nome, _, dados = resto.partition(" ")
            assinatura = de_base64(dados)
            for chave in chaves if traco == "—" and nome == self.origem else []:
                if (chave.nome, chave.id) == (nome, assinatura[:4].hex()):
                    if chave.confere(assinatura[4:], f"{texto}\n".encode()):
                        self.por.append(chave)
                    else:
                        self.falsa = True

    @property
    def assinado(self) -> bool:
        return bool(self.por) and not self.falsa


# --- a declaração do QR ---


class Declaracao:
    """O que o QR diz: endereço, códigos, número, CNPJs e SHA-256 do texto, sob assinatura."""

    def __init__(self, texto: str) -> None:
        texto = texto.strip()
        antes, marca, digitos = texto.partition("#")
        fim = re.search(r"[?&]codigo=([0-9]{7,10})&crc=([0-9A-F]{8})#\Z", antes + marca)
        if not fim or not re.fullmatch("[!-~]{1,300}", antes + marca):
            raise Ilegivel("o texto não é o do QR de um documento")
        if not re.fullmatch("[1-9][0-9]{150,1600}", digitos):
            raise Ilegivel("o QR não traz declaração assinada")
        valor = int(digitos)
        dados = valor.to_bytes((valor.bit_length() + 7) // 8, "big")
        self.corpo, self.assinatura = dados[:-64], dados[-64:]
        self.mensagem = b"pactua-qr/1\x00" + (antes + marca).encode() + b"\x00" + self.corpo
        corpo = self.corpo
        if len(corpo) < 48 or corpo[0] != 1 or len(corpo) < 48 + corpo[46]:
            raise Ilegivel("a declaração do QR está incompleta ou é de outra versão")
        self.chave, self.texto_sha256 = corpo[1:5].hex(), corpo[14:46].hex()
        self.codigo, self.crc, self.endereco = fim[1], fim[2], antes[: fim.start()]
        no_corpo = (int.from_bytes(corpo[5:10], "big"), corpo[10:14].hex().upper())
        if (int(fim[1]), fim[2]) != no_corpo:
            raise Ilegivel("os códigos do endereço não são os da declaração")
        resto = corpo[47 + corpo[46] :]
        self.numero = corpo[47 : 47 + corpo[46]].decode("utf-8", "replace")
        if len(resto) != 1 + 10 * resto[0]:
            raise Ilegivel("a declaração do QR está incompleta")
        self.cnpjs = [cnpj(resto[i : i + 10]) for i in range(1, len(resto), 10)]


def cnpj(dados: bytes) -> str:
    """Dez bytes: um número de 14 algarismos na base 36."""
    valor, letras = int.from_bytes(dados, "big"), ""
    for _ in range(14):
        valor, digito = divmod(valor, 36)
        letras = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digito] + letras
    return f"{letras[:2]}.{letras[2:5]}.{letras[5:8]}/{letras[8:12]}-{letras[12:]}"


# --- a conferência ---


class Conferencia:
    """O que foi visto, linha a linha; `errada` quando algo não confere."""

    def __init__(self) -> None:
        self.errada = False
        self.sem_chave = False

    def certo(self, texto: str) -> None:
        print(f"[certo]   {texto}")

    def aviso(self, texto: str) -> None:
        print(f"[atenção] {texto}")

    def erro(self, texto: str) -> None:
        self.errada = True
        print(f"[ERRADO]  {texto}")

    def julga(self, vale: bool, certo: str, erro: str) -> bool:
        self.certo(certo) if vale else self.erro(erro)
        return vale


def chaves_de(prova: dict, dadas: list[Chave], c: Conferencia) -> list[Chave]:
    """As chaves de confiança: as dadas e as que elas endossam; sem nenhuma, as da própria prova."""
    registros = [(Chave(um["vkey"]), um) for um in prova.get("chaves", [])]
    revogadas = {chave.vkey for chave, um in registros if um.get("revogada_em")}
    vivas = [(chave, um) for chave, um in registros if chave.vkey not in revogadas]
    if not dadas:
        c.sem_chave = True
        c.aviso("nenhuma chave foi dada: usei as da própria prova. Compare com as do órgão:")
        for chave, _ in vivas:
            print(f"          chave {chave.id}: {chave.impressao}")
        return [chave for chave, _ in vivas]
    confio = [chave for chave in dadas if chave.vkey not in revogadas]
    for chave, um in vivas:
        anterior = next((outra for outra in confio if outra.id == um.get("anterior")), None)
        if anterior and chave.vkey not in {outra.vkey for outra in confio}:
            mensagem = f"pactua-chave/1\n{anterior.vkey}\n{chave.vkey}\n".encode()
            if anterior.confere(de_base64(um.get("endosso", "")), mensagem):
                confio.append(chave)
    return confio


def confere_prova(
    prova: dict, chaves: list[Chave], c: Conferencia
) -> tuple[list[dict], Ponto | None]:
    """Os fatos que a prova prova, e o ponto."""
    if prova.get("formato") != "pactua-prova/1":
        raise Ilegivel("o arquivo da prova não é do formato pactua-prova/1")
    if prova.get("ponto") is None:
        c.erro("a prova não traz ponto assinado: o órgão ainda não se obrigou a ela")
        return [], None
    ponto = Ponto(prova["ponto"], chaves)
    nomes = " e ".join(chave.id for chave in ponto.por)
    if not c.julga(
        ponto.assinado,
        f"o ponto de {ponto.tamanho} folhas de {ponto.origem} é assinado pela chave {nomes}",
        "o ponto não é assinado por nenhuma chave de confiança, ou a assinatura é falsa",
    ):
        return [], None
    fatos = []
    for evento in prova["eventos"]:
        texto, indice = str(evento["folha"]), int(evento["indice"])
        caminho = [de_base64(um) for um in evento["caminho"]]
        fato = json.loads(texto)
        if not incluida(texto.encode(), indice, ponto.tamanho, caminho, ponto.raiz):
            c.erro(f"a folha {indice} não está no registro assinado")
        elif (fato.get("numero"), fato.get("codigo")) != (prova["numero"], prova["codigo"]):
            c.erro(f"a folha {indice} é de outro instrumento")
        else:
            fatos.append({**fato, "indice": indice})
    c.julga(
        len(fatos) == len(prova["eventos"]) > 0,
        f"{len(fatos)} folhas do instrumento nº {prova['numero']} estão sob o ponto",
        "a prova não está inteira",
    )
    return fatos, ponto


def confere_consistencia(
    dado: dict | None, ponto: Ponto, guardado: str | None, chaves: list[Chave], c: Conferencia
) -> None:
    """Se o ponto da prova só acrescenta ao ponto que alguém guardou."""
    if guardado is not None and Ponto(guardado, chaves).tamanho == ponto.tamanho:
        mesmo = Ponto(guardado, chaves).raiz == ponto.raiz
        c.julga(mesmo, "o ponto guardado é o da prova", "há dois pontos do mesmo tamanho")
        return
    if dado is None:
        if guardado is not None:
            c.erro("a prova não traz a consistência com o ponto guardado; peça-a com --desde")
        return
    antes = Ponto(dado["anterior"], chaves)
    if guardado is not None and guardado != dado["anterior"]:
        c.erro("a consistência da prova é com outro ponto, não com o guardado")
        return
    caminho = [de_base64(um) for um in dado["caminho"]]
    c.julga(
        antes.assinado and antes.origem == ponto.origem and consistente(antes, ponto, caminho),
        f"o registro contém, sem mudança, o ponto anterior de {antes.tamanho} folhas",
        "o registro foi REESCRITO depois do ponto anterior",
    )


def confere_arquivo(nome: str, sha256: str, fatos: list[dict], c: Conferencia) -> None:
    """Qual das folhas diz o SHA-256 deste arquivo."""
    ultima = max((i for i, fato in enumerate(fatos) if fato["evento"] == "emitido"), default=0)
    com = [fato for fato in fatos[ultima:] if fato.get("arquivo_sha256")]
    deste = [fato for fato in com if fato["arquivo_sha256"] == sha256]
    if sha256 in {fato.get("arquivo_sha256") for fato in fatos[:ultima]} and not deste:
        c.erro(f"{nome}: é de uma versão que foi recolhida para alteração")
    elif not com:
        c.erro(f"{nome}: o registro não traz o SHA-256 de nenhum arquivo deste instrumento")
    elif not deste:
        c.erro(f"{nome}: este arquivo não é nenhum dos que o registro público conhece")
    elif deste[-1]["evento"] == "emitido":
        c.erro(f"{nome}: é o arquivo que saiu para assinatura, ainda sem as assinaturas")
    elif deste[-1] is not com[-1]:
        c.aviso(f"{nome}: confere, mas há um arquivo posterior, com mais assinaturas")
    else:
        c.certo(f"{nome}: é, byte por byte, o arquivo do registro (folha {deste[-1]['indice']})")


def confere_qr(texto: str, chaves: list[Chave], fatos: list[dict] | None, c: Conferencia) -> None:
    """A assinatura do QR e, havendo prova, se ele é do mesmo documento."""
    qr = Declaracao(texto)
    chave = next((um for um in chaves if um.id == qr.chave), None)
    if chave is None:
        c.erro(f"o QR diz ser da chave {qr.chave}, que não é de confiança ou não foi dada")
        return
    if not c.julga(
        chave.confere(qr.assinatura, qr.mensagem),
        f"a declaração do QR é assinada pela chave {chave.id}",
        "a assinatura do QR não confere: foi forjado ou alterado",
    ):
        return
    print(f"          nº {qr.numero}, código {qr.codigo}, CRC {qr.crc}")
    print(f"          partes: {', '.join(qr.cnpjs)}")
    print(f"          SHA-256 do texto: {qr.texto_sha256}")
    print(f"          conferência em: {qr.endereco}")
    emitidos = [fato for fato in fatos or [] if fato["evento"] == "emitido"]
    if emitidos:
        ultimo = emitidos[-1]
        c.julga(
            (ultimo["numero"], ultimo["codigo"]) == (qr.numero, qr.codigo)
            and ultimo.get("texto_sha256") == qr.texto_sha256,
            "o QR e o registro público falam do mesmo texto",
            "o QR fala de outro texto que não o do registro público",
        )


def conta(fatos: list[dict], pendentes: list[str], c: Conferencia) -> None:
    """Os fatos, na ordem, para quem lê; e o que eles dizem do estado do documento."""
    if fatos[-1]["evento"] in GRAVES:
        c.erro(f"o instrumento foi {NOMES[fatos[-1]['evento']]}")
    for nome in ("aditado", "encerrado"):
        if any(fato["evento"] == nome for fato in fatos):
            c.aviso(f"o instrumento foi {NOMES[nome]}; veja abaixo")
    if pendentes:
        nomes = ", ".join(NOMES.get(nome, str(nome)) for nome in pendentes)
        c.aviso(f"depois do ponto houve ainda, sem prova: {nomes}")
    print("\nO que o registro público diz deste instrumento:")
    for fato in fatos:
        ditos = [f"{PARA_LER.get(n, n)} {quando(fato[n])}" for n in DETALHES if fato.get(n)]
        nome = NOMES.get(fato["evento"], fato["evento"])
        print(f"  {quando(fato['em'])}  {nome}{': ' if ditos else ''}{', '.join(ditos)}")
    print("O que veio depois do ponto só o órgão sabe dizer: confira também na página dele.")


def quando(texto: object) -> str:
    """Um dia ou um momento como se lê no Brasil; qualquer outra coisa, como está."""
    valor = PARA_LER.get(str(texto), str(texto))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", valor):
        return "/".join(reversed(valor.split("-")))
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", valor):
        return valor
    momento = datetime.fromisoformat(valor.replace("Z", "+00:00"))
    try:
        return f"{momento.astimezone(ZoneInfo('America/Sao_Paulo')):%d/%m/%Y às %H:%M} (Brasília)"
    except ZoneInfoNotFoundError:  # uma máquina sem a tabela dos fusos
        return f"{momento:%d/%m/%Y às %H:%M} (UTC)"


def le(caminho: str) -> bytes:
    """Os bytes de um arquivo."""
    try:
        return Path(caminho).read_bytes()
    except OSError as erro:
        raise Ilegivel(f"{caminho} não pôde ser lido ({erro.strerror})") from erro


def le_prova(caminho: str) -> dict:
    """A prova que está num arquivo."""
    try:
        prova = json.loads(le(caminho))
    except (ValueError, RecursionError):
        prova = None
    if not isinstance(prova, dict):
        raise Ilegivel(f"{caminho} não é uma prova; dê o arquivo .json que veio com o documento")
    return prova


def confere(opcoes: argparse.Namespace) -> bool:
    """Tudo o que foi pedido; se confere."""
    c = Conferencia()
    linhas = [*CHAVES, *(linha for texto in opcoes.chave for linha in texto.split())]
    for caminho in opcoes.chaves:
        linhas += le(caminho).decode("ascii", "replace").split()
    dadas = [Chave(linha) for linha in dict.fromkeys(linhas)]
    fatos: list[dict] | None = None
    if opcoes.prova:
        prova = le_prova(opcoes.prova)
        dadas = chaves_de(prova, dadas, c)
        fatos, ponto = confere_prova(prova, dadas, c)
        if ponto is not None:
            guardado = le(opcoes.ponto).decode() if opcoes.ponto else None
            confere_consistencia(prova.get("consistencia"), ponto, guardado, dadas, c)
    if opcoes.arquivo:
        dados = le(opcoes.arquivo)
        sha256 = hashlib.sha256(dados).hexdigest()
        print(f"SHA-256 de {opcoes.arquivo}:\n          {sha256}")
        if fatos is None:
            c.aviso("sem prova, compare você mesmo este SHA-256 com o da folha de autenticidade")
        elif fatos:
            confere_arquivo(Path(opcoes.arquivo).name, sha256, fatos, c)
    if opcoes.qr:
        texto = le(opcoes.qr[1:]).decode() if opcoes.qr.startswith("@") else opcoes.qr
        try:
            confere_qr(texto, dadas, fatos, c)
        except Ilegivel as erro:
            c.erro(str(erro))
    if fatos:
        conta(fatos, prova.get("pendentes", []), c)
    nada = not (opcoes.prova or opcoes.qr)
    if c.errada:
        print("\nALGO NÃO CONFERE.")
    elif nada:
        print("\nNADA FOI CONFERIDO: falta a prova (--prova) ou o texto do QR (--qr).")
    elif c.sem_chave:
        print("\nConfere SE a chave acima for mesmo a do órgão. Dê-a em --chave para confirmar.")
    else:
        print("\nTudo o que foi dado confere.")
    return not (c.errada or c.sem_chave or nada)


class Ajuda(argparse.HelpFormatter):
    """A ajuda em português."""

    def add_usage(self, usage, actions, groups, prefix=None) -> None:
        super().add_usage(usage, actions, groups, "Uso: ")


class Leitor(argparse.ArgumentParser):
    """A linha de comando; o que ela tem de errado é dito em português."""

    def error(self, message: str = "") -> None:
        self.print_usage(sys.stderr)
        self.exit(2, "Opção desconhecida ou sem valor. Veja: python3 conferir.py --ajuda\n")

    def sobrou(self, opcoes: argparse.Namespace, sobra: list[str]) -> None:
        """Termina: há mais do que se pediu, como a prova sem o --prova antes dela."""
        nomes = [opcoes.arquivo, *sobra]
        prova = next((nome for nome in nomes if nome and nome.lower().endswith(".json")), None)
        if any(nome.startswith("-") for nome in sobra):
            self.error()
        if opcoes.prova or prova is None or len(nomes) != 2:
            self.exit(2, "Confira um documento de cada vez: python3 conferir.py --ajuda\n")
        documento = next(nome for nome in nomes if nome != prova)
        self.exit(
            2,
            f'A prova vem depois de --prova: python3 conferir.py "{documento}" --prova "{prova}"\n',
        )


def main(argumentos: list[str] | None = None) -> int:
    """O programa."""
    leitor = Leitor(
        description="Confere um documento do Pactua, a prova e o QR dele, sem usar a rede.",
        epilog='Exemplo: python3 conferir.py acordo.pdf --prova prova.json --chave "..."',
        formatter_class=Ajuda,
        add_help=False,
    )
    dado = leitor.add_argument_group("o que se dá")
    dado.add_argument("arquivo", nargs="?", help="o documento (PDF) assinado")
    dado.add_argument("--prova", help="o arquivo da prova (JSON)")
    dado.add_argument("--qr", help="o texto do QR, ou @arquivo que o contém")
    dado.add_argument("--ponto", help="um ponto do registro que você guardou antes")
    dado.add_argument("--chave", action="append", default=[], help="uma chave pública do órgão")
    dado.add_argument("--chaves", action="append", default=[], help="arquivo de chaves públicas")
    dado.add_argument("-h", "--ajuda", "--help", action="help", help="esta ajuda")
    opcoes, sobra = leitor.parse_known_args(argumentos)
    if sobra:
        leitor.sobrou(opcoes, sobra)
    if not (opcoes.arquivo or opcoes.prova or opcoes.qr):
        leitor.exit(2, "Dê ao menos um documento, uma prova ou um QR.\n")
    try:
        return 0 if confere(opcoes) else 1
    except Ilegivel as erro:
        print(f"Não pôde ser lido: {erro}", file=sys.stderr)
        return 2
    except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
        print("Não pôde ser lido: o conteúdo não tem a forma esperada", file=sys.stderr)
        return 2
    except ImportError:
        print("Falta a biblioteca cryptography: pip install cryptography", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
