"""All, every, always, never, everywhere: whether the text makes an exception to what the claim says of all."""

from __future__ import annotations

import re

from assistant.claim_evidence import Cover, mean
from assistant.claim_quantity import shown
from assistant.claim_reading import View
from assistant.claim_verdicts import DIFFERS, SAME_PERIOD, Part, period_of
from assistant.claim_words import alike
from assistant.statements import is_verb

_ALL = re.compile(
    r"\b(?:all|every|each|everyone|everybody|without exception)\b(?!\s+(?:year|month|week|day|time|two|three|four|five)\b)",
    re.I,
)
_ALL_BUT = re.compile(
    r"\b(?:all|every|each|everyone|everybody|the whole|nationwide|everywhere)\b[^.;:]{0,60}?\b(?:except|apart from|save for|with the exception of|excluding|but (?:one|two|three|four|five|six|not)\b|but (?-i:[A-Z]))",
    re.I,
)
_SOME_NOT = re.compile(
    r"\b(?:some|several|many|a few|few|most|a third|half|a quarter|two|three|four|five|six)(?: of (?:the|them))?\s+(?:[\w-]+\s+)?(?:had|have|has|got|were|was|are|did|do)\s+(?:none|not|no)\b|\bnot (?:all|every)\b",
    re.I,
)
_EVERYWHERE = re.compile(
    r"\b(?:(?:the )?(?:whole|entire) country|nationwide|countrywide|everywhere|all over the country|(?:all|every) (?:the )?(?:regions?|counties|county|provinces?|municipalit(?:y|ies)|cantons?|districts?|schools?))\b",
    re.I,
)
_IN_SOME = re.compile(
    r"\bin (?:only |just )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}|some|a few|several) (?:of the (?:\w+ )?)?(?:[a-z-]+ )?(?:regions?|counties|county|provinces?|municipalit(?:y|ies)|cantons?|districts?|cities|towns?|states?|schools?|areas?)\b|\b(?:limited|confined|restricted) to\b",
    re.I,
)
_ALWAYS = re.compile(r"\b(?:always|in (?:every|any|all) cases?|at all times|under all circumstances)\b", re.I)
_NEVER = re.compile(r"\b(?:never|ever|under no circumstances|in no case|on no account)\b", re.I)
_AT_TIMES = re.compile(
    r"\b(?:unless|except(?: (?:if|when|where|for|on|in))?|only (?:if|when|where|with|after)|(?:no|not)\b[^.;:]{0,40}?\bon (?-i:[A-Z])\w+days?|as a rule|usually|normally|in some cases|may be waived)\b",
    re.I,
)


def judge_every(view: View, sentence: Cover) -> Part | None:
    """Whether the text leaves some out where the claim speaks of all, always, never or everywhere."""
    if _all_of_fewer(view, sentence) is not None:
        return _all_of_fewer(view, sentence)
    claim, text = view.claim.text, sentence.evidence.statement.text
    if sentence.evidence.kind in {"target_groups", "bodies", "themes", "stages"}:
        return None
    timely = not view.claim.periods or any(
        period_of(view.claim.periods, p) >= SAME_PERIOD
        for p in [sentence.evidence.statement.period, *(p for _, _, p in sentence.evidence.statement.periods)]
        if p
    )
    for said, against, without in (
        (_EVERYWHERE, _IN_SOME, _EVERYWHERE),
        (_ALL, _ALL_BUT, None),
        (_ALL, _SOME_NOT, None),
        (_ALWAYS, _AT_TIMES, _ALWAYS),
        (_NEVER, _AT_TIMES, _NEVER),
    ):
        match, exception = said.search(claim), against.search(text)
        if (
            not match
            or not exception
            or against.search(claim)
            or (without and without.search(text))
            or not timely
        ):
            continue
        words = frozenset(
            i for i, t in enumerate(view.claim.statement.tokens) if match.start() <= t.start < match.end()
        )
        rest = [
            (t, max(c, a) if view.read.names(t.token) else c, a)
            for t, c, a in zip(sentence.terms, sentence.inside, sentence.around, strict=True)
            if t.at not in words
        ]
        if rest and mean((t.weight, c) for t, c, _ in rest) >= 0.6 and any(c >= 0.7 for _, c, _ in rest):
            return Part("condition", match.group(), text.rstrip("."), DIFFERS, sentence.evidence, words, 0.9)
    return None


def _all_of_fewer(view: View, sentence: Cover) -> Part | None:
    """The smaller number of those of whom a sentence says what the claim says of all ("64 applied, but only 12 were taken")."""
    claim, statement = view.claim.statement, sentence.evidence.statement
    every = _ALL.search(claim.text)
    noun = next(
        (
            q.noun
            for q in view.claim.quantities
            if q.noun
            and (q.hedge == "all" or (every and q.start >= every.end() and q.start - every.end() < 5))
        ),
        (),
    )
    if (
        not every
        or not noun
        or claim.denials
        or (
            view.claim.periods
            and not any(period_of(view.claim.periods, q.period) >= SAME_PERIOD for q in statement.quantities)
        )
    ):
        return None
    counts = [
        q
        for q in statement.quantities
        if not (q.unit or q.ratio or q.planned or q.change) and q.hedge not in {"all", "none"}
    ]
    acts = [t.at for t in sentence.terms if t.at > view.claim.subject_end and is_verb(t.token)] or [
        t.at for t in sentence.terms if t.at == view.claim.subject_end and is_verb(t.token)
    ]
    for whole, part in zip(counts, counts[1:], strict=False):
        about = whole.value > part.value and any(alike(a, b) >= 0.6 for a in noun for b in whole.noun)
        same = not part.noun or part.weak or any(alike(a, b) >= 0.6 for a in noun for b in part.noun)
        done = [i for at in acts[-1:] for i in view.places(at, sentence.evidence, 0.85)]
        if about and same and done and all(0 <= statement.tokens[i].start - part.end < 40 for i in done):
            return Part(
                "majority",
                every.group(),
                shown(part, statement.text),
                DIFFERS,
                sentence.evidence,
                strength=0.9,
            )
    return None
