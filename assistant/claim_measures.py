"""The numbers of a claim: which stated quantity is of the same measure, and whether its value bears the claim out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.claim_derived import judge_derived
from assistant.claim_evidence import COVERED, Cover, Evidence
from assistant.claim_fit import SAME, SAME_MEASURE, Measured, measured
from assistant.claim_groups import TURNED, charged_there, of_others, of_the_group, other_side, paid_to_others
from assistant.claim_quantity import Quantity, compare, shown
from assistant.claim_reading import WANTS, View
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, SAME_PERIOD, Part, happens_once, period_of
from assistant.claim_words import alike
from assistant.statements import is_verb
from corpus.words import stem

#: How much worse than the best a quantity may fit that agrees: a little, or more where the very number stands there or where another
#: number of the claim is the best one's.
NEXT, EXACT, SPOKEN_FOR = 0.03, 0.2, 0.3
_PAID = frozenset(map(stem, "pay paid cost costs fee charge contribute contribution amount worth price".split()))


def judge_number(quantity: Quantity, view: View, sentence: Cover) -> Part:
    """One number of the claim against one sentence and its paragraph."""
    claim = view.claim
    claimed = shown(quantity, claim.text)
    worded = quantity.unit == "%" and quantity.value == 50 and not any(c.isdigit() for c in claimed)
    name = "majority" if quantity.hedge == "all" or worded else "number"
    found = [m for m in measured(quantity, view, sentence) if m.fit >= 0.35]
    if quantity.unit == "age" and _ANY_AGE.search(sentence.evidence.statement.text):
        return Part(name, claimed, sentence.evidence.statement.text.rstrip("."), DIFFERS, sentence.evidence, strength=0.9)
    other = other_side(quantity, view, sentence) if quantity.unit == "%" else None
    if other is not None:
        token, stated = other
        whole = replace(stated, value=100 - stated.value, low=100 - stated.high, high=100 - stated.low, hedge=TURNED.get(stated.hedge, stated.hedge))
        relation = compare(quantity, whole)
        if relation is not None:
            told = shown(stated, sentence.evidence.statement.text)
            return Part(name, claimed, told, AGREES if relation == 1.0 else DIFFERS, sentence.evidence, frozenset({token}), 0.9)
    part = _part_of_all(quantity, view, sentence)
    if part is not None:
        return Part("majority", claimed, shown(part, sentence.evidence.statement.text), DIFFERS, sentence.evidence, strength=0.9)
    if _same_share(quantity, view, sentence):
        return Part(name, claimed, claimed, AGREES, sentence.evidence)
    elsewhere = _elsewhere(quantity, view, found)
    if elsewhere:
        return Part(name, claimed, _shown(elsewhere), AGREES, elsewhere.evidence, strength=elsewhere.fit)
    if quantity.unit == "times" and not any(m.evidence is sentence.evidence for m in found):
        return judge_derived(name, claimed, quantity, view, sentence) or Part(name, claimed, "", ABSENT)
    if not any(m.evidence is sentence.evidence and m.relation == 1.0 and m.stated.change == quantity.change for m in found):
        derived = judge_derived(name, claimed, quantity, view, sentence)
        if derived is not None:
            return derived
    timely = [m for m in found if m.period >= SAME_PERIOD or not claim.periods] or [m for m in found if m.period >= 0.5]
    if not timely:
        return _worked_out(name, claimed, quantity, view, sentence) or _other_year(name, claimed, view, sentence, found)
    best = timely[0]
    if any(m.relation == 1.0 and m.period == 0 and m.evidence is sentence.evidence and m.fit >= best.fit + 0.15 for m in found):
        dated = _other_year(name, claimed, view, sentence, found)
        if dated.verdict == DIFFERS:
            return dated
    spoken_for = any(o is not quantity and o.unit == best.stated.unit and compare(o, best.stated) == 1.0 for o in claim.quantities)
    margin = SPOKEN_FOR if spoken_for else NEXT
    chosen = next((m for m in timely if m.relation == 1.0 and m.fit >= best.fit - (max(margin, EXACT) if _exactly(quantity, m) else margin) and m.noun >= 0.6), best)
    vague = name == "majority" and chosen.fit < 0.5
    own = of_the_group(quantity, chosen, timely, view, sentence) if chosen.relation == 1.0 else None
    if own is not None:
        return Part(name, claimed, _shown(own), DIFFERS, sentence.evidence, strength=0.9)
    if chosen.relation == 1.0 and chosen.noun >= COVERED and not vague:
        named = any(period_of(claim.periods, p) >= SAME_PERIOD for _, _, p in chosen.evidence.statement.periods)
        if claim.periods and chosen.period < SAME_PERIOD and not named:
            return Part("period", claim.periods[0].label, "", ABSENT, chosen.evidence)
        charged = charged_there(view, sentence) if not quantity.value and quantity.unit == "money" else ""
        if charged:
            return Part(name, claimed, charged, DIFFERS, sentence.evidence, strength=0.9)
        if _other_rate(claim.text[quantity.end :], chosen.evidence.statement.text[chosen.stated.end :]):
            return Part(name, claimed, "", ABSENT, chosen.evidence)
        return Part(name, claimed, _shown(chosen), AGREES, chosen.evidence, _population(quantity, chosen, view), chosen.fit, chosen.stated.planned)
    least = (0.62, 0.8) if quantity.hedge == "all" else (SAME_MEASURE, 0.6)
    if quantity.hedge == "all" and quantity.noun and chosen.stated.noun and not chosen.stated.weak and max(alike(a, b) for a in quantity.noun for b in chosen.stated.noun) < COVERED and not chosen.stated.ratio:
        return Part(name, claimed, "", ABSENT, chosen.evidence)  # a share of the learners is none of the courses
    here = chosen.evidence is sentence.evidence or view.of(chosen.evidence).own >= 0.6
    if chosen.relation == 0.0 and chosen.fit >= least[0] and chosen.noun >= least[1] and here and not of_others(quantity, chosen, view) and _same_base(quantity, chosen, view):
        if (chosen.stated.planned and not quantity.planned and not WANTS.search(claim.text)) or (quantity.unit not in {"", "%", "days", "age"} and paid_to_others(view, sentence)):
            return Part(name, claimed, "", ABSENT, chosen.evidence)
        return Part(name, claimed, _shown(chosen), DIFFERS, chosen.evidence, _population(quantity, chosen, view), chosen.fit)
    return _worked_out(name, claimed, quantity, view, sentence) or Part(name, claimed, "", ABSENT, chosen.evidence)


_ANY_AGE = re.compile(r"\bno (?:(?:upper|lower|maximum|minimum) )?(?:age limit|limit (?:of|on) age)|\b(?:whatever|regardless of|no matter) (?:the|their|what|which|how) (?:age|old)|\bof any age\b", re.I)


_ALL_OF = re.compile(r"\b(?:all|each|every one)\s+(?:of\s+)?(?:the\s+|its\s+|their\s+|these\s+)?$", re.I)


def _part_of_all(quantity: Quantity, view: View, sentence: Cover) -> Quantity | None:
    """The "six of the ten" of a sentence where the claim says "all ten"."""
    if quantity.unit or not _ALL_OF.search(view.claim.text[: quantity.start]):
        return None
    stated = sentence.evidence.statement.quantities
    for share in (q for q in stated if q.ratio and q.value < 99.5):
        inside = [q for q in stated if not q.ratio and share.start <= q.start and q.end <= share.end]
        timely = not view.claim.periods or period_of(view.claim.periods, share.period) >= SAME_PERIOD
        if timely and any(q.value == quantity.value for q in inside):
            return share
    return None


_OF_THOSE = re.compile(r"\s+of\s+(?:all\s+)?(?:those|the ones|the people|the persons)\b", re.I)


def _same_base(quantity: Quantity, found: Measured, view: View) -> bool:
    """Whether a share may be one of the same whole: of the claim's time, and of those of whom the claim speaks."""
    if quantity.unit != "%" or quantity.hedge == "all":
        return True
    if view.claim.periods and found.stated.period is None:
        return False
    base = _OF_THOSE.match(view.claim.text, quantity.end)
    if not base or view.claim.subject_end >= len(view.claim.statement.tokens):
        return True
    end = view.claim.statement.tokens[view.claim.subject_end].start
    cover = view.of(found.evidence)
    words = [c for t, c in zip(cover.terms, cover.inside, strict=True) if t.hard and base.end() <= t.token.start < end and not view.read.names(t.token) and "people" not in t.token.word.near]
    return not words or max(words) >= COVERED


