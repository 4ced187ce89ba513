"""Which way a claim points: what rose or fell, what is more than what, what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.claim_evidence import Cover, Evidence
from assistant.claim_fit import SAME, SAME_MEASURE, nearness
from assistant.claim_quantity import Quantity, shown
from assistant.claim_reading import View, find_comparison
from assistant.claim_series import from_to, levels, same_noun, series
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, SAME_PERIOD, Part, period_of
from assistant.claim_words import Token
from assistant.statements import Statement, is_verb
from corpus.model import Period

#: How well the second of two figures in a sentence must fit.
BESIDE_IT = 0.48
_LEADS = re.compile(r"\bmost\b|\blargest\b|\bbiggest\b|\bhighest\b|\bgreatest\b|\bsmallest\b|\blowest\b|\bfewest\b|\blongest\b|\bshortest\b|\bmain\b|\bchief\b|\bled the list\b|\btopped\b|\bahead of\b|\btop\b", re.I)
_SHARE = re.compile(r"\b(?:shares?|percentage|per cent|proportion|rate|likely|often|frequent\w*)\b", re.I)
#: What is higher or lower may be a rate or a sum, what is more or fewer is a number of things.
_GRADED = re.compile(r"\b(?:higher|lower|larger|smaller|greater|bigger|longer|shorter)\b", re.I)
_MONEY = re.compile(r"\b(?:money|costs?|cost|spen[dt]\w*|paid|pays?|budgets?|amounts?|fees?|funds?|funding|grants?|expenditure|EUR|euros?|expensive)\b", re.I)
_UNITS = frozenset({"", "%", "days", "age"})
_LOW_RANK = re.compile(r"\b(?:smallest|lowest|fewest|least|shortest|youngest)\b", re.I)
_PASSED = re.compile(r"\b(?:overtook|overtaken|overtaking|displaced|replaced|supplanted)\b", re.I)
_BEHIND = re.compile(r"\bfollowed by\b|\bahead of\b|\bbefore\b|\bthan\b|\bthen\b|\bwhile\b", re.I)


def judge_direction(view: View, sentence: Cover, clause: tuple[int, int]) -> Part | None:
    """Whether it rose or fell: by a word of the sentence's clause, else by the levels of two periods."""
    claim = view.claim
    statement = sentence.evidence.statement
    same = _UNCHANGED.search(claim.text)
    if not claim.directions:
        if not same or claim.quantities or claim.statement.denials:
            return None
        said = frozenset(i for i, t in enumerate(claim.statement.tokens) if same.start() <= t.start < same.end() or t.low == "left")
        still = _UNCHANGED.search(statement.text)
        timely = not claim.periods or any(period_of(claim.periods, p) >= SAME_PERIOD for p in [statement.period, *(p for _, _, p in statement.periods)] if p)
        verdict = AGREES if still else DIFFERS if statement.directions and timely else ABSENT
        told = still.group() if still else statement.tokens[statement.directions[0][0]].text if verdict == DIFFERS else ""
        return Part("direction", same.group(), told, verdict, sentence.evidence, said, 0.9)
    word = claim.statement.tokens[claim.directions[-1][0]].text
    if claim.statement.denials and statement.denials and _AFFECTS.search(statement.text) and not statement.directions:
        return Part("direction", word, statement.text.rstrip("."), AGREES, sentence.evidence)  # what is not affected does not fall
    stated = [statement.period, *(p for _, _, p in statement.periods)]
    timely = not claim.periods or any(period_of(claim.periods, p) >= SAME_PERIOD for p in stated if p)
    signs = [(i, d) for i, d in statement.directions if clause[0] <= i < clause[1]] or list(statement.directions)
    if len(claim.periods) > 1 or (claim.periods and claim.periods[0].kind == "range"):
        ends = series(view, sentence)
        timely = timely and ends is None
    still = _UNCHANGED.search(statement.text)
    if timely and still and not statement.directions and not claim.statement.denials:
        return Part("direction", word, still.group(), DIFFERS, sentence.evidence, strength=0.9)
    if timely and signs:
        i, sign = _nearest_sign(view, sentence, signs)
        return Part("direction", word, statement.tokens[i].text, AGREES if sign == claim.direction else DIFFERS, sentence.evidence)
    moved = _moved(statement)
    if timely and moved and clause[0] <= moved[1]:
        told = f"{shown(moved[0][0], statement.text)} → {shown(moved[0][1], statement.text)}"
        return Part("direction", word, told, AGREES if (moved[0][1].value > moved[0][0].value) == (claim.direction > 0) else DIFFERS, sentence.evidence)
    ends = series(view, sentence) or from_to(view, sentence)
    if ends:
        (low, first), (high, last) = ends
        told = f"{shown(low, first.statement.text)} → {shown(high, last.statement.text)}"
        agrees = (high.value > low.value) == (claim.direction > 0) and high.value != low.value
        years = tuple(y for q in (low, high) if q.period for y in (q.period.start.year, q.period.end.year))
        return Part("direction", word, told, AGREES if agrees else DIFFERS, last, strength=0.9, years=years)
    return Part("direction", word, "", ABSENT, sentence.evidence)


