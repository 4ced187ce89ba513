"""The parts of a claim other than numbers, each held against one sentence: direction, comparison, rank, goal, body, cause, denial."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.claim_evidence import COVERED, Cover, Evidence, Reading, Term
from assistant.claim_words import Token, alike, is_content, opposites, phrases, stems_of
from assistant.statements import Statement, is_verb

AGREES, DIFFERS, ABSENT = "supported", "contradicted", "not_found"
#: Two words are the same for a part from here on.
SAME = 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a claim with its verdict; ``explains`` are the words of the claim that it speaks for."""

    name: str
    claimed: str
    stated: str
    verdict: str
    evidence: Evidence | None = None
    explains: frozenset[int] = frozenset()
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left`` is said to be more (``sign`` 1) or less (-1) than ``right``; words by their index in the claim."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    sign: int
    kind: str
    span: tuple[int, int]


_UP = r"more|higher|larger|greater|bigger|longer|better|older|later|exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|outperform(?:s|ed)?|outstripp?(?:s|ed)?"
_DOWN = r"fewer|less|lower|smaller|shorter|worse|younger|earlier"
_THAN = re.compile(rf"\b(?:(?P<up>more|higher|larger|greater|bigger|longer|better|older|later)|(?P<down>{_DOWN}))\b(?P<middle>[^.;]{{0,70}}?)\bthan\b(?P<right>.*)$", re.I)
_OVER = re.compile(r"\b(?P<up>exceed(?:s|ed)?|outnumber(?:s|ed)?|surpass(?:es|ed)?|outperform(?:s|ed)?|outstripp?(?:s|ed)?)\b(?P<middle>)(?P<right>.*)$", re.I)
_PLAN = re.compile(r"\b(?:planned|plan|plans|targets?|targeted|goals?|aims?|foreseen|envisaged|forecast|expected|objectives?|expectations?|intended)\b", re.I)
_REACHED = re.compile(r"\b(?:reach|met\b|meet|achiev|attain|hit\b|exceed|surpass|fulfil|overshot|outperform|above|more than|higher than|beyond)\w*", re.I)
_MISSED = re.compile(r"\b(?:miss(?:ed|es)?|fell short|falls? short|fallen short|failed|fails|below|under(?:shot)?|fewer than|less than|lower than|short of|instead of)\b", re.I)
_SUPERLATIVE = re.compile(r"\b(?:most(?!\s+of\b)\s+(?!of\b)\w+|largest|biggest|highest|greatest|smallest|lowest|fewest|longest|shortest|oldest|youngest|main|chief|most)\b(?!\s+(?:of|than)\b)", re.I)
_LEADS = re.compile(r"\bmost\b|\blargest\b|\bbiggest\b|\bhighest\b|\bgreatest\b|\bsmallest\b|\blowest\b|\bfewest\b|\blongest\b|\bshortest\b|\bmain\b|\bchief\b|\bled the list\b|\btopped\b|\bahead of\b|\btop\b", re.I)
_LOW_RANK = re.compile(r"\b(?:smallest|lowest|fewest|least|shortest|youngest)\b", re.I)
_BEHIND = re.compile(r"\bfollowed by\b|\bahead of\b|\bbefore\b|\bthan\b|\bthen\b|\bwhile\b", re.I)
_CAUSE = re.compile(r"\b(?:because of|because|due to|owing to|on account of|as a result of|thanks to|caused by|for want of|in view of|so that|for lack of|resulted from|in response to|after\b(?= (?:the|a) (?:strike|floods|crisis)))\b", re.I)
_CAUSE_TOO = re.compile(r"\b(?:because|due to|owing to|on account of|as a result of|thanks to|caused by|for want of|since|as|therefore|attributes?|led to|reasons?|why)\b", re.I)
_BY = re.compile(r"\b(?:\w+ed|led|run|held|set up|paid|made|given|taken|built|borne|found|chosen|drawn up)\s+(?:\w+ly\s+)?by\s+(?:the\s+|an?\s+)?", re.I)


def words_between(statement: Statement, start: int, end: int) -> tuple[int, ...]:
    """Indices of the content words in a stretch of a statement's text."""
    return tuple(i for i, t in enumerate(statement.tokens) if start <= t.start and t.end <= end and is_content(t))