def _population(quantity: Quantity, found: Measured, view: View) -> frozenset[int]:
    """The people whom the claim counts where the text leaves them out ("31% left before the examination")."""
    row = enumerate(view.claim.statement.tokens)
    if quantity.unit not in {"", "%", "days", "age", "times", "once"}:
        return frozenset(i for i, t in row if t.stem in _PAID)  # "a fee of EUR 80" is what somebody pays
    if quantity.unit == "once":
        return frozenset(i for i, t in row if _BY_INSTALMENTS.fullmatch(t.text))
    if found.stated.noun and not found.stated.weak:
        return frozenset()
    return frozenset(i for i, t in row if t in quantity.noun and "people" in t.word.near)


_BY_INSTALMENTS = re.compile(r"instal?lments?|tranches?|parts?|payments?|equal|sums?", re.I)


def _exactly(quantity: Quantity, found: Measured) -> bool:
    """Whether the very number stands in the text with the noun that it counts beside it."""
    stated = found.stated
    counted = bool(stated.noun) and not stated.weak and found.noun >= 0.85 and not stated.planned and quantity.unit == ""
    return counted and not quantity.hedge and not stated.hedge and quantity.value == stated.value


_RATE = re.compile(r"\s*(?:a|per|each|every)\s+(year|month|week|day|hour)\b|\s*(over|in all|altogether|in total|once)\b(?!\s+(?:and\s+)?above)", re.I)


