"""Who does it, why, only or also, for money or free, denied or not: the parts of a claim that are words, each held against one sentence."""

from __future__ import annotations

import re

from assistant.claim_evidence import COVERED, Cover, mean
from assistant.claim_fit import SAME
from assistant.claim_reading import BY, WANTS, View, bodily, words_between
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, Part
from assistant.claim_words import alike, is_content, opposites, phrases, stems_of
from assistant.statements import Statement, is_verb, verb_at

_CAUSE_TOO = re.compile(r"\b(?:because|due to|owing to|on account of|as a result of|thanks to|caused by|for want of|since(?! \d| the | then| \w+ \d{4})|as|therefore|attributes?|led to|reasons?|why)\b", re.I)
Clause = tuple[int, int]


def clauses(view: View, sentence: Cover) -> tuple[Clause, Clause]:
    """The clause of a sentence that speaks of the claim's subject, and the one that says what the claim says of it."""
    statement, keys = sentence.evidence.statement, sentence.evidence.keys
    end = view.claim.subject_end
    rows: list[tuple[float, float, Clause]] = []
    for clause in statement.clauses:
        reach = set(statement.reach(clause))
        sums = [0.0, 0.0]
        for term, hits in zip(sentence.terms, sentence.hits, strict=True):
            best = max((v for i, v in hits if i in reach and keys[i] >= 0), default=0.0)
            sums[term.at >= end] += (term.at < view.claim.main_end or term.at < end) * term.weight * (best if best >= SAME else 0.5 * best)
        rows.append((round(sums[0], 2), round(sums[1], 2), clause))
    whole = sum(t.weight for t in sentence.terms if t.at < end)
    subject = max(r[0] for r in rows)
    spoken = [r for r in rows if r[0] >= subject - 0.02] if whole and subject >= 0.5 * whole else rows
    return max(spoken, key=lambda r: r[0] + r[1])[2], max(rows, key=lambda r: (r[1], r[0]))[2]


def clause_cover(view: View, sentence: Cover, clause: Clause, without: tuple[int, ...] = ()) -> float:
    """How far one clause, with the subject that it takes over, has the claim's words; what names the policy counts as said."""
    reach = set(sentence.evidence.statement.reach(clause))
    rows = []
    pronoun = sentence.evidence.statement.tokens[clause[0]].low in {"it", "they", "this", "these"}
    for i, term in enumerate(sentence.terms):
        if term.at in without:
            continue
        here = max((v for at, v in sentence.hits[i] if at in reach), default=0.0)
        taken_over = view.read.names(term.token) or (pronoun and term.at < view.claim.subject_end)
        rows.append((term.weight, max(here, sentence.around[i]) if taken_over else here))
    return mean(rows)


_GETS_PAID = re.compile(r"\s+(?:gets?|got|ha(?:s|ve|d))\b[^.;]*\b(?:paid|refunded|back)\b", re.I)


def gets_paid(claim: Statement, last: int) -> bool:
    """Whether somebody, whose last word is given, gets something paid: who pays is another."""
    return bool(_GETS_PAID.match(claim.text, claim.tokens[last].end))


def judge_actor(view: View, sentence: Cover, clause: Clause) -> Part | None:
    """Whether another body than the claim's does the very same thing in a clause of the text."""
    claim = view.claim.statement
    weighed = {t.at for t in sentence.terms}
    actor = tuple(i for i in view.claim.actor if i in weighed)
    if not actor or gets_paid(claim, actor[-1]):
        return None
    statement, keys = sentence.evidence.statement, sentence.evidence.keys
    bodies = stems_of("bodies", "words")
    own = [i for i in actor if claim.tokens[i].stem not in bodies]
    named = [i for i in actor if i and claim.tokens[i].name]
    distinct = [i for i in named if i in own] or named or own or list(actor)
    near = [keys[i] for i in statement.reach(clause)]
    if sum(view.value(i, near) >= SAME for i in distinct) >= 0.67 * len(distinct):
        return None
    verb = next((t.at for t in sentence.terms if t.at >= view.claim.subject_end and not t.token.name), None)
    if view.claim.quantities and not statement.quantities:
        return None  # how much the body gives or has is said elsewhere
    for other in statement.clauses:
        # The body may do it in another clause of the same sentence.
        row = [keys[i] for i in statement.reach(other)]
        if sum(view.value(i, row) >= SAME for i in distinct) >= 0.67 * len(distinct) and (verb is None or view.value(verb, row) >= 0.85) and other != clause and clause_cover(view, sentence, other, actor) >= 0.3:
            if clause_cover(view, sentence, other, actor) > clause_cover(view, sentence, clause, actor) - 0.3 or not view.value(verb or 0, near) >= 1.0:
                return None
    same = clause_cover(view, sentence, clause, actor)
    if not sentence.missing:
        # What the text says in full elsewhere need not stand in the clause again.
        same = max(same, clause_cover(view, sentence, clause, (*actor, *(t.at for t, v in zip(sentence.terms, sentence.inside, strict=True) if v < COVERED))) - 0.1)
    doer = _doer(view, sentence, clause, actor)
    if same < 0.7 or not doer or not bodily(statement, doer):
        return None
    others = {k for t in sentence.terms if t.at not in actor for k, v in view.read.matching(t.token).items() if v >= SAME}
    if sum(keys[i] in others for i in doer) > len(doer) / 2:
        return None
    # "the Bureau" and "the authority" are short for a name that the text gave before.
    if (all(statement.tokens[i].stem in bodies for i in doer) or all(claim.tokens[i].stem in bodies for i in actor)) and any(alike(claim.tokens[j], statement.tokens[i]) >= COVERED for i in doer for j in actor):
        return None
    stated = statement.text[statement.tokens[doer[0]].start : statement.tokens[doer[-1]].end]
    said = claim.text[claim.tokens[actor[0]].start : claim.tokens[actor[-1]].end]
    return Part("body", said, stated, DIFFERS, sentence.evidence, frozenset(actor), same)