def find_comparison(claim: Statement) -> Comparison | None:
    """What the claim sets against what, if it compares two groups, two periods or a result with a plan."""
    match = _THAN.search(claim.text) or _OVER.search(claim.text)
    if not match:
        return None
    begin = match.start("right")
    if any(q.start - begin <= 12 and q.start >= begin and q.hedge in {"more", "less"} for q in claim.quantities):
        return None
    sign = 1 if match.group("up") else -1
    right = words_between(claim, begin, len(claim.text))
    left = words_between(claim, 0, match.start()) + words_between(claim, match.start("middle"), match.end("middle"))
    plan = bool(_PLAN.search(match.group("right")))
    periods = [p for s, _, p in claim.periods if s >= begin]
    goal = {"goal", "target", "plan", "aim", "objective"}
    if match.re is _OVER and not any(stem_in(claim.tokens[i], goal) for i in right) and not plan and not left:
        return None
    kind = "plan" if plan else "period" if periods and not [i for i in right if not claim.tokens[i].low.isdigit() and not _in_period(claim, i)] else "group"
    return Comparison(left, right, sign, kind, (match.start(), match.end()))


def _in_period(claim: Statement, i: int) -> bool:
    return any(s <= claim.tokens[i].start < e for s, e, _ in claim.periods)


def stem_in(token: Token, stems: set[str]) -> bool:
    """Whether a word's stem is among some."""
    return token.stem in stems


def find_attained(claim: Statement) -> tuple[int, frozenset[int]] | None:
    """1 where the claim says that a goal was met, -1 where it was missed, with the words that say so; None otherwise."""
    text = claim.text
    goal = _PLAN.search(text)
    if not goal:
        return None
    missed = [m for m in _MISSED.finditer(text) if abs(m.start() - goal.start()) < 45]
    reached = [m for m in _REACHED.finditer(text) if abs(m.start() - goal.start()) < 45]
    if not missed and not reached:
        return None
    sign = -1 if missed else 1
    if claim.denials and not missed:
        sign = -sign
    spans = [goal.span(), *(m.span() for m in missed + reached)]
    said = frozenset(i for i, t in enumerate(claim.tokens) if any(s <= t.start < e for s, e in spans))
    return sign, said


def find_superlative(claim: Statement) -> tuple[frozenset[int], tuple[int, ...]] | None:
    """The words of a claim that rank something first (or last), and the words of what is ranked so."""
    match = _SUPERLATIVE.search(claim.text)
    if not match or any(q.start <= match.start() < q.end for q in claim.quantities):
        return None
    verb = next((i for i, t in enumerate(claim.tokens) if is_verb(t)), None)
    if verb is None:
        return None
    at = next((i for i, t in enumerate(claim.tokens) if t.end > match.start()), 0)
    row = words_between(claim, 0, claim.tokens[verb].start) if at > verb else words_between(claim, claim.tokens[verb].end, len(claim.text))
    row = tuple(i for i in row if not _in_period(claim, i))
    said = frozenset(i for i, t in enumerate(claim.tokens) if match.start() <= t.start < match.end())
    return (said, row) if row else None


def find_cause(claim: Statement) -> tuple[tuple[int, ...], int] | None:
    """The words of the reason that a claim gives, and where it begins."""
    match = _CAUSE.search(claim.text)
    if not match:
        return None
    end = claim.text.find(",", match.end()) if match.start() < 3 else len(claim.text)
    row = words_between(claim, match.end(), end if end > 0 else len(claim.text))
    return (row, match.start()) if row else None


def find_actor(claim: Statement) -> tuple[int, ...]:
    """The words of who does it, where that is a body or a name: behind "by", else in front of the verb."""
    match = _BY.search(claim.text)
    if match:
        row = []
        for i, token in enumerate(claim.tokens):
            if token.start >= match.end():
                if token.low in {"in", "for", "to", "from", "on", "at", "since"} or is_verb(token) and row or _in_period(claim, i):
                    break
                if is_content(token):
                    row.append(i)
        if row and _body(claim, row):
            return tuple(row)
    verb = next((i for i, t in enumerate(claim.tokens) if i and is_verb(t)), None)
    if verb is None:
        return ()
    comma = claim.text.find(", ")
    begin = comma + 2 if 0 <= comma < claim.tokens[verb].start and comma < 40 and claim.tokens[0].low in {"in", "on", "by", "from", "since", "at", "under"} else 0
    row = [i for i in words_between(claim, begin, claim.tokens[verb].start) if i not in claim.timed]
    following = claim.tokens[verb + 1].low if verb + 1 < len(claim.tokens) else ""
    passive = claim.tokens[verb].low in {"is", "are", "was", "were", "been"} and not following.endswith("ing")
    counted = any(q.start < claim.tokens[verb].start and q.end > begin for q in claim.quantities)
    return tuple(row) if row and not passive and not counted and _body(claim, row) else ()


