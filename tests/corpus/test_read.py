"""Reading files and folders: every text gets a name of its own, and one bad file never stops the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import corpus.read
from corpus import Failure, TextError, read_paths, read_text

TEXT = "Support for firms\n\nFirms that train receive EUR 1 000. It began in 2020.\n"


def write(path: Path, data: str | bytes = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def reason(path: Path) -> str:
    policies, failures = read_paths([path])
    assert policies == []
    [failure] = failures
    assert failure.path == str(path)
    return failure.reason


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "deep/er/c.Html", "d.htm"):
        write(tmp_path / name)
    for name in ("e.pdf", ".hidden.txt", ".git/f.txt", "noending"):
        write(tmp_path / name)
    policies, failures = read_paths([tmp_path])
    assert [policy.path for policy in policies] == ["a.MD", "b.txt", "d.htm", "deep/er/c.Html"]
    assert failures == []


def test_one_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path / "bad.txt", b"PK\x03\x04\0\0\0")
    write(tmp_path / "good.txt")
    policies, failures = read_paths([tmp_path])
    assert [policy.path for policy in policies] == ["good.txt"]
    assert failures == [
        Failure(
            str(tmp_path / "bad.txt"), "it is a binary file and no text; save its text as .txt, .md or .html"
        )
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "it is empty; save the text again"),
        ("a.txt", b"\xef\xbb\xbf \r\n \n", "it is empty; save the text again"),
        ("a.txt", b"\xff\xfe\x41", "damaged UTF-16; save it again as UTF-8"),
        ("a.txt", b"--- *** ---\n", "no sentence was found in it; save the page's text as .txt"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no sentence was found in it"),
        ("a.html", b"<div>" * 3000 + b"Deep." + b"</div>" * 3000, "nested too deeply"),
        ("a.pdf", b"%PDF", ".pdf is not read; save its text as .txt, .md or .html"),
        ("a", b"x", "a file without an ending is not read; save its text"),
    ],
)
def test_every_reason_says_what_to_do(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    assert words in reason(write(tmp_path / name, data))


def test_what_is_not_there_or_holds_no_text_is_said(tmp_path: Path) -> None:
    assert reason(tmp_path / "nowhere") == "there is no such file or folder; check the path"
    write(tmp_path / "folder/notes.docx")
    assert reason(tmp_path / "folder") == "this folder holds no .txt, .md or .html file; give another folder"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path / "pipe.txt") == "it is neither a file nor a folder; give a file or folder"
    write(tmp_path / "a.txt")
    policies, [failure] = read_paths([tmp_path])
    assert len(policies) == 1
    assert failure.path.endswith("pipe.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt").chmod(0)
    assert reason(tmp_path / "a.txt") == "it may not be read; change its permissions"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(corpus.read.LARGEST_BYTES + 1)
    assert reason(path) == "it has 20 MB, and a text may have 20 MB; split it into its texts"


def test_links_that_lead_back_end_and_links_to_folders_are_followed(tmp_path: Path) -> None:
    write(tmp_path / "texts/a.txt")
    write(tmp_path / "elsewhere/b.txt")
    (tmp_path / "texts/loop").symlink_to(tmp_path / "texts")
    (tmp_path / "texts/more").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "texts/broken.txt").symlink_to(tmp_path / "nothing.txt")
    policies, [failure] = read_paths([tmp_path / "texts"])
    assert [policy.path for policy in policies] == ["a.txt", "more/b.txt"]
    assert failure.reason == "it is no file, or a link to nothing; remove it"


def test_a_name_that_two_folders_share_is_told_apart_by_the_folder(tmp_path: Path) -> None:
    for name in ("x/a.txt", "y/a.txt", "y/b.txt", "deep/x/a.txt"):
        write(tmp_path / name)
    policies, _ = read_paths([tmp_path / "x", tmp_path / "y", tmp_path / "deep/x"])
    names = [policy.path for policy in policies]
    assert names[1:3] == ["y/a.txt", "b.txt"]
    assert names[3] == "deep/x/a.txt"
    assert len(set(names)) == 4


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    policies, _ = read_paths([tmp_path, path, str(path)])
    assert [policy.path for policy in policies] == ["a.txt"]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "Größe und Zahl – „viele“ Schülerinnen."),
        ("utf-16", "Größe und Zahl – „viele“ Schülerinnen."),
        ("cp1252", "Größe und Zahl – „viele“ Schülerinnen. L’élève reçoit € 300."),
        ("cp1250", "Wsparcie dla szkół branżowych – uczniowie mogą się zgłaszać. Żółć."),
        ("iso8859_2", "Wsparcie dla szkół branżowych, uczniowie mogą się zgłaszać. Żółć."),
        ("cp1251", "Подкрепа за ученици в професионалното образование."),
        ("cp1253", "Η επαγγελματική εκπαίδευση στην Ελλάδα."),
    ],
)
def test_the_encoding_is_found_out(tmp_path: Path, encoding: str, words: str) -> None:
    path = write(tmp_path / "a.txt", ("Title\n\n" + words + "\n").encode(encoding))
    assert words in read_text(path, "a.txt").text


def test_a_page_may_declare_its_charset(tmp_path: Path) -> None:
    page = '<html><head><meta charset="iso-8859-2"></head><body><p>Uczniowie mogą się zgłaszać.</p></body></html>'
    path = write(tmp_path / "a.html", page.encode("iso8859_2"))
    assert read_text(path, "a.html").text == "Uczniowie mogą się zgłaszać."


def test_the_text_of_a_text_file_is_what_python_reads_from_it(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeffTitle here\r\n\r\nOne sentence.\rAnother one.\n".encode())
    policy = read_text(path, "a.txt")
    assert policy.text == path.read_text(encoding="utf-8")
    assert policy.title == "Title here"
    assert [policy.words(s) for s in policy.sentences] == ["One sentence.", "Another one."]


def test_one_file_that_cannot_be_read_raises_a_text_error(tmp_path: Path) -> None:
    with pytest.raises(TextError, match="check that it is there"):
        read_text(tmp_path / "missing.txt", "missing.txt")


def test_a_saved_copy_of_a_timeline_page_is_read_by_its_layout(tmp_path: Path) -> None:
    page = """<html><head><title>Workshops for all | Site</title></head><body><nav><a>Home</a></nav><main>
      <h1>Workshops for all</h1>
      <ul><li><span>2021</span><span>Pilot</span></li><li><div>2022</div><div>Implementation</div></li></ul>
      <h2>Background</h2><p>Few adults learn.</p>
      <h2>Objectives</h2><p>The plan wants to:</p><ul><li>open workshops;</li><li>train adults.</li></ul>
      <h2>Description</h2><p>In 2022, 40 workshops opened.</p>
      <h2>Bodies responsible</h2><ul><li>Ministry of Work</li></ul>
      <p>Cedefop, &amp; ReferNet. (2025). Workshops for all: Malta. In Cedefop, &amp; ReferNet. (2025). Timeline.</p>
      </main><footer>Cookies</footer></body></html>"""
    policy = read_text(write(tmp_path / "a.html", page), "a.html")
    assert (policy.layout, policy.title, policy.country) == ("timeline", "Workshops for all", "Malta")
    assert [(stage.year, stage.name) for stage in policy.stages] == [(2021, "Pilot"), (2022, "Implementation")]
    assert [policy.words(entry) for entry in policy.entries] == ["Ministry of Work"]
    assert "Cookies" not in policy.text
    assert "Home" not in policy.text
