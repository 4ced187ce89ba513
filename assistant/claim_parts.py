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
    row = [i for i in words_between(claim, begin, claim.tokens[verb].start) if not _in_period(claim, i)]
    passive = claim.tokens[verb].low in {"is", "are", "was", "were", "been"} and verb + 1 < len(claim.tokens) and claim.tokens[verb + 1].low.endswith("ed")
    return tuple(row) if row and not passive and _body(claim, row) else ()


def _body(claim: Statement, row: Iterable[int]) -> bool:
    row = list(row)
    bodies = stems_of("bodies", "words")
    return any(claim.tokens[i].stem in bodies or {"ministry", "authority", "chamber"} & claim.tokens[i].word.concepts for i in row) or all(claim.tokens[i].text.isupper() and len(claim.tokens[i].text) > 2 for i in row)


def best_clause(claim: Statement, cover: Cover, read: Reading, subject_end: int) -> tuple[int, int]:
    """The clause of the evidence that says most of what the claim says; what stands before the claim's verb counts double."""
    statement = cover.evidence.statement
    best, found = -1.0, (0, len(statement.tokens))
    for clause in statement.clauses:
        keys = set(cover.evidence.keys[clause[0] : clause[1]])
        score = 0.0
        for term in cover.terms:
            values = read.matching(term.token)
            score += term.weight * (2.0 if term.at < subject_end else 1.0) * max((values[k] for k in keys if k in values), default=0.0)
        if score > best + 1e-9:
            best, found = score, clause
    return found


def judge_actor(claim: Statement, actor: tuple[int, ...], cover: Cover, read: Reading, clause: tuple[int, int]) -> Part | None:
    """Whether the body that the claim names does it in the evidence too, another does, or none is named."""
    if not actor:
        return None
    statement, keys = cover.evidence.statement, cover.evidence.keys
    bodies = stems_of("bodies", "words")
    distinct = [i for i in actor if claim.tokens[i].stem not in bodies] or list(actor)
    said = " ".join(claim.tokens[i].text for i in actor)
    first = [i for i in range(*clause)]
    near = cover.evidence.keys
    covered = [i for i in distinct if max((v for k, v in read.matching(claim.tokens[i]).items() if k in near), default=0.0) >= SAME]
    if len(covered) >= max(1, len(distinct) / 2):
        return None
    others = [t for t in cover.terms if t.at not in actor]
    total = sum(t.weight for t in others)
    inside = sum(t.weight * c for t, c in zip(cover.terms, cover.inside, strict=True) if t.at not in actor)
    verbs = [i for i in first if is_verb(statement.tokens[i])]
    if not total or inside / total < 0.7 or not verbs:
        return None
    # Only what the rest of the claim says in the text's clause itself tells that another does the very same thing.
    by = _BY.search(statement.text)
    doer = words_between(statement, by.end(), len(statement.text))[:6] if by else words_between(statement, statement.tokens[clause[0]].start, statement.tokens[verbs[0]].start)
    doer = tuple(i for i in doer if not any(s <= statement.tokens[i].start < e for s, e, _ in statement.periods))
    bodily = any(statement.tokens[i].stem in bodies or {"ministry", "authority", "chamber"} & statement.tokens[i].word.concepts or (statement.tokens[i].text.isupper() and len(statement.tokens[i].text) > 2) for i in doer)
    if not doer or not bodily:
        return None
    matched = {k for t in others for k in read.matching(t.token)}
    if sum(keys[i] in matched for i in doer) > len(doer) / 2:
        return None
    if len(distinct) == len(actor) and len(actor) == 1 and any(alike(claim.tokens[actor[0]], statement.tokens[i]) >= COVERED for i in doer):
        return None
    stated = statement.text[statement.tokens[doer[0]].start : statement.tokens[doer[-1]].end]
    return Part("body", said, stated, DIFFERS, cover.evidence, frozenset(actor), inside / total)


def judge_swapped(claim: Statement, cover: Cover, read: Reading) -> Part | None:
    """Whether subject and object have changed places ("X replaced Y" against "Y, which replaced X")."""
    verb = next((i for i, t in enumerate(claim.tokens) if i and t.low.endswith("ed") and is_content(t)), None)
    statement = cover.evidence.statement
    if verb is None or _BY.search(claim.text) or _BY.search(statement.text) or claim.tokens[verb - 1].low in {"is", "are", "was", "were", "been", "be"}:
        return None
    values = read.matching(claim.tokens[verb])
    places = [i for i, k in enumerate(cover.evidence.keys) if values.get(k, 0.0) >= 0.85 and is_content(statement.tokens[i])]
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


def judge_denial(claim: Statement, cover: Cover, clause: tuple[int, int]) -> Part | None:
    """Whether one denies what the other says."""
    statement = cover.evidence.statement
    mine, theirs = len(claim.denials) % 2 == 1, statement.denied(clause)
    if not claim.denials and not theirs:
        return None
    stated = statement.text[statement.tokens[clause[0]].start : statement.tokens[clause[1] - 1].end]
    return Part("negation", claim.text.rstrip("."), stated, AGREES if mine == theirs else DIFFERS, cover.evidence)


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
