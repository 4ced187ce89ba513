"""Which stated figures are good enough to answer a question, and which of them go together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.abstain import abstain, other_periods
from assistant.asked import Asked
from assistant.confidence import FIGURE, LEAST, MORE_CARE, probability
from assistant.constraints import breaks
from assistant.context import Context
from assistant.counted import GROUPS
from assistant.evidence import COVERED, lost_detail
from assistant.kinds import wants_first, wants_last_year
from assistant.model import Answer
from assistant.quantities import FigureMatch, find_figures
from assistant.steps import other_step, untold_part
from assistant.structure import unknown_names
from assistant.tables import tables_of
from assistant.terms import Term
from corpus.tables import cell_words
from corpus.words import content_words, likeness, plain_words

#: How many policies are looked through where nothing says which is meant.
WIDEST = 50
#: What must hold before a figure is given as the answer.
LEAST_HEAD, LEAST_PERIOD, LEAST_UNIT = (0.35, 0.45), 0.4, 0.5
#: From this share of missing details on, nothing of what is asked besides the name and the thing counted is there.
NO_DETAIL = 0.99
#: How far the figure of one part of a question is taken to stand above others at least.
PART_LEAD = 0.3
_ATTRIBUTE = re.compile(
    r"\b(?:of|under) (?:the )?(?:[A-Z]\w+ )?(?:19|20)\d\d\b|\b(?:19|20)\d\d(?:\s+[\w-]+){0,3}\s+(?:agreement|act|law|call|reform|programme|plan|scheme|strategy|decree)\b|\b(?:agreement|act|law|reform|programme|plan|scheme|strategy|decree|call|competition|phase|pilot|round) (?:of|in|from) (?:\w+ )?(?:19|20)\d\d\b",
    re.I,
)


#: All figures judged, and those that are good enough, both best first.
Judged = tuple[list[FigureMatch], list[FigureMatch]]


def confidence(found: FigureMatch) -> float:
    """How sure a figure is."""
    return probability(FIGURE, found.features)


def acceptable_figures(asked: Asked, context: Context, part: bool = False) -> Judged:
    """All figures judged, and those that meet every constraint, both best first; ``part`` where the question is one of several put at once."""
    soft = bool(_ATTRIBUTE.search(asked.full))
    paths = context.paths(asked)
    ranked = find_figures(asked, paths, context.lexicon, meaning=context.meaning(asked))
    found = accepted(ranked[:30], asked, context, soft, part)
    if not found and asked.periods and not (asked.scope.countries or asked.scope.named or asked.follow_up):
        # Nothing says which policy is meant: any may have a figure of the period.
        others = [path for path, _ in asked.scope.paths[:WIDEST] if path not in paths]
        wide = find_figures(asked, others, context.lexicon, meaning=context.meaning(asked))
        found = accepted(wide[:30], asked, context, soft, part)
    return ranked, found


def choose(asked: Asked, context: Context, judged: Judged | None = None, preferred: FigureMatch | None = None) -> tuple[list[FigureMatch], Answer | None]:
    """The figures that answer, best first, or the abstention that says why there is none.

    ``judged`` is what ``acceptable_figures`` gave, where that is known; ``preferred`` is taken for the best where given.
    """
    ranked, acceptable = judged or acceptable_figures(asked, context)
    if acceptable or preferred:
        best = preferred or acceptable[0]
        chosen = [best]
        if not asked.periods:
            first = bool(wants_first(asked.full))
            pool = [f for f in ranked[:10] if f in acceptable or meets(f, asked, context, False)] if first else acceptable
            chosen = _series(best, pool, first, wants_last_year(asked.full))
        if asked.follow_up and asked.periods and all(t.optional for t in best.terms):
            chosen += [f for f in ranked[:8] if f is not best and f.figure.value != best.figure.value and f.score >= 0.45 * best.score and f.unit_fit >= LEAST_UNIT
                       and f.figure.sentence in range(best.figure.sentence - 2, best.figure.sentence + 3) if f.policy.path == best.policy.path and f.figure.unit == best.figure.unit and f.figure.period == best.figure.period][:2]
        elif asked.quantity == "money" and len(chosen) == 1:
            close, apart = (0.75, 0.35) if asked.question.kind == "compare" else (0.88, 0.2)
            pool = ranked[1:6] if asked.question.kind == "compare" else acceptable[1:4]
            chosen += [f for f in pool if f is not best and f.score >= close * best.score and f.policy.path == best.policy.path and f.figure.unit == best.figure.unit
                       and f.figure.period == best.figure.period and f.figure.value != best.figure.value and all(abs(a - b) <= apart for a, b in zip(f.covered, best.covered, strict=True))][:2]  # fmt: skip
        elif len(asked.periods) == 1 and asked.periods[0].kind in {"year", "range"}:
            chosen += [f for f in acceptable[1:4] if f.score >= 0.93 * best.score and f.figure.sentence != best.figure.sentence and f.policy.path == best.policy.path
                       and f.figure.unit == best.figure.unit and f.figure.period != best.figure.period and f.covered == best.covered]  # fmt: skip
        return chosen, None
    timeless = accepted(find_figures(asked, context.paths(asked), context.lexicon, (), context.meaning(asked))[:10], asked, context, True) if asked.periods else []
    if timeless:
        return [], abstain(asked, context, other_periods(asked, [f for f in timeless if f.score > 0.8 * timeless[0].score]), confidence=0.15)
    missing = ranked[0].missing if ranked and ranked[0].unit_fit and ranked[0].period_fit else ()
    return [], abstain(asked, context, "" if missing else f"no {_wanted(asked)} is stated for this", missing, 0.1)


def _wanted(asked: Asked) -> str:
    return {"share": "share", "money": "amount of money", "age": "age", "duration": "length of time", "count": "number"}.get(asked.quantity, "figure")


def accepted(ranked: Sequence[FigureMatch], asked: Asked, context: Context, soft: bool, part: bool = False) -> list[FigureMatch]:
    """Those that meet every constraint and are sure enough, in their order."""
    able = standing([f for f in ranked if meets(f, asked, context, soft) and not _only_ceiling(f, ranked, asked)], ranked)
    if part:
        # The figure of the other part is always near, and names its period for both.
        able = [replace(f, lead=max(f.lead, PART_LEAD), dated=True) for f in able]
    # A rule that names no period, or a period that only names the scheme, was let through: it counts as met.
    settled = [replace(f, period_fit=0.9) if f.figure.period is None and f.period_fit < 0.9 else f for f in able]
    return [f for f, s in zip(able, settled, strict=True) if confidence(s) >= LEAST + MORE_CARE]


_CEILING = re.compile(r"\b(?:up to|at most|no more than|not more than|a maximum of|may not exceed|limited to)\s*$", re.I)
_ASKS_CEILING = re.compile(r"\b(?:up to|at most|maxim\w+|most|highest|ceiling|limit\w*|cap|can|could|may)\b", re.I)


def _only_ceiling(found: FigureMatch, ranked: Sequence[FigureMatch], asked: Asked) -> bool:
    """Whether a figure is a limit without a date, while the text tells for some years what was really reached, and a year is asked for."""
    text = found.policy.text
    if not asked.periods or found.figure.period is not None or _ASKS_CEILING.search(asked.core) or not _CEILING.search(text[found.unit.sentence.start : found.figure.start]):
        return False
    return any(f.figure.period is not None and f.policy is found.policy and f.figure.unit == found.figure.unit and f.unit_fit >= LEAST_UNIT and f.coverage >= found.coverage - 0.1 for f in ranked)


def standing(able: Sequence[FigureMatch], ranked: Sequence[FigureMatch]) -> list[FigureMatch]:
    """The same figures, each with how far the best of them stands above those of other sentences that are of the kind asked for."""
    if not able:
        return []
    best = able[0]
    here = (best.policy.path, best.figure.sentence)
    rival = next((f.score for f in ranked if f.unit_fit >= LEAST_UNIT and (f.policy.path, f.figure.sentence) != here), 0.0)
    return [replace(f, lead=max(0.0, best.score - rival)) for f in able]


def meets(found: FigureMatch, asked: Asked, context: Context, soft: bool) -> bool:
    """Whether every constraint of the question is met by a figure and the words around it."""
    if found.unit_fit < LEAST_UNIT or found.head_fit < LEAST_HEAD[asked.quantity == "count"]:
        return False
    if asked.periods and found.period_fit < LEAST_PERIOD:
        return False
    if asked.periods and found.figure.period is None:
        # No period stands with the figure: only a rule, or a period that merely names the scheme, may do.
        active = [s.year for s in found.policy.stages]
        overlaps = any(p.start.year <= y <= p.end.year for p in asked.periods for y in active)
        if not soft and not (found.figure.role == "offered" and overlaps):
            return False
    if found.role_fit < 0.5 or untold_part(asked, found.unit, context.lexicon):
        return False
    if unknown_names(asked, found.policy, context):
        return False
    if (any(t.name for t in found.missing) and not asked.follow_up) or breaks(found, asked, context):
        return False
    told_apart = [t for t in found.missing if not (t.titled or t.head) and t.word.stem not in plain_words() and not t.word.text.lower().endswith("ly")]
    if (told_apart and lost_detail(found.terms, found.missing) >= NO_DETAIL) or other_step(asked.core, found.policy, found.figure):
        return False
    if len(cell_words(found.unit.text)) > 1 and told_apart and (_half_named(asked, found, context) or any(_another_row(t, found, context) for t in told_apart)):
        return False
    # A group or a sum of money of another kind than the one asked for is another measure, however alike the words are.
    sums = frozenset() if asked.quantity != "money" else _SUMS - {"money"} if _RATE.search(asked.core) else _SUMS
    if any(t.word.concepts & (GROUPS | sums) for t in found.missing):
        return False
    if asked.quantity in {"count", "share"} and not asked.follow_up and any("person_kind" in t.word.near and not t.head for t in found.missing):
        return False
    lacks_sum = any(t.optional and t.word.concepts & _SUMS and c < COVERED and t.word.text in asked.core for t, c in zip(found.terms, found.covered, strict=True))
    return not (asked.quantity == "money" and lacks_sum and not asked.follow_up)


def _half_named(asked: Asked, found: FigureMatch, context: Context) -> bool:
    """Whether a question has only a part of the label of a row."""
    title = context.lexicon.titles[found.policy.path]
    words = [w for w in content_words(cell_words(found.unit.text)[0]) if w.stem not in title and not w.text.isdigit()]
    label = {w.stem for w in words}
    said = {key for t in found.terms for key, like in context.lexicon.expand(t.word).items() if like >= COVERED} | {w.stem for w in content_words(asked.full)}
    named = any(w.text.isupper() and w.stem in said for w in words)  # letters given as an example
    return bool(label & said) and not named and not label <= said


def _another_row(term: Term, found: FigureMatch, context: Context) -> bool:
    """Whether what a row of a table lacks is the label of a row in another table."""
    keys = {k for k, v in context.lexicon.expand(term.word).items() if v >= 0.9}
    for table in tables_of(found.policy, context.lexicon):
        if table.head.index != found.unit.sentence.lead and any(w.stem in keys for label in table.labels for w in content_words(label)):
            return True
    return False


_SUMS = frozenset("money cost".split())
#: Money for each of something: "funding" is then no budget.
_RATE = re.compile(r"\b(?:per|for each|for every|apiece|a (?:year|month|week|head))\b", re.I)


def _series(best: FigureMatch, acceptable: Sequence[FigureMatch], first: bool, last: bool) -> list[FigureMatch]:
    """The same measure in other periods, for a question that names none; only the earliest or the latest where that is asked."""
    if first and (original := _original(best, acceptable)):
        return [original]
    same = [best]
    for other in acceptable[1:]:
        if first and other is best or other.policy.path != best.policy.path or other.figure.unit != best.figure.unit or other.score < (0.6 if first and best.figure.unit not in {"", "%"} else 0.85) * best.score:
            continue
        if other.figure.period is None or any(o.figure.period == other.figure.period for o in same) or best.figure.period is None:
            continue
        same.append(other)
    same.sort(key=lambda f: f.figure.period.end if f.figure.period else f.figure.sentence)  # type: ignore[arg-type,return-value]
    return same[-1:] if last else same[:1] if first else same[:6]


_AGAINST = re.compile(r"\b(?:against|compared (?:with|to)|as opposed to|versus|while|whereas|than)\b", re.I)


def set_against(one: FigureMatch, anchor: FigureMatch) -> bool:
    """Whether a sentence sets a figure against another one before it ("11% of them, against 17% of the others")."""
    a, b = anchor.figure, one.figure
    return one.policy is anchor.policy and a.sentence == b.sentence and a.unit == b.unit and a.end <= b.start and bool(_AGAINST.search(one.policy.text[a.end : b.start]))


_MOVED = re.compile(r"\b(?:rais\w+|increas\w+|rose|lower\w+|cut|reduc\w+|doubl\w+|tripl\w+|shorten\w+|lengthen\w+|went up|fell|dropp\w+|decreas\w+|chang\w+|now|lifted)\b[^.;]{0,40}$", re.I)


def _original(best: FigureMatch, acceptable: Sequence[FigureMatch]) -> FigureMatch | None:
    """The rule that states an amount which was moved to another one at a later date; None where nothing was moved."""
    same = [f for f in acceptable if f.policy.path == best.policy.path and f.figure.unit == best.figure.unit and f.score >= 0.5 * best.score]
    moved = {f.figure.value for f in same if f.figure.period and _MOVED.search(f.policy.text[f.unit.sentence.start : f.figure.start])}
    return next((f for f in same if (f.figure.period is None or f.figure.period.relation == "by") and f.figure.value not in moved), None) if moved else None


def pair(judged: Sequence[Judged]) -> tuple[FigureMatch | None, ...]:
    """For two operands the figures that go together best: each answers its part, and both count the same in the same unit."""
    if len(judged) != 2:
        return (None,) * len(judged)
    first, second = ([f for f in found if f.score >= 0.5 * found[0].score][:8] for _, found in judged)
    pairs = [(a.score * b.score * _alike(a, b), a, b) for a in first for b in second if a.figure is not b.figure]
    if not pairs:
        return None, None
    _, a, b = max(pairs, key=lambda row: row[0])
    return a, b


def counting_like(judged: Judged, other: FigureMatch | None) -> Judged:
    """Only those figures that count the same thing as ``other`` of the same policy, where there are any and it is no sum of money."""
    ranked, able = judged
    if other is None or other.figure.unit != "":
        return judged
    alike = [f for f in able if f.policy is other.policy and f.figure is not other.figure and f.figure.unit == "" and _same_noun(f, other)]
    return (ranked, alike) if alike else judged


def _alike(a: FigureMatch, b: FigureMatch) -> float:
    """How far two figures may be set side by side: same unit, same thing counted, more so where they stand together."""
    together = 1.3 if a.unit is b.unit else 1.15 if a.policy.path == b.policy.path and abs(a.figure.sentence - b.figure.sentence) <= 1 else 1.0
    unit = 1.0 if a.figure.unit == b.figure.unit else 0.3
    if unit == 1.0 and a.figure.unit not in {"", "%"}:
        return together  # what a sum is for is told in too many ways
    people = all(any("people" in w.near for w in content_words(f"{f.figure.counted} {f.figure.population}")) for f in (a, b))
    return together * unit * (1.0 if _same_noun(a, b) else 0.9 if people else 0.75)


def same_measure(part: Asked, anchor: FigureMatch, context: Context) -> list[FigureMatch]:
    """The figure of another period that has the unit of ``anchor`` and shares its decisive words, where the words of the question alone do not do."""
    own = {w.stem for w in anchor.unit.words if w.stem not in context.lexicon.titles[anchor.policy.path] and context.lexicon.rarity(w) > 0.45}
    found = []
    for one in find_figures(part, [anchor.policy.path], context.lexicon)[:20]:
        shared = own & set(one.unit.positions) or _same_noun(one, anchor)
        if one.figure.unit == anchor.figure.unit and (one.figure.unit != "" or _same_noun(one, anchor) or not content_words(one.figure.counted)) and one.period_fit >= 0.85 and one.figure is not anchor.figure and shared and one.coverage >= 0.3 and one.head_fit >= LEAST_HEAD[0]:
            found.append(one)
    return found


def _same_noun(one: FigureMatch, anchor: FigureMatch) -> bool:
    """Whether two figures count the same thing."""
    mine, theirs = (content_words(f"{f.figure.counted} {f.figure.population}") for f in (one, anchor))
    return any(likeness(a, b) >= 0.9 for a in mine[-2:] for b in theirs[-2:])
