"""One file out of a form, read as it comes: nothing beyond the bounds is ever held or parsed.

The bounds: one file, of so many bytes, a few short fields beside it, a body that arrives within a
minute, and a kind that a document can have. The name is kept for its ending only.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from portal.refusals import Refusal

FIELD = b"arquivo"
MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 4
MOST_FIELD = 1024
MOST_AROUND = 16 * 1024
"""Bytes of the body that are neither the file nor a field: boundaries and heads of parts."""
BODY_SECONDS = 60.0

Receive = Callable[[], Awaitable[Any]]

KINDS = (".pdf", ".docx", ".html", ".htm", ".txt")
ACCEPTED = "PDF, DOCX, HTML ou TXT"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was given: a plain name with an ending that fits its bytes, and the bytes."""

    name: str
    data: bytes = field(repr=False)


async def read_upload(
    receive: Receive, headers: Iterable[tuple[bytes, bytes]], most: int = MOST_BYTES
) -> Upload:
    """The file in the body of a question. Raises Refusal."""
    known = dict(headers)
    kind, options = parse_options_header(known.get(b"content-type", b""))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not 0 < len(boundary) <= 70:
        raise Refusal(
            415, "O pedido não trouxe um formulário com arquivo.", "Envie pelo campo “arquivo”."
        )
    length = known.get(b"content-length", b"0")
    whole = most + MOST_PARTS * MOST_FIELD + MOST_AROUND
    if not length.isdigit() or int(length[:20]) > whole:
        raise too_large(most)
    form = _Form(boundary, most)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            received = 0
            async for chunk in _chunks(receive):
                received += len(chunk)
                if received > whole:
                    raise too_large(most)
                form.write(chunk)
    except TimeoutError as error:
        raise Refusal(
            408, "O arquivo demorou demais para chegar.", "Tente de novo com outra conexão."
        ) from error
    return form.upload()


def too_large(most: int) -> Refusal:
    """The refusal of a file beyond the bound."""
    return Refusal(
        413,
        f"O arquivo passa de {most // (1024 * 1024)} MB.",
        "Envie o documento como foi assinado, sem anexos.",
    )


async def _chunks(receive: Receive) -> AsyncIterator[bytes]:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, "A conexão caiu antes do fim do arquivo.", "Envie-o de novo.")
        yield message.get("body", b"")
        if not message.get("more_body", False):
            return


class _Form:
    """What the parser tells, kept within the bounds."""

    def __init__(self, boundary: bytes, most: int) -> None:
        self._most = most
        self._parts = 0
        self._name = b""
        self._is_file = False
        self._in_file = False
        self._header: list[bytes] = [b"", b""]
        self._disposition = b""
        self._filename: str | None = None
        self._data = bytearray()
        self._field_bytes = 0
        self._ended = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._head(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._head(1, data[start:end]),
                "on_header_end": self._head_end,
                "on_headers_finished": self._heads_done,
                "on_part_data": self._content,
                "on_end": self._end,
            },
        )

    def write(self, chunk: bytes) -> None:
        """Take in more of the body."""
        try:
            self._parser.write(chunk)
        except MultipartParseError as error:
            raise _damaged() from error

    def upload(self) -> Upload:
        """The file that was found. Raises Refusal."""
        if not self._ended:
            raise _damaged()
        if self._filename and not self._data:
            raise Refusal(400, "O arquivo está vazio.", "Escolha o arquivo do documento.")
        if not self._filename:
            raise Refusal(400, "Nenhum arquivo foi escolhido.", "Escolha o arquivo do documento.")
        data = bytes(self._data)
        return Upload(_fitting_name(self._filename, data), data)

    def _begin(self) -> None:
        self._parts += 1
        self._disposition = b""
        if self._parts > MOST_PARTS:
            raise Refusal(400, "O formulário tem partes demais.", "Envie um arquivo de cada vez.")

    def _head(self, place: int, piece: bytes) -> None:
        self._header[place] += piece
        if len(self._header[place]) > MOST_FIELD:
            raise Refusal(400, "O formulário tem cabeçalhos grandes demais.")

    def _head_end(self) -> None:
        if self._header[0].lower() == b"content-disposition":
            self._disposition = self._header[1]
        self._header = [b"", b""]

    def _heads_done(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._in_file = options.get(b"name") == FIELD and b"filename" in options
        if self._in_file:
            if self._filename:
                raise Refusal(400, "Veio mais de um arquivo.", "Envie um arquivo de cada vez.")
            self._filename = options[b"filename"].decode("utf-8", "replace")

    def _content(self, data: bytes, start: int, end: int) -> None:
        if not self._in_file:
            self._field_bytes += end - start
            if self._field_bytes > MOST_PARTS * MOST_FIELD:
                raise Refusal(400, "O formulário tem campos grandes demais.")
            return
        if len(self._data) + end - start > self._most:
            raise too_large(self._most)
        self._data += data[start:end]

    def _end(self) -> None:
        self._ended = True


def _damaged() -> Refusal:
    return Refusal(400, "O formulário chegou incompleto ou danificado.", "Envie-o de novo.")


def _fitting_name(name: str, data: bytes) -> str:
    """A name whose ending says what the bytes are. Raises Refusal for what is no document."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    ending = PurePosixPath(last).suffix.lower()
    if b"%PDF-" in data[:1024]:
        return "arquivo.pdf"
    if data[:4] == b"PK\x03\x04" and ending == ".docx":
        return "arquivo.docx"
    if ending in (".html", ".htm", ".txt") and b"\0" not in data[:4096]:
        return f"arquivo{ending}"
    raise Refusal(
        415,
        "Este tipo de arquivo não pode ser conferido.",
        f"Envie o documento em {ACCEPTED}; o PDF assinado é o que dá a resposta mais completa.",
    )
