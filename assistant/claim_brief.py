"""What a text says in full once and briefly from then on: "local learning points", then "the points"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.claim_evidence import IN_PARAGRAPH, Cover, Term
from assistant.claim_words import is_content
from assistant.statements import Statement, is_verb

#: From here on a word of the text is the claim's own, and one that describes it is said too.
OWN, SAID = 0.85, 0.6


def filled_in(claim: Statement, terms: Sequence[Term], covers: list[Cover]) -> list[Cover]:
    """The covers in the order of the text, each with what its words were described by where they first stood."""
    for head, about, bare in _described(claim, terms):
        first = next((i for i, c in enumerate(covers) if c.inside[head] >= OWN), None)
        if first is None or any(covers[first].inside[i] < SAID for i in about):
            continue
        for i, later in enumerate(covers[first + 1 :], first + 1):
            if later.inside[head] >= OWN and (not bare or (_stands_alone(later, head) if bare == "alone" else _bare_count(later))):
                around = tuple(max(v, IN_PARAGRAPH) if at in about else v for at, v in enumerate(later.around))
                covers[i] = replace(later, around=around)
    return covers


def _described(claim: Statement, terms: Sequence[Term]) -> Iterator[tuple[int, list[int], str]]:
    """The claim's nouns with what describes them, and its verbs with what stands behind them (``bare`` says how the word must stand later: alone, or after a number that counts nothing), by the number of the term."""
    number = {t.at: n for n, t in enumerate(terms)}
    row = claim.tokens
    for term in terms:
        if not term.hard and not term.token.text.islower():
            continue
        if is_verb(term.token):
            subject = [n for at, n in number.items() if at < term.at and terms[n].hard and not terms[n].token.name]
            if subject and term.hard:
                yield number[term.at], subject, "counted"
            behind = [n for at, n in number.items() if term.at < at < claim.clause_of(term.at)[1] and terms[n].hard]
            if behind and term.hard:
                yield number[term.at], behind, "alone"
            continue
        about = []
        at = term.at - 1
        while at in number and is_content(row[at]) and not is_verb(row[at]) and not re.search(r"[,;:]", claim.text[row[at].end : row[at + 1].start]):
            about.append(number[at])
            at -= 1
        if term.at + 2 < len(row) and row[term.at + 1].low in {"for", "of"} and term.hard:
            behind = []
            at = term.at + 2 + (row[term.at + 2].low in {"the", "a", "an"})
            while at in number and not is_verb(row[at]):
                behind.append(number[at])
                at += 1
            if behind:
                yield number[term.at], behind, "alone"
        if term.at + 1 < len(row) and row[term.at + 1].low in {"that", "which", "who"}:
            about += [n for at, n in number.items() if term.at + 1 < at and not re.search(r"[,;:]", claim.text[term.token.end : row[at].start])]
        if about:
            yield number[term.at], about, ""


def _bare_count(cover: Cover) -> bool:
    """Whether a sentence counts without saying what ("2 640 applied and 2 115 were certified")."""
    statement = cover.evidence.statement
    return any(not q.unit and (q.weak or not q.noun) and re.match(r"\s+(?:were\b|had\b|was\b|\w+ed\b|took\b|got\b|won\b|left\b|went\b|passed\b)", statement.text[q.end :]) for q in statement.quantities)


def _stands_alone(cover: Cover, head: int) -> bool:
    """Whether nothing more is said behind a word ("7 400 contracts benefited, …")."""
    statement = cover.evidence.statement
    return any(v >= OWN and re.match(r"\s*(?:[,;:.]|$|(?:is|are|was|were|has|had|will)\b)", statement.text[statement.tokens[i].end :]) for i, v in cover.hits[head])
