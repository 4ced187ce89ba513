"""The text that comes with the project keeps every fact of its original, and none of its sentences."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

NAME = "43829-mobility-in-vet-belgium-fl.txt"
REPOSITORY = Path(__file__).resolve().parents[2]
SHIPPED = REPOSITORY / "corpus" / "texts" / NAME
SHARED = Path(os.environ.get("VET_SHARED", REPOSITORY.parent / "shared"))
ORIGINAL = SHARED / "seed" / NAME

#: The longest stretch of words that the two may share; names are taken out before the count.
LONGEST = 7

#: Names of many words: nobody can restate these.
NAMES = (
    "European National Networks for the Enhancement of VET",
    "European framework for quality and effective apprenticeships",
    "European Education and Training Area",
    "Council of the European Union, 2018",
    "Erasmus Key Action 2 project",
)


def original() -> str:
    if not ORIGINAL.is_file():
        pytest.skip(f"no original page at {ORIGINAL}; set VET_SHARED to the folder that holds seed/")
    return ORIGINAL.read_text(encoding="utf-8")


def shipped() -> str:
    return SHIPPED.read_text(encoding="utf-8")


def numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:[.,/-]\d+)*%?", text)


def proper_names(text: str) -> set[str]:
    """Words with a capital where no sentence or line begins, and words with one inside (ErasDu, BuSO)."""
    inside = re.findall(r"(?<=[a-z,;)] )\(?([A-Z][\w+'-]*\w\+?)", text)
    return {word.lower() for word in inside + re.findall(r"\b[A-Za-z]+[A-Z]\w*\b", text)}


def prose(text: str) -> list[str]:
    """The lines of sentences: neither stage lines, names in a list, headings, citation nor address."""
    lines = [line for line in text.splitlines() if "[Online tool]" not in line]
    return [line for line in lines if line.endswith((".", ";", ":"))]


def runs(lines: list[str], length: int) -> set[tuple[str, ...]]:
    found = set()
    for line in lines:
        for name in NAMES:
            line = re.sub(re.escape(name), " § ", line, flags=re.I)
        for piece in line.split("§"):
            words = re.findall(r"[\w'+%-]+", piece.lower())
            found |= {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}
    return found


def section(text: str, heading: str, following: str) -> list[str]:
    lines = text.splitlines()
    return lines[lines.index(heading) : lines.index(following)]


def test_every_number_is_kept_as_often_as_the_original_states_it() -> None:
    kept = numbers(shipped())
    assert [n for n in numbers(original()) if n not in kept] == []
    telling_ones = "196 106 57.14% 42.86% 20.41% 28.30% 50/50 44 46 28 25 15 13".split()
    for telling in telling_ones:
        assert kept.count(telling) >= numbers(original()).count(telling), telling


def test_no_number_is_added() -> None:
    assert sorted(set(numbers(shipped())) - set(numbers(original()))) == []


def test_every_proper_name_is_kept() -> None:
    kept = shipped().lower()
    assert sorted(name for name in proper_names(original()) if name.removesuffix("-call") not in kept) == []


@pytest.mark.parametrize(
    ("heading", "following"),
    [
        ("Bodies responsible", "Target groups"),
        ("Target groups", "Thematic categories"),
        ("European priorities in VET", "Subsystem"),
    ],
)
def test_lists_are_kept_word_for_word(heading: str, following: str) -> None:
    assert section(shipped(), heading, following) == section(original(), heading, following)


def test_layout_stages_citation_and_address_are_kept() -> None:
    theirs, ours = original().splitlines(), shipped().splitlines()
    stages = [line for line in theirs if re.match(r"- 20\d\d", line)]
    assert ours[: len(stages)] == stages
    assert ours[-3:-1] == theirs[-2:]
    heading = re.compile(r"(?!To )[A-Z][A-Za-zü ,]+")
    headings = [line for line in theirs if heading.fullmatch(line)]
    assert [line for line in ours if line in headings] == headings


def test_the_description_stands_twice_first_cut_off() -> None:
    teaser, whole = shipped().split("\nDescription\n")[1].split("...\n")
    assert whole.startswith(teaser)


def test_both_years_of_the_opening_to_full_time_education_are_kept() -> None:
    assert re.search(r"In 2020, [^.]*full-time education", shipped())
    assert re.search(r"since 2021 [^.]*full-time", shipped())


def test_sentences_are_restated_not_copied() -> None:
    same = runs(prose(original()), LONGEST + 1) & runs(prose(shipped()), LONGEST + 1)
    assert sorted(" ".join(words) for words in same) == []


def test_the_text_says_that_it_is_a_restatement_and_of_whom() -> None:
    note = shipped().splitlines()[-1]
    assert note.startswith("Note:") and "restatement" in note and "Cedefop & ReferNet" in note
