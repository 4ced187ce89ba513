"""Checks a claim part by part against what the policies say: supported, contradicted (by which words), or not found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.model import Period
from corpus.sentences import sentence_spans
from corpus.words import function_words

from assistant.claim_evidence import COVERED, Cover, Evidence, Reading, Term, cover, reading, terms_of
from assistant.claim_measures import SAME_MEASURE, Measured, levels, measured, nearness
from assistant.claim_numbers import Quantity, compare, shown
from assistant.claim_parts import (
    ABSENT,
    AGREES,
    DIFFERS,
    WANTS,
    Comparison,
    Part,
    clauses,
    find_actor,
    find_attained,
    find_cause,
    find_comparison,
    find_superlative,
    judge_actor,
    judge_attained,
    judge_cause,
    judge_denial,
    judge_free,
    judge_only,
    judge_opposites,
    judge_plan,
    judge_superlative,
    judge_swapped,
)
from assistant.claim_words import is_content, stems_of
from assistant.draft import section_at
from assistant.evidence import period_fit
from assistant.model import Answer, Question, Quote
from assistant.statements import Statement, is_verb, read_statement
from assistant.understand import Scope, find_scope

if TYPE_CHECKING:
    from assistant.engine import Assistant

#: Coverage that a sentence needs to bear a claim out, and to contradict it.
ENOUGH, ENOUGH_AGAINST = 0.62, 0.6
#: A period of the text that meets the claim's this far is the same.
SAME_PERIOD = 0.65
#: How many sentences of a policy are looked at closely.
CLOSE = 14


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the parts that are compared one by one."""

    statement: Statement
    terms: tuple[Term, ...]
    quantities: tuple[Quantity, ...]
    periods: tuple[Period, ...]
    direction: int
    comparison: Comparison | None
    attained: tuple[int, frozenset[int]] | None
    superlative: tuple[frozenset[int], tuple[int, ...]] | None
    cause: tuple[tuple[int, ...], int] | None
    actor: tuple[int, ...]
    subject_end: int
    skipped: frozenset[int]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one sentence says about the claim."""

    verdict: str
    score: float
    parts: tuple[Part, ...]
    cover: Cover


def check(assistant: Assistant, text: str) -> list[Answer]:
    """One answer per sentence of ``text``, each with a verdict; ``details["claim"]`` holds the sentence."""
    return [check_statement(assistant, text[start:end]) for start, end in sentence_spans(text)]


def check_statement(assistant: Assistant, statement: str, history: Sequence[str] = (), paths: Sequence[str] | None = None) -> Answer:
    """The verdict on one statement; ``paths`` restricts it to some policies, ``history`` tells which are spoken of."""
    claimed = " ".join(statement.split())
    scope = find_scope(claimed, assistant.lexicon)
    if history and not scope.named and not scope.countries:
        scope = find_scope(" ".join([*history[-2:], claimed]), assistant.lexicon)
    chosen = list(paths) if paths is not None else _paths(assistant, scope)
    best: list[Judgement] = []
    for path in chosen:
        read = reading(assistant, path)
        claim = _claim(assistant, claimed, scope, path)
        best += _judgements(assistant, claim, read, path)
    return _answer(claimed, best, [assistant.policies[p].title for p in chosen])


def _paths(assistant: Assistant, scope: Scope) -> list[str]:
    if scope.missing and not scope.countries and not scope.named:
        return []
    ranked = [(p, s) for p, s in scope.paths if p in assistant.policies]
    if scope.countries:
        mine = [(p, s) for p, s in ranked if any(assistant.policies[p].country.split("-")[0] == c.split("-")[0] for c in scope.countries)]
        ranked = mine or ranked
    if not ranked:
        return list(assistant.policies) if len(assistant.policies) <= 4 else []
    return [p for p, s in ranked if s >= 0.55 * ranked[0][1]][:4]


def _claim(assistant: Assistant, text: str, scope: Scope, path: str) -> Claim:
    statement = read_statement(text)
    policy = assistant.policies[path]
    places = frozenset(t for t in scope.place_terms) if any(policy.country.split("-")[0] == c.split("-")[0] for c in scope.countries) else frozenset()
    comparison, attained, rank = find_comparison(statement), find_attained(statement), find_superlative(statement)
    if comparison and comparison.kind == "plan" and attained is None:
        attained = (comparison.sign, frozenset(comparison.right))
    if attained:
        comparison = comparison if comparison and comparison.kind != "plan" else None
    quantities = tuple(q for q in statement.quantities if not q.ratio and not (rank and any(statement.tokens[i].start == q.start for i in rank[0])))
    skipped: set[int] = set()
    hedges = [(_hedge_start(statement.text, q.start), q.start) for q in quantities]
    directions = [(i, d) for i, d in statement.directions if not any(s <= statement.tokens[i].start < e for s, e in hedges) and not (comparison and comparison.span[0] <= statement.tokens[i].start < comparison.span[1])]
    if attained:
        directions = [(i, d) for i, d in directions if i not in attained[1]]
        skipped |= attained[1]
    direction = directions[-1][1] if directions else 0
    skipped |= {i for i, _ in directions}
    if rank:
        skipped |= rank[0]
    if comparison:
        skipped |= {i for i, t in enumerate(statement.tokens) if comparison.span[0] <= t.start and t.low in {"more", "higher", "lower", "fewer", "less", "often", "larger", "smaller", "greater"}}
    skipped |= {i for i in statement.denials if statement.tokens[i].stem in stems_of("negation", "words") or statement.tokens[i].low in function_words()}
    skipped |= {i for i, t in enumerate(statement.tokens) if any(s <= t.start < e for s, e in hedges) and not any(t in q.noun for q in quantities)}
    subject_end = next((i for i, t in enumerate(statement.tokens) if i and is_verb(t)), len(statement.tokens))
    frozen = frozenset(skipped)
    terms = terms_of(statement, frozen, assistant.lexicon, places)
    terms = tuple(replace(t, weight=t.weight * 0.4) if _titled(assistant, path, t) else t for t in terms)
    periods = tuple(p for _, _, p in statement.periods)
    return Claim(statement, terms, quantities, periods, direction, comparison, attained, rank, find_cause(statement), find_actor(statement), subject_end, frozen)


_HEDGE = re.compile(r"(?:\b(?:exceed(?:s|ed|ing)?|surpass(?:es|ed)?|topped|nearly|almost|about|around|roughly|over|under|above|below|(?:more|less|fewer|longer|higher|lower|older|younger) than|at least|at most|up to|close to|a (?:minimum|maximum) of|in excess of|just|well|approximately|some)\s+)+(?:(?:the|a|an)\s+)?$", re.I)


def _hedge_start(text: str, start: int) -> int:
    match = _HEDGE.search(text, 0, start)
    return match.start() if match else start


def _titled(assistant: Assistant, path: str, term: Term) -> bool:
    read = reading(assistant, path)
    return any(v >= 0.85 for k, v in read.matching(term.token).items() if k in read.title or k in read.topic)


def _judgements(assistant: Assistant, claim: Claim, read: Reading, path: str) -> list[Judgement]:
    covers = [cover(claim.terms, e, read) for e in read.evidence]
    likeness = assistant.likeness(claim.statement.text, path)
    dense = {id(c): float(likeness[c.evidence.index]) if c.evidence.index >= 0 else 0.3 for c in covers}
    ranked = sorted(covers, key=lambda c: -(0.6 * c.score + 0.25 * c.own + 0.25 * max(0.0, dense[id(c)])))
    return [_judge(claim, c, read, dense[id(c)], covers) for c in ranked[:CLOSE]]


def _judge(claim: Claim, sentence: Cover, read: Reading, dense: float, covers: Sequence[Cover]) -> Judgement:
    statement = claim.statement
    subject, predicate = clauses(sentence, read, claim.subject_end)
    parts = [_number(q, claim, sentence, read, covers) for q in claim.quantities]
    if claim.direction:
        parts.append(_direction(claim, sentence, read, subject, covers))
    if claim.comparison:
        parts.append(_compared(claim, sentence, read, covers))
    free = judge_free(statement, sentence)
    found = [
        None if claim.quantities else _period(claim, sentence, subject),
        judge_attained(statement, claim.attained, sentence),
        judge_superlative(statement, claim.superlative, sentence, read),
        judge_cause(statement, claim.cause, sentence, read),
        judge_actor(statement, claim.actor, sentence, read, predicate),
        judge_swapped(statement, sentence, read) if not claim.comparison else None,
        judge_only(statement, sentence),
        judge_plan(statement, sentence),
        free,
    ]
    parts += [p for p in found if p is not None]
    if not claim.comparison and not claim.attained and free is None:
        zero = any(q.value == 0 for q in claim.quantities)
        differs = {p.name for p in parts if p.verdict == DIFFERS}
        if not zero and "direction" not in differs:
            denial = judge_denial(statement, sentence, subject, claim.subject_end)
            parts += [denial] if denial else []
        if not differs:
            opposite = judge_opposites(statement, sentence, read, subject, claim.skipped)
            parts += [opposite] if opposite else []
    return _weigh(claim, sentence, dense, parts)


def _weigh(claim: Claim, sentence: Cover, dense: float, parts: list[Part]) -> Judgement:
    differs = [p for p in parts if p.verdict == DIFFERS]
    explained = frozenset().union(*(p.explains for p in parts)) if parts else frozenset()
    missing = [t for t in sentence.missing if t.at not in explained]
    kept = [(t, c, o) for t, c, o in zip(sentence.terms, sentence.around, sentence.inside, strict=True) if t.at not in explained or c >= COVERED]
    total = sum(t.weight for t, _, _ in kept)
    covered = sum(t.weight * c for t, c, _ in kept) / total if total else 0.75
    own = sum(t.weight * o for t, _, o in kept) / total if total else 0.75
    strength = min((p.strength for p in differs), default=1.0)
    score = 0.55 * covered + 0.2 * own + 0.25 * max(0.0, dense)
    if missing:
        parts = [*parts, Part("content", " ".join(t.token.text for t in missing), "", ABSENT)]
    # Another number, year or direction decides alone; of anything else, the numbers must agree first.
    plain = {"number", "majority", "period", "direction"}
    unsure = any(p.verdict == ABSENT and (p.name in plain or p.name == "condition") for p in parts)
    if differs and not missing and covered >= ENOUGH_AGAINST and (not unsure or any(p.name in {"number", "majority"} for p in differs)):
        return Judgement(DIFFERS, score * (0.85 + 0.15 * strength), tuple(parts), sentence)
    if not differs and not missing and covered >= ENOUGH and all(p.verdict == AGREES for p in parts) and own >= 0.3:
        return Judgement(AGREES, score, tuple(parts), sentence)
    return Judgement(ABSENT, score, tuple(parts), sentence)


def _number(quantity: Quantity, claim: Claim, sentence: Cover, read: Reading, covers: Sequence[Cover]) -> Part:
    text = claim.statement.text
    claimed = shown(quantity, text)
    name = "majority" if quantity.hedge == "all" or (quantity.unit == "%" and quantity.value == 50 and not any(c.isdigit() for c in claimed)) else "number"
    found = [m for m in measured(quantity, claim.statement, sentence, read, claim.periods) if m.fit >= 0.35]
    elsewhere = _elsewhere(quantity, claim, found, read, covers)
    if elsewhere:
        return Part(name, claimed, shown(elsewhere.stated, elsewhere.evidence.statement.text), AGREES, elsewhere.evidence, strength=elsewhere.fit)
    timely = [m for m in found if m.period >= SAME_PERIOD or not claim.periods]
    if not timely and claim.periods:
        timely = [m for m in found if m.period >= 0.5]
    if timely:
        best = timely[0]
        agreeing = next((m for m in timely if m.relation == 1.0 and m.fit >= best.fit - 0.03), None)
        chosen = agreeing or best
        stated = shown(chosen.stated, chosen.evidence.statement.text)
        if chosen.relation == 1.0 and chosen.stated.planned and not (quantity.planned or WANTS.search(text)):
            return Part("condition", claimed, "", ABSENT, chosen.evidence)
        if chosen.relation == 1.0 and chosen.noun >= COVERED:
            if claim.periods and chosen.period < SAME_PERIOD and not any(period_fit(claim.periods, p) >= SAME_PERIOD for _, _, p in chosen.evidence.statement.periods):
                return Part("period", claim.periods[0].label, "", ABSENT, chosen.evidence)
            return Part(name, claimed, stated, AGREES, chosen.evidence, strength=chosen.fit)
        if chosen.relation == 0.0 and chosen.fit >= SAME_MEASURE and chosen.noun >= COVERED:
            return Part(name, claimed, stated, DIFFERS, chosen.evidence, strength=chosen.fit)
        return Part(name, claimed, "", ABSENT, chosen.evidence)
    other = next((m for m in found if m.relation == 1.0 and m.fit >= SAME_MEASURE and m.period == 0), None)
    if other and other.stated.period and _once(claim, sentence):
        return Part("period", claim.periods[0].label, other.stated.period.label, DIFFERS, other.evidence)
    return Part(name, claimed, "", ABSENT)


def _elsewhere(quantity: Quantity, claim: Claim, found: Sequence[Measured], read: Reading, covers: Sequence[Cover]) -> Measured | None:
    """A side figure of the claim, its target or where a change began, may be stated in another sentence."""
    text = claim.statement.text
    began = re.search(r"\bfrom\s+(?:about\s+|nearly\s+)?$", text[: quantity.start], re.I) and re.match(r"(?:\s+in \S+)?\s+to\s", text[quantity.end :])
    if not began and not (quantity.planned and claim.attained):
        return None
    if any(m.relation == 1.0 and m.fit >= SAME_MEASURE for m in found):
        return None
    rows = [m for c in covers for m in measured(quantity, claim.statement, c, read, ()) if m.evidence is c.evidence and m.relation == 1.0 and m.noun >= COVERED and m.fit >= 0.4]
    rows = [m for m in rows if m.stated.planned] if quantity.planned and claim.attained else rows
    return max(rows, key=lambda m: m.fit, default=None)


def _once(claim: Claim, sentence: Cover) -> bool:
    """Whether the claim speaks of what happens once, and the sentence of the same."""
    stems = stems_of("once", "words")
    return any(t.token.stem in stems and c >= 0.85 for t, c in zip(sentence.terms, sentence.inside, strict=True)) or any(
        claim.statement.tokens[i].stem in stems and sentence.evidence.statement.directions for i in claim.skipped
    ) and any(c >= 0.85 for c in sentence.inside)


def _period(claim: Claim, sentence: Cover, clause: tuple[int, int]) -> Part | None:
    if not claim.periods:
        return None
    wanted = claim.periods
    statement = sentence.evidence.statement
    text = statement.text
    begin, end = statement.tokens[clause[0]].start, statement.tokens[clause[1] - 1].end
    here = [p for s, _, p in statement.periods if begin <= s < end]
    stated = here or [p for _, _, p in statement.periods] or ([statement.period] if statement.period else [])
    label = wanted[0].label
    if any(period_fit(wanted, p) >= SAME_PERIOD for p in stated):
        return Part("period", label, stated[0].label, AGREES, sentence.evidence)
    if any(period_fit(wanted, p) >= SAME_PERIOD for _, _, p in statement.periods):
        return Part("period", label, stated[0].label, AGREES, sentence.evidence)
    if statement.period and period_fit(wanted, statement.period) >= SAME_PERIOD:
        return Part("period", label, statement.period.label, AGREES, sentence.evidence)
    if stated and all(period_fit(wanted, p) == 0 for p in stated) and _once(claim, sentence) and not claim.direction and not claim.comparison:
        return Part("period", label, stated[0].label, DIFFERS, sentence.evidence, strength=sentence.own)
    if not stated and not text:
        return None
    return Part("period", label, "", ABSENT, sentence.evidence)


def _direction(claim: Claim, sentence: Cover, read: Reading, clause: tuple[int, int], covers: Sequence[Cover]) -> Part:
    statement = sentence.evidence.statement
    word = next((t.text for i, t in enumerate(claim.statement.tokens) if (i, claim.direction) in claim.statement.directions), "")
    fits = not claim.periods or any(period_fit(claim.periods, p) >= SAME_PERIOD for p in [statement.period, *(p for _, _, p in statement.periods)] if p)
    signs = [(i, d) for i, d in statement.directions if clause[0] <= i < clause[1]]
    if fits and signs and len({d for _, d in signs}) == 1:
        i, sign = signs[0]
        return Part("direction", word, statement.tokens[i].text, AGREES if sign == claim.direction else DIFFERS, sentence.evidence)
    series = _series(claim, sentence, read, covers)
    if series:
        (low, first), (high, last) = series
        sign = 1 if high.value > low.value else -1 if high.value < low.value else 0
        stated = f"{shown(low, first.statement.text)} → {shown(high, last.statement.text)}"
        return Part("direction", word, stated, AGREES if sign == claim.direction else DIFFERS, last, strength=0.9)
    return Part("direction", word, "", ABSENT, sentence.evidence)


def _series(claim: Claim, sentence: Cover, read: Reading, covers: Sequence[Cover]) -> tuple[tuple[Quantity, Evidence], tuple[Quantity, Evidence]] | None:
    """The two levels of the claim's measure between which it says that something rose or fell."""
    if not claim.periods:
        return None
    wanted = claim.periods
    noun = _measure_noun(claim)
    if not noun:
        return None
    found = [row for row in levels(claim.terms, covers, read, None, noun) if row[0] >= SAME_MEASURE and row[1].period is not None]
    by_unit: dict[str, list[tuple[float, Quantity, Evidence]]] = {}
    for row in found:
        by_unit.setdefault(row[1].unit, []).append(row)
    for rows in by_unit.values():
        last = next((r for r in rows if r[1].period and _at_end(wanted, r[1].period)), None)
        if last is None or last[2] is not sentence.evidence:
            continue
        earlier = [r for r in rows if r[1].period and last[1].period and r[1].period.end < last[1].period.end and _same_noun(r[1], last[1])]
        if len(wanted) > 1 or wanted[-1].kind == "range":
            earlier = [r for r in earlier if r[1].period and r[1].period.start.year == wanted[0].start.year]
        else:
            latest = max((r[1].period.end for r in earlier if r[1].period), default=None)
            earlier = [r for r in earlier if r[1].period and r[1].period.end == latest]
        if earlier:
            return (earlier[0][1], earlier[0][2]), (last[1], last[2])
    return None