def _doer(view: View, sentence: Cover, clause: Clause, actor: tuple[int, ...]) -> tuple[int, ...]:
    """Who does it in a clause of the evidence: the words behind "by", else those in front of what matches the claim's verb."""
    statement = sentence.evidence.statement
    begin, end = statement.tokens[clause[0]].start, statement.tokens[clause[1] - 1].end
    by = BY.search(statement.text, begin, end)
    if by:
        row: list[int] = []
        for i in words_between(statement, by.end(), end):
            if statement.tokens[i].low.endswith("ing") or is_verb(statement.tokens[i]):
                break
            row.append(i)
        return tuple(row[:6])
    verbs = [t.at for t in sentence.terms if t.at not in actor and not t.token.name]
    places = [i for at in verbs for i in view.places(at, sentence.evidence, SAME) if clause[0] <= i < clause[1] and not statement.tokens[i].name]
    stop = min([*places, *(i for i in range(clause[0] + 1, clause[1]) if verb_at(statement.tokens, i))], default=clause[1] - 1)
    following = statement.tokens[stop + 1].low if stop + 1 < clause[1] else ""
    if statement.tokens[stop].low in {"is", "are", "was", "were", "been"} and following.endswith("ed"):
        return ()
    return words_between(statement, begin, statement.tokens[stop].start)


def judge_swapped(view: View, sentence: Cover) -> Part | None:
    """Whether subject and object have changed places ("X replaced Y" against "Y, which replaced X")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    verb = next((i for i, t in enumerate(claim.tokens) if i and t.low.endswith("ed") and is_content(t)), None)
    if verb is None or view.claim.quantities or view.claim.comparison or BY.search(claim.text) or BY.search(statement.text):
        return None
    places = [i for i, t in enumerate(statement.tokens) if t.stem == claim.tokens[verb].stem]
    if claim.tokens[verb - 1].low in {"is", "are", "was", "were", "been", "be"} or len(places) != 1:
        return None
    before = [sentence.hits[n] for n, t in enumerate(sentence.terms) if t.at < verb]
    after = [sentence.hits[n] for n, t in enumerate(sentence.terms) if t.at > verb]
    for hits, side in ((before, 1), (after, -1)):
        if not hits or not all(any(v >= 0.85 for _, v in h) and all((i - places[0]) * side > 0 for i, v in h if v >= 0.85) for h in hits):
            return None
    return Part("body", claim.text, statement.text, DIFFERS, sentence.evidence)


def judge_cause(view: View, sentence: Cover) -> Part | None:
    """Whether the text gives the same reason, another one, or none."""
    if view.claim.cause is None:
        return None
    row, begin = view.claim.cause
    evidence = sentence.evidence
    said = view.claim.text[begin:].rstrip(".")
    own = [t for t in sentence.terms if t.at in row]
    if not own:
        return None
    other = _other_cause(view, sentence, row)
    if other:
        return Part("condition", said, other, DIFFERS, evidence, frozenset(i for i, t in enumerate(view.claim.statement.tokens) if t.start >= begin), 0.9)
    near = [evidence, *evidence.before[-1:], *evidence.after[:1]]
    best = max(mean((t.weight, view.value(t.at, e.keys)) for t in own) for e in near)
    if best >= 0.5:
        told = _CAUSE_TOO.search(evidence.statement.text)
        mine = any(view.claim.statement.tokens[d].start >= begin for d in view.claim.statement.denials)
        theirs = told is not None and any(evidence.statement.tokens[d].start >= told.start() for d in evidence.statement.denials)
        if mine != theirs:
            return Part("condition", said, evidence.statement.text.rstrip("."), DIFFERS if told else ABSENT, evidence)
        return Part("condition", said, "", AGREES, evidence)
    rest = mean((t.weight, a if view.read.names(t.token) else c) for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True) if t.at not in row)
    match = _CAUSE_TOO.search(evidence.statement.text)
    if best < 0.3 and rest >= 0.6 and match:
        if match.group().lower() not in {"as", "since"} or "," in evidence.statement.text[: match.start()]:
            return Part("condition", said, evidence.statement.text[match.start() :].rstrip("."), DIFFERS, evidence, frozenset(row))
    return Part("condition", said, "", ABSENT, evidence)


_CAUSE_PLAIN = re.compile(r"\b(?:because of|because|due to|owing to|on account of|as a result of|caused by|for want of|for lack of)\s|,\s(?:as|since)\s(?!well\b)", re.I)


def _other_cause(view: View, sentence: Cover, row: tuple[int, ...]) -> str:
    """The reason that a sentence gives for what the claim says, where it has hardly a word of the claim's, or the opposite of one."""
    statement, keys = sentence.evidence.statement, sentence.evidence.keys
    told = _CAUSE_PLAIN.search(statement.text)
    if not told:
        return ""
    stop = statement.text.find(", ", told.end()) if told.start() < 3 else len(statement.text)
    inside = [i for i, t in enumerate(statement.tokens) if told.end() <= t.start < (stop if stop > 0 else len(statement.text))]
    rest = [(t.weight, max(c, a)) for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True) if t.at not in row and t.hard]
    act = [c for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.at not in row and t.at >= view.claim.subject_end]
    moved = view.claim.direction and any(d == view.claim.directions[0][1] for i, d in statement.directions if i not in inside)
    if mean(rest) < 0.75 or not (moved or any(c >= SAME for c in act)):
        return ""
    own = [t for t in sentence.terms if t.at in row]
    there = mean((t.weight, view.value(t.at, [keys[i] for i in inside])) for t in own)
    turned = any(phrases([statement.tokens[i].stem for i in inside], opposites(view.claim.statement.tokens[at])) for at in row)
    reason = statement.text[told.start() :].lstrip(", ").rstrip(".")
    denied = any(d in inside for d in statement.denials) or any(view.claim.statement.tokens[d].start >= view.claim.statement.tokens[row[0]].start for d in view.claim.statement.denials)
    return reason if not denied and (there < 0.3 or (turned and there < 0.9)) else ""


