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
from assistant.evidence import COVERED, Match, lacks_number, match, weighed
from assistant.lexicon import NARRATIVE, Unit
from assistant.model import Answer
from assistant.structure import unknown_names
from assistant.timing import time_fit
from corpus.periods import find_periods

#: Tells of a time before the sentence that it follows, as a cause does that has no word of its own ("Suppliers had delivered late").
_EARLIER = re.compile(r"(?<!\bthat )(?<!\bwho )(?<!\bwhich )\bhad (?:not |also |just |already |been |\w+ly )*\w+", re.I)
_NOW = re.compile(r"\b(?:now|nowadays|today|these days|meanwhile|by now|currently)\b", re.I)
#: Words that have "up", "down" or "drop" in them and tell of no rise or fall; "less long" tells one way only.
_NO_MOVE = re.compile(
    r"\b(?:shut|clos\w+|turn\w*|br[eo]ke?n?|w[io]u?nd|lai?[dy]|set|g[ai]ve) down\b|\bdrop(?:s|ped|ping)? out\b|\bso (?:many|much)\b|\b(?<=less )(?:long|often|high|much)\b|\bup (?:to|and running)\b|\b(?:set|made|keep|gr[eo]w|t[ao]ken?|took|sign(?:ed)?|drew|draw|build|built) up\b|\bup-to-date\b|\b(?:no (?:fewer|less) than|at least)\b",
    re.I,
)
#: What stands in the way, told after a thing that was not reached, without a word for a cause.
_HINDERED = re.compile(r"\b(?:lack(?:ed|s)?|could (?:not|no longer)|cannot|can ?not|not enough|too (?:few|little)|no longer|ran out|refused|struggled|failed|missing|unable|scarce|short of|shortages?|had to (?:stay |remain )?close\w*|stayed (?:closed|empty)|nobody|no one)\b", re.I)
_NOT_REACHED = re.compile(r"\b(?:although|though|even though|instead of|whereas|where|while|but|against|short of|below|missed|only|no more than|fewer|less|not|planned|expected|foreseen|target|goal)\b", re.I)
_SUMS_UP = re.compile(r"(?:in all|altogether|in total|overall|all in all|by then|by the end|so far|of (?:these|them|those|the))\b", re.I)
_WHEN = frozenset("afterwards afterward again later eventually finally suddenly initially lately recently".split())
#: How plainly a cause is given: by a word that says so, by a clause that implies it, by standing beside the effect.
STATED, IMPLIED = 0.2, 0.14
#: By how much a sentence must tell the effect better than one with a cause does, for that one to be about something else.
FAR, FAR_WHERE_EXACT = 0.15, 0.3
#: From which likeness of meaning on a sentence of the very period tells the effect, whatever its words are.
MEANS = 0.62
#: "What kept it from growing" asks why there was less.
_KEPT = re.compile(r"\bwhat (?:had |has |have )?(?:kept|keeps?|stopped|prevented|held|hindered|hampered|discouraged|deterred)\b", re.I)
_SETTING_UP = re.compile(r"\b(?:set up|introduced?|created?|launched|established|start(?:ed)?|found(?:ed)?|c[ao]me (?:about|into being)|invented|need(?:ed)?|brought(?: in)?|exists?|is there|was there)\b", re.I)


@dataclass(frozen=True, slots=True)
class _Found:
    """A sentence that may tell the effect, with the sentences that give its cause and how plainly they do.

    ``exact`` where it moves the way that was asked, in the period that was asked; ``moves`` is false where a move was asked and a sentence without one tells the effect, of no such time.
    """

    effect: float
    link: float
    exact: bool
    match: Match
    units: tuple[Unit, ...]
    moves: bool = True

    @property
    def score(self) -> float:
        return self.effect + self.link + 0.1 * (self.exact and self.link > 0 and self.match.lost < 0.6)


def why(asked: Asked, context: Context) -> Answer | None:
    """The sentence that tells what is to be explained, with its cause; what no sentence gives a cause for is not answered."""
    if _asks_for_origin(asked, context):
        return structure.section(replace(asked, question=replace(asked.question, kind="background")), context)
    if asked.follow_up and not asked.periods and all(t.optional for t in asked.terms):
        # "Why was that?" asks about the time of the question before.
        before = asked.question.resolved.rpartition(" → ")[0].rpartition(" → ")[2]
        asked = replace(asked, periods=tuple(p for _, _, p in find_periods(before)))
    asked = _of_what_changed(asked)
    every = explanations(asked, context)
    found = [f for f in every if f.link >= STATED or (f.link >= IMPLIED and f.moves)]
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


def _of_what_changed(asked: Asked) -> Asked:
    """"Fewer in 2031 than the year before" asks about the later of the two years."""
    than = re.search(r"\bthan\b", asked.full, re.I)
    own = tuple(p for _, _, p in find_periods(asked.full[: than.start()])) if than and asked.periods else ()
    return replace(asked, periods=own) if own else asked


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
    return [match(terms, u, lexicon, before.get(u.index)) for u in lexicon.units[path] if u.words and u.kind in NARRATIVE]