def _same_noun(a: Quantity, b: Quantity) -> bool:
    return not a.noun or not b.noun or a.noun[-1].stem == b.noun[-1].stem or bool(a.noun[-1].word.concepts & b.noun[-1].word.concepts)


def _at_end(wanted: Sequence[Period], stated: Period) -> bool:
    last = wanted[-1]
    return period_fit((last,), stated) >= SAME_PERIOD and (last.kind != "range" or stated.end.year == last.end.year)


def _measure_noun(claim: Claim) -> list:  # type: ignore[type-arg]
    """The noun of what rises or falls: the last content word before the verb, else after it."""
    before = [t.token for t in claim.terms if t.at < claim.subject_end and t.hard]
    return before[-1:] or [t.token for t in claim.terms if t.hard][:1]


def _compared(claim: Claim, sentence: Cover, read: Reading, covers: Sequence[Cover]) -> Part:
    comparison = claim.comparison
    assert comparison is not None
    text = claim.statement.text[comparison.span[0] : comparison.span[1]].rstrip(".")
    evidence = sentence.evidence
    if comparison.kind == "period":
        return _between_periods(claim, comparison, sentence, read, covers, text)
    statement = evidence.statement
    tokens = claim.statement.tokens
    right = [i for i in comparison.right if any(t.at == i for t in claim.terms)]
    left = [i for i in comparison.left if any(t.at == i for t in claim.terms)]
    best: tuple[float, Quantity, Quantity] | None = None
    for a in statement.quantities:
        for b in statement.quantities:
            if a is b or a.unit != b.unit or a.ratio or b.ratio or (a.start, a.end) == (b.start, b.end):
                continue
            na, nb = nearness(statement, a), nearness(statement, b)
            score = _at(left, na, evidence, read, tokens) + _at(right, nb, evidence, read, tokens) - 0.9 * (_at(left, nb, evidence, read, tokens) + _at(right, na, evidence, read, tokens))
            if best is None or score > best[0]:
                best = (score, a, b)
    if best and best[0] > 0.02 and _at(right, [1.0] * len(statement.tokens), evidence, read, tokens) >= 0.6:
        _, a, b = best
        sign = 1 if a.value > b.value else -1
        if (not claim.periods or period_fit(claim.periods, a.period) >= SAME_PERIOD or a.period is None) and a.value != b.value:
            stated = f"{shown(a, statement.text)} / {shown(b, statement.text)}"
            return Part("number", text, stated, AGREES if sign == comparison.sign else DIFFERS, evidence, strength=0.9)
    from assistant.claim_parts import find_comparison as find

    told = find(statement)
    if told:
        def side(mine: Sequence[int], theirs: Sequence[int]) -> float:
            keys = {evidence.keys[i] for i in theirs}
            return max((v for i in mine for k, v in read.matching(tokens[i]).items() if k in keys), default=0.0)

        straight = _mean(side([i], told.left) for i in left) + _mean(side([i], told.right) for i in right)
        crossed = _mean(side([i], told.right) for i in left) + _mean(side([i], told.left) for i in right)
        agree = (straight > crossed) == (told.sign == comparison.sign)
        if abs(straight - crossed) > 0.4:
            return Part("number", text, statement.text.rstrip("."), AGREES if agree else DIFFERS, evidence, frozenset(comparison.left + comparison.right) & frozenset(), 0.9)
    return Part("number", text, "", ABSENT, evidence)