def _other_rate(claimed: str, stated: str) -> bool:
    """Whether two amounts, by what follows them, are for different times ("a year" and "a month" or "over three years")."""
    mine, theirs = _RATE.match(claimed), _RATE.match(stated)
    return bool(mine and theirs and (mine[1] or "").lower() != (theirs[1] or "").lower())


_PROPOSED = re.compile(r"\b(?:proposal|proposed|draft|bill|idea|suggestion|suggested)\b", re.I)


def judge_as_fact(view: View, parts: Sequence[Part]) -> Part | None:
    """Whether the claim states as a fact what the text only plans."""
    if WANTS.search(view.claim.text) or _PROPOSED.search(view.claim.text) or view.claim.attained:
        return None
    planned = next((p for p in parts if p.verdict == AGREES and p.planned), None)
    return Part("condition", "as a fact", "", ABSENT, planned.evidence) if planned else None


def _same_share(quantity: Quantity, view: View, sentence: Cover) -> bool:
    """Whether "25 of the 42 schools that applied" is the text's "25 schools out of 42 applicants": the same part of the same whole."""
    mine = next((q for q in view.claim.statement.quantities if q.ratio and q.start <= quantity.start and quantity.end <= q.end), None)
    stated = sentence.evidence.statement.quantities
    timely = view.claim.periods == () or any(period_of(view.claim.periods, q.period) >= SAME_PERIOD for q in stated)
    if mine is None or not timely or not any(q.ratio and abs(q.value - mine.value) < 0.01 for q in stated):
        return False
    return any(q.value == quantity.value and q.unit == quantity.unit for q in stated)


_ASKED = re.compile(r"\b(?:appl(?:y|ied)|applications?|applicants?|candidates?|proposals?|bids?|requests?|submitted|in all|in total|altogether)\b", re.I)