_AFFECTS = re.compile(r"\b(?:affect|change|alter|influence|touch)(?:s|ed)?\b", re.I)
_UNCHANGED = re.compile(r"\b(?:unchanged|no change|(?:stayed|remained|was|were|is|are|kept) (?:at )?the same|(?:stayed|remained) (?:stable|constant|flat|where it was)|stable|constant|frozen|hardly changed|not (?:been )?(?:raised|changed|altered|increased|lowered|reduced))\b", re.I)
_BARE = re.compile(r"(?<!once )(?<!no )(?<!any )(?<!or )(?<!and )\b(?:(?P<up>more)|(?P<down>fewer|less))\b(?!\s+(?:than|or|and|often|likely))", re.I)
_BARE_TOO = re.compile(r"\b(?:more|additional|extra|further|better|higher|longer)\b", re.I)


def judge_more(view: View, sentence: Cover) -> Part | None:
    """Whether the text too says that it became more (or less), where a claim says so without a measure ("recruit more learners")."""
    claim = view.claim
    match = _BARE.search(claim.text)
    if not match or claim.comparison or claim.attained or claim.directions or any(abs(q.start - match.end()) < 4 or abs(match.start() - q.end) < 4 or q.start <= match.start() < q.end for q in claim.quantities):
        return None
    statement = sentence.evidence.statement
    said = bool(_BARE_TOO.search(statement.text)) if match["up"] else bool(re.search(r"\b(?:fewer|less|lower|smaller)\b", statement.text, re.I))
    hedged = any(0 <= q.start - m.end() < 8 or abs(m.start() - q.end) < 6 for m in re.finditer(r"\bmore\b", statement.text, re.I) for q in statement.quantities)
    signs = {d for _, d in statement.directions}
    agrees = (said and not hedged) or signs == {1 if match["up"] else -1}
    return Part("direction", match.group(), "", AGREES if agrees else ABSENT, sentence.evidence)


def _moved(statement: Statement) -> tuple[tuple[Quantity, Quantity], int] | None:
    """The two values of "changed from 50 to 100" in one sentence, with the place of the first."""
    for low, high in zip(statement.quantities, statement.quantities[1:], strict=False):
        if low.began and low.value != high.value:
            return (low, high), next(i for i, t in enumerate(statement.tokens) if t.end > low.start)
    return None