def _mean(values) -> float:  # type: ignore[no-untyped-def]
    row = list(values)
    return sum(row) / len(row) if row else 0.0


def _at(indices: Sequence[int], near: Sequence[float], evidence: Evidence, read: Reading, tokens) -> float:  # type: ignore[no-untyped-def]
    return _mean(max((v * near[j] for j, k in enumerate(evidence.keys) if (v := read.matching(tokens[i]).get(k, 0.0))), default=0.0) for i in indices)


def _between_periods(claim: Claim, comparison: Comparison, sentence: Cover, read: Reading, covers: Sequence[Cover], text: str) -> Part:
    statement = claim.statement
    then = [p for s, _, p in statement.periods if s >= comparison.span[0]]
    now = [p for s, _, p in statement.periods if s < comparison.span[0]]
    noun = [statement.tokens[i] for i in comparison.left if any(t.at == i for t in claim.terms)][-1:]
    found = [r for r in levels(claim.terms, covers, read, None, noun) if r[0] >= SAME_MEASURE and r[1].period]
    late = next((r for r in found if now and period_fit(now, r[1].period) >= SAME_PERIOD and r[2] is sentence.evidence), None)
    early = next((r for r in found if late and period_fit(then, r[1].period) >= SAME_PERIOD and r[1].unit == late[1].unit and r[1] is not late[1]), None)
    if late and early and late[1].value != early[1].value:
        sign = 1 if late[1].value > early[1].value else -1
        stated = f"{shown(late[1], late[2].statement.text)} / {shown(early[1], early[2].statement.text)}"
        return Part("number", text, stated, AGREES if sign == comparison.sign else DIFFERS, late[2], strength=0.9)
    return Part("number", text, "", ABSENT, sentence.evidence)