def _body(claim: Statement, row: Iterable[int]) -> bool:
    row = list(row)
    bodies = stems_of("bodies", "words")
    return any(claim.tokens[i].stem in bodies or {"ministry", "authority", "chamber"} & claim.tokens[i].word.concepts for i in row) or all(claim.tokens[i].text.isupper() and len(claim.tokens[i].text) > 2 for i in row)


def clauses(cover: Cover, read: Reading, subject_end: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The clause of the evidence that speaks of the claim's subject, and the one that says what the claim says of it."""
    statement = cover.evidence.statement
    rows: list[tuple[float, float, float, tuple[int, int]]] = []
    for clause in statement.clauses:
        keys = {cover.evidence.keys[i] for i in statement.reach(clause)}
        sums = [0.0, 0.0]
        for term in cover.terms:
            values = read.matching(term.token)
            best = max((values[k] for k in keys if k in values), default=0.0)
            sums[term.at >= subject_end] += term.weight * (best if best >= SAME else 0.5 * best)
        rows.append((round(sums[0], 2), round(sums[1], 2), round(sum(sums), 2), clause))
    whole = sum(t.weight for t in cover.terms if t.at < subject_end)
    subject = max(r[0] for r in rows)
    if whole and subject >= 0.5 * whole:
        first = max((r for r in rows if r[0] >= subject - 0.02), key=lambda r: r[2])
    else:
        first = max(rows, key=lambda r: r[2])
    return first[3], max(rows, key=lambda r: (r[1], r[0]))[3]


def judge_actor(claim: Statement, actor: tuple[int, ...], cover: Cover, read: Reading, clause: tuple[int, int]) -> Part | None:
    """Whether the body that the claim names does it in the evidence too, another does, or none is named."""
    weights = {t.at: t.weight for t in cover.terms}
    actor = tuple(i for i in actor if i in weights)
    if not actor:
        return None
    statement, keys = cover.evidence.statement, cover.evidence.keys
    bodies = stems_of("bodies", "words")
    distinct = [i for i in actor if claim.tokens[i].stem not in bodies] or list(actor)
    reach = statement.reach(clause)
    near = {keys[i] for i in reach}
    covered = [i for i in distinct if max((v for k, v in read.matching(claim.tokens[i]).items() if k in near), default=0.0) >= SAME]
    if len(covered) >= 0.67 * len(distinct):
        return None
    # Only what the rest of the claim says in the same clause tells that another body does the very same thing.
    total = inside = 0.0
    for term, around in zip(cover.terms, cover.around, strict=True):
        if term.at in actor:
            continue
        values = read.matching(term.token)
        here = max((v for k, v in values.items() if k in near), default=0.0)
        titled = any(v >= 0.85 for k, v in values.items() if k in read.title or k in read.topic)
        total += term.weight
        inside += term.weight * (max(here, around) if titled else here)
    if not total or inside / total < 0.7:
        return None
    doer = _doer(claim, cover, read, clause, actor)
    if not doer or not _bodily(statement, doer):
        return None
    others = {k for t in cover.terms if t.at not in actor for k in read.matching(t.token)}
    if sum(keys[i] in others for i in doer) > len(doer) / 2:
        return None
    if distinct == list(actor) and any(alike(claim.tokens[actor[-1]], statement.tokens[i]) >= SAME for i in doer):
        return None
    # "the Bureau" and "the authority" are short for a name that the text gave before.
    own = [i for i in doer if statement.tokens[i].stem not in bodies]
    if not own and any(alike(claim.tokens[j], statement.tokens[i]) >= COVERED for i in doer for j in actor):
        return None
    stated = statement.text[statement.tokens[doer[0]].start : statement.tokens[doer[-1]].end]
    said = claim.text[claim.tokens[actor[0]].start : claim.tokens[actor[-1]].end]
    return Part("body", said, stated, DIFFERS, cover.evidence, frozenset(actor), inside / total)


def _doer(claim: Statement, cover: Cover, read: Reading, clause: tuple[int, int], actor: tuple[int, ...]) -> tuple[int, ...]:
    """Who does it in a clause of the evidence: the words behind "by", else those in front of what matches the claim's verb."""
    statement = cover.evidence.statement
    begin, end = statement.tokens[clause[0]].start, statement.tokens[clause[1] - 1].end
    by = _BY.search(statement.text, begin, end)
    if by:
        row = []
        for i in words_between(statement, by.end(), end):
            if statement.tokens[i].low.endswith("ing") or is_verb(statement.tokens[i]):
                break
            row.append(i)
        return tuple(row[:6])
    verbs = [t for t in cover.terms if t.at not in actor and not t.token.name]
    places = sorted(i for t in verbs for i in range(*clause) if read.matching(t.token).get(cover.evidence.keys[i], 0.0) >= SAME)
    verbal = [i for i in range(*clause) if is_verb(statement.tokens[i]) and i > clause[0]]
    stop = min([*places, *verbal], default=clause[1])
    if stop in verbal and stop + 1 < clause[1] and statement.tokens[stop].low in {"is", "are", "was", "were", "been"} and statement.tokens[stop + 1].low.endswith("ed"):
        return ()
    return tuple(i for i in words_between(statement, begin, statement.tokens[stop].start) if i not in statement.timed)


def _bodily(statement: Statement, row: Iterable[int]) -> bool:
    bodies = stems_of("bodies", "words")
    return any(t.stem in bodies or {"ministry", "authority", "chamber"} & t.word.concepts or (t.text.isupper() and len(t.text) > 2) for t in (statement.tokens[i] for i in row))


def judge_swapped(claim: Statement, cover: Cover, read: Reading) -> Part | None:
    """Whether subject and object have changed places ("X replaced Y" against "Y, which replaced X")."""
    verb = next((i for i, t in enumerate(claim.tokens) if i and t.low.endswith("ed") and is_content(t)), None)
    if claim.quantities:
        return None
    statement = cover.evidence.statement
    if verb is None or _BY.search(claim.text) or _BY.search(statement.text) or claim.tokens[verb - 1].low in {"is", "are", "was", "were", "been", "be"}:
        return None
    places = [i for i, t in enumerate(statement.tokens) if t.stem == claim.tokens[verb].stem]
    if len(places) != 1:
        return None
    sides: list[list[int]] = []
    for terms in ([t for t in cover.terms if t.at < verb], [t for t in cover.terms if t.at > verb]):
        if not terms:
            return None
        found = [[i for i, k in enumerate(cover.evidence.keys) if read.matching(t.token).get(k, 0.0) >= 0.85] for t in terms]
        if any(not f for f in found):
            return None
        sides.append([i for f in found for i in f])
    if all(i > places[0] for i in sides[0]) and all(i < places[0] for i in sides[1]):
        return Part("body", claim.text, statement.text, DIFFERS, cover.evidence)
    return None


def judge_cause(claim: Statement, cause: tuple[tuple[int, ...], int] | None, cover: Cover, read: Reading) -> Part | None:
    """Whether the text gives the same reason, another one, or none."""
    if cause is None:
        return None
    row, begin = cause
    near = [cover.evidence, *cover.evidence.before[-1:], *cover.evidence.after[:1]]
    weights = {t.at: t.weight for t in cover.terms}
    said = claim.text[begin:].rstrip(".")
    own = [i for i in row if i in weights]
    if not own:
        return None
    best = 0.0
    for one in near:
        keys = set(one.keys)
        got = sum(weights[i] * max((v for k, v in read.matching(claim.tokens[i]).items() if k in keys), default=0.0) for i in own)
        best = max(best, got / sum(weights[i] for i in own))
    if best >= 0.5:
        return Part("condition", said, "", AGREES, cover.evidence)
    rest = [(t, c) for t, c in zip(cover.terms, cover.inside, strict=True) if t.at not in row]
    total = sum(t.weight for t, _ in rest)
    if best < 0.3 and total and sum(t.weight * c for t, c in rest) / total >= 0.6:
        match = _CAUSE_TOO.search(cover.evidence.statement.text)
        if match and match.group().lower() not in {"as", "since"} or match and "," in cover.evidence.statement.text[: match.start()]:
            return Part("condition", said, cover.evidence.statement.text[match.start() :].rstrip("."), DIFFERS, cover.evidence, frozenset(row))
    return Part("condition", said, "", ABSENT, cover.evidence)


def judge_superlative(claim: Statement, rank: tuple[frozenset[int], tuple[int, ...]] | None, cover: Cover, read: Reading) -> Part | None:
    """Whether the text ranks the same thing first, or another."""
    if rank is None:
        return None
    said, row = rank
    statement = cover.evidence.statement
    lead = _LEADS.search(statement.text)
    text = claim.text.rstrip(".")
    if not lead or bool(_LOW_RANK.search(claim.text)) != bool(_LOW_RANK.search(statement.text)):
        return Part("majority", text, "", ABSENT, cover.evidence, said)
    weights = {t.at: t.weight for t in cover.terms}
    holder = [i for i in row if i in weights]
    if not holder:
        return None
    behind = _BEHIND.search(statement.text, lead.start())
    cut = behind.start() if behind else len(statement.text)
    places = {i: [j for j, k in enumerate(cover.evidence.keys) if read.matching(claim.tokens[i]).get(k, 0.0) >= SAME] for i in holder}
    found = [i for i in holder if places[i]]
    front = [i for i in found if any(statement.tokens[j].start < cut for j in places[i])]
    stated = statement.text[:cut].rstrip(" ,(")
    if sum(weights[i] for i in front) >= 0.6 * sum(weights[i] for i in holder):
        rivals = [q for q in statement.quantities if q.noun and q.unit in {"", "%"}]
        mine = [q for q in rivals if any(statement.tokens.index(t) in {j for i in front for j in places[i]} for t in q.noun)]
        if len(rivals) > 1 and mine and max(q.value for q in rivals) > max(q.value for q in mine) and len({q.unit for q in rivals}) == 1 and all(statement.text[q.start - 1] == "(" for q in rivals):
            return Part("majority", text, stated, DIFFERS, cover.evidence, said | frozenset(holder))
        return Part("majority", text, stated, AGREES, cover.evidence, said)
    return Part("majority", text, stated, DIFFERS, cover.evidence, said | frozenset(holder))


def judge_opposites(claim: Statement, cover: Cover, read: Reading, clause: tuple[int, int], skipped: frozenset[int]) -> Part | None:
    """Whether the clause has a word that excludes one of the claim's, in a place where all else agrees."""
    statement = cover.evidence.statement
    row = statement.tokens[clause[0] : clause[1]]
    stems = [t.stem for t in row]
    for i, token in enumerate(claim.tokens):
        if i in skipped or _in_period(claim, i):
            continue
        against = opposites(token)
        if not against:
            continue
        known = read.matching(token)
        if any(known.get(k, 0.0) >= 0.85 for k in cover.evidence.keys[clause[0] : clause[1]]):
            continue
        hits = phrases(stems, against)
        if hits:
            a, b = hits[0]
            return Part("content", token.text, statement.text[row[a].start : row[b - 1].end], DIFFERS, cover.evidence, frozenset({i}), 0.9)
    return None


def judge_denial(claim: Statement, cover: Cover, clause: tuple[int, int], subject_end: int) -> Part | None:
    """Whether one denies what the other says, judged in the clause of the claim's verb and the clause of its subject in the text."""
    statement = cover.evidence.statement
    at = min(subject_end, len(claim.tokens) - 1)
    mine = claim.denied(claim.clause_of(at))
    theirs = statement.denied(clause)
    if not mine and not theirs:
        return None
    stated = statement.text[statement.tokens[clause[0]].start : statement.tokens[clause[1] - 1].end]
    return Part("negation", claim.text.rstrip("."), stated, AGREES if mine == theirs else DIFFERS, cover.evidence)


_ONLY = re.compile(r"\b(?:only|alone|solely|exclusively|sole|nobody else|no one else|nothing but)\b", re.I)
_ONLY_TOO = re.compile(r"\b(?:only|alone|solely|exclusively|sole|once|no other|reserved for|limited to|restricted to|single|nothing but)\b", re.I)
_ALSO = re.compile(r"\b(?:also|as well|in addition|too|likewise|both|besides|other)\b", re.I)


def judge_only(claim: Statement, cover: Cover) -> Part | None:
    """Whether the text too says "only": where it adds others, it contradicts."""
    match = _ONLY.search(claim.text)
    if not match or re.match(r"\s+(?:\d|half|a (?:few|third|quarter))", claim.text[match.end() :]):
        return None
    text = cover.evidence.statement.text
    if _ONLY_TOO.search(text):
        return Part("condition", match.group(), "", AGREES, cover.evidence)
    if _ALSO.search(text):
        return Part("condition", match.group(), text.rstrip("."), DIFFERS, cover.evidence, strength=0.8)
    return Part("condition", match.group(), "", ABSENT, cover.evidence)


_PAYING = re.compile(r"\b(?:pay|pays|paid|fees?|charged?|costs?)\b", re.I)


def judge_free(claim: Statement, cover: Cover) -> Part | None:
    """Whether what the claim says is paid for is free in the text."""
    match = _PAYING.search(claim.text)
    if not match or any(q.unit for q in claim.quantities) or claim.denials:
        return None
    free = next((q for q in cover.evidence.statement.quantities if q.unit == "money" and q.value == 0), None)
    if free is None:
        return None
    said = frozenset(i for i, t in enumerate(claim.tokens) if _PAYING.fullmatch(t.text) or t.low in {"own"})
    return Part("number", match.group(), cover.evidence.statement.text.rstrip("."), DIFFERS, cover.evidence, said)


WANTS = re.compile(r"\b(?:aims?|aimed|goals?|targets?|objectives?|planned|plans?|wants?|wanted|seeks?|intend\w*|meant to|supposed to|is to|are to|to be|should|shall|will|purpose|hopes?|strives?|want|would|expected|helps?|serves?|designed)\b", re.I)


def judge_plan(claim: Statement, cover: Cover) -> Part | None:
    """Whether the claim takes an objective for a fact."""
    if cover.evidence.kind == "objectives" and not WANTS.search(claim.text):
        return Part("condition", claim.text.rstrip("."), "", ABSENT, cover.evidence)
    return None


def attained_in(evidence: Evidence) -> int | None:
    """1 where a sentence says or shows that a plan was met, -1 where it was missed, None where it tells neither."""
    statement = evidence.statement
    for match in re.finditer(r"\b(fewer|less|lower|below|short|missed|under|not reach\w*|instead|fail\w*)\b[^.;]{0,40}?\b(?:target|goal|plan(?:ned)?|expected|aim|foreseen)\b", statement.text, re.I):
        if not any(q.start >= match.start() and q.end <= match.end() for q in statement.quantities):
            return -1
    sign = pair_sign(evidence)
    if sign is not None:
        return sign
    if re.search(r"\b(?:more|exceed\w*|above|higher|reached|met|achieved|surpassed|attained)\b[^.;]{0,40}?\b(?:target|goal|plan(?:ned)?|expected)\b|\b(?:target|goal)\b[^.;]{0,30}\b(?:was|were|been) (?:met|reached|exceeded|achieved|surpassed)", statement.text, re.I):
        return -1 if statement.denials else 1
    return None


def pair_sign(evidence: Evidence) -> int | None:
    """1 where a result that stands beside its plan is no less than it, -1 where it is less."""
    quantities = [(q, evidence) for q in evidence.statement.quantities]
    if not any(q.planned for q, _ in quantities):
        quantities += [(q, e) for e in evidence.after[:1] for q in e.statement.quantities]
    plans = [q for q, _ in quantities if q.planned and not q.ratio and q.unit not in {"times", "once"}]
    for plan in plans:
        real = [q for q, _ in quantities if not q.planned and not q.ratio and not q.change and q.unit == plan.unit and (not plan.noun or not q.noun or any(alike(a, b) >= COVERED for a in plan.noun for b in q.noun) or q.unit)]
        if real:
            nearest = min(real, key=lambda q: abs(q.start - plan.start))
            return 1 if nearest.value >= plan.value else -1
    return None


def judge_attained(claim: Statement, wanted: tuple[int, frozenset[int]] | None, cover: Cover) -> Part | None:
    """Whether the text says or shows that the goal was met."""
    if wanted is None:
        return None
    sign, said = wanted
    for one in [cover.evidence, *cover.evidence.after[:1], *cover.evidence.before[-1:]]:
        stated = attained_in(one)
        if stated is not None:
            return Part("content", claim.text.rstrip("."), one.statement.text.rstrip("."), AGREES if stated == sign else DIFFERS, one, said)
    return Part("content", claim.text.rstrip("."), "", ABSENT, cover.evidence, said)


def term_weight(terms: Iterable[Term]) -> float:
    """The weight of some terms together."""
    return sum(t.weight for t in terms)
