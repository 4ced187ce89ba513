"""Which labels of a table a question tells: by periods, by numbers that fall in ranges, or by words."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.asked import Asked
from assistant.intervals import fall_in, interval_of
from assistant.lexicon import Lexicon
from corpus.periods import find_periods
from corpus.words import Word, function_words, likeness, words

#: How far a label must stand above the next one.
AHEAD = 0.2
#: What a word of the policy's title weighs in a label.
TITLED = 0.15
_ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())
#: What a label adds to its name.
_ASIDE = re.compile(r"\([^)]*\)|,? (?:for example|such as|e\.g\.|including)\b.*$", re.I)


@dataclass(frozen=True, slots=True)
class Picked:
    """The numbers of the labels that a text tells; ``none`` where it asks for one that is not among them, ``own`` whether the question itself tells, not the one before, ``share`` how much of the label it has."""

    numbers: tuple[int, ...] = ()
    none: bool = False
    own: bool = False
    certain: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a table's rows or columns: ``name`` stands over them, ``whole`` is all that each row holds, ``titled`` are the stems of the
    policy's title, ``least`` is the share of a label that a question must have."""

    texts: Sequence[str]
    lexicon: Lexicon
    least: float
    titled: Collection[str]
    name: str = ""
    whole: Sequence[str] = ()


def texts_of(asked: Asked) -> list[str]:
    """The question, then those before it that it goes on from."""
    texts, one = [asked.full], asked
    while one.follow_up and one.before is not None and len(texts) < 3:
        one = one.before
        texts.append(one.full)
    return texts


def pick(asked: Asked, texts: Sequence[str], labels: Labels, several: bool) -> Picked:
    """The labels that the first of the texts tells which tells any; ``several`` where two may be told at once."""
    for number, text in enumerate(texts):
        found = _told(None if number else asked, text, labels, several)
        if found is not None:
            return Picked(tuple(found[0]), not found[0], number == 0, found[1], found[2])
        if not number and len(texts) > 1 and (gone := _gone_on(texts, labels)) is not None:
            return Picked((gone,), own=True)
    return Picked()


def _gone_on(texts: Sequence[str], labels: Labels) -> int | None:
    """The label of which a follow-up tells what sets it apart ("and part-time?"), and the question before the rest."""
    asked = [w for w in words(texts[0]) if w.text.lower() not in function_words()]
    own = [
        [w for w in words(_ASIDE.sub(" ", label)) if w.text.lower() not in function_words()]
        for label in labels.texts
    ]
    had = [{q.stem for q in asked if any(_same(w, q, labels.lexicon) for w in row)} for row in own]
    apart = [i for i, stems in enumerate(had) if any(sum(s in other for other in had) == 1 for s in stems)]
    if len(apart) != 1:
        return None
    both = [*asked, *words(texts[1])]
    row = [w for w in own[apart[0]] if w.stem not in labels.titled]
    told = sum(any(_same(w, q, labels.lexicon) for q in both) for w in row)
    return apart[0] if row and told / len(row) >= max(labels.least, 0.6) else None


def _told(
    asked: Asked | None, text: str, labels: Labels, several: bool
) -> tuple[list[int], bool, float] | None:
    """The labels that one text tells, and whether a number or period tells them; an empty list where it names one that is not there."""
    periods = [found[-1][2] for label in labels.texts if (found := find_periods(label))]
    if len(periods) == len(labels.texts):
        wanted = asked.periods if asked is not None else tuple(p for _, _, p in find_periods(text))
        if wanted:
            exact = [
                i for i, p in enumerate(periods) if any(w.start == p.start and w.end == p.end for w in wanted)
            ]
            loose = [i for i, p in enumerate(periods) if any(w.within(p) or p.within(w) for w in wanted)]
            return exact or loose, True, 1.0
        return None
    intervals = [one for label in labels.texts if (one := interval_of(label))]
    one_kind = len({(one.aged, one.thing) for one in intervals if one.thing or one.aged}) < 2
    if len(intervals) >= 2 and len(intervals) >= len(labels.texts) - 1 and one_kind:
        inside = fall_in(text, intervals, labels.name)
        places = [i for i, label in enumerate(labels.texts) if interval_of(label)]
        return None if inside is None else ([places[i] for i in inside], True, 1.0)
    if len(intervals) >= 2 and (ranged := _by_range(text, labels.texts, labels.name)):
        return ranged, True, 1.0
    return _by_words(text, labels, several)


