"""Why: the sentence that tells what is to be explained, with the cause that the text gives in it or beside it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from assistant import structure
from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft
from assistant.evidence import Match, match, weighed
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.structure import unknown_names
from assistant.timing import time_fit
from corpus.periods import find_periods

_KINDS = frozenset({"description", "background", "text", "opening", "objectives"})
#: Tells of a time before the sentence that it follows, as a cause does that has no word of its own ("Suppliers had delivered late").
_EARLIER = re.compile(r"\bhad (?:not |also |just |already |been |\w+ly )*\w+", re.I)
_WHEN = frozenset("afterwards afterward again later eventually finally suddenly initially lately recently".split())
#: How plainly a cause is given: by a word that says so, by a clause that implies it, by standing beside the effect.
STATED, IMPLIED = 0.2, 0.14
#: By how much a sentence must tell the effect better than one with a cause does, for that one to be about something else.
FAR, FAR_WHERE_EXACT = 0.15, 0.3
#: "What kept it from growing" asks why there was less.
_KEPT = re.compile(r"\bwhat (?:had |has |have )?(?:kept|keeps?|stopped|prevented|held|hindered|hampered|discouraged|deterred)\b", re.I)
_SETTING_UP = re.compile(r"\b(?:set up|introduced?|created?|launched|established|start(?:ed)?|found(?:ed)?|c[ao]me (?:about|into being)|invented|need(?:ed)?|brought(?: in)?|exists?|is there|was there)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence that may tell the effect, with the sentences that give its cause and how plainly they do.

    ``exact`` where it moves the way that was asked, in the period that was asked.
    """

    effect: float
    link: float
    exact: bool
    match: Match
    units: tuple[Unit, ...]

    @property
    def score(self) -> float:
        return self.effect + self.link


def why(asked: Asked, context: Context) -> Answer | None:
    """The sentence that tells what is to be explained, with its cause; what no sentence gives a cause for is not answered."""
    if _asks_for_origin(asked, context):
        return structure.section(replace(asked, question=replace(asked.question, kind="background")), context)
    if asked.follow_up and not asked.periods and all(t.optional for t in asked.terms):
        # "Why was that?" asks about the time of the question before.
        before = asked.question.resolved.rpartition(" → ")[0].rpartition(" → ")[2]
        asked = replace(asked, periods=tuple(p for _, _, p in find_periods(before)))
    every = explanations(asked, context)
    found = [f for f in every if f.link >= IMPLIED]
    if not found:
        return abstain(asked, context)
    best = found[0]
    # A sentence that tells the effect far better, with no cause beside it: the text has no cause for it.
    if every[0].effect > best.effect + (FAR_WHERE_EXACT if best.exact else FAR):
        return abstain(asked, context, "it tells this, but gives no cause", confidence=0.3)
    if unknown_names(asked, best.match.unit.policy, context) or not _tells(best, asked, context):
        return abstain(asked, context, missing=best.match.missing if best.match.lost > 0.45 else (), confidence=0.2)
    draft = Draft("why", confidence=min(0.95, 0.25 + 0.55 * best.effect + 0.8 * best.link))
    shown = list(best.units)
    for other in found[1:4]:
        if other.score > 0.9 * best.score and other.link >= STATED and other.match.unit.policy.path == best.match.unit.policy.path:
            shown += [u for u in other.units if u not in shown]
    for unit in shown:
        draft.say(unit.text, draft.mark(unit.policy, unit))
    return draft.done(asked.question)


def explanations(asked: Asked, context: Context) -> list[_Found]:
    """The sentences that may tell the effect, with their causes, the most likely first."""
    moved = _direction(re.sub(r"^.*?\bwhy\b", "", asked.core, flags=re.I))
    if "up" in moved and _KEPT.search(asked.core):
        moved = frozenset({"down"})
    # The words that only tell which way a thing moved are compared by that; the periods, sentence by sentence.
    terms = tuple(t for t in asked.terms if not (moved and _moves(t.word.text)) and t.word.text.lower() not in _WHEN)
    effect = replace(asked, terms=terms, periods=())
    found = [_explained(m, asked, moved, context) for path in context.paths(asked) for m in _matches(effect, path, context)]
    return sorted(found, key=lambda f: -f.score)


def _matches(effect: Asked, path: str, context: Context) -> list[Match]:
    """Every sentence of a policy matched with the words of an effect; "the figure" also has the words of what it goes on from."""
    lexicon = context.lexicon
    terms = weighed(effect, path, lexicon)
    before = {f.sentence: f.antecedent for f in context.policy(path).figures}
    return [match(terms, u, lexicon, before.get(u.index)) for u in lexicon.units[path] if u.words and u.kind in _KINDS]


def _explained(found: Match, asked: Asked, moved: frozenset[str], context: Context) -> _Found:
    unit = found.unit
    dense = max(0.0, context.dense(asked, unit.policy.path, unit.index))
    effect = 0.5 * found.score + 0.15 * found.inside_score + 0.3 * dense
    own = _direction(unit.text)
    if moved:
        effect += (0.22 if "late" in moved else 0.16) if moved & own else -0.12 if own or "late" in moved else -0.06
    if any(n not in _digits(unit.text) for n in _numbers(asked)):
        effect -= 0.15
    fit = time_fit(asked.periods, unit)
    effect *= 0.45 + 0.55 * fit
    link, units = _cause(unit, context)
    if link and _in_cause(found, asked):
        link = 0.0
    return _Found(effect, link, bool(moved & own and asked.periods and fit >= 0.9), found, units)


