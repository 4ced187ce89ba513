"""The numbers of a claim: which stated quantity is of the same measure, and whether its value bears the claim out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.claim_evidence import COVERED, Cover, Evidence, mean
from assistant.claim_quantity import Quantity, compare, same_unit, shown
from assistant.claim_reading import WANTS, View
from assistant.claim_verdicts import (
    ABSENT,
    AGREES,
    DIFFERS,
    SAME_PERIOD,
    Part,
    happens_once,
    period_of,
)
from assistant.claim_words import Token, alike, is_label
from assistant.statements import is_verb
from corpus.model import Period
from corpus.words import stem

#: Two words are the same for a part from here on.
SAME = 0.7
#: How well a stated quantity must fit the claim's words to be taken for the same measure.
SAME_MEASURE = 0.57
#: How much a quantity beside the sentence counts, and a word of the claim that only stands beside the quantity's sentence.
BESIDE, AWAY = 0.9, 0.8
#: How much worse than the best a quantity may fit that agrees: a little, or more where another number of the claim is the best one's.
NEXT, EXACT, SPOKEN_FOR = 0.03, 0.2, 0.3
_PAID = frozenset(map(stem, "pay paid cost costs fee charge contribute contribution amount worth price".split()))
_LIMIT = re.compile(r"\b(?:limit|minimum|maximum|ceiling|threshold|lowest|highest|upper|lower|oldest|youngest|aged|only)\b", re.I)


@dataclass(frozen=True, slots=True)
class Measured:
    """One stated quantity held against a claimed one: how alike the measures are, how the values relate, how the periods fit."""

    stated: Quantity
    evidence: Evidence
    fit: float
    relation: float | None
    period: float
    noun: float


def judge_number(quantity: Quantity, view: View, sentence: Cover) -> Part:
    """One number of the claim against one sentence and its paragraph."""
    claim = view.claim
    claimed = shown(quantity, claim.text)
    worded = quantity.unit == "%" and quantity.value == 50 and not any(c.isdigit() for c in claimed)
    name = "majority" if quantity.hedge == "all" or worded else "number"
    found = [m for m in measured(quantity, view, sentence) if m.fit >= 0.35]
    if _same_share(quantity, view, sentence):
        return Part(name, claimed, claimed, AGREES, sentence.evidence)
    elsewhere = _elsewhere(quantity, view, found)
    if elsewhere:
        return Part(name, claimed, _shown(elsewhere), AGREES, elsewhere.evidence, strength=elsewhere.fit)
    if quantity.unit == "times" and not any(m.evidence is sentence.evidence for m in found):
        return _multiple(name, claimed, quantity, view, sentence)
    timely = [m for m in found if m.period >= SAME_PERIOD or not claim.periods] or [m for m in found if m.period >= 0.5]
    if not timely:
        return _other_year(name, claimed, view, sentence, found)
    best = timely[0]
    spoken_for = any(o is not quantity and o.unit == best.stated.unit and compare(o, best.stated) == 1.0 for o in claim.quantities)
    margin = SPOKEN_FOR if spoken_for else NEXT
    chosen = next((m for m in timely if m.relation == 1.0 and m.fit >= best.fit - (max(margin, EXACT) if _exactly(quantity, m) else margin) and m.noun >= 0.6), best)
    if chosen.relation == 1.0 and chosen.noun >= COVERED:
        named = any(period_of(claim.periods, p) >= SAME_PERIOD for _, _, p in chosen.evidence.statement.periods)
        if claim.periods and chosen.period < SAME_PERIOD and not named:
            return Part("period", claim.periods[0].label, "", ABSENT, chosen.evidence)
        return Part(name, claimed, _shown(chosen), AGREES, chosen.evidence, _population(quantity, chosen, view), chosen.fit, chosen.stated.planned)
    least = (0.7, 0.85) if quantity.hedge == "all" else (SAME_MEASURE, 0.6)
    if chosen.relation == 0.0 and chosen.fit >= least[0] and chosen.noun >= least[1]:
        if chosen.stated.planned and not quantity.planned and not WANTS.search(claim.text):
            return Part(name, claimed, "", ABSENT, chosen.evidence)
        return Part(name, claimed, _shown(chosen), DIFFERS, chosen.evidence, _population(quantity, chosen, view), chosen.fit)
    return Part(name, claimed, "", ABSENT, chosen.evidence)


def _population(quantity: Quantity, found: Measured, view: View) -> frozenset[int]:
    """The people whom the claim counts where the text leaves them out ("31% left before the examination")."""
    row = enumerate(view.claim.statement.tokens)
    if quantity.unit not in {"", "%", "days", "age", "times", "once"}:
        return frozenset(i for i, t in row if t.stem in _PAID)  # "a fee of EUR 80" is what somebody pays
    if found.stated.noun and not found.stated.weak:
        return frozenset()
    return frozenset(i for i, t in row if t in quantity.noun and "people" in t.word.near)


def _exactly(quantity: Quantity, found: Measured) -> bool:
    """Whether the very number stands in the text with the noun that it counts beside it."""
    stated = found.stated
    counted = bool(stated.noun) and not stated.weak and found.noun >= 0.85 and not stated.planned and quantity.unit == ""
    return counted and not quantity.hedge and not stated.hedge and quantity.value == stated.value


def judge_as_fact(view: View, parts: Sequence[Part]) -> Part | None:
    """Whether the claim states as a fact what the text only plans."""
    if WANTS.search(view.claim.text) or view.claim.attained:
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


def _shown(found: Measured) -> str:
    return shown(found.stated, found.evidence.statement.text)


def _multiple(name: str, claimed: str, quantity: Quantity, view: View, sentence: Cover) -> Part:
    """How many times as much, from the levels of two periods."""
    ends = series(view, sentence)
    if ends is None or not ends[0][0].value:
        return Part(name, claimed, "", ABSENT)
    (low, first), (high, last) = ends
    factor = high.value / low.value
    relation = compare(quantity, Quantity(0, 0, factor, factor, factor, "times", loose=0.05 * quantity.value))
    told = f"{shown(low, first.statement.text)} → {shown(high, last.statement.text)}"
    verdict = AGREES if relation == 1.0 else DIFFERS if relation == 0.0 else ABSENT
    return Part(name, claimed, told, verdict, last, strength=0.9)


def _other_year(name: str, claimed: str, view: View, sentence: Cover, found: Sequence[Measured]) -> Part:
    """The same number of the same thing in another year: that contradicts where it happens once only."""
    other = next((m for m in found if m.relation == 1.0 and m.fit >= SAME_MEASURE and m.period == 0 and m.evidence is sentence.evidence), None)
    if other and other.stated.period and happens_once(view, sentence):
        return Part("period", view.claim.periods[0].label, other.stated.period.label, DIFFERS, other.evidence)
    return Part(name, claimed, "", ABSENT)


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


def measured(claimed: Quantity, view: View, sentence: Cover, periods: Sequence[Period] | None = None) -> list[Measured]:
    """The stated quantities of a sentence and its paragraph that may be of the claimed one's measure, best first."""
    wanted = view.claim.periods if periods is None else periods
    found = []
    one = sentence.evidence
    for evidence in [one, *([one.lead] if one.lead else []), *one.before, *one.after]:
        if evidence.kind in {"target_groups", "bodies"}:
            continue
        for stated in evidence.statement.quantities:
            if not same_unit(claimed, stated) or ({claimed.hedge, stated.hedge} == {"least", "most"} and (claimed.ranged or stated.ranged)):
                continue
            noun = noun_fit(claimed, stated, evidence, view)
            fit = near_cover(claimed, view, sentence, evidence, stated) * (0.3 + 0.7 * noun) * (1.0 if evidence is one else BESIDE)
            if stated.began and not claimed.began:
                fit *= 0.8
            if _narrower(stated, view):
                fit *= 0.93
            if stated.planned != claimed.planned:
                fit *= 0.75 if stated.planned else 0.8
            if (claimed.hedge == "all") != (stated.hedge == "all"):
                fit *= 0.8
            fit *= 0.6 if claimed.change != stated.change else 0.95 if stated.ratio else 1.0
            found.append(Measured(stated, evidence, fit, _relation(claimed, stated, view), period_of(wanted, stated.period), noun))
    return sorted(found, key=lambda m: -m.fit)