def _answer(claimed: str, found: list[Judgement], titles: list[str]) -> Answer:
    question = Question(claimed, claimed, "claim")
    agreeing = max((j for j in found if j.verdict == AGREES), key=lambda j: j.score, default=None)
    differing = max((j for j in found if j.verdict == DIFFERS), key=lambda j: j.score, default=None)
    chosen = agreeing
    if differing and (agreeing is None or differing.score > agreeing.score + 0.06):
        chosen = differing
    searched = {"policies": titles}
    if chosen is None:
        nearest = max(found, key=lambda j: j.score, default=None)
        parts = [_row(p, 0) for p in nearest.parts] if nearest else []
        lacking = next((p for p in (nearest.parts if nearest else ()) if p.verdict == ABSENT), None)
        why = f"Not found: the texts say nothing about {lacking.claimed!r}." if lacking else "Not found: the texts do not say this."
        return Answer("not_found", why, "claim", ABSENT, details={"claim": claimed, "parts": parts}, searched=searched, question=question, confidence=0.3)
    quotes: list[Quote] = []
    rows = []
    for part in chosen.parts:
        rows.append(_row(part, _mark(quotes, part.evidence or chosen.cover.evidence)))
    _mark(quotes, chosen.cover.evidence)
    decisive = next((p for p in chosen.parts if p.verdict == DIFFERS), None)
    marks = "".join(f"[{i + 1}]" for i in range(len(quotes)))
    if chosen.verdict == AGREES:
        text = f"Supported: {_agreed(chosen)} {marks}"
    else:
        assert decisive is not None
        text = f"Contradicted: {_said(decisive)} [{_mark(quotes, decisive.evidence or chosen.cover.evidence)}]"
    return Answer("answered", text, "claim", chosen.verdict, tuple(quotes), (), {"claim": claimed, "parts": rows}, searched, (), question, round(min(0.97, 0.35 + 0.6 * chosen.score), 2))