def _explained(found: Match, asked: Asked, moved: frozenset[str], context: Context) -> _Found:
    unit = found.unit
    dense = max(0.0, context.dense(asked, unit.policy.path, unit.index))
    effect = 0.5 * found.score + 0.15 * found.inside_score + 0.3 * dense
    own = _direction(unit.text)
    if moved:
        alike = "late" in own if "late" in moved else bool(moved & own)
        effect += (0.22 if "late" in moved else 0.16) if alike else -0.12 if own or "late" in moved else -0.06
    effect -= 0.15 * lacks_number(asked, unit.text)
    fit = time_fit(asked.periods, unit)
    effect *= 0.4 + 0.6 * fit
    if not asked.periods and _NOW.search(asked.core) and unit.sentence.period and unit.sentence.period.relation == "until":
        effect *= 0.5  # what was so until then is not so now
    link, units = _cause(unit, context)
    if link and _in_cause(found, asked):
        link = 0.0
    exact = bool(asked.periods) and fit >= 0.9 and (bool(moved & own) or (not moved - {"late"} and dense >= MEANS))
    return _Found(effect, link, exact, found, units, moves=not moved or bool(own) or fit > 0.5)


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
    earlier = after is not None and same and bool(_EARLIER.search(re.split(r", (?:as|since|which|after)\b|,? because\b", after.text)[0])) and not _dated(after) and not _SUMS_UP.match(after.text)
    if _pattern("plain").search(unit.text):
        return STATED, (unit,)
    if after is not None and same and _goes_on(after) and (_pattern("plain").search(after.text) or _pattern("follows").search(after.text)):
        return STATED, (unit, after)
    if _pattern("clause").search(unit.text):
        return IMPLIED, (unit, after) if after is not None and earlier else (unit,)
    if after is not None and same and _goes_on(after) and _pattern("clause").search(after.text):
        return IMPLIED, (unit, after)
    hindered = after is not None and same and not _dated(after) and bool(_HINDERED.search(after.text)) and bool(_NOT_REACHED.search(unit.text))
    if after is not None and (earlier or hindered):
        return IMPLIED, (unit, after)
    return 0.0, (unit,)


#: The words behind which the cause itself stands, to the end of its clause.
_OPENS_CAUSE = re.compile(r"\b(?:because|due to|owing to|on account of|given that|after)\b[^,.;:]*|(?:^|, )(?:(?:mainly|partly|mostly|largely) )?(?:as|since)\b[^,.;:]*", re.I)


def _in_cause(found: Match, asked: Asked) -> bool:
    """Whether the words of the question stand in what a sentence gives as the cause of something else, and not outside it."""
    unit = found.unit
    spans = [m.span() for m in _OPENS_CAUSE.finditer(unit.text)]
    inside = outside = 0.0
    for term, covered in zip(found.terms, found.covered, strict=True):
        places = [unit.words[i].start - unit.sentence.start for i in unit.positions.get(term.word.stem, [])]
        if (places or covered >= COVERED) and not term.optional:
            # What is told in other words, or in the sentence before, is told outside the cause.
            held = bool(places) and all(any(a <= at < b for a, b in spans) for at in places)
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


#: A sentence that explains the one before: it opens with what that told, or says that somebody gave a reason for it.
_EXPLAINS = re.compile(
    r"(?:this|that|these|(?:most|many|some|several|all|few|one|two) of (?:the )?(?:others?|rest|them|these)\b|the (?:others|rest)\b|the (?:main |chief |only )?(?:reasons?|causes?|obstacles?|explanation)|it|they|asked (?:for|about|why)\b|"
    r"(?:the |an? )?(?:\w+ ){1,8}?(?:named|gave|blame[sd]?|cite[sd]?|explain(?:s|ed)|attribut\w+|ascrib\w+|puts?|trace[sd]?|saw|found)\b (?:\w+ ){0,4}?(?:this|that|it|them|the|as)\b|"
    r"the (?:number|figure|total|share|rate)s? (?:stayed|remained|fell|dropped|rose|was|were|had|did)\b|the (?:\w+ ){1,3}?(?:was|were|is|are|had|has|came|stems?|stemmed|resulted|lay|lies)\b)",
    re.I,
)


def _goes_on(unit: Unit) -> bool:
    return bool(_EXPLAINS.match(unit.text))


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
    text = _NO_MOVE.sub(" ", text)
    rest = _pattern("late").sub(" ", text)
    return frozenset(name for name in _tables()["moved"] if _pattern(name).search(text if name == "late" else rest))


def _moves(word: str) -> bool:
    return any(_pattern(name).fullmatch(word) for name in _tables()["moved"])