def _narrower(stated: Quantity, view: View) -> bool:
    """Whether what is counted has an attribute that the claim does not speak of ("young people" against "people")."""
    return any(not any(alike(t.token, word) >= SAME for t in view.claim.terms) and not view.read.names(word) for word in stated.noun[:-1])


def _relation(claimed: Quantity, stated: Quantity, view: View) -> float | None:
    """How the values relate; an age as such says nothing against an age limit."""
    if claimed.unit == "age" and not claimed.hedge and stated.hedge and not _LIMIT.search(view.claim.text):
        return None
    return compare(claimed, stated)


def near_cover(claimed: Quantity, view: View, sentence: Cover, evidence: Evidence, stated: Quantity) -> float:
    """How far the words of the claim stand near a stated quantity, from 0 to 1."""
    near = nearness(evidence, stated)
    own = view.of(evidence)
    rows = []
    for i, term in enumerate(own.terms):
        here = max((v * near[at] for at, v in own.hits[i]), default=0.0)
        if own.inside[i] < 0.7:
            beside = sentence.around[i] if sentence is own else max(own.around[i], AWAY * sentence.around[i])
            here = max(here, 0.95 * beside)
        rows.append((term.weight * (1.5 if term.token in claimed.noun and claimed.unit != "%" else 1.0), here))
    return mean(rows) if rows else 0.7