def _nearest_sign(view: View, sentence: Cover, signs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Of several words of direction in a clause the one that stands next to the claim's subject."""
    subject = [i for hits, t in zip(sentence.hits, sentence.terms, strict=True) if t.at < view.claim.subject_end for i, v in hits if v >= SAME]
    if len({d for _, d in signs}) == 1 or not subject:
        return signs[0]
    return min(signs, key=lambda s: min(abs(s[0] - i) + (0 if i < s[0] else 3) for i in subject))


def judge_comparison(view: View, sentence: Cover) -> Part | None:
    """Whether the one is more than the other: by their figures, else by the words of the sentence."""
    comparison = view.claim.comparison
    if comparison is None:
        return None
    text = view.claim.text[comparison.span[0] : comparison.span[1]].rstrip(".")
    if comparison.kind == "period":
        return _between_periods(view, sentence, text)
    evidence = sentence.evidence
    terms = {t.at for t in view.claim.terms}
    left, right = [i for i in comparison.left if i in terms], [i for i in comparison.right if i in terms]
    pair = _pair(view, evidence, left, right)
    if pair:
        a, b = pair
        told = f"{shown(a, evidence.statement.text)} / {shown(b, evidence.statement.text)}"
        return Part("number", text, told, AGREES if (a.value > b.value) == (comparison.sign > 0) else DIFFERS, evidence, strength=0.9)
    beside = _beside_the_rest(view, sentence)
    if beside:
        a, b = beside
        told = f"{shown(a, evidence.statement.text)} / {shown(b, evidence.statement.text)}"
        return Part("number", text, told, AGREES if (a.value > b.value) == (comparison.sign > 0) else DIFFERS, evidence, frozenset(right), 0.9)
    told_so = find_comparison(evidence.statement)
    if told_so:
        lkeys, rkeys = [evidence.keys[i] for i in told_so.left], [evidence.keys[i] for i in told_so.right]
        straight = _mean(view.value(i, lkeys) for i in left) + _mean(view.value(i, rkeys) for i in right)
        crossed = _mean(view.value(i, rkeys) for i in left) + _mean(view.value(i, lkeys) for i in right)
        if abs(straight - crossed) > 0.4:
            agrees = (straight > crossed) == (told_so.sign == comparison.sign)
            return Part("number", text, evidence.statement.text.rstrip("."), AGREES if agrees else DIFFERS, evidence, strength=0.9)
    return Part("number", text, "", ABSENT, evidence)


_AT_LARGE = re.compile(r"\b(?:national(?:ly)?|nationwide|(?:whole|entire) country|as a whole|in general|overall|average|elsewhere|ordinary|other|others|all)\b", re.I)
_AGAINST = re.compile(r"\b(?:compared (?:with|to)|as against|against|while|whereas|as opposed to|;)\s", re.I)


def _beside_the_rest(view: View, sentence: Cover) -> tuple[Quantity, Quantity] | None:
    """The two figures of "19%, compared with 27% in the country as a whole" where the claim too compares with the country at large."""
    comparison, statement = view.claim.comparison, sentence.evidence.statement
    found = [q for q in statement.quantities if not (q.ratio or q.planned or q.change) and q.hedge not in {"all", "none"} and (not view.claim.periods or period_of(view.claim.periods, q.period) >= SAME_PERIOD)]
    if comparison is None or len(found) != 2 or found[0].unit != found[1].unit or found[0].value == found[1].value or sentence.missing:
        return None
    between, behind = statement.text[found[0].end : found[1].start], statement.text[found[1].end :]
    mine = view.claim.text[view.claim.text.rfind(" than ") :]
    against = _AGAINST.search(between)
    if not against or not _AT_LARGE.search(mine) or not _AT_LARGE.search(between[against.end() :] + behind) or _AT_LARGE.search(between[: against.start()]):
        return None
    return found[0], found[1]


def _pair(view: View, evidence: Evidence, left: Sequence[int], right: Sequence[int]) -> tuple[Quantity, Quantity] | None:
    """The two figures of a sentence that belong to the two sides of a comparison."""
    if not right or _mean(view.value(i, evidence.keys) for i in right) < 0.6:
        return None
    best, found = 0.05, None
    for a in evidence.statement.quantities:
        for b in evidence.statement.quantities:
            if (a.start, a.end) == (b.start, b.end) or a.unit != b.unit or a.ratio or b.ratio or a.value == b.value:
                continue
            if view.claim.periods and a.period and period_of(view.claim.periods, a.period) < SAME_PERIOD:
                continue
            own, other = _at(view, left, evidence, a) - _at(view, left, evidence, b), _at(view, right, evidence, b) - _at(view, right, evidence, a)
            if min(own, other) < -0.35 * max(own, other):
                continue  # both sides stand with the same figure
            score = own + other
            if score > best:
                best, found = score, (a, b)
    return found


def _at(view: View, row: Sequence[int], evidence: Evidence, quantity: Quantity) -> float:
    """How near some words of the claim stand to a quantity."""
    near = nearness(evidence, quantity)
    found = []
    for i in row:
        values = view.read.matching(view.claim.statement.tokens[i])
        found.append(max((values[k] * near[j] for j, k in enumerate(evidence.keys) if k in values), default=0.0))
    return _mean(found)


def _mean(values: Iterable[float]) -> float:
    row = list(values)
    return sum(row) / len(row) if row else 0.0


def _between_periods(view: View, sentence: Cover, text: str) -> Part:
    """More in one year than in another: by the levels of the two."""
    claim, comparison = view.claim, view.claim.comparison
    assert comparison is not None
    now = [p for s, _, p in claim.statement.periods if s < comparison.span[0] or s < claim.text.rfind(" than ")]
    then = [p for s, _, p in claim.statement.periods if p not in now] or [_year_before(p) for p in now]
    terms = {t.at for t in claim.terms}
    verb = next((i for i in range(_index_at(claim.statement, comparison.span[0]), len(claim.statement.tokens)) if is_verb(claim.statement.tokens[i])), len(claim.statement.tokens))
    noun = [claim.statement.tokens[i] for i in comparison.left if i in terms and i < verb][-1:]
    fitting = [(fit, q, e) for fit, q, e in levels(view, noun) if fit >= BESIDE_IT and q.period]
    graded = _GRADED.search(claim.text, comparison.span[0])
    if not _SHARE.search(claim.text) and not (graded and graded.start() == comparison.span[0]):
        fitting = [row for row in fitting if row[1].unit != "%"]
    by = next((q.unit for q in claim.quantities if q.change and q.unit != "%"), None)
    fitting = [row for row in fitting if by in {None, row[1].unit}]
    if by is None and not _MONEY.search(claim.text) and not (graded and graded.start() == comparison.span[0]):
        fitting = [row for row in fitting if row[1].unit in _UNITS]
    found = [(q, e) for fit, q, e in fitting if fit >= SAME_MEASURE]
    said = find_comparison(sentence.evidence.statement)
    if said and said.kind == "period" and _mean(view.value(i, [sentence.evidence.keys[j] for j in said.left]) for i in comparison.left) >= 0.6:
        periods = [p for _, _, p in sentence.evidence.statement.periods]
        if all(any(period_of((p,), stated) >= SAME_PERIOD for stated in periods) for p in then):
            agrees = said.sign == comparison.sign
            return Part("number", text, sentence.evidence.statement.text.rstrip("."), AGREES if agrees else DIFFERS, sentence.evidence, strength=0.9)
    late = next((r for r in found if now and period_of(now, r[0].period) >= SAME_PERIOD and r[1] is sentence.evidence), None)
    # "…, against 369 000 in 2019": what stands beside it in the same sentence may say less of itself.
    found += [(q, e) for _, q, e in fitting if late and e is late[1] and same_noun(q, late[0])]
    early = next((r for r in found if late and period_of(then, r[0].period) >= SAME_PERIOD and r[0].unit == late[0].unit and r[0] is not late[0]), None)
    if late and early and late[0].value != early[0].value:
        told = f"{shown(late[0], late[1].statement.text)} / {shown(early[0], early[1].statement.text)}"
        return Part("number", text, told, AGREES if (late[0].value > early[0].value) == (comparison.sign > 0) else DIFFERS, late[1], strength=0.9, years=tuple(p.start.year for q in (late[0], early[0]) if (p := q.period)))
    moved = _moved_since(view, sentence, now, then)
    if moved is not None:
        i, sign = moved
        years = tuple(p.start.year for p in (*now, *then))
        return Part("number", text, sentence.evidence.statement.tokens[i].text, AGREES if sign == comparison.sign else DIFFERS, sentence.evidence, strength=0.9, years=years)
    return Part("number", text, "", ABSENT, sentence.evidence)


def _index_at(statement: Statement, start: int) -> int:
    return next((i for i, t in enumerate(statement.tokens) if t.start >= start), len(statement.tokens))


def _year_before(period: Period) -> Period:
    start, end = (d.replace(year=d.year - 1, day=min(d.day, 28) if d.month == 2 else d.day) for d in (period.start, period.end))
    return replace(period, start=start, end=end)


def _moved_since(view: View, sentence: Cover, now: Sequence[Period], then: Sequence[Period]) -> tuple[int, int] | None:
    """The word by which a sentence says that what the claim compares rose or fell from the one year to the other."""
    statement = sentence.evidence.statement
    before = sentence.evidence.before[-1].statement.period if sentence.evidence.before else None
    stated = [p for p in [statement.period, before, *(p for _, _, p in statement.periods)] if p]
    last = {p.start.year for p in then} == {p.start.year - 1 for p in now}
    named = any(period_of(then, p) >= SAME_PERIOD for p in stated)
    timely = now and any(period_of(now, p) >= SAME_PERIOD for p in stated)
    comparison = view.claim.comparison
    if not statement.directions or not timely or not (last or named) or comparison is None:
        return None
    own = [t for t in view.claim.terms if t.at in comparison.left]
    if not own or sum(t.weight * view.value(t.at, sentence.evidence.keys) for t in own) < 0.35 * sum(t.weight for t in own):
        return None
    return _nearest_sign(view, sentence, statement.directions)


def judge_superlative(view: View, sentence: Cover) -> Part | None:
    """Whether the text ranks the same thing first, or another."""
    rank = view.claim.superlative
    if rank is None:
        return None
    said, row = rank
    evidence, statement = sentence.evidence, sentence.evidence.statement
    text = view.claim.text.rstrip(".")
    weights = {t.at: t.weight for t in sentence.terms}
    holder = [i for i in row if i in weights]
    lead = _LEADS.search(statement.text)
    if not holder:
        return None
    if not lead:
        return Part("majority", text, "", ABSENT, evidence, said)
    reverse = bool(_LOW_RANK.search(view.claim.text)) != bool(_LOW_RANK.search(statement.text))
    behind = _PASSED.search(statement.text) or _BEHIND.search(statement.text, lead.start())
    cut = behind.start() if behind else len(statement.text)
    places = {i: [j for j in view.places(i, evidence, SAME) if statement.tokens[j].start < cut] for i in holder}
    front = {j for found in places.values() for j in found}
    stated = statement.text[:cut].rstrip(" ,(")
    if sum(weights[i] for i in holder if places[i]) < 0.6 * sum(weights[i] for i in holder) or _outnumbered(statement.quantities, statement.text, [statement.tokens[j] for j in front]):
        return Part("majority", text, "", ABSENT, evidence, said) if reverse else Part("majority", text, stated, DIFFERS, evidence, said | frozenset(holder))
    if reverse:
        return Part("majority", text, stated, DIFFERS, evidence, said, 0.9)
    return Part("majority", text, stated, AGREES, evidence, said)


def _outnumbered(quantities: Sequence[Quantity], text: str, holder: Sequence[Token]) -> bool:
    """Whether in a list such as "A (112), B (96)" another than the holder has the highest number."""
    listed = [q for q in quantities if q.noun and text[q.start - 1 : q.start] == "("]
    mine = [q for q in listed if any(t in holder for t in q.noun)]
    return bool(mine) and len(listed) > 1 and max(q.value for q in listed) > max(q.value for q in mine)