def _row(part: Part, quote: int) -> dict[str, object]:
    return {"part": part.name, "claimed": part.claimed, "stated": part.stated, "verdict": part.verdict, "quote": quote}


def _mark(quotes: list[Quote], evidence: Evidence) -> int:
    for i, quote in enumerate(quotes):
        if quote.start == evidence.start and quote.policy.path == evidence.policy.path:
            return i + 1
    quotes.append(Quote(evidence.policy, section_at(evidence.policy, evidence.start), evidence.start, evidence.end))
    return len(quotes)


def _agreed(judgement: Judgement) -> str:
    numbers = [p for p in judgement.parts if p.stated and p.name in {"number", "majority", "period", "direction"}]
    return "the text says so" + (f" ({', '.join(dict.fromkeys(p.stated for p in numbers[:3]))})." if numbers else ".")


def _said(part: Part) -> str:
    if part.name in {"number", "majority"} and len(part.stated) < 60:
        return f"the text gives {part.stated}, not {part.claimed}."
    if part.name == "period":
        return f"the text gives {part.stated}, not {part.claimed}."
    if part.name == "direction":
        return f"the text says {part.stated!r}, not {part.claimed!r}."
    if part.name == "body":
        return f"according to the text it is {part.stated!r}, not {part.claimed!r}."
    return f"the text says: {part.stated}."
