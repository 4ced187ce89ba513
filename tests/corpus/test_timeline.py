"""The timeline layout: sections, stages, lists, the doubled description, boilerplate, the citation."""

from __future__ import annotations

from pathlib import Path

from corpus import read_text

TEXTS = Path(__file__).parents[1] / "texts"
OUTWARD = read_text(TEXTS / "valdoria-outward-apprentices-abroad.txt", "valdoria-outward-apprentices-abroad.txt")


def test_title_country_and_number_come_from_citation_and_address() -> None:
    assert (OUTWARD.id, OUTWARD.title, OUTWARD.country) == ("90101", "Outward, apprentices abroad", "Valdoria")
    assert OUTWARD.citation is not None
    assert OUTWARD.text[slice(*OUTWARD.citation)].startswith("Cedefop, & ReferNet. (2025). Outward")


def test_stage_lines_are_years_with_names_that_can_be_quoted() -> None:
    assert [(s.year, s.name) for s in OUTWARD.stages[:3]] == [(2016, "Design"), (2017, "Approved/Agreed"), (2018, "Implementation")]
    assert OUTWARD.words(OUTWARD.stages[0]) == "2016Design"


def test_the_teaser_is_told_from_the_whole_description() -> None:
    teaser, whole = OUTWARD.section("teaser"), OUTWARD.section("description")
    assert teaser is not None and whole is not None
    assert OUTWARD.words(teaser).endswith("...")
    assert OUTWARD.words(whole).startswith(OUTWARD.words(teaser)[:200])
    assert all(s.boilerplate for s in OUTWARD.sentences if OUTWARD.sections[s.section].kind == "teaser")


def test_target_groups_are_listed_under_their_headings() -> None:
    groups = [(e.heading, OUTWARD.words(e)) for e in OUTWARD.entries if e.kind == "target_groups"]
    assert groups[0] == ("Learners", "Learners in upper secondary, including apprentices")
    assert ("Education professionals", "Teachers") in groups


def test_paragraphs_that_define_a_category_are_boilerplate() -> None:
    shipped = read_text(next((Path(__file__).parents[2] / "corpus" / "texts").glob("*.txt")), "shipped.txt")
    general = [shipped.words(s) for s in shipped.sentences if s.boilerplate and shipped.sections[s.section].kind == "themes"]
    assert general and all("thematic" in text or "categor" in text or len(text) > 20 for text in general)
    assert not any(s.boilerplate for s in shipped.sentences if shipped.sections[s.section].kind == "description")


def test_a_dated_sentence_beside_such_a_definition_speaks_of_the_policy(tmp_path: Path) -> None:
    heading = "Governance of VET and lifelong learning\n"
    text = (TEXTS / "ostrenia-quality-label.txt").read_text(encoding="utf-8")
    path = tmp_path / "label.txt"
    path.write_text(text.replace(heading, heading + "This thematic category covers the steering of systems. Labels were first awarded in 2019. "), encoding="utf-8")
    policy = read_text(path, path.name)
    said = {policy.words(s): s.boilerplate for s in policy.sentences if policy.sections[s.section].kind == "themes"}
    assert said["This thematic category covers the steering of systems."]
    assert not said["Labels were first awarded in 2019."]


def test_every_span_is_a_stretch_of_the_text() -> None:
    for policy in (read_text(path, path.name) for path in sorted(TEXTS.glob("*.txt"))):
        for span in (*policy.sentences, *policy.entries, *policy.figures, *policy.stages):
            words = policy.words(span)
            assert words and words == words.strip()
