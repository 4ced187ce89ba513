"""Figures of a follow-up: the one that answered the question before tells which are meant."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.choosing import Judged, acceptable_figures, accepted, choose, meets, same_measure
from assistant.context import Context
from assistant.counted import MOVING
from assistant.evidence import best_in
from assistant.fits import TIME_UNITS, wish_of
from assistant.follow_up import OF_THEM
from assistant.model import Answer
from assistant.nearby import alone, main_number, with_it, without_others
from assistant.quantities import FigureMatch, find_figures
from assistant.terms import ASKING
from corpus.words import Word, common_verbs, content_words, is_content, likeness, weak_verbs

#: What the same words beside two figures add to their kinship.
SAME_WORDS = 1.25
#: What a figure ten times as large, or as small, loses of its kinship.
OTHER_SCALE = 0.25
#: How far the kinship is trusted, as the figure before may have been the wrong one.
TRUST = 0.85
#: How much better a figure of another noun than the one counted before must fit.
FAR_BETTER = 1.15
#: How many sentences behind a figure its parts are told.
_NEAR = 3
#: From this likeness on, of 1 in all, the figure of another policy is the same measure; and how far it must stand above the next.
_SAME, _AHEAD = 0.33, 0.08
#: How many powers of ten two numbers of people may be apart, in one policy.
_LEAP = 1.4
#: How many powers of ten two sums may be apart, in one currency and in two.
_SCALE, _SCALE_ABROAD = 1.2, 2.8


def choose_next(asked: Asked, context: Context) -> tuple[list[FigureMatch], Answer | None]:
    """The figures that answer a follow-up, best first, or the abstention that says why there is none."""
    told = _told(asked, context)
    if not told:
        judged = _judged(asked, context, None)
        if asked.before and OF_THEM.search(asked.full):
            judged = without_others(judged[0], asked), without_others(judged[1], asked)
        return choose(asked, context, judged)
    anchor = told[0]
    here = anchor.policy.path in context.paths(asked)
    if here and _wants_plan(asked) and (beside := _planned_beside(asked, anchor, context)):
        return beside, None
    if here and (beside := with_it(asked, anchor, context)):
        return beside, None
    another = asked.again and (asked.periods != asked.before.periods or not here) if asked.before else False
    judged = _judged(asked, context, anchor if len(told) == 1 and not another else None)
    preferred = _same_again(asked, judged, anchor, context) if another and here and asked.periods else None
    found, reason = choose(asked, context, judged, preferred)
    if another and here and asked.periods and any(_leaps(f, anchor) for f in found[:1]):
        # A number of people so much larger or smaller counts another group of them.
        found, reason = [], abstain(asked, context, "the number stated for that time counts something else", confidence=0.15)
    if not found and another:
        alike = [f for f in same_measure(asked, anchor, context)[:1] if not _leaps(f, anchor)] if here else []
        found = (alike or main_number(asked, anchor, context)) if here else _carried_over(asked, anchor, context)
    if not found and here and asked.period_taken and not asked.again:
        found = _later(asked, anchor, context)
    if not found and here and not asked.again:
        found = alone(asked, anchor, context)
    return found, None if found else reason


def _judged(asked: Asked, context: Context, told: FigureMatch | None) -> Judged:
    """The figures judged, without the one that was told already; where what was counted before is only taken over ("how many had applied?"),
    those of another noun if they fit far better."""
    ranked, sure = acceptable_figures(asked, context)
    judged = _without(ranked, told), _without(sure, told)
    if not any(t.head and t.optional for t in asked.terms):
        return judged
    terms = tuple(replace(t, head=False, weight=0.25 * t.weight) if t.head and t.optional else t for t in asked.terms)
    ranked, sure = acceptable_figures(replace(asked, terms=terms), context)
    other = _without(ranked, told), _without(sure, told)
    best = [max((f.score for f in found), default=0.0) for _, found in (judged, other)]
    return other if best[1] > FAR_BETTER * best[0] else judged


def _leaps(one: FigureMatch, anchor: FigureMatch) -> bool:
    """Whether two numbers of things or people are too far apart to be of one measure."""
    if one.figure.unit or anchor.figure.unit or min(one.figure.value, anchor.figure.value) <= 0:
        return False
    return abs(math.log10(one.figure.value) - math.log10(anchor.figure.value)) > _LEAP


def _same_again(asked: Asked, judged: Judged, anchor: FigureMatch, context: Context) -> FigureMatch | None:
    """For another period, the figure that is most like the one before: one that is sure enough, or one with the same words right beside it."""
    ranked, sure = judged
    able = [*sure, *(f for f in ranked[:12] if f.period_fit >= 0.85 and _kinship(f, anchor) >= 0.9 * SAME_WORDS and meets(f, asked, context, False))]
    return max(able, key=lambda f: f.score * _kinship(f, anchor) ** TRUST, default=None)


def _told(asked: Asked, context: Context) -> list[FigureMatch]:
    """The figures that answered the question before; none where it asked for something else or for several."""
    before = asked.before
    if before is None or before.question.kind not in {"figure", "keyed"}:
        return []
    return choose_next(before, context)[0]


def _without(figures: Sequence[FigureMatch], told: FigureMatch | None) -> list[FigureMatch]:
    return [f for f in figures if told is None or (f.policy.path, f.figure.start) != (told.policy.path, told.figure.start)]


def _wants_plan(asked: Asked) -> bool:
    """Whether it only asks what should have been ("and how many were planned?")."""
    own = {w.stem for w in content_words(asked.full)} - weak_verbs()
    return wish_of(asked.full.lower())[0] and not any(t.word.stem in own and not t.optional for t in asked.terms if not t.head)


def _planned_beside(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """What was planned instead of a figure that was reached: told in its sentence or right beside it, of the same unit."""
    beside = [
        f for f in find_figures(replace(asked, periods=()), [anchor.policy.path], context.lexicon)
        if f.figure.role == "planned" and f.figure.unit == anchor.figure.unit and abs(f.figure.sentence - anchor.figure.sentence) <= _NEAR
        and f.unit.sentence.section == anchor.unit.sentence.section and f.figure.start != anchor.figure.start and (not _nouns(f) or _kinship(f, anchor) >= 0.9 or f.figure.sentence == anchor.figure.sentence)
    ]  # fmt: skip
    return sorted(beside, key=lambda f: (abs(f.figure.sentence - anchor.figure.sentence), -f.score))[:1]


def _kinship(one: FigureMatch, anchor: FigureMatch) -> float:
    """How far a figure counts what another one counts: the same noun, or none of its own and the same words beside it."""
    if one.figure.unit != anchor.figure.unit:
        return 0.3
    together = 1.1 if one.figure.sentence == anchor.figure.sentence else 1.0
    if min(one.figure.value, anchor.figure.value) > 0:
        # The same measure seldom changes tenfold from one year to the next.
        together *= 1.0 - OTHER_SCALE * min(1.0, abs(math.log10(one.figure.value) - math.log10(anchor.figure.value)))
    together *= SAME_WORDS if any(likeness(a, b) >= 0.9 for a in _beside(one) for b in _beside(anchor)) else 1.0
    mine, theirs = _nouns(one), _nouns(anchor)
    if not mine or not theirs:
        return together
    return together if any(likeness(a, b) >= 0.9 for a in mine[-2:] for b in theirs[-2:]) else 0.7


def _nouns(found: FigureMatch) -> list[Word]:
    """The nouns of what is counted; "a goal of 40" counts no goals."""
    return [w for w in content_words(f"{found.figure.counted} {found.figure.population}") if w.stem not in ASKING | common_verbs() | weak_verbs() and not w.concepts & MOVING]


def _beside(found: FigureMatch) -> list[Word]:
    """The words right before and behind a figure, in its own clause, that name a measure; those of the question tell nothing."""
    figure, text = found.figure, found.policy.text
    asked = {t.word.stem for t in found.terms} | common_verbs() | weak_verbs()
    near = [w for w in found.unit.words if is_content(w) and not w.text.isdigit() and figure.start - 30 <= w.start < figure.end + 25 and w.stem not in asked]
    return [w for w in near if not re.search(r"[;:]", text[w.end : figure.start] if w.end <= figure.start else text[figure.end : w.start])]


def _later(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """A rule outside the period of the question before, which this one does not name itself."""
    loose = replace(asked, periods=())
    found = _without(find_figures(loose, [anchor.policy.path], context.lexicon, meaning=context.meaning(asked))[:10], anchor)
    return accepted([f for f in found if f.figure.role == "offered" or f.figure.period is None], loose, context, True)[:1]


def _carried_over(asked: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """The figure of another policy that measures what ``anchor`` measures: same unit, same scale, a sentence alike in words and meaning."""
    sentence = anchor.unit
    text = sentence.text
    words = [w for w in sentence.words if w.stem not in common_verbs() | weak_verbs() and not w.name_like and (w.near or context.lexicon.rarity(w) > 0.3) and w.text.isalpha() and len(w.text) > 3]
    own = [t for t in asked.terms if not t.optional]
    scored = []
    for path in context.paths(asked):
        near = context.assistant.likeness(text, path)
        for f in find_figures(asked, [path], context.lexicon)[:40]:
            if _unit_class(f) != _unit_class(anchor) or f.role_fit < 0.5 or not _of_scale(f, anchor) or (f.figure.role == "planned") != (anchor.figure.role == "planned"):
                continue
            shared = sum(max((value for key, value in context.lexicon.expand(w).items() if key in f.unit.positions), default=0.0) for w in words) / max(1, len(words))
            named = sum(best_in(t, f.unit, context.lexicon) for t in own) / max(1, len(own))
            scored.append((0.4 * shared + 0.4 * max(0.0, float(near[f.figure.sentence])) + 0.3 * f.coverage + 0.2 * named, f))
    scored.sort(key=lambda row: -row[0])
    if not scored or scored[0][0] < _SAME:
        return []
    rival = next((s for s, f in scored[1:] if f.figure.sentence != scored[0][1].figure.sentence), 0.0)
    return [scored[0][1]] if scored[0][0] - rival >= _AHEAD else []


def _unit_class(found: FigureMatch) -> str:
    """Money is money in any currency, a time a time in any unit."""
    unit = found.figure.unit
    return unit if unit in {"", "%"} else "time" if unit in TIME_UNITS else "money"


def _of_scale(one: FigureMatch, anchor: FigureMatch) -> bool:
    """Whether two sums of money may be of one kind: a bonus is no budget."""
    if _unit_class(one) != "money" or min(one.figure.value, anchor.figure.value) <= 0:
        return True
    apart = abs(math.log10(one.figure.value) - math.log10(anchor.figure.value))
    return apart <= (_SCALE if one.figure.unit == anchor.figure.unit else _SCALE_ABROAD)