_RESPONSIBLE = re.compile(r"\b(?:responsible|in charge|accountable)\b", re.I)


def judge_responsible(view: View, sentence: Cover) -> Part | None:
    """Whether the body that the claim calls responsible stands in the text's list of them."""
    claim = view.claim.statement
    said = _RESPONSIBLE.search(claim.text)
    if sentence.evidence.kind != "bodies" or not said:
        return None
    verb = next((i for i, t in enumerate(claim.tokens) if i and is_verb(t)), 0)
    named = [i for i in words_between(claim, 0, claim.tokens[verb].start) if i in {t.at for t in sentence.terms}]
    others = [t for t in sentence.terms if t.at not in named and t.hard and not view.read.names(t.token) and claim.tokens[t.at].start > said.end()]
    if not named or others:
        return None
    listed = [e for e in view.read.evidence if e.kind == "bodies"]
    bodies = stems_of("bodies", "words")
    distinct = [i for i in named if claim.tokens[i].stem not in bodies] or named
    explained = frozenset(named) | frozenset(i for i, t in enumerate(claim.tokens) if said.start() <= t.start < said.end() or t.stem in bodies)
    for one in listed:
        if sum(view.value(i, one.keys) >= SAME for i in distinct) >= 0.67 * len(distinct):
            return Part("body", claim.text.rstrip("."), one.text, AGREES if one is sentence.evidence else ABSENT, one, explained)
    stems = {claim.tokens[i].stem for i in distinct}
    if any(t.stem in stems for e in view.read.evidence for t in e.statement.tokens):
        return Part("body", claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    return Part("body", claim.text.rstrip("."), "; ".join(e.text for e in listed), DIFFERS, sentence.evidence, explained)


_STAGES = ("design", "approved", "agreed", "pilot", "implementation", "completed", "discontinued")


def judge_stage(view: View, sentence: Cover) -> Part | None:
    """Whether the policy was at the stage that the claim gives for a year."""
    claim, evidence = view.claim, sentence.evidence
    named = next((t for t in claim.statement.tokens if t.low in _STAGES), None)
    if evidence.kind != "stages" or not named or not re.search(r"\b(?:stage|phase)\b", claim.text, re.I) or len(claim.periods) != 1:
        return None
    stated = evidence.statement.period
    if stated is None or stated.start.year != claim.periods[0].start.year:
        return None
    same = named.low in evidence.text.lower()
    return Part("content", named.text, evidence.text, AGREES if same else DIFFERS, evidence, frozenset(i for i, t in enumerate(claim.statement.tokens) if t == named))


def judge_plan(view: View, sentence: Cover) -> Part | None:
    """Whether the claim takes an objective for a fact."""
    if sentence.evidence.kind == "objectives" and not WANTS.search(view.claim.text):
        return Part("condition", view.claim.text.rstrip("."), "", ABSENT, sentence.evidence)
    return None