def _worked_out(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part | None:
    """A share worked out from the number of those who applied and of those who were chosen, told in neighbouring sentences."""
    if quantity.unit != "%" or quantity.hedge == "all" or not quantity.noun or quantity.change:
        return None
    one = sentence.evidence
    done = [t for t in sentence.terms if t.at >= view.claim.subject_end and t.hard]
    parts = [q for q in one.statement.quantities if not (q.unit or q.hedge or q.ratio or q.planned or q.change)]
    if not done or not parts or not all(view.value(t.at, one.keys) >= (0.85 if is_verb(t.token) else COVERED) or view.read.names(t.token) for t in done):
        return None
    at = next(i for i, e in enumerate(view.read.evidence) if e is one)
    row = view.claim.statement.tokens
    entered = [i for i in range(2, len(row)) if is_verb(row[i]) and row[i - 1].low in {"who", "that", "which"}]  # "… who enrolled"
    for other in [one, *view.read.evidence[max(0, at - 1) : at], *one.after[:1]]:
        for whole in other.statement.quantities:
            asked = _ASKED.search(other.statement.text[whole.start : whole.end + 40]) or any(view.value(i, [k for k, t in zip(other.keys, other.statement.tokens, strict=True) if whole.end <= t.start <= whole.end + 40]) >= SAME for i in entered)
            same = asked and whole.noun and alike(whole.noun[-1], quantity.noun[-1]) >= COVERED and not (whole.unit or whole.hedge or whole.ratio or whole.planned)
            part = next((p for p in parts if p.value < whole.value and (not view.claim.periods or period_of(view.claim.periods, p.period) >= SAME_PERIOD)), None)
            if not same or part is None:
                continue
            share = 100 * part.value / whole.value
            relation = compare(quantity, replace(part, value=share, low=share, high=share, unit="%", loose=0.5))
            told = f"{shown(part, one.statement.text)} / {shown(whole, other.statement.text)}"
            if relation == 1.0 or (relation == 0.0 and abs(share - quantity.value) > 8):
                return Part(name, claimed, told, AGREES if relation == 1.0 else DIFFERS, one, frozenset(i for i, t in enumerate(view.claim.statement.tokens) if t in quantity.noun), 0.9)
    return None


def _shown(found: Measured) -> str:
    return shown(found.stated, found.evidence.statement.text)


def _other_year(name: str, claimed: str, view: View, sentence: Cover, found: Sequence[Measured]) -> Part:
    """The same number of the same thing in another year: that contradicts where it happens once only."""
    other = next((m for m in found if m.relation == 1.0 and m.fit >= SAME_MEASURE and m.period == 0 and m.evidence is sentence.evidence), None)
    if other and other.stated.period and happens_once(view, sentence):
        return Part("period", view.claim.periods[0].label, other.stated.period.label, DIFFERS, other.evidence)
    level = _level_of_year(view, other) if other and not sentence.missing else None
    if level is not None:
        return Part(name, claimed, shown(level[0], level[1].statement.text), DIFFERS, level[1], strength=0.9)
    return Part(name, claimed, "", ABSENT)


_GOES_TO = re.compile(r"\b(?:the (?:number|figure|total)|it|they)\b[^.;:]{0,40}\bto\s+(?:about\s+|only\s+)?$", re.I)


def _level_of_year(view: View, other: Measured) -> tuple[Quantity, Evidence] | None:
    """What the text gives for the claim's year where it gives the claim's number for another: the next level of the same series."""
    for evidence in view.read.evidence:
        for stated in evidence.statement.quantities:
            same = stated.unit == other.stated.unit == "" and not (stated.planned or stated.change or stated.ratio or stated.subset or stated.hedge)
            if not same or stated.period is None or period_of(view.claim.periods, stated.period) < SAME_PERIOD or stated.value == other.stated.value:
                continue
            going = _GOES_TO.search(evidence.statement.text[: stated.start]) and (stated.weak or not stated.noun)
            first = evidence.statement.quantities[0]
            if evidence.kind == other.evidence.kind and going and first.start == stated.start:
                return stated, evidence
    return None


def _elsewhere(quantity: Quantity, view: View, found: Sequence[Measured]) -> Measured | None:
    """A side figure of the claim, its target or where a change began, may be stated in another sentence."""
    text = view.claim.text
    began = re.search(r"\bfrom\s+(?:about\s+|nearly\s+)?$", text[: quantity.start], re.I) and re.match(r"(?:\s+in \S+)?\s+to\s", text[quantity.end :])
    goal = quantity.planned and view.claim.attained
    whole = re.search(r"\bof the\s+$", text[: quantity.start], re.I) and any(q.end <= quantity.start and q.unit == "%" for q in view.claim.quantities)
    if whole:
        return next((m for m in found if m.relation == 1.0), None)
    if not (began or goal) or any(m.relation == 1.0 and m.fit >= SAME_MEASURE for m in found):
        return None
    dated = [p for s, _, p in view.claim.statement.periods if 0 <= s - quantity.end <= 5]
    rows = [m for c in view.covers for m in measured(quantity, view, c, dated) if m.period >= SAME_PERIOD and m.evidence is c.evidence and m.relation == 1.0 and m.noun >= COVERED and m.fit >= 0.4]
    return max([m for m in rows if m.stated.planned or not goal], key=lambda m: m.fit, default=None)
