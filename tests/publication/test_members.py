"""Files, zips and folders that mean harm, or are merely broken: told by name, never obeyed."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from faults.errors import UnreadableFile
from faults.finding import Finding
from publication.members import Limits, Member, count_members, members
from tests.publication.gazettes import xml, zipped

KIB = 1024
SMALL = Limits(
    member=64 * KIB, archive=256 * KIB, members=50, ratio=20, ratio_from=8 * KIB, nested=128 * KIB
)


def found(path: Path, limits: Limits = SMALL) -> tuple[list[Member], list[str]]:
    """The members, and each finding as `where: rule`."""
    findings: list[Finding] = []
    listed = list(members(path, findings.append, limits))
    return listed, [f"{finding.where}: {finding.rule}" for finding in findings]


def in_zip(folder: Path, data: bytes, limits: Limits = SMALL) -> tuple[list[str], list[str]]:
    """Where the members of a zip are, and the findings."""
    path = folder / "dia.zip"
    path.write_bytes(data)
    listed, told = found(path, limits)
    return [member.where for member in listed], told


def noise(size: int) -> bytes:
    """Bytes that do not compress."""
    return os.urandom(size)


def test_a_zip_gives_its_xml_by_name_and_leaves_the_images(tmp_path: Path) -> None:
    data = zipped({"2.xml": "b", "1.xml": "a", "foto.jpg": b"\xff", "sub/3.XML": "c"})

    assert in_zip(tmp_path, data) == (
        ["dia.zip: 1.xml", "dia.zip: 2.xml", "dia.zip: sub/3.XML"],
        [],
    )


def test_a_year_is_a_folder_of_folders_of_zips_and_loose_files(tmp_path: Path) -> None:
    (tmp_path / "01").mkdir()
    (tmp_path / "01" / "2024-01-02-DO3.zip").write_bytes(zipped({"a.xml": "a"}))
    (tmp_path / "02").mkdir()
    (tmp_path / "02" / "b.xml").write_text("b")
    (tmp_path / "leia-me.txt").write_text("nada")

    listed, told = found(tmp_path)

    assert [member.where for member in listed] == [
        "01/2024-01-02-DO3.zip: a.xml",
        "02/b.xml",
    ]
    assert told == []


def test_a_zip_is_known_by_its_bytes_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "baixado"
    path.write_bytes(zipped({"a.xml": "a"}))

    assert [member.data for member in found(path)[0]] == [b"a"]


def test_a_zip_of_zips_is_read_one_level_deep(tmp_path: Path) -> None:
    day = zipped({"a.xml": "a"})
    month = zipped({"dia.zip": day})

    assert in_zip(tmp_path, month) == (["dia.zip: dia.zip: a.xml"], [])


def test_deeper_nesting_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zipped({"a.zip": zipped({"b.zip": zipped({"c.xml": "c"})}), "d.xml": "d"})

    assert in_zip(tmp_path, data) == (
        ["dia.zip: d.xml"],
        ["dia.zip: a.zip: b.zip: zip-aninhado"],
    )


def test_a_member_that_grows_too_much_is_a_bomb(tmp_path: Path) -> None:
    data = zipped({"a.xml": b"a" * 60 * KIB, "b.xml": "b"})

    assert in_zip(tmp_path, data) == (["dia.zip: b.xml"], ["dia.zip: a.xml: zip-bomba"])


def test_a_member_above_the_limit_is_refused(tmp_path: Path) -> None:
    data = zipped({"a.xml": noise(65 * KIB)})

    assert in_zip(tmp_path, data) == ([], ["dia.zip: a.xml: arquivo-enorme"])


def test_a_member_that_lies_about_its_size_is_not_believed(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.xml": b"a" * 60 * KIB}))
    directory = data.rindex(b"PK\1\2")
    struct.pack_into("<I", data, directory + 24, 10)

    assert in_zip(tmp_path, bytes(data)) == ([], ["dia.zip: a.xml: zip-bomba"])


def test_an_archive_of_many_large_members_stops_at_its_limit(tmp_path: Path) -> None:
    data = zipped({f"{place}.xml": noise(60 * KIB) for place in range(8)})

    listed, told = in_zip(tmp_path, data)

    assert len(listed) == 4
    assert told == ["dia.zip: zip-bomba"]


def test_members_that_share_their_bytes_still_count_one_by_one(tmp_path: Path) -> None:
    """Overlapping members, by which 42 kB become petabytes without any nesting."""
    data = bytearray(zipped({"0.xml": noise(60 * KIB), "1.xml": "", "2.xml": ""}))
    first = data.index(b"PK\1\2")
    entry = bytes(data[first : first + 46 + 5])
    end = bytearray(data[data.rindex(b"PK\5\6") :])
    names = [entry.replace(b"0.xml", f"{place}.xml".encode()) for place in range(9)]
    struct.pack_into("<HHI", end, 8, 9, 9, len(b"".join(names)))

    listed, told = in_zip(tmp_path, bytes(data[:first]) + b"".join(names) + bytes(end))

    assert len(listed) == 4
    assert told == ["dia.zip: zip-bomba"]


def test_a_list_of_too_many_members_is_not_read(tmp_path: Path) -> None:
    data = zipped({f"{place}.xml": "" for place in range(51)})

    assert in_zip(tmp_path, data) == ([], ["dia.zip: zip-bomba"])


def test_a_list_padded_to_a_great_size_is_not_read(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("a.xml")
        info.comment = b"x" * 30 * KIB
        archive.writestr(info, "a")

    assert in_zip(tmp_path, stream.getvalue()) == ([], ["dia.zip: zip-bomba"])


def test_a_list_that_claims_more_than_the_file_holds_is_damage(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.xml": "a"}))
    struct.pack_into("<I", data, data.rindex(b"PK\5\6") + 12, 0x7FFFFFFF)

    assert in_zip(tmp_path, bytes(data)) == ([], ["dia.zip: zip-quebrado"])


@pytest.mark.parametrize(
    "name",
    ["../fora.xml", "/etc/fora.xml", "C:\\fora.xml", "a/../../fora.xml", "a\x1b[31m.xml"],
)
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    listed, told = in_zip(tmp_path, zipped({name: "x", "b.xml": "b"}))

    assert listed == ["dia.zip: b.xml"]
    assert [line.rpartition(": ")[2] for line in told] == ["nome-suspeito"]
    assert "\x1b" not in told[0]


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    in_zip(tmp_path, zipped({"../fora.xml": "x", "b.xml": "b"}))

    assert sorted(path.name for path in tmp_path.parent.glob("*.xml")) == []
    assert [path.name for path in tmp_path.iterdir()] == ["dia.zip"]


def test_a_link_inside_a_zip_is_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        info = zipfile.ZipInfo("atalho.xml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")

    assert in_zip(tmp_path, stream.getvalue()) == ([], ["dia.zip: atalho.xml: atalho-recusado"])


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "segredo"
    secret.write_text("x")
    folder = tmp_path / "dia"
    folder.mkdir()
    (folder / "a.xml").symlink_to(secret)
    (folder / "volta").symlink_to(tmp_path)

    assert found(folder) == ([], ["a.xml: atalho-recusado", "volta: atalho-recusado"])


def test_a_pipe_in_a_folder_does_not_hold_the_reader(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xml")

    assert found(tmp_path) == ([], ["a.xml: atalho-recusado"])


def test_of_two_members_with_one_name_the_second_is_told(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.xml", "2")

    listed, told = in_zip(tmp_path, stream.getvalue())

    assert len(listed) == 1
    assert told == ["dia.zip: a.xml: nome-repetido"]


def test_a_damaged_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.xml": noise(200), "b.xml": "b"}))
    data[60] ^= 0xFF

    assert in_zip(tmp_path, bytes(data)) == (
        ["dia.zip: b.xml"],
        ["dia.zip: a.xml: membro-quebrado"],
    )


@pytest.mark.parametrize(
    ("offset", "value", "rule"),
    [(8, 1, "zip-com-senha"), (10, 12, "zip-compressao"), (42, 9_999_999, "membro-quebrado")],
)
def test_what_the_list_says_of_a_member_is_checked(
    tmp_path: Path, offset: int, value: int, rule: str
) -> None:
    data = bytearray(zipped({"a.xml": "a"}))
    struct.pack_into("<I" if offset == 42 else "<H", data, data.rindex(b"PK\1\2") + offset, value)

    assert in_zip(tmp_path, bytes(data)) == ([], [f"dia.zip: a.xml: {rule}"])


@pytest.mark.parametrize("kept", [10, 60, 120])
def test_a_zip_that_was_cut_short_is_told(tmp_path: Path, kept: int) -> None:
    data = zipped({"a.xml": noise(200)})

    assert in_zip(tmp_path, data[:kept])[1] == ["dia.zip: zip-quebrado"]


def test_bytes_before_the_zip_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "dia.zip"
    path.write_bytes(zipped({"a.xml": "a"}))
    folder = tmp_path / "com-prefixo"
    folder.mkdir()
    (folder / "dia.zip").write_bytes(b"lixo" * 9 + path.read_bytes())

    assert [member.data for member in found(folder)[0]] == [b"a"]


def test_a_zip_of_64_bits_is_read(tmp_path: Path) -> None:
    """Its end moved to the long form by hand, as zips of over 65,535 members have it."""
    data = zipped({"a.xml": "a"})
    place = data.rindex(b"PK\5\6")
    end = struct.unpack("<4s4H2IH", data[place:])
    long_end = struct.pack("<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, end[5], end[6])
    locator = struct.pack("<4sIQI", b"PK\6\7", 0, place, 1)
    short_end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)

    listed, told = in_zip(tmp_path, data[:place] + long_end + locator + short_end)

    assert (listed, told) == (["dia.zip: a.xml"], [])


def test_a_stored_member_is_read_as_it_is(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", xml())

    assert in_zip(tmp_path, stream.getvalue()) == (["dia.zip: a.xml"], [])


def test_a_header_with_long_extra_fields_is_read(tmp_path: Path) -> None:
    body = b"conteudo"
    raw = zlib.compress(body)[2:-4]
    extra = b"\x99\x99" + struct.pack("<H", 200) + b"x" * 200
    head = struct.pack(
        "<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, zlib.crc32(body), len(raw), len(body), 5, 204
    )
    entry = struct.pack(
        "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, zlib.crc32(body), len(raw), len(body),
        5, 0, 0, 0, 0, 0, 0,
    ) + b"a.xml"  # fmt: skip
    local = head + b"a.xml" + extra + raw
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(entry), len(local), 0)
    path = tmp_path / "dia.zip"
    path.write_bytes(local + entry + end)

    assert [member.data for member in found(path)[0]] == [body]


def test_a_loose_file_above_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(b"a" * (64 * KIB + 1))

    assert found(tmp_path) == ([], ["a.xml: arquivo-enorme"])


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="não pôde ser lido"):
        found(tmp_path / "nada.zip")


def test_a_pipe_given_as_the_path_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "cano"
    os.mkfifo(path)

    with pytest.raises(UnreadableFile, match="não é um arquivo"):
        found(path)


def test_the_files_of_a_folder_are_counted_before_they_are_read(tmp_path: Path) -> None:
    inner = tmp_path / "02"
    inner.mkdir()
    (inner / "dia.zip").write_bytes(zipped({"1.xml": xml(), "2.XML": xml(), "foto.jpg": b"x"}))
    (inner / "solto.xml").write_text(xml())
    (tmp_path / "quebrado.zip").write_bytes(b"PK\3\4nada")
    (tmp_path / "leia-me.txt").write_text("x")

    assert count_members(tmp_path) == 3
    assert count_members(inner / "solto.xml") == 1
    assert count_members(tmp_path / "nada") == 0
