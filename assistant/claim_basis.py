"""What something depends on or is worked out from: the same basis, another one, or one that the text says plays no part."""

from __future__ import annotations

import re

from assistant.claim_evidence import COVERED, Cover, mean
from assistant.claim_reading import View, words_between
from assistant.claim_verdicts import ABSENT, AGREES, DIFFERS, Part
from assistant.statements import Statement

_BASIS = re.compile(
    r"\b(?:depend(?:s|ed|ing|ent)?\s+(?:\w+ly\s+|in part\s+|partly\s+)?(?:up)?on|according to|in accordance with|(?:based|calculated|assessed|computed|fixed|set|worked out|allocated|distributed|shared out|divided|paid)\s+(?:on|by|from)(?=\s+(?:the\s+)?(?:\w+\s+)?(?:basis|number|size|share|income|age|level|results?|grades?|population|needs?|cost|length|duration))|"
    r"on the basis of|in (?:proportion|relation|line) (?:to|with)|proportion(?:al|ate)(?:ly)? to|(?:is|are|was|were) (?:governed|determined|decided) by|(?:is|are|was|were) (?:linked|tied|pegged|geared) to|var(?:y|ies|ied) (?:with|by|according to)|rises? with|graded by)\s+"
    r"(?!(?:the|an?|this|its)\s+(?:\w+\s+)?(?:text|reports?|polic(?:y|ies)|evaluation|survey|study|law|act|decree|ministry|authorit\w+)\b)",
    re.I,
)
_NO_MATTER = re.compile(
    r"\b(?:whatever|regardless of|irrespective of|independent(?:ly)? of|no matter (?:what|how|which)?|without regard to|does not matter|do not depend on|does not depend on|did not depend on|plays? no (?:part|role)|played no (?:part|role)|makes? no difference|do not matter|irrelevant|"
    r"(?:is|are|was|were) (?:not|never) (?:taken into (?:account|consideration)|considered|looked at|counted|weighed|asked (?:for|about)|relevant|decisive)|(?:is|are|was|were) (?:ignored|disregarded|left out of account)|no account is taken of|(?:do|does|did) not (?:count|look at|consider|take into account))\b",
    re.I,
)
_STOP = re.compile(r"[,;:.()]\s?|\s(?:and|but|which|that|who|as well as|for which)\s|$")


def _named(statement: Statement, begin: int) -> tuple[int, ...]:
    """The content words of a basis, from where it begins to the next stop."""
    stop = _STOP.search(statement.text, begin)
    return words_between(statement, begin, stop.start() if stop else len(statement.text))


def judge_basis(view: View, sentence: Cover) -> Part | None:
    """Whether the text names the basis that the claim does; another one in its place contradicts where all else agrees."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    said = _BASIS.search(claim.text)
    if not said or _NO_MATTER.search(claim.text) or claim.denials:
        return None
    weighed = {t.at: t.weight for t in sentence.terms}
    mine = [i for i in _named(claim, said.end()) if i in weighed]
    if not mine:
        return None
    spoken = claim.text[said.end() :].rstrip(".")
    turn = frozenset(i for i, t in enumerate(claim.tokens) if said.start() <= t.start < said.end())
    found = _BASIS.search(statement.text)
    rest = [
        (t.weight, max(c, a) if view.read.names(t.token) or c < COVERED <= a else c)
        for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True)
        if t.at not in mine and t.at not in turn
    ]
    alike_else = not rest or mean(rest) >= 0.6
    act = [t for t in sentence.terms if t.at not in mine and t.at not in turn and t.hard and not view.read.names(t.token)]
    here = mean((weighed[i], view.value(i, sentence.evidence.keys)) for i in mine)
    against = _NO_MATTER.search(statement.text)
    if against and here >= 0.5 and (alike_else or (here >= 0.75 and len(act) < 2)):
        # "The marks are not looked at": for what, the text has said before.
        told = frozenset(t.at for t in act) if here >= 0.75 and len(act) < 2 else frozenset()
        begin = against.start() if words_between(statement, against.end(), len(statement.text)) else 0
        return Part("condition", spoken, statement.text[begin:].rstrip("."), DIFFERS, sentence.evidence, told | frozenset(mine) | turn, 0.95)
    theirs = [sentence.evidence.keys[i] for i in _named(statement, found.end())] if found else []
    if not found or not theirs:
        return Part("condition", spoken, "", AGREES if here >= 0.6 else ABSENT, sentence.evidence)
    there = mean((weighed[i], view.value(i, theirs)) for i in mine)
    if there >= 0.4 or statement.denials or not alike_else:
        return Part(
            "condition",
            spoken,
            "",
            AGREES if there >= 0.4 and not statement.denials else ABSENT,
            sentence.evidence,
            turn,
        )
    return Part(
        "condition",
        spoken,
        statement.text[found.start() :].rstrip("."),
        DIFFERS,
        sentence.evidence,
        frozenset(mine) | turn,
        0.9,
    )
