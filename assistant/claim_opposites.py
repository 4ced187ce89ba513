"""Words that exclude each other: one in the claim and the other in the text, where all else agrees."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover, mean
from assistant.claim_parts import Clause, clause_cover
from assistant.claim_reading import View
from assistant.claim_verdicts import AGREES, DIFFERS, Part
from assistant.claim_words import ORDINALS, Token, opposites, phrases
from assistant.statements import Statement

_GRADES = frozenset("more most fewer fewest less least lower higher".split())


def _hedges(statement: Statement, token: Token) -> bool:
    """Whether a word only says how exact a number is ("at least 60%", "three fifths or more", "most")."""
    return token.low in _GRADES and any(
        q.start <= token.start < q.end or 0 <= q.start - token.end <= 6 or 0 <= token.start - q.end <= 4
        for q in statement.quantities
    )


def judge_opposites(view: View, sentence: Cover, clause: Clause, exact: bool) -> Part | None:
    """Whether the clause has a word that excludes one of the claim's, in a place where all else agrees; ``exact`` where the year does."""
    statement, keys = sentence.evidence.statement, sentence.evidence.keys
    for i, token in enumerate(view.claim.statement.tokens):
        against = opposites(token)
        if (
            i in view.claim.skipped
            or i in view.claim.statement.timed
            or not against
            or _hedges(view.claim.statement, token)
            or _beside(view.claim.statement, i, against)
            or i - 1 in view.claim.statement.denials
        ):
            continue
        if token.low in ORDINALS and not exact:
            continue  # what is said of the second call says nothing of the first
        held = max(
            (
                clause_cover(view, sentence, c, (i,))
                for c in statement.clauses
                if view.value(i, keys[slice(*c)]) >= 0.85
            ),
            default=0.0,
        )
        rest = mean((t.weight, c) for t, c in zip(sentence.terms, sentence.inside, strict=True) if t.at != i)
        for other in statement.clauses:
            row = statement.tokens[slice(*other)]
            hits = [h for h in phrases([t.stem for t in row], against) if not _hedges(statement, row[h[0]])]
            said = clause_cover(view, sentence, other, (i,))
            if (
                not hits
                or view.value(i, keys[slice(*other)]) >= 0.85
                or said <= held
                or max(rest if not held and other == clause else 0.0, said) < 0.6
            ):
                continue
            a, b = hits[0]
            if _denied_of(statement, other[0] + a):
                return Part("content", token.text, statement.text[row[a].start : row[b - 1].end], AGREES, sentence.evidence, frozenset({i}))
            if _either(statement, a, b, row):
                return Part(
                    "content",
                    token.text,
                    statement.text[row[a].start : row[b - 1].end],
                    AGREES,
                    sentence.evidence,
                    frozenset({i}),
                )
            if {"open", "close"} & {row[a].stem, token.stem} and any(
                p.kind == "range" or p.relation == "until" for _, _, p in statement.periods
            ):
                continue  # "was open until 11 November" says that it closed then
            return Part(
                "content",
                token.text,
                statement.text[row[a].start : row[b - 1].end],
                DIFFERS,
                sentence.evidence,
                frozenset({i}),
                0.84,
            )
    return None


def _denied_of(statement: Statement, at: int) -> bool:
    """Whether the word at an index is itself denied ("do not lose")."""
    return any(d == at - 1 or (d == at - 2 and statement.tokens[at - 1].low.endswith("ly")) for d in statement.denials)


#: What leaves open which of two it is ("whether the school passes or not", "large or small").
_WHETHER = re.compile(r"\b(?:whether|no matter (?:if|whether)|regardless of whether)\b[^,;.]*$", re.I)


def _either(statement: Statement, begin: int, end: int, row: tuple[Token, ...]) -> bool:
    """Whether a sentence says it of both, the one that some words name and its opposite."""
    return bool(
        _WHETHER.search(statement.text[: row[begin].start])
        and re.match(r"[^,;.]*\bor\b", statement.text[row[end - 1].end :])
    )


def either_way(statement: Statement, token: Token) -> bool:
    """Whether a sentence says it of a word's opposite and of the word alike ("whether the school passes or not" of schools that fail)."""
    return any(_either(statement, a, b, statement.tokens) for a, b in phrases([t.stem for t in statement.tokens], opposites(token)))


def _beside(claim: Statement, at: int, against: frozenset[str]) -> bool:
    """Whether a claim itself sets a word beside its opposite ("a written but not an oral test")."""
    return at in claim.excepted or bool(
        phrases([t.stem for j, t in enumerate(claim.tokens) if j != at], against)
    )