def nearness(evidence: Evidence, quantity: Quantity) -> list[float]:
    """For each word of a sentence how close it stands to one of its quantities, from 0.6 to 1."""
    key = (quantity.start, quantity.end)
    if key not in evidence.near:
        text = evidence.statement.text
        stated = [q for q in evidence.statement.quantities if (q.start, q.end) != key and q.hedge not in {"all", "none"} and not q.ratio]
        others = [q for q in stated if {q.hedge, quantity.hedge} != {"least", "most"}]
        shared = _shared(evidence, quantity, others)
        evidence.near[key] = [max(_near(text, t, quantity, others), shared.get(i, 0.0)) for i, t in enumerate(evidence.statement.tokens)]
    return evidence.near[key]


def _shared(evidence: Evidence, quantity: Quantity, others: Sequence[Quantity]) -> dict[int, float]:
    """The words that a number without a verb of its own shares with the one before: "micro firms get 1 000 on top and small firms 500"."""
    statement = evidence.statement
    last = max((q for q in others if q.end <= quantity.start and q.unit == quantity.unit), key=lambda q: q.end, default=None)
    if last is None:
        return {}
    opening = [re.match(r"\s+(for|per|in|of|to|from|with)\b", statement.text[q.end :]) for q in (last, quantity)]
    parallel = bool(opening[0] and opening[1] and opening[0].group() == opening[1].group())
    between = statement.text[last.end : quantity.start]
    joint = re.search(r",? and |, ", between)
    row = list(enumerate(statement.tokens))
    if not joint or re.search(r"[;:.]", between) or any(is_verb(t) for _, t in row if last.end <= t.start < quantity.start):
        return {}
    verb = max((i for i, t in row if t.end <= last.start and is_verb(t)), default=None)
    if verb is None:
        return {}
    cut = last.end + joint.start()
    return {i: 0.95 for i, t in row if (i >= verb and t.end <= last.start) or (last.end <= t.start < cut and t not in last.noun and not parallel)}


def _attributed(text: str, token: Token, quantity: Quantity) -> bool:
    """Whether a word stands in the phrase that says for whom an amount is ("9 000 for providers with more than 200 learners")."""
    between = text[quantity.end : token.start]
    return token.start >= quantity.end and bool(re.match(r"\s+(?:for|per|to)\b", between)) and not re.search(r"[;,:]| and | or ", between)