def _by_range(text: str, labels: Sequence[str], name: str) -> list[int]:
    """Of labels of which some state a range of one thing ("for a child under 12"), those in whose range a number of the text falls, if it names the thing."""
    said = {w.stem for w in words(text)}
    kinds: dict[tuple[bool, str, str], list[int]] = {}
    for i, label in enumerate(labels):
        if one := interval_of(label):
            kinds.setdefault((one.aged, one.unit, one.thing), []).append(i)
    for places in kinds.values():
        inside = fall_in(text, [one for i in places if (one := interval_of(labels[i]))], name) or []
        told = [places[n] for n in inside]
        own = {i: [w.stem for w in words(labels[i]) if w.text.lower() not in function_words()] for i in told}
        if told := [i for i in told if any(s in said for s in own[i] if not s.isdigit())]:
            # "for a child" is nearer than "for a child with a disability"
            return (
                told
                if len(told) == 1
                else [max(told, key=lambda i: sum(1 if s in said else -1 for s in own[i]))]
            )
    return []


def _by_words(text: str, labels: Labels, several: bool) -> tuple[list[int], bool, float] | None:
    asked = words(text)
    own = [
        [
            w
            for w in words(_ASIDE.sub(" ", label))
            if w.text.lower() not in function_words()
            or w.text.lower() in _ORDINALS
            or w.text.lower() in {"more", "full"}
        ]
        for label in labels.texts
    ]
    held = [{w.stem for w in row} for row in own]
    ordinals = {w.text.lower() for w in asked} & _ORDINALS
    stated = {w.text.lower() for row in own for w in row} & _ORDINALS
    if ordinals and len(stated) > 1 and not ordinals & stated:
        return [], True, 1.0
    scores = []
    for row in own:
        weights = {
            w.stem: (TITLED if w.stem in labels.titled else 1.0)
            * (
                math.log(1.0 + len(labels.texts) / sum(w.stem in other for other in held))
                - math.log(2.0)
                + 1e-6
            )
            for w in row
        }
        total = sum(weights.values())
        got = sum(weights[w.stem] for w in row if any(_same(w, q, labels.lexicon) for q in asked))
        scores.append(got / total if total > 0.01 else 0.0)
    # What is only an example under a label tells the row as well.
    examples = [
        [w for m in _ASIDE.finditer(label) for w in words(m.group()) if w.name_like] for label in labels.texts
    ]
    scores = [
        max(s, 0.8 * any(w.stem == q.stem for w in row for q in asked))
        for s, row in zip(scores, examples, strict=True)
    ]
    if labels.whole:
        beside = [{w.stem for w in words(row)} for row in labels.whole]
        rare = [
            q.stem
            for q in asked
            if q.text.lower() not in function_words() and sum(q.stem in row for row in beside) == 1
        ]
        scores = [
            s + 0.4 * min(2, sum(q in row for q in set(rare) - held[i])) * (s > 0.2)
            for i, (s, row) in enumerate(zip(scores, beside, strict=True))
        ]
    order = sorted(range(len(scores)), key=lambda i: -scores[i])
    if several:
        able = [i for i in order if scores[i] >= labels.least]
        return (
            (sorted(able[:2]), False, 1.0)
            if len(able) >= 2 and (len(able) == 2 or scores[able[1]] - scores[able[2]] >= AHEAD)
            else ([order[0]], False, 1.0)
            if able and len(able) == 1
            else None
        )
    best = order[0]
    rival = scores[order[1]] if len(order) > 1 else 0.0
    return (
        ([best], False, scores[best])
        if scores[best] >= labels.least and scores[best] - rival >= AHEAD
        else None
    )


def _same(own: Word, asked: Word, lexicon: Lexicon) -> bool:
    return (
        own.stem == asked.stem
        or likeness(own, asked) >= 0.9
        or lexicon.expand(asked).get(own.stem, 0.0) >= 0.9
    )
