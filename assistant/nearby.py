"""Figures that stand with the one that answered the question before: its parts, what was counted beside it, and the main number of another year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked import Asked
from assistant.context import Context
from assistant.counted import MOVING
from assistant.quantities import FigureMatch, find_figures
from assistant.terms import ASKING
from corpus.model import Figure
from corpus.numbers import numbers_in
from corpus.periods import find_periods
from corpus.words import Word, content_words, likeness, stem, weak_verbs

#: A part of what was counted before.
_PART = re.compile(r"\bof (?:them|those|these|which|whom)\b|\bhow many (?:were|are)\b", re.I)
#: How many sentences behind a figure its parts are told.
_NEAR = 3
#: How alike a word beside a figure must be to one of the question.
_ALIKE = 0.7
#: What ends the words that belong to a figure.
_BOUND = re.compile(r"[,;:]\s|\s(?:and|but|while|whereas|compared with|against|than)\s")
#: A number that goes on from the one told for an earlier time.
_GOES_ON = re.compile(
    r"\b(?:the|that) (?:total )?(?:number|figure|total)s?(?: of [\w -]{3,40})?(?:,[^,]{3,40},)? (?:\w+ly )?(?:rose|fell|grew|went|climbed|dropped|increased|decreased|reached|came|stood|was|declined|sank|doubled|had (?:risen|fallen|grown))\b|\bthat of\b",
    re.I,
)
#: Things of which everybody who takes part has one.
_ENROLMENTS = frozenset(map(stem, "enrolment registration participation admission attendance".split()))


def with_it(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """What the follow-up asks for beside a figure: in its sentence, or, where it is a part of what was counted, soon after it; every word
    that the follow-up has must stand with the number."""
    own, given = _own_words(asked), _own_numbers(asked)
    if not (own or given) or _moves(asked, anchor):
        return []
    part = bool(_PART.search(asked.full)) or asked.again
    able = []
    for one in find_figures(replace(asked, periods=()), [anchor.policy.path], context.lexicon):
        step = one.figure.sentence - anchor.figure.sentence
        if (
            one.figure.start == anchor.figure.start
            or not 0 <= step <= _NEAR * part
            or one.unit.sentence.section != anchor.unit.sentence.section
            or one.figure.role == "change"
        ):
            continue
        if step and (
            _other_time(one, anchor)
            or not (one.figure.unit == "%" or one.figure.value <= anchor.figure.value)
        ):
            continue
        if not _fits(one, asked, part) or not _stands_with(own, given, one):
            continue
        able.append((step, -one.score, one))
    able.sort(key=lambda row: row[:2])
    return [one for _, _, one in able[:1]]


def without_others(figures: Sequence[FigureMatch], asked: Asked) -> list[FigureMatch]:
    """Those figures that stand with every word of a follow-up."""
    own, given = _own_words(asked), _own_numbers(asked)
    return [f for f in figures if _stands_with(own, given, f)]


def alone(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """The one figure of the policy that stands with every word of a follow-up ("and how many learners are in a class?"), where no other does."""
    own, given = _own_words(asked), _own_numbers(asked)
    if len(own) < 2 or asked.periods and not asked.period_taken:
        return []
    able = [
        f for f in find_figures(replace(asked, periods=()), [anchor.policy.path], context.lexicon)
        if f.figure.role != "change" and f.figure.start != anchor.figure.start and f.unit_fit >= 0.5 and f.head_fit >= 0.6 and _stands_with(own, given, f)
    ]  # fmt: skip
    return able[:1] if len({f.figure.value for f in able}) == 1 else []


def _own_words(asked: Asked) -> list[Word]:
    """The words of a follow-up that tell what is to be counted or which part of it."""
    spans = [(s, e) for s, e, _ in find_periods(asked.full)]
    places = [w for w in content_words(asked.full) if not any(s <= w.start < e for s, e in spans)]
    return [w for w in places if not w.text.isdigit() and w.stem not in ASKING | weak_verbs()]


def _own_numbers(asked: Asked) -> list[float]:
    spans = [(s, e) for s, e, _ in find_periods(asked.full)]
    return [n.value for n in numbers_in(asked.full) if not any(s <= n.start < e for s, e in spans)]


def _moves(asked: Asked, anchor: FigureMatch) -> bool:
    """Whether it asks about another time than the figure's."""
    return (
        bool(asked.periods)
        and not asked.period_taken
        and anchor.figure.period is not None
        and not any(p.overlaps(anchor.figure.period) for p in asked.periods)
    )


def _other_time(one: FigureMatch, anchor: FigureMatch) -> bool:
    a, b = one.figure.period, anchor.figure.period
    return a is not None and b is not None and not a.overlaps(b)


def _fits(one: FigureMatch, asked: Asked, part: bool) -> bool:
    """Whether the figure is of a kind that may answer: a part may be told as a number or as a share."""
    if part and asked.quantity in {"count", "share", "any"}:
        return one.figure.unit in {"", "%"}
    return one.unit_fit >= 0.5


def _stands_with(own: Sequence[Word], given: Sequence[float], one: FigureMatch) -> bool:
    """Whether all the words and numbers stand in the figure's own stretch of its clause."""
    stretch = _stretch(one.figure, one)
    told = content_words(stretch)
    if not all(any(likeness(w, t) >= _ALIKE for t in told) for w in own):
        return False
    numbers = {n.value for n in numbers_in(stretch)} - {one.figure.value}
    return all(g in numbers for g in given)


def _stretch(figure: Figure, one: FigureMatch) -> str:
    """The words around a figure up to the next bound of a clause or the next figure."""
    text, sentence = one.policy.text, one.unit.sentence
    others = [f for f in one.policy.figures if f.sentence == figure.sentence and f is not figure]
    start, end = sentence.start, sentence.end
    for bound in _BOUND.finditer(text, sentence.start, sentence.end):
        if bound.end() <= figure.start:
            start = bound.end()
        elif bound.start() >= figure.end and not any(figure.end <= f.start < bound.start() for f in others):
            end = min(end, bound.start())
    start = max([start, *(f.end for f in others if f.end <= figure.start)])
    stops = [f.start for f in others if f.start >= figure.end and f.unit == figure.unit]
    return text[start : min([end, *stops])]


def main_number(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """The number of people, or of what was counted before, that another time is told with in other words ("enrolments reached 420" after "390 learners")."""
    if anchor.figure.unit or not asked.periods or not _people(anchor):
        return []
    able = [
        f for f in find_figures(asked, [anchor.policy.path], context.lexicon)
        if not f.figure.unit and f.figure.role != "change" and f.period_fit >= 0.85 and f.role_fit >= 0.5 and f.unit.sentence.section == anchor.unit.sentence.section
        and f.figure.start != anchor.figure.start and 0.04 <= f.figure.value / max(1.0, anchor.figure.value) <= 25 and _people(f)
    ]  # fmt: skip
    going_on = [f for f in able if _GOES_ON.search(f.policy.text[f.unit.sentence.start : f.figure.start])]
    chosen = going_on or able
    return chosen if len({f.figure.value for f in chosen}) == 1 else []


def _people(found: FigureMatch) -> bool:
    """Whether a figure counts people, or something that each of them has one of."""
    counted = [
        w
        for w in content_words(f"{found.figure.counted} {found.figure.population}")
        if not w.concepts & MOVING
    ]
    return any(
        w.near & {"people", "person_kind"} or "participant" in w.concepts or w.stem in _ENROLMENTS
        for w in counted[-1:] or counted
    )