def _near(text: str, token: Token, quantity: Quantity, others: Sequence[Quantity]) -> float:
    if quantity.unit and _attributed(text, token, quantity):
        return 1.0
    if quantity.unit and any(o.unit == quantity.unit and _attributed(text, token, o) for o in others):
        return 0.6
    left = token.end <= quantity.start
    low, high = (token.end, quantity.start) if left else (quantity.end, token.start) if token.start >= quantity.end else (0, 0)
    between = text[low:high]
    value = 1.0
    if re.search(r"[;:]", between):
        value = 0.75
    elif re.search(r", (?:and|but|while|or|as|which|who)\b", between):
        value = 0.85
    mine = token in quantity.noun
    if not left and re.search(r",| and | or ", between) and any(o.start >= token.end and o.unit == quantity.unit for o in others):
        value = min(value, 0.72)  # what leads on to the next number is said of that one
    if left and value == 1.0 and not mine and any(q.end <= token.start and not re.search(r"[;:]|, | and | but | while ", text[q.end : token.start]) for q in others):
        value = 0.74  # what stands behind an earlier number is said of that one
    if any(low <= q.start and q.end <= high for q in others):
        value = min(value, 0.78 if left else 0.68)
    if not mine and any(token in q.noun for q in others):
        value = min(value, 0.7)
    return value


def noun_fit(claimed: Quantity, stated: Quantity, evidence: Evidence, view: View) -> float:
    """Whether the two count the same thing, from 0 to 1."""
    if claimed.unit in {"times", "once", "age"}:
        return 1.0
    if claimed.per or stated.per:
        # "EUR 900 per learner" and "EUR 1 250 per teacher" are two measures.
        if claimed.per and stated.per:
            return max(0.5 if claimed.unit else 0.2, max(alike(a, b) for a in claimed.per for b in stated.per))
        if not claimed.unit:
            return 0.4
        per = claimed.per or stated.per
        return 0.95 if any(alike(t.token, p) >= SAME for t in view.claim.terms for p in per) or claimed.per else 0.85
    if stated.unit == "money" and stated.noun:
        return 0.95 if any(alike(t.token, n) >= SAME for t in view.claim.terms for n in stated.noun) else 0.4
    if not claimed.noun or claimed.unit not in {"", "%"}:
        return 0.9
    if evidence.statement.text[stated.start - 1 : stated.start] == "(" and stated.noun:
        if any(alike(t.token, stated.noun[-1]) >= 0.85 for t in view.claim.terms):
            return 0.95
    head = claimed.noun[-1]
    if claimed.unit == "%" and not stated.noun:
        return 0.8  # "of those who finished, 58% …": the rest of the words tell
    best = 0.0
    for i, token in enumerate(stated.noun):
        value = max(alike(head, token), max((0.9 * alike(w, token) for w in claimed.noun[:-1]), default=0.0))
        best = max(best, value * (1.0 if i == len(stated.noun) - 1 else 0.9))
    if stated.noun and claimed.unit == "" and best < COVERED and not claimed.weak and not stated.weak:
        # "62 companies" are not "62 learners", whatever else the sentence speaks of.
        return best * 0.5
    at = next((i for i, t in enumerate(view.claim.statement.tokens) if t == head), 0)
    beside = {k for e in [*evidence.before[-1:], *([evidence.lead] if evidence.lead else [])] for k in e.keys}
    loose = max(0.85 * view.value(at, evidence.keys), 0.8 * view.value(at, beside | view.read.title))
    return max(best, loose if claimed.unit != "" or not stated.noun or claimed.weak or stated.weak else 0.0)


