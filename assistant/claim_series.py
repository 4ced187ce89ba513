"""The levels of one measure over the years: what rose or fell, and how many times."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.claim_evidence import Cover, Evidence
from assistant.claim_fit import SAME, SAME_MEASURE, measured, near_cover, noun_fit
from assistant.claim_quantity import Quantity
from assistant.claim_reading import View
from assistant.claim_verdicts import SAME_PERIOD, period_of
from assistant.claim_words import Token, alike, is_content, is_label
from assistant.statements import is_verb
from corpus.model import Period


def levels(view: View, noun: Sequence[Token]) -> list[tuple[float, Quantity, Evidence]]:
    """The levels of the claim's measure over the whole policy, with how well each fits, best first."""
    found = []
    number, share = (bool(re.search(rf"\b(?:{words})\s+of\b", view.claim.text, re.I)) for words in ("numbers?|count|total", "shares?|proportion|rate|percentage"))
    amount = bool(re.search(r"\b(?:amounts?|fees?|prices?|budgets?|costs?|wages?|salary|salaries|expenditure)\b", view.claim.text, re.I))
    for at, cover in enumerate(view.covers):
        for stated in cover.evidence.statement.quantities:
            if (number and stated.unit) or (share and stated.unit != "%") or (amount and stated.unit in {"", "days", "age"}):
                continue  # a number of people is no share of them, and no amount
            if stated.change or stated.planned or stated.ratio or stated.unit in {"times", "once", "money"} or stated.hedge in {"all", "none"}:
                continue
            probe = Quantity(0, 0, 0.0, 0.0, 0.0, stated.unit, "", tuple(noun))
            fit = near_cover(probe, view, cover, cover.evidence, stated) * (0.3 + 0.7 * noun_fit(probe, stated, cover.evidence, view))
            aside = cover.evidence.statement.text[stated.start - 1 : stated.start] == "("  # "few members of staff (5) took part" counts those before it
            if fit < SAME_MEASURE and not stated.unit and (stated.weak or not stated.noun) and SAME_AGAIN.search(cover.evidence.statement.text[: stated.start]):
                last = next((e for e in reversed(view.read.evidence[:at]) if any(not (q.unit or q.planned or q.ratio) for q in e.statement.quantities)), None)
                before = max((near_cover(probe, view, view.of(last), last, q) * (0.3 + 0.7 * noun_fit(probe, q, last, view)) for q in last.statement.quantities if not (q.unit or q.planned or q.ratio)), default=0.0) if last else 0.0
                fit = max(fit, 0.95 * before)
            fit *= NARROWED if _narrowed(stated, cover.evidence, view) else 1.0
            found.append((fit * (0.8 if stated.subset else 0.5 if aside else 1.0), stated, cover.evidence))
    return sorted(found, key=lambda row: -row[0])


_NARROWING = re.compile(r"\s+(?:who|that|which|from|living|aged|under|over|with|without)\b([^.;,:]*)", re.I)
#: "The figure was 1 890": what the sentence before counts.
SAME_AGAIN = re.compile(r"\b(?:the|this) (?:figure|number|total)\b(?! of)[^.;:]*$", re.I)
#: What a level counts that a clause of its own narrows ("41 apprentices who lived abroad"), where the claim speaks of all.
NARROWED = 0.8


def _narrowed(stated: Quantity, evidence: Evidence, view: View) -> bool:
    text = evidence.statement.text
    match = _NARROWING.match(text, max([stated.end, *(t.end for t in stated.noun if not stated.weak)]))
    if not match:
        return False
    row = [t for t in evidence.statement.tokens if match.start(1) <= t.start < match.end(1) and is_content(t)]
    return bool(row) and not any(alike(t.token, word) >= SAME for t in view.claim.terms for word in row)


Level = tuple[Quantity, Evidence]


def series(view: View, sentence: Cover, unit: str | None = None) -> tuple[Level, Level] | None:
    """The two levels of the claim's measure, of one unit if that is known, between which it says that something rose or fell."""
    claim = view.claim
    noun = _head(view)
    periods = sorted(claim.periods, key=lambda p: p.start)
    if not periods or not noun:
        return None
    fitting = [(q, e) for fit, q, e in levels(view, noun) if fit >= SAME_MEASURE and unit in {None, q.unit}]
    found = [(q, e) for q, e in fitting if q.period is not None]
    last = next((r for r in found if r[0].period and _at_end(periods, r[0].period)), None)
    if last is None or last[0].period is None or last[1] is not sentence.evidence:
        return None  # another sentence tells the measure better
    end = last[0].period.end
    earlier = [(q, e) for q, e in found if q.period and q.period.end < end and q.unit == last[0].unit and same_noun(q, last[0])]
    if len(periods) > 1 or periods[-1].kind == "range":
        earlier = [r for r in earlier if r[0].period and r[0].period.start.year == periods[0].start.year]
    else:
        latest = max((q.period.end for q, _ in earlier if q.period), default=None)
        earlier = [r for r in earlier if r[0].period and r[0].period.end == latest]
        undated = [(q, e) for q, e in fitting if q.period is None and q.unit == last[0].unit and not q.hedge and same_noun(q, last[0])]
        if not earlier and unit and len({q.value for q, _ in undated}) == 1:
            earlier = undated  # the rule that the change was made to
    return (earlier[0], last) if earlier else None


def _head(view: View) -> list[Token]:
    """The noun of what rises or falls: of "the number of learners in Strand A" the learners."""
    claim = view.claim
    text = claim.text
    of = re.search(r"\b(?:numbers?|shares?|proportion|rate|count|percentage|total)\s+of\s+(?:the\s+|all\s+)?|\b(?:twice|half|times) as (?:many|much)\s+", text, re.I)
    begin = of.end() if of else 0
    stop = re.search(r"\s(?:in|of|with|for|under|from|at|on|among|between|that|who|which|to)\s", text[begin:])
    moves = [claim.statement.tokens[i].start for i, _ in claim.directions] + [q.start for q in claim.quantities if q.unit == "times"]
    end = min([begin + stop.start() if stop else len(text), *(at for at in moves if at > begin)])
    hard = [t for t in claim.terms if (t.hard or of) and not is_label(t.token) and t.token.low not in {"number", "share"}]
    row = [t.token for t in hard if begin <= t.token.start < end and (of or t.at < claim.subject_end) and not is_verb(t.token)]
    return row[-1:] or [t.token for t in hard if t.at < claim.subject_end][-1:] or [t.token for t in hard][:1]


def same_noun(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may count the same thing."""
    return not a.noun or not b.noun or alike(a.noun[-1], b.noun[-1]) >= SAME


def _at_end(wanted: Sequence[Period], stated: Period) -> bool:
    return period_of(wanted[-1:], stated) >= SAME_PERIOD and (wanted[-1].kind != "range" or stated.end.year == wanted[-1].end.year)


def from_to(view: View, sentence: Cover) -> tuple[Level, Level] | None:
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