def _numbers(asked: Asked) -> list[str]:
    """The numbers of a question, years and dates apart: what is to be explained has them too."""
    spans = [(s, e) for s, e, _ in find_periods(asked.core)]
    return [_digits(m.group()) for m in re.finditer(r"\d[\d .,]*\d|\d", asked.core) if not any(s <= m.start() < e for s, e in spans)]


def _digits(text: str) -> str:
    return re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3})", "", text)


def _cause(unit: Unit, context: Context) -> tuple[float, tuple[Unit, ...]]:
    """How plainly a cause is given for what a sentence tells, and the sentences that give it, in the order of the text."""
    units = context.lexicon.units[unit.policy.path]

    def beside(index: int) -> Unit | None:
        if not 0 <= index < len(units):
            return None
        other = units[index]
        return other if other.words and other.sentence.section == unit.sentence.section else None

    before, after = beside(unit.index - 1), beside(unit.index + 1)
    same = after is not None and after.sentence.paragraph == unit.sentence.paragraph
    if _pattern("follows").search(unit.text):
        return STATED, tuple(u for u in (beside(unit.index - 2) if _short(before) else None, before, unit) if u)
    earlier = after is not None and same and bool(_EARLIER.search(after.text)) and not _dated(after)
    if _pattern("plain").search(unit.text):
        return STATED, (unit,)
    if after is not None and same and _goes_on(after) and (_pattern("plain").search(after.text) or _pattern("follows").search(after.text)):
        return STATED, (unit, after)
    if _pattern("clause").search(unit.text):
        return IMPLIED, (unit, after) if after is not None and earlier else (unit,)
    if after is not None and earlier:
        return IMPLIED, (unit, after)
    return 0.0, (unit,)


#: The words behind which the cause itself stands, to the end of its clause.
_OPENS_CAUSE = re.compile(r"\b(?:because|due to|owing to|on account of|given that|after)\b[^,.;:]*|(?:^|, )(?:(?:mainly|partly|mostly|largely) )?(?:as|since)\b[^,.;:]*", re.I)


def _in_cause(found: Match, asked: Asked) -> bool:
    """Whether the words of the question stand in what a sentence gives as the cause of something else, and not outside it."""
    unit = found.unit
    spans = [m.span() for m in _OPENS_CAUSE.finditer(unit.text)]
    inside = outside = 0.0
    for term in asked.terms:
        places = [unit.words[i].start - unit.sentence.start for i in unit.positions.get(term.word.stem, [])]
        if places and not term.optional:
            held = all(any(a <= at < b for a, b in spans) for at in places)
            inside += term.weight * held
            outside += term.weight * (not held)
    return inside > 2 * outside


def _asks_for_origin(asked: Asked, context: Context) -> bool:
    """Whether it asks why there is the scheme at all: then the background tells."""
    path = asked.scope.best
    if path is None or asked.periods or not _SETTING_UP.search(asked.core):
        return False
    known = context.lexicon.titles[path].keys() | context.lexicon.scheme_names(path)
    rest = [t for t in asked.terms if not t.optional and t.weight > 0.2 and t.word.stem not in known and not _SETTING_UP.search(t.word.text)]
    return not rest and context.policy(path).section("background") is not None


def _short(unit: Unit | None) -> bool:
    return unit is not None and len(unit.words) < 8


def _goes_on(unit: Unit) -> bool:
    return bool(re.match(r"(?:this|that|these|the (?:reason|cause|drop|fall|rise|decline|increase|growth|delay|jump|\w+ \w+ (?:saw|named|gave))|it|they|\w+ (?:named|gave|blamed))\b", unit.text, re.I))


def _dated(unit: Unit) -> bool:
    return unit.sentence.period is not None and not unit.sentence.inherited


def _tells(found: _Found, asked: Asked, context: Context) -> bool:
    """Whether a sentence is about what was asked and gives a cause for it."""
    if asked.follow_up and sum(not t.optional for t in found.match.terms) <= 1:
        return found.score >= 0.35
    unit = found.match.unit
    means = context.dense(asked, unit.policy.path, unit.index) >= 0.5 or (found.exact and found.link >= STATED and found.match.lost < 0.75)
    return found.score >= 0.5 and (found.match.lost <= 0.55 or means)


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("assistant").joinpath("data", "reasons.toml").read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    group = "cause" if name in _tables()["cause"] else "moved"
    edge = "" if name == "clause" else r"\b"
    return re.compile("|".join(f"{edge}(?:{p}){edge}" for p in _tables()[group][name]), re.I)


def _direction(text: str) -> frozenset[str]:
    """Which ways a text says that a thing moved: ``down``, ``up``, ``late`` ("fell behind" is late, not down)."""
    rest = _pattern("late").sub(" ", text)
    return frozenset(name for name in _tables()["moved"] if _pattern(name).search(text if name == "late" else rest))


def _moves(word: str) -> bool:
    return any(_pattern(name).fullmatch(word) for name in _tables()["moved"])