def levels(view: View, noun: Sequence[Token]) -> list[tuple[float, Quantity, Evidence]]:
    """The levels of the claim's measure over the whole policy, with how well each fits, best first."""
    found = []
    for cover in view.covers:
        for stated in cover.evidence.statement.quantities:
            if stated.change or stated.planned or stated.ratio or stated.unit in {"times", "once", "money"} or stated.hedge in {"all", "none"}:
                continue
            probe = Quantity(0, 0, 0.0, 0.0, 0.0, stated.unit, "", tuple(noun))
            fit = near_cover(probe, view, cover, cover.evidence, stated) * (0.3 + 0.7 * noun_fit(probe, stated, cover.evidence, view))
            found.append((fit * (0.8 if stated.subset else 1.0), stated, cover.evidence))
    return sorted(found, key=lambda row: -row[0])


def series(view: View, sentence: Cover) -> tuple[tuple[Quantity, Evidence], tuple[Quantity, Evidence]] | None:
    """The two levels of the claim's measure between which it says that something rose or fell."""
    claim = view.claim
    noun = _head(view)
    if not claim.periods or not noun:
        return None
    found = [(q, e) for fit, q, e in levels(view, noun) if fit >= SAME_MEASURE and q.period is not None]
    last = next((r for r in found if r[1] is sentence.evidence and r[0].period and _at_end(claim.periods, r[0].period)), None)
    if last is None or last[0].period is None:
        return None
    end = last[0].period.end
    earlier = [(q, e) for q, e in found if q.period and q.period.end < end and q.unit == last[0].unit and _same_noun(q, last[0])]
    if len(claim.periods) > 1 or claim.periods[-1].kind == "range":
        earlier = [r for r in earlier if r[0].period and r[0].period.start.year == claim.periods[0].start.year]
    else:
        latest = max((q.period.end for q, _ in earlier if q.period), default=None)
        earlier = [r for r in earlier if r[0].period and r[0].period.end == latest]
    return (earlier[0], last) if earlier else None


def _head(view: View) -> list[Token]:
    """The noun of what rises or falls: of "the number of learners in Strand A" the learners."""
    claim = view.claim
    text = claim.text
    of = re.search(r"\b(?:numbers?|shares?|proportion|rate|count|percentage|total)\s+of\s+(?:the\s+|all\s+)?", text, re.I)
    begin = of.end() if of else 0
    stop = re.search(r"\s(?:in|of|with|for|under|from|at|on|among|between|that|who|which|to)\s", text[begin:])
    end = begin + stop.start() if stop else len(text)
    hard = [t for t in claim.terms if (t.hard or of) and not is_label(t.token) and t.token.low not in {"number", "share"}]
    row = [t.token for t in hard if begin <= t.token.start < end and t.at < claim.subject_end]
    return row[-1:] or [t.token for t in hard if t.at < claim.subject_end][-1:] or [t.token for t in hard][:1]


def _same_noun(a: Quantity, b: Quantity) -> bool:
    return not a.noun or not b.noun or alike(a.noun[-1], b.noun[-1]) >= SAME


def _at_end(wanted: Sequence[Period], stated: Period) -> bool:
    return period_of(wanted[-1:], stated) >= SAME_PERIOD and (wanted[-1].kind != "range" or stated.end.year == wanted[-1].end.year)


def from_to(view: View, sentence: Cover) -> tuple[tuple[Quantity, Evidence], tuple[Quantity, Evidence]] | None:
    """The two levels of "from 15 to 13", each stated for its own period, in the order of time."""
    text = view.claim.text
    pairs = [(a, b) for a, b in zip(view.claim.quantities, view.claim.quantities[1:], strict=False) if re.search(r"\bfrom\s+$", text[: a.start]) and re.search(r"\bto\s+$", text[a.end : b.start])]
    for a, b in pairs:
        last = next((m for m in measured(b, view, sentence) if m.relation == 1.0 and m.evidence is sentence.evidence), None)
        first = [m for c in view.covers for m in measured(a, view, c, ()) if m.evidence is c.evidence and m.relation == 1.0 and m.noun >= 0.6 and m.fit >= 0.4]
        for m in sorted(first, key=lambda m: -m.fit):
            if last and m.stated.period and last.stated.period and m.stated.period.end < last.stated.period.end:
                return (m.stated, m.evidence), (last.stated, last.evidence)
    return None
