"""Plain text and Markdown, byte by byte."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphkit.errors import InputError, OptionError
from graphkit.loading import load_document
from loaders.formats.text import LONGEST_LINE

SENTENCE = "Ports should register every crew member."


def write(folder: Path, data: bytes | str, name: str = "ports.txt") -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_offsets_count_the_characters_of_the_decoded_file(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    data = f"{text}\nports\n".encode()
    if b"\0" in data or sum(b < 32 and b not in b"\t\n\r\f\x1b\x1a" for b in data) * 5 > len(data):
        return
    path = write(tmp_path_factory.getbasetemp(), data)
    try:
        assert load_document(path, "text").text == data.decode("utf-8")
    except InputError as error:
        assert "front matter" in str(error) or "UTF-16" in str(error)


@pytest.mark.parametrize("odd", ["\ufeff", "\u200b", "\u200f", "\u202e", "\x07", "\r\n", "\r", "\u2028", "\u00ad"])
def test_odd_characters_shift_nothing(tmp_path: Path, odd: str) -> None:
    document = load_document(write(tmp_path, f"{odd}Crews{odd} of ferries.\n\n- {odd}{SENTENCE}{odd}\n"))
    found = [document.wording(b) for b in document.blocks]
    assert any(SENTENCE in w for w in found), found
    assert document.text == f"{odd}Crews{odd} of ferries.\n\n- {odd}{SENTENCE}{odd}\n"


def test_form_feeds_begin_pages(tmp_path: Path) -> None:
    document = load_document(write(tmp_path, f"Crews of ferries are few.\n\f{SENTENCE}\n\fPilots too.\n\f"))
    assert [(b.page, document.wording(b)) for b in document.blocks] == [
        (1, "Crews of ferries are few."),
        (2, SENTENCE),
        (3, "Pilots too."),
    ]


def test_a_text_without_form_feeds_has_no_pages(tmp_path: Path) -> None:
    assert {b.page for b in load_document(write(tmp_path, SENTENCE)).blocks} == {None}


def test_utf_16_is_read_where_its_mark_says_so(tmp_path: Path) -> None:
    assert load_document(write(tmp_path, SENTENCE.encode("utf-16"))).text == SENTENCE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_bytes_and_said(tmp_path: Path, encoding: str) -> None:
    document = load_document(write(tmp_path, SENTENCE.encode(encoding)))
    assert document.text == SENTENCE
    assert f"has no mark of its encoding, read as {encoding}" in [i.reason for i in document.issues]


SPANISH = "Según el Ministro Núñez, los niños y las niñas deben tener «protección» en España.\n" * 3


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_an_old_encoding_is_told_by_the_bytes_and_said(tmp_path: Path, encoding: str) -> None:
    document = load_document(write(tmp_path, SPANISH.encode(encoding)))
    said = [i.reason for i in document.issues if "UTF-8" in i.reason]
    assert document.text == SPANISH
    assert [f"read as {encoding}" in reason for reason in said] == [True]


def test_an_encoding_asked_for_is_used_or_named_in_the_error(tmp_path: Path) -> None:
    path = write(tmp_path, "Núñez spoke.".encode("cp1252"))
    assert load_document(path, encoding="cp1252").text == "Núñez spoke."
    with pytest.raises(InputError, match=r"ports\.txt: is not ASCII \(byte 1\)"):
        load_document(path, encoding="ascii")


def test_a_sidecar_states_the_encoding(tmp_path: Path) -> None:
    path = write(tmp_path, "Núñez spoke.".encode("cp850"))
    path.with_name("ports.txt.meta.toml").write_text('encoding = "cp850"\n')
    document = load_document(path)
    assert (document.text, [i.reason for i in document.issues if "field" in i.reason]) == ("Núñez spoke.", [])


def test_text_that_was_encoded_twice_is_named(tmp_path: Path) -> None:
    text = "Fine.\n" + SPANISH.encode().decode("cp1252", "replace")
    said = [i.reason for i in load_document(write(tmp_path, text)).issues]
    assert any(reason.startswith("line 2: 'Ã") and "encoded twice" in reason for reason in said)
    assert not any("twice" in i.reason for i in load_document(write(tmp_path, SPANISH)).issues)


def test_an_unknown_encoding_is_an_option_error(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="no encoding 'klingon'"):
        load_document(write(tmp_path, SENTENCE), encoding="klingon")


def test_a_binary_file_is_told_from_a_text(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a binary file"):
        load_document(write(tmp_path, b"\x7fELF\x02\x01\x01\0\0\0\0"))
    with pytest.raises(InputError, match="is a binary file"):
        load_document(write(tmp_path, b"".join(bytes((n % 32, 0)) for n in range(500))))


def test_a_line_too_long_for_prose_is_refused_in_linear_time(tmp_path: Path) -> None:
    path = write(tmp_path, "first line\n" + "x" * (5 * LONGEST_LINE))
    begun = time.process_time()
    with pytest.raises(InputError, match=r"line 2: has 50,000,000 characters"):
        load_document(path)
    assert time.process_time() - begun < 5


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vast.txt"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(InputError, match="has 300 MB; at most 200 MB are read"):
        load_document(path)
