"""Forms with a file, sound and hostile, read piece by piece."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import uploads
from portal.refusals import Refusal
from portal.uploads import Upload, read_upload

BOUNDARY = b"limite"
TYPE = (b"content-type", b"multipart/form-data; boundary=limite")
PDF = b"%PDF-1.7\r\n--limit e um resto\r\n%%EOF"


def part(name: str, data: bytes, filename: str | None = None, more: bytes = b"") -> bytes:
    """One part of a form."""
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'content-disposition: form-data; name="{name}"{named}\r\n'.encode()
    return b"--" + BOUNDARY + b"\r\n" + head + more + b"\r\n" + data + b"\r\n"


def form(*parts: bytes) -> bytes:
    """A whole form."""
    return b"".join(parts) + b"--" + BOUNDARY + b"--\r\n"


def read(
    body: bytes,
    headers: Sequence[tuple[bytes, bytes]] = (TYPE,),
    most: int = 1000,
    size: int = 64,
) -> Upload:
    """What is read of a body that comes in pieces of this size."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)] or [b""]

    async def receive() -> Any:
        piece = pieces.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    return asyncio.run(read_upload(receive, headers, most))


def refused(body: bytes, **how: Any) -> tuple[int, str]:
    """Status and message of the refusal."""
    with pytest.raises(Refusal) as told:
        read(body, **how)
    return told.value.status, told.value.message


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.integers(1, 400))
def test_a_file_arrives_as_it_was_sent_however_it_is_cut(data: bytes, size: int) -> None:
    upload = read(form(part("arquivo", b"%PDF-" + data, "Acordo assinado.PDF")), size=size)

    assert upload == Upload("arquivo.pdf", b"%PDF-" + data)


@pytest.mark.parametrize(
    ("filename", "data", "name"),
    [
        ("acordo.pdf", PDF, "arquivo.pdf"),
        ("sem nome de pdf", PDF, "arquivo.pdf"),
        (r"C:\Documentos\minuta.DOCX", b"PK\x03\x04resto", "arquivo.docx"),
        ("../../etc/cron.d/x.txt", b"texto", "arquivo.txt"),
        ("a.html", b"<p>x", "arquivo.html"),
    ],
)
def test_of_the_name_only_the_ending_is_kept(filename: str, data: bytes, name: str) -> None:
    assert read(form(part("arquivo", data, filename))).name == name


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("a.exe", b"MZ\x90"),
        ("a.png", b"\x89PNG\r\n"),
        ("a.zip", b"PK\x03\x04"),
        ("a.docx", b"nada de zip"),
        ("a.txt", b"com\0nulos"),
        ("a", b"texto"),
    ],
)
def test_what_is_no_document_is_refused_by_its_bytes(filename: str, data: bytes) -> None:
    assert refused(form(part("arquivo", data, filename))) == (
        415,
        "Este tipo de arquivo não pode ser conferido.",
    )


def test_a_file_beyond_the_bound_is_refused_before_it_is_held() -> None:
    assert refused(form(part("arquivo", PDF + b"x" * 2_000_000, "a.pdf")), most=1024 * 1024) == (
        413,
        "O arquivo passa de 1 MB.",
    )


@pytest.mark.parametrize("length", [b"99999999999999999999999999", b"muito", b"-5", b"1e9"])
def test_a_length_that_is_too_much_or_none_is_refused_unread(length: bytes) -> None:
    async def receive() -> Any:
        raise AssertionError("nothing may be read")

    with pytest.raises(Refusal) as told:
        asyncio.run(read_upload(receive, [TYPE, (b"content-length", length)], 1000))
    assert told.value.status == 413


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        (form(), 400, "Nenhum arquivo foi escolhido."),
        (form(part("arquivo", b"", "a.pdf")), 400, "O arquivo está vazio."),
        (form(part("outro", PDF, "a.pdf")), 400, "Nenhum arquivo foi escolhido."),
        (form(part("arquivo", PDF)), 400, "Nenhum arquivo foi escolhido."),
        (form(*[part("arquivo", PDF, "a.pdf")] * 2), 400, "Veio mais de um arquivo."),
        (form(*[part("x", b"y")] * 5), 400, "O formulário tem partes demais."),
        (form(part("x", b"y" * 5000)), 400, "O formulário tem campos grandes demais."),
        (
            form(part("arquivo", PDF, "a" * 5000 + ".pdf")),
            400,
            "O formulário tem cabeçalhos grandes demais.",
        ),
        (
            form(part("arquivo", PDF, "a.pdf", b"x: " + b"y" * 5000 + b"\r\n")),
            400,
            "O formulário tem cabeçalhos grandes demais.",
        ),
        (
            part("arquivo", PDF, "a.pdf"),
            400,
            "O formulário chegou incompleto ou danificado.",
        ),
        (b"nada disto", 400, "O formulário chegou incompleto ou danificado."),
        (b"", 400, "O formulário chegou incompleto ou danificado."),
    ],
)
def test_a_form_that_is_not_as_ours_is_refused(body: bytes, status: int, message: str) -> None:
    assert refused(body) == (status, message)


@pytest.mark.parametrize(
    "kind",
    [
        b"",
        b"application/json",
        b"multipart/form-data",
        b"multipart/form-data; boundary=" + b"x" * 71,
        b"multipart/form-data; boundary=",
        b"application/x-www-form-urlencoded",
    ],
)
def test_a_body_that_is_no_form_is_refused(kind: bytes) -> None:
    assert refused(form(part("arquivo", PDF, "a.pdf")), headers=[(b"content-type", kind)]) == (
        415,
        "O pedido não trouxe um formulário com arquivo.",
    )


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.integers(1, 64))
def test_no_body_whatever_does_more_than_be_refused(body: bytes, size: int) -> None:
    assert refused(b"--limite\r\n" + body, size=size)[0] in (400, 413, 415)


def test_a_body_that_trickles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "BODY_SECONDS", 0.05)

    pieces = [b"--limite\r\n"]

    async def receive() -> Any:
        await asyncio.sleep(0.01)
        piece = pieces.pop() if pieces else b"x"
        return {"type": "http.request", "body": piece, "more_body": True}

    with pytest.raises(Refusal) as told:
        asyncio.run(read_upload(receive, [TYPE], 1000))
    assert (told.value.status, told.value.message) == (
        408,
        "O arquivo demorou demais para chegar.",
    )


def test_a_connection_that_falls_ends_the_reading() -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    with pytest.raises(Refusal) as told:
        asyncio.run(read_upload(receive, [TYPE], 1000))
    assert told.value.status == 400
