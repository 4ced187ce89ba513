"""Why: the cause that the text gives, in the sentence itself or in the ones that lead to it."""

from __future__ import annotations

import re

from assistant.abstain import abstain
from assistant.asked import Asked
from assistant.context import Context
from assistant.draft import Draft
from assistant.evidence import Match
from assistant.lexicon import Unit
from assistant.model import Answer
from assistant.structure import unknown_names

_CAUSE = re.compile(
    r"\b(?:because|due to|owing to|thanks to|as a result of|on account of|since(?! (?:\d|\w+ \d{4}))|so that|in order to|for this reason|caused by|led to|reason|in response to|driven by|explained by|given that|in view of|"
    r"mainly due|did not want|so (?:it|they|the)|to (?:avoid|prevent|make sure|ensure))\b|,\s+(?:mainly |partly |largely )?(?:as|so)\s+(?:the|post|it|its|they|their|many|most|there|this|a|an|no|few|fewer|more|companies|schools|learners|teachers|[a-z]+s)\b",
    re.I,
)
_FOLLOWS = re.compile(r"\b(?:therefore|thus|hence|consequently|as a result|for that reason|for this reason|accordingly|that is why|in response|this is why|because of this)\b", re.I)


def why(asked: Asked, context: Context) -> Answer | None:
    """The sentence that tells the cause of what was asked; "therefore" sends to the sentences before."""
    scored: list[tuple[float, Match]] = []
    for score, match in context.ranked(asked, most=60):
        text = match.unit.text
        bonus = 0.14 if _CAUSE.search(text) else 0.0
        bonus += 0.22 if _FOLLOWS.search(text) else 0.0
        bonus -= 0.05 if match.unit.kind == "themes" else 0.0
        scored.append((score + bonus, match))
    scored.sort(key=lambda row: -row[0])
    if not scored:
        return abstain(asked, context)
    _, best = scored[0]
    lost = best.lost
    means = context.dense(asked, best.unit.policy.path, best.unit.index) >= 0.45 and bool(_CAUSE.search(best.unit.text) or _FOLLOWS.search(best.unit.text)) and (bool(asked.periods) or asked.scope.named)
    if (((best.score < 0.4 and lost > 0.6) or lost > 0.7) and not means) or unknown_names(asked, best.unit.policy, context):
        return abstain(asked, context, missing=best.missing, confidence=0.2)
    draft = Draft("why", confidence=min(0.95, 0.3 + 0.65 * best.score))
    for unit in _with_causes(best.unit, context):
        draft.say(unit.text, draft.mark(unit.policy, unit))
    for score, match in scored[1:4]:
        if score > 0.9 * scored[0][0] and match.unit.policy.path == best.unit.policy.path and _CAUSE.search(match.unit.text):
            draft.say(match.unit.text, draft.mark(match.unit.policy, match.unit))
    return draft.done(asked.question)


def _with_causes(unit: Unit, context: Context) -> list[Unit]:
    """A sentence with those before it that it refers to as its cause."""
    units = context.lexicon.units[unit.policy.path]
    if _FOLLOWS.search(unit.text):
        before = [u for u in units[max(0, unit.index - 2) : unit.index] if u.words and u.sentence.section == unit.sentence.section]
        return [*before, unit]
    if not _CAUSE.search(unit.text):
        after = [u for u in units[unit.index + 1 : unit.index + 2] if u.words and u.sentence.section == unit.sentence.section and (_CAUSE.search(u.text) or _FOLLOWS.search(u.text))]
        before = [u for u in units[max(0, unit.index - 1) : unit.index] if u.words and u.sentence.paragraph == unit.sentence.paragraph]
        return [*before, unit, *after]
    return [unit]
